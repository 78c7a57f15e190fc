"""Coming into the group's chat and going out of it, which is not the same as being there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import happenings as h
from bot.lobby import AHEAD
from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState, RoomKind
from bot.model.people import PersonId, Platform
from bot.ports import Books
from bot.whereabouts import Signals


def left(books: Books, happened: h.LeftGroup, now: datetime) -> Signals:
    """Leaving the chat is leaving the meeting. Taken out by staff, nobody is a leaver (L10)."""
    person = books.person_of(happened.platform, happened.account)
    if person is None:
        return []
    by = books.person_of(happened.platform, happened.by) if happened.by is not None else None
    signals: Signals = []
    for meeting in _in_room(books, happened):
        if by is not None and meeting.seat(person).present and _is_staff(books, meeting, by, now):
            signals.append((meeting.id, s.Removed(person=person, by=by)))
        elif happened.by is None or not meeting.young or meeting.seat(person).present:
            signals.append((meeting.id, s.Departed(person=person, whole=True)))
    return signals


def gated(books: Books, platform: Platform, room: str, now: datetime) -> list[Meeting]:
    """The young people's meetings in which people write there, open or soon to be.

    Whom the rules let into them comes into the group, and nobody else (Y1, Y10).
    """
    found = [books.meeting(meeting) for meeting in books.meetings_in_room(platform, room)]
    meetings = [one.meeting for one in found if one is not None]
    return [m for m in meetings if m.young and m.room is RoomKind.TEXT and _is_soon(m, now)]


def _is_soon(meeting: Meeting, now: datetime) -> bool:
    published = meeting.state is MeetingState.PUBLISHED
    return meeting.state in OPEN_STATES or (published and meeting.planned_start - now <= AHEAD)


def at_the_door(books: Books, happened: h.AskedToJoin, now: datetime) -> Signals:
    """Somebody known asks to be let in where the rules for young people decide: they wait."""
    person = books.person_of(happened.platform, happened.account)
    if person is None or happened.answer is not None:
        return []
    return [
        (m.id, s.Arrived(person=person, evidence=m.room_evidence, at_door=True))
        for m in gated(books, happened.platform, happened.room, now)
        if person in books.group(m.group).people
    ]


def joined(books: Books, happened: h.JoinedGroup) -> Signals:
    """Coming back by oneself is an answer (L4); somebody unknown is shown to staff (L13)."""
    person = books.person_of(happened.platform, happened.account)
    if person is not None and happened.themselves:
        here = [meeting.id for meeting in _in_room(books, happened)]
        looked_for = books.meetings_with_case_of(person)
        return [(m, s.Rejoined(person=person)) for m in dict.fromkeys([*here, *looked_for])]
    stranger = s.UnknownSeen(account=f"{happened.platform}/{happened.account}")
    return [
        (meeting.id, stranger)
        for meeting in _in_room(books, happened)
        if meeting.state in OPEN_STATES and person not in books.group(meeting.group).people
    ]


def let_in(books: Books, happened: h.AskedToJoin) -> Signals:
    """Somebody known asked to come back, and was let in: the asking was theirs."""
    if happened.answer is not h.JoinAnswer.DONE:
        return []
    came = h.JoinedGroup(
        platform=happened.platform,
        account=happened.account,
        room=happened.room,
        themselves=True,
    )
    return joined(books, came)


def _in_room(books: Books, happened: h.LeftGroup | h.JoinedGroup) -> list[Meeting]:
    found = books.meetings_in_room(happened.platform, happened.room)
    stored = [books.meeting(meeting) for meeting in found]
    return [one.meeting for one in stored if one is not None]


def _is_staff(books: Books, meeting: Meeting, person: PersonId, now: datetime) -> bool:
    group = books.group(meeting.group)
    member = group.people.get(person)
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    open_now = meeting.state in OPEN_STATES
    return open_now and member is not None and member.is_staff(today)
