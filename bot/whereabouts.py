"""Coming into a room, going out of it, writing in it: for which meetings is that news, and what?

Where a person is goes to every live meeting of their groups; a flow sees one meeting.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot import happenings as h
from bot import lobby
from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, Evidence, MeetingState, RoomUse
from bot.model.people import PersonId
from bot.ports import Books

Signals = list[tuple[str, s.Signal]]
"""Each with the meeting it is for."""


def came_in(books: Books, happened: h.CameIn, now: datetime) -> Signals:
    """Somebody is in a room, or in the lobby of one."""
    person = books.person_of(happened.platform, happened.account)
    waits = books.room_use(happened.platform, happened.room) is RoomUse.LOBBY
    if person is None:
        if waits:
            here = lobby.with_children(books, happened.platform, happened.room, now)
        else:
            here = going_on(books, happened.platform, happened.room, now)
        if happened.bot:
            here = [meeting for meeting in here if _is_young(books, meeting)]
        return _unknown(here, f"{happened.platform}/{happened.account}")
    if waits:
        here = lobby.meetings_at(books, happened.platform, happened.room, person, now)
    else:
        here = going_on(books, happened.platform, happened.room, now)
    at_door = waits or happened.at_door
    return arrive(books, person, here, happened.account, seen=True, at_door=at_door)


def arrive(
    books: Books,
    person: PersonId,
    here: list[str],
    account: str | None,
    *,
    seen: bool,
    at_door: bool = False,
) -> Signals:
    """The person is in these meetings: seen there by the platform, or by their own word.

    `at_door`: seen in the lobby, not in the room.
    """
    signals: Signals = []
    for meeting_id in here:
        stored = books.meeting(meeting_id)
        if stored is None:
            continue
        if person not in books.group(stored.meeting.group).people:
            stranger = s.UnknownSeen(account=f"{stored.meeting.platform}/{account or person}")
            signals.append((meeting_id, stranger))
        else:
            by_signs = stored.meeting.by_signs
            arrived = s.Arrived(
                person=person,
                evidence=stored.meeting.room_evidence if by_signs or seen else Evidence.ATTESTED,
                account=None if by_signs else account,
                at_door=at_door,
            )
            signals.append((meeting_id, arrived))
    return signals


def going_on(books: Books, platform: str, room: str, now: datetime) -> list[str]:
    """The meeting that is in a room now: the open one, else the next, else what has just been.

    Other meetings in the same room, such as next week's, are not concerned by who comes in.
    """
    stored = [books.meeting(meeting) for meeting in books.meetings_in_room(platform, room)]
    meetings = [one.meeting for one in stored if one is not None]
    soon = [m for m in meetings if m.planned_start - now <= lobby.AHEAD]
    opened = [m.id for m in meetings if m.state in OPEN_STATES]
    coming = [m.id for m in soon if m.state is MeetingState.PUBLISHED]
    over = [m.id for m in meetings if m.state is MeetingState.ENDED]
    return opened or coming[:1] or over


def concerned(books: Books, person: PersonId) -> list[str]:
    """Every meeting that what this person does may be news for."""
    live = [m for group in books.groups_of(person) for m in books.live_meetings(group)]
    return list(dict.fromkeys([*live, *books.meetings_with_case_of(person)]))


def went_out(books: Books, happened: h.WentOut | h.MovedOver) -> Signals:
    """Somebody is not in the room, or its lobby, any more."""
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        return []
    meetings = books.meetings_in_room(happened.platform, happened.room)
    if books.room_use(happened.platform, happened.room) is RoomUse.LOBBY:
        meetings = lobby.where_they_wait(books, happened.platform, happened.room, person)
    return [(m, s.Departed(person=person, account=happened.account)) for m in meetings]


def moved(books: Books, happened: h.MovedOver, now: datetime) -> Signals:
    """Moving to a room of another of the group's meetings is not leaving (L10); else it is.

    Of whom nobody knows who they are there is only that they came in.
    """
    onward = h.CameIn(platform=happened.platform, account=happened.account, room=happened.to)
    there = came_in(books, onward, now)
    left = went_out(books, happened)
    groups = {_group_going_on(books, meeting) for meeting, _ in there}
    gone = [one for one in left if _group_of(books, one[0]) not in groups]
    return [*gone, *_no_longer_there(books, left, there), *there]


def _no_longer_there(books: Books, left: Signals, there: Signals) -> Signals:
    """Waiting at another meeting's door is not being in the room that was left.

    Nobody counts, or is counted, in two of them (Y1).
    """
    to = {meeting for meeting, _ in there}
    waits = [m for m in to if (found := books.meeting(m)) is not None and found.meeting.young]
    here = {_group_going_on(books, meeting) for meeting in waits}
    return [
        (meeting, s.Elsewhere(person=signal.person))
        for meeting, signal in left
        if isinstance(signal, s.Departed)
        and meeting not in to
        and _group_of(books, meeting) in here
    ]


def _is_young(books: Books, meeting_id: str) -> bool:
    stored = books.meeting(meeting_id)
    return stored is not None and stored.meeting.young


def _group_of(books: Books, meeting_id: str) -> str | None:
    stored = books.meeting(meeting_id)
    return stored.meeting.group if stored is not None else None


def _group_going_on(books: Books, meeting_id: str) -> str | None:
    """The group of a meeting in which somebody can be: not of one that is over."""
    stored = books.meeting(meeting_id)
    over = stored is None or stored.meeting.state is MeetingState.ENDED
    return None if over else _group_of(books, meeting_id)


def wrote(books: Books, happened: h.WroteIn, now: datetime) -> Signals:
    """Writing is a sign, wherever they are (SPEC 1)."""
    person = books.person_of(happened.platform, happened.account)
    here = going_on(books, happened.platform, happened.room, now)
    if person is None:
        return _unknown(here, f"{happened.platform}/{happened.account}")
    others = [m for m in concerned(books, person) if m not in here]
    signals: Signals = [
        (m, s.Signed(person=person, in_room=_is_text(books, m), wrote=True)) for m in here
    ]
    return signals + [(m, s.Signed(person=person)) for m in others]


def _is_text(books: Books, meeting_id: str) -> bool:
    """Writing beside a voice room is a sign of life, not of being in the room."""
    stored = books.meeting(meeting_id)
    return stored is not None and stored.meeting.by_signs


def _unknown(meetings: Iterable[str], account: str) -> Signals:
    return [(m, s.UnknownSeen(account=account)) for m in meetings]
