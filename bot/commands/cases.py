"""Cases in words: /case (L4, L6, L7). The same as the buttons under an alert.

A case is never shown to whom it is about, nor to anybody excluded from it (invariant 3): for
them it is as if there were none.
"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import Foreseen, hand_over
from bot.commands.listing import form_of
from bot.commands.names import clean_name, member_called, members_called
from bot.commands.options import mentioned
from bot.commands.when import shown_time
from bot.lobby import AHEAD
from bot.model.case import Case
from bot.model.meeting import Meeting
from bot.model.people import STAFF, Group, PersonId
from bot.model.signals import CaseAsked, Logged

OUTCOMES = ("reached-ok", "reached-support", "no-answer", "looking", "hand-over")


class Found(msgspec.Struct, frozen=True):
    """A case and the meeting that holds it."""

    meeting: Meeting
    case: Case

    @property
    def code(self) -> str:
        """Its short name, like k7m2q-c1."""
        return f"{self.meeting.id}-{self.case.id}"


def case(asked: Asked) -> None:
    """`/case WHAT …`. It means every group whose staff they are: a case cannot wait for which."""
    groups = asked.groups_for(STAFF)
    what = asked.words.pop(0).lower() if asked.words else "list"
    act = _ACTS.get(what)
    if act is None:
        raise SorryError("wrong-form", command=form_of("case"))
    act(asked, groups)


def _list(asked: Asked, groups: list[Group]) -> None:
    found = [held for group in groups for held in _open(asked, group) if held.case.counts]
    lines = [_line(asked, held) for held in found]
    asked.answer("cases", None if lines else "none", choices=lines)


def _line(asked: Asked, found: Found) -> Line:
    owner = found.case.owner
    zone = ZoneInfo(asked.books.group(found.meeting.group).timezone)
    return {
        "line": "case",
        "code": found.code,
        "person": asked.books.name_of(found.case.subject),
        "reason": found.case.kind.value,
        "since": shown_time(found.case.left_at, zone),
        "meeting": title_of(asked, found.meeting),
        "owner": "" if owner is None else asked.books.name_of(owner),
    }


def _take(asked: Asked, groups: list[Group]) -> None:
    found = _named(asked, groups, "case take")
    foreseen = _ask(asked, found, "take")
    if not foreseen.writes:
        owner = foreseen.toast.owner
        told = "yours" if owner == asked.person else foreseen.toast.name
        asked.answer("case-said", told, owner=asked.books.name_of(owner) if owner else "")


def _outcome(asked: Asked, groups: list[Group]) -> None:
    found = _named(asked, groups, "case outcome")
    what, rest = _what(asked.words)
    if what is None:
        raise SorryError("wrong-form", command=form_of("case outcome"))
    if found.case.owner != asked.person:
        raise SorryError("case-said", "not-owner", code=found.code)
    to = _taker(asked, found, " ".join(rest)) if what == "hand-over" and rest else None
    foreseen = _ask(asked, found, what, to)
    if not foreseen.writes:
        name = asked.books.name_of(found.case.subject)
        asked.answer("case-said", foreseen.toast.name, person=name)


def _what(words: list[str]) -> tuple[str | None, list[str]]:
    """An outcome in one word or two, and what comes after it."""
    for length in (2, 1):
        said = "-".join(words[:length]).lower()
        if said in OUTCOMES:
            return said, words[length:]
    return None, words


def _taker(asked: Asked, found: Found, name: str) -> PersonId:
    """Whom a case may be handed to: staff whom the bot can reach, and who may see it."""
    group = asked.books.group(found.meeting.group)
    person = member_called(asked, group, name)
    member = group.people[person]
    able = member.is_staff(asked.today(group)) and member.platforms(proved_only=True)
    if not able or not found.case.may_see(person) or person == asked.person:
        raise SorryError("case-said", "not-to", person=asked.books.name_of(person))
    return person


def _heard_ok(asked: Asked, groups: list[Group]) -> None:
    """Somebody on the staff has heard that a person is OK: "they texted me" (L4)."""
    name = " ".join(asked.words)
    if not name:
        raise SorryError("wrong-form", command=form_of("case ok"))
    found = [(group, person) for group in groups for person in members_called(asked, group, name)]
    if not found:
        told = None if mentioned(name) is None else "account"
        raise SorryError("no-such-person", told, person=clean_name(name))
    theirs = [
        held for group, person in found for held in _open(asked, group)
        if held.case.subject == person
    ]  # fmt: skip
    if len({held.case.subject for held in theirs}) > 1:
        raise SorryError("no-such-person", "several", person=clean_name(name))
    if not theirs:
        _in_touch(asked, found)
        return
    heard = [
        hand_over(asked, held.meeting.id, Logged(person=held.case.subject, by=asked.person))
        for held in theirs
    ]
    if not any(foreseen.writes for foreseen in heard):
        asked.answer("case-said", "recorded", person=asked.books.name_of(theirs[0].case.subject))


def _in_touch(asked: Asked, found: list[tuple[Group, PersonId]]) -> None:
    """Nobody looks for them, and nobody has to at ten past (Y4): they were heard from before."""
    awaited = [
        (person, meeting) for group, person in found for meeting in _awaiting(asked, group, person)
    ]
    if len({person for person, _ in awaited}) != 1:
        raise SorryError("case-said", "none-of", person=asked.books.name_of(found[0][1]))
    for person, meeting in awaited:
        hand_over(asked, meeting.id, Logged(person=person, by=asked.person))
    asked.answer("case-said", "recorded", person=asked.books.name_of(awaited[0][0]))


def _awaiting(asked: Asked, group: Group, person: PersonId) -> list[Meeting]:
    """Meetings near in time that expect a young person who was not there yet."""
    if person == asked.person or group.people[person].is_adult(asked.today(group)):
        return []
    live = map(asked.meeting, asked.books.live_meetings(group.id))
    return [
        meeting
        for meeting in live
        if person in meeting.expects
        and not meeting.seat(person).been
        and meeting.newest_case_of(person) is None
        and meeting.planned_start - asked.now <= AHEAD
    ]


def _ask(asked: Asked, found: Found, button: str, to: PersonId | None = None) -> Foreseen:
    platform = asked.happening.platform
    signal = CaseAsked(
        person=asked.person, case=found.case.id, button=button, platform=platform, to=to
    )
    return hand_over(asked, found.meeting.id, signal)


def _open(asked: Asked, group: Group) -> list[Found]:
    """Open cases of the group that whoever asks may see, those in grace too."""
    meetings = map(asked.meeting, asked.books.meetings_with_open_cases(group.id))
    return [
        Found(meeting, held)
        for meeting in meetings
        for held in meeting.open_cases()
        if held.may_see(asked.person)
    ]


def _named(asked: Asked, groups: list[Group], form: str) -> Found:
    """The case that is named first, which is then no longer among the words."""
    if not asked.words:
        raise SorryError("wrong-form", command=form_of(form))
    code = asked.words.pop(0)
    meeting_id, _, case_id = code.rpartition("-")
    stored = asked.books.meeting(meeting_id) or asked.books.meeting(meeting_id.lower())
    found = stored.meeting.cases.get(case_id.lower()) if stored else None
    theirs = stored is not None and stored.meeting.group in {group.id for group in groups}
    if stored is None or found is None or not theirs or not found.may_see(asked.person):
        raise SorryError("case-said", "unknown", code=code)
    return Found(stored.meeting, found)


_ACTS: dict[str, Callable[[Asked, list[Group]], None]] = {
    "list": _list,
    "take": _take,
    "outcome": _outcome,
    "ok": _heard_ok,
}
