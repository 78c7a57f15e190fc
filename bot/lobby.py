"""The lobby: one room in which people wait for whichever young people's meeting they are for."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.meeting import OPEN_STATES, Meeting, MeetingState, Place
from bot.model.people import PersonId, Platform
from bot.ports import Books

AHEAD = timedelta(hours=12)
"""How long before its planned start people may wait for a meeting that is not open."""


def meetings_at(
    books: Books, platform: Platform, room: str, person: PersonId, now: datetime
) -> list[str]:
    """The meeting that somebody in the lobby has come for: at most one.

    The one they wait for already, as when they were taken out of its room to wait; else the one
    that expects them, or that they have a part in; else the one of a child of theirs; else the
    one whose room they step out of; else the one that needs adults.
    """
    found = _of_the_group(books, platform, room)
    soon = [m for m in found if m.state in OPEN_STATES or m.planned_start - now <= AHEAD]
    ranked = sorted(soon, key=lambda meeting: _rank(books, meeting, person))
    return [meeting.id for meeting in ranked[:1]]


def _rank(books: Books, meeting: Meeting, person: PersonId) -> tuple[bool, ...]:
    place = meeting.seat(person).place
    return (
        place is not Place.LOBBY,
        not _is_for(meeting, person),
        not _is_for_their_child(books, meeting, person),
        place is not Place.ROOM,
        meeting.state not in OPEN_STATES,
        meeting.state is not MeetingState.HELD,
    )


def where_they_wait(books: Books, platform: Platform, room: str, person: PersonId) -> list[str]:
    """The meetings in whose lobby somebody is, as far as is known."""
    found = _of_the_group(books, platform, room)
    return [meeting.id for meeting in found if meeting.seat(person).place is Place.LOBBY]


def with_children(books: Books, platform: Platform, room: str, now: datetime) -> list[str]:
    """The meeting for which somebody under 18 waits there: no stranger waits with them (Y11)."""
    found = _of_the_group(books, platform, room)
    return [meeting.id for meeting in found if _has_a_child_waiting(books, meeting, now)][:1]


def _has_a_child_waiting(books: Books, meeting: Meeting, now: datetime) -> bool:
    group = books.group(meeting.group)
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    waiting = [who for who, seat in meeting.attendance.items() if seat.place is Place.LOBBY]
    known = [group.people[who] for who in waiting if who in group.people]
    return any(not person.is_adult(today) for person in known)


def _of_the_group(books: Books, platform: Platform, room: str) -> list[Meeting]:
    group = books.group_of_room(platform, room)
    stored = [books.meeting(m) for m in books.live_meetings(group)] if group else []
    meetings = [one.meeting for one in stored if one is not None]
    return [m for m in meetings if m.young and m.platform == platform
            and m.state is not MeetingState.ENDED]  # fmt: skip


def _is_for_their_child(books: Books, meeting: Meeting, person: PersonId) -> bool:
    """A guardian comes for the meeting of somebody whose guardian they are (Y3, Y11)."""
    people = books.group(meeting.group).people
    near = {*meeting.expects, *meeting.attendance} & people.keys()
    return any(person in people[child].guardians for child in near)


def _is_for(meeting: Meeting, person: PersonId) -> bool:
    part = {meeting.chair, meeting.contact, meeting.second_adult, meeting.standby}
    return person in meeting.expects or person in part
