"""Who does what in a meeting, offered round fairly: /roles (M4)."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.there import is_staff, meetings_in
from bot.commands.when import shown_day
from bot.model.during import Duty
from bot.model.during_signals import DutyOffered
from bot.model.meeting import NOT_OVER, Meeting, MeetingState
from bot.model.people import STAFF, Group, PersonId, Role

Had = Counter[tuple[PersonId, Duty]]
"""How often each person has had each of them."""


def roles(asked: Asked) -> None:
    """`/roles` shows who does what; `/roles offer [ROLE]` asks those who had it least."""
    match asked.words:
        case []:
            _show(asked)
        case ["offer"]:
            _offer(asked, tuple(Duty))
        case ["offer", *words]:
            _offer(asked, (_read("-".join(words)),))
        case _:
            raise SorryError("wrong-form", command=form_of("roles"))


def _read(word: str) -> Duty:
    for duty in Duty:
        if duty.value == word.lower():
            return duty
    raise SorryError("wrong-form", command=form_of("roles"))


def _show(asked: Asked) -> None:
    """For everybody; who never had one is shown to staff alone."""
    found = _next_meeting(asked, asked.groups())
    group = asked.books.group(found.group)
    lines = [_line(asked, found, duty) for duty in Duty]
    never = _never(asked, group, found) if is_staff(asked, group) else []
    asked.answer(
        "roles",
        meeting=title_of(asked, found),
        day=shown_day(found.planned_start, ZoneInfo(group.timezone)),
        choices=lines,
        who=", ".join(asked.books.name_of(who) for who in never),
    )


def _line(asked: Asked, found: Meeting, duty: Duty) -> Line:
    who = _who_has(found, duty)
    return {
        "line": "role",
        "reason": duty.value,
        "person": asked.books.name_of(who) if who is not None else "",
    }


def _who_has(found: Meeting, duty: Duty) -> PersonId | None:
    return found.chair if duty is Duty.CHAIR else found.during.duties.get(duty)


def _offer(asked: Asked, wanted: tuple[Duty, ...]) -> None:
    """Of all of them only those that nobody has; one person is asked about one at a time."""
    group = asked.group_for(STAFF)
    found = _next_meeting(asked, [group])
    had = _had(asked, group, found)
    asked_already: set[PersonId] = {offer.to for offer in found.during.offers.values()}
    offered: list[Line] = []
    for duty in wanted:
        if len(wanted) > 1 and (_who_has(found, duty) or duty in found.during.offers):
            continue
        order = _fairly(asked, group, found, duty, had)
        order.sort(key=lambda who: who in asked_already)
        if not order:
            continue
        signal = DutyOffered(by=asked.person, duty=duty, order=tuple(order))
        now = hand_over(asked, found.id, signal).meeting.during.offers.get(duty)
        if now is not None:
            asked_already.add(now.to)
            name = asked.books.name_of(now.to)
            offered.append({"line": "role", "reason": duty.value, "person": name})
    asked.answer("roles", "offered" if offered else "nobody", choices=offered)


def _fairly(asked: Asked, group: Group, found: Meeting, duty: Duty, had: Had) -> list[PersonId]:
    """Who may be asked: those who had it least, then those who had least of anything."""
    today = asked.today(group)
    able = [
        who
        for who in found.expects
        if who in group.people
        and not found.seat(who).cannot_come
        and who not in found.during.duties.values()
        and (duty is not Duty.CHAIR or group.people[who].is_adult(today))
        and group.people[who].roles != {Role.GUARDIAN}
    ]
    total = {who: sum(had[who, one] for one in Duty) for who in able}
    return sorted(able, key=lambda who: (had[who, duty], total[who]))


def _had(asked: Asked, group: Group, besides: Meeting) -> Had:
    """Counted over all meetings of the group that were not called off."""
    counted: Had = Counter()
    states = frozenset(MeetingState) - {MeetingState.CANCELLED}
    for meeting_id in asked.books.meetings_of(group.id, states):
        if meeting_id != besides.id:
            meeting = asked.meeting(meeting_id)
            counted.update((who, duty) for duty, who in meeting.during.duties.items())
    return counted


def _never(asked: Asked, group: Group, found: Meeting) -> list[PersonId]:
    had = {who for who, _ in _had(asked, group, found)} | set(found.during.duties.values())
    today = asked.today(group)
    return [
        member.id
        for member in group.people.values()
        if member.id not in had
        and not member.is_staff(today)
        and member.roles != {Role.GUARDIAN}
        and (member.routes or member.held_by)
    ]


def _next_meeting(asked: Asked, groups: list[Group]) -> Meeting:
    theirs = {group.id for group in groups}
    coming = [m for m in meetings_in(asked, NOT_OVER) if m.group in theirs]
    if not coming:
        raise SorryError("roles", "none")
    return coming[0]
