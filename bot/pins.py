"""A guardian's PIN on a young person's account: what is one, and whether it is right (Y3).

It is compared as soon as it comes in. The digits are never sealed into words, nor written into
the record or the log.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.flows.guardians import MOST_WRONG_PINS
from bot.model.meeting import OPEN_STATES, Meeting, Place
from bot.model.people import PersonId
from bot.model.signals import PinTyped
from bot.ports import Books

FEWEST, MOST = 4, 8
"""Digits of a PIN."""
A_DAY = timedelta(hours=24)
"""How long a wrong one counts."""
LATEST_END = timedelta(days=1)
"""How long after its planned end a meeting is over for certain."""


def is_pin(text: str) -> bool:
    """Whether the whole of it is a PIN: four to eight plain digits."""
    digits = text.strip()
    return digits.isascii() and digits.isdigit() and FEWEST <= len(digits) <= MOST


def waits_for_guardian(books: Books, person: PersonId) -> Meeting | None:
    """The open meeting in which a young person waits for a guardian to be there."""
    for group_id in books.groups_of(person):
        if not books.group(group_id).people[person].guardians:
            continue
        for meeting_id in books.meetings_of(group_id, OPEN_STATES):
            stored = books.meeting(meeting_id)
            if stored is not None and _waits(stored.meeting, person):
                return stored.meeting
    return None


def _waits(meeting: Meeting, person: PersonId) -> bool:
    """Asked for a guardian already, or still at the door: a PIN may come early."""
    seat = meeting.seat(person)
    if seat.guardian is not None and seat.guardian.confirmed:
        return False
    return _is_asked(meeting, person) or (meeting.young and seat.place is Place.LOBBY)


def typed_by_guardian(
    books: Books, guardian: PersonId, typed: str, now: datetime
) -> list[tuple[str, PinTyped]]:
    """A PIN on the guardian's own account: they are there, for all of theirs who wait (Y3).

    A wrong one is one try, however many wait. Empty: nobody does, so it is no PIN.
    """
    waiting = [
        (stored.meeting, child)
        for group_id in books.groups_of(guardian)
        for meeting_id in books.meetings_of(group_id, OPEN_STATES)
        if (stored := books.meeting(meeting_id)) is not None
        for child, person in books.group(group_id).people.items()
        if guardian in person.guardians and _waits(stored.meeting, child)
    ]
    asked = [(meeting, child) for meeting, child in waiting if _is_asked(meeting, child)]
    said = [
        (meeting.id, msgspec.structs.replace(
            compared(books, meeting, child, typed, now), by=guardian
        ))
        for meeting, child in asked or waiting[:1]
    ]  # fmt: skip
    right = [(meeting, pin) for meeting, pin in said if pin.right]
    return right or said[:1]


def _is_asked(meeting: Meeting, child: PersonId) -> bool:
    seat = meeting.seat(child).guardian
    return seat is not None and seat.asked_at is not None


def compared(
    books: Books, meeting: Meeting, person: PersonId, typed: str, now: datetime
) -> PinTyped:
    """Whether it is the PIN of one of their guardians. After five wrong ones it is not asked."""
    guardians = books.group(meeting.group).people[person].guardians
    seat = meeting.seat(person).guardian
    here = seat.wrong_pins if seat is not None else 0
    before = _wrong_of_the_day(books, meeting.id, person, frozenset(guardians), now)
    digits = typed.strip()
    right = here + before < MOST_WRONG_PINS and any(books.pin_is(one, digits) for one in guardians)
    return PinTyped(person=person, right=right, wrong_before=before)


def _wrong_of_the_day(
    books: Books, here: str, person: PersonId, guardians: frozenset[PersonId], now: datetime
) -> int:
    """Wrong ones in the last day for the same guardians, but for this person's in this meeting.

    A PIN is a guardian's: who guesses it in two meetings at once, in another group, or on the
    accounts of two children has no more tries.
    """
    wrong = 0
    known = (person, *sorted(guardians))
    for group_id in dict.fromkeys(group for who in known for group in books.groups_of(who)):
        people = books.group(group_id).people
        theirs = {who for who, one in people.items() if guardians.intersection(one.guardians)}
        for other in books.meetings_ending_since(group_id, now - A_DAY - LATEST_END):
            for child in theirs if other.id != here else theirs - {person}:
                seat = other.seat(child).guardian
                if seat is not None and seat.wrong_pin_at and now - seat.wrong_pin_at < A_DAY:
                    wrong += seat.wrong_pins
    return wrong
