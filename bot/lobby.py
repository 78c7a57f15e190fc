"""The lobby: one room in which people wait for whichever young people's meeting they are for."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.model.meeting import OPEN_STATES, Meeting, MeetingState, Place
from bot.model.people import PersonId, Platform
from bot.ports import Books

AHEAD = timedelta(hours=12)
"""How long before its planned start people may wait for a meeting that is not open."""


def meetings_at(
    books: Books, platform: Platform, room: str, person: PersonId | None, now: datetime
) -> list[str]:
    """The meeting that somebody in the lobby has come for: at most one.

    The one that expects them, or that they have a part in; else the one that needs adults.
    """
    found = _of_the_group(books, platform, room)
    soon = [m for m in found if m.state in OPEN_STATES or m.planned_start - now <= AHEAD]
    ranked = sorted(soon, key=lambda m: (not _is_for(m, person), m.state not in OPEN_STATES,
                                         m.state is not MeetingState.HELD))  # fmt: skip
    return [meeting.id for meeting in ranked[:1]]


def where_they_wait(
    books: Books, platform: Platform, room: str, person: PersonId
) -> list[str]:
    """The meetings in whose lobby somebody is, as far as is known."""
    found = _of_the_group(books, platform, room)
    return [meeting.id for meeting in found if meeting.seat(person).place is Place.LOBBY]


def _of_the_group(books: Books, platform: Platform, room: str) -> list[Meeting]:
    group = books.group_of_room(platform, room)
    stored = [books.meeting(m) for m in books.live_meetings(group)] if group else []
    meetings = [one.meeting for one in stored if one is not None]
    return [m for m in meetings if m.young and m.platform == platform
            and m.state is not MeetingState.ENDED]  # fmt: skip


def _is_for(meeting: Meeting, person: PersonId | None) -> bool:
    part = {meeting.chair, meeting.contact, meeting.second_adult, meeting.standby}
    return person is not None and (person in meeting.expects or person in part)
