"""A guardian's PIN on a young person's account: what is one, and whether it is right (Y3).

It is compared as soon as it comes in. The digits are never sealed into words, nor written into
the record or the log.
"""

from __future__ import annotations

from bot.flows.guardians import MOST_WRONG_PINS
from bot.model.meeting import OPEN_STATES, Meeting, Place
from bot.model.people import PersonId
from bot.model.signals import PinTyped
from bot.ports import Books

FEWEST, MOST = 4, 8
"""Digits of a PIN."""


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
    asked = seat.guardian is not None and seat.guardian.asked_at is not None
    return asked or (meeting.young and seat.place is Place.LOBBY)


def compared(books: Books, meeting: Meeting, person: PersonId, typed: str) -> PinTyped:
    """Whether it is the PIN of one of their guardians. After five wrong ones it is not asked."""
    seat = meeting.seat(person).guardian
    if seat is not None and seat.wrong_pins >= MOST_WRONG_PINS:
        return PinTyped(person=person, right=False)
    guardians = books.group(meeting.group).people[person].guardians
    digits = typed.strip()
    return PinTyped(person=person, right=any(books.pin_is(one, digits) for one in guardians))
