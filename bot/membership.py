"""Coming into the group's chat and going out of it, which is not the same as being there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import happenings as h
from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, Meeting
from bot.model.people import PersonId
from bot.ports import Books

Signals = list[tuple[str, s.Signal]]


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
        else:
            signals.append((meeting.id, s.Departed(person=person, whole=True)))
    return signals


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
