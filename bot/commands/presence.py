"""Being there, leaving, and asking for someone: what everybody may do, on their own meeting.

None of it may show in the room: every answer is private (V1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.commands.asking import Asked, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.when import shown_time
from bot.intake import concerned, kind_of
from bot.model.meeting import LIVE_STATES, OPEN_STATES, Evidence, How, Meeting, MeetingState
from bot.model.people import Group
from bot.model.signals import Arrived, Elsewhere, Leaving, Said, WordsKind

LOBBY_FROM = timedelta(minutes=30)
"""How long before the planned start "I'm here" is taken; sooner, it would say nothing."""


def here(asked: Asked) -> None:
    """`/here`: they are in the room of the meeting that is open, or waiting for it to open."""
    mine = _mine(asked, OPEN_STATES | {MeetingState.PUBLISHED})
    found = _theirs(asked, [m for m in mine if m.state in OPEN_STATES])
    if found is None:
        _before_it_opens(asked, mine)
    elif not found.by_signs:
        asked.answer("here", "seen", meeting=title_of(asked, found))
    else:
        _arrive(asked, found)
        for other in concerned(asked.books, asked.person):
            if other != found.id:
                asked.routed.signals.append((other, Elsewhere(person=asked.person)))
        asked.answer("here", meeting=title_of(asked, found))


def _before_it_opens(asked: Asked, mine: list[Meeting]) -> None:
    if not mine:
        raise SorryError("here", "none")
    found = mine[0]
    zone = ZoneInfo(asked.books.group(found.group).timezone)
    starts = shown_time(found.planned_start, zone)
    if found.planned_start - asked.now > LOBBY_FROM:
        raise SorryError("here", "none")
    _arrive(asked, found)
    asked.answer("here", "lobby", meeting=title_of(asked, found), starts=starts)


def _arrive(asked: Asked, found: Meeting) -> None:
    """Said in a text room it is a sign given there; said elsewhere it is their word."""
    room = asked.books.meeting_details(found.id).room
    evidence = found.room_evidence if asked.happening.room == room else Evidence.ATTESTED
    hand_over(asked, found.id, Arrived(person=asked.person, evidence=evidence))


def leaving(asked: Asked) -> None:
    """`/leaving [ok|technical|contact|back-soon]`: the four endings (L2). Never asks why."""
    how = _how(" ".join(asked.words))
    found = _theirs(asked, _mine(asked, OPEN_STATES)) or _where_looked_for(asked)
    if how is None:
        asked.answer("leaving")
    elif how is How.CONTACT:
        support(asked)
    elif found is None:
        asked.answer("leaving", "none")
    else:
        foreseen = hand_over(asked, found.id, Leaving(person=asked.person, how=how))
        waits = foreseen.meeting.case_of(asked.person) is not None
        told = How.BACK_SOON if how is How.BACK_SOON and waits else How.OK
        if not foreseen.writes:
            asked.answer("leaving", told.value, minutes=foreseen.toast.minutes)


def _how(words: str) -> How | None:
    """One of the four, also when it is written a little differently."""
    if kind_of(words) is WordsKind.OK:
        return How.OK
    plain = "-".join(words.lower().replace("-", " ").split())
    return next((how for how in How if how.value == plain), None)


def ok(asked: Asked) -> None:
    """`/ok`: an answer wherever somebody looks for them (L4); else a word of thanks."""
    looked_for = asked.books.meetings_with_case_of(asked.person)
    writes = False
    for meeting_id in looked_for:
        said = Said(
            person=asked.person,
            kind=WordsKind.OK,
            sealed=asked.books.seal("ok"),
            platform=asked.happening.platform,
        )
        writes |= hand_over(asked, meeting_id, said).writes
    if not writes:
        asked.answer("ok")


def support(asked: Asked) -> None:
    """`/support`: somebody from the team is asked to contact them, wherever that can be kept.

    A case belongs to a meeting; the rules then write to the person whom they can contact.
    Only a group that never had a meeting has none: there all staff are told at once.
    """
    groups = asked.groups()
    if not groups:
        raise SorryError("not-known")
    found = (
        _theirs(asked, _mine(asked, OPEN_STATES), need_to_be_there=True)
        or _where_looked_for(asked)
        or next(iter(_mine(asked, OPEN_STATES)), None)
        or next(iter(_mine(asked, LIVE_STATES)), None)
        or next(reversed(_mine(asked, frozenset(MeetingState))), None)
    )
    if found is None:
        _tell_staff(asked, groups)
        return
    foreseen = hand_over(asked, found.id, Leaving(person=asked.person, how=How.CONTACT))
    if not foreseen.writes:
        asked.answer("support", "again")


def _tell_staff(asked: Asked, groups: list[Group]) -> None:
    told = []
    for group in groups:
        for member in group.staff(asked.today(group)):
            if member.id != asked.person and asked.tell(
                member.id,
                group,
                "support-asked",
                person=asked.books.name_of(asked.person),
                group=asked.group_name(group.id),
            ):
                told.append(asked.books.name_of(member.id))
    asked.answer("support", None if told else "nobody", who=", ".join(dict.fromkeys(told)))


def _mine(asked: Asked, states: Iterable[MeetingState]) -> list[Meeting]:
    """Meetings in these states that they may take part in; in a room, those of the room."""
    chosen = frozenset(states)
    groups = [group.id for group in asked.groups()]
    found = [
        asked.meeting(meeting_id)
        for group in groups
        for meeting_id in asked.books.meetings_of(group, chosen)
    ]
    found.sort(key=lambda meeting: (meeting.planned_start, meeting.id))
    room = asked.happening.room
    in_it = [m for m in found if room and asked.books.meeting_details(m.id).room == room]
    return in_it or found


def _theirs(
    asked: Asked, open_meetings: list[Meeting], *, need_to_be_there: bool = False
) -> Meeting | None:
    """The open meeting they are in, else the one where they are expected, else the first."""
    there = [m for m in open_meetings if m.seat(asked.person).present]
    if there or need_to_be_there:
        return next(iter(there), None)
    expected = [m for m in open_meetings if asked.person in m.expects]
    return next(iter([*expected, *open_meetings]), None)


def _where_looked_for(asked: Asked) -> Meeting | None:
    """A meeting in which they are being looked for."""
    found = asked.books.meetings_with_case_of(asked.person)
    return asked.meeting(found[0]) if found else None
