"""After a meeting (M5): thank you, what happens next, and one question to think about.

What somebody answers goes into their own diary, which nobody else can read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.flows import contact, ending, hard_topics
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import Attendance, Meeting, MeetingState
from bot.model.people import PersonId, Role
from bot.model.policy import Policy
from bot.model.profile import TakesPart

ALL = "all"
STILL = timedelta(days=1)
"""How long after the end a thank you that comes late is still one."""

_OVER = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
_FROM_AFAR = frozenset({TakesPart.PHONE, TakesPart.COMMENTS})
"""Ways of taking part in which nobody is seen in the room (P3)."""


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """At the end, at once. Not after a hold: then people have been told otherwise (Y6)."""
    del policy
    if meeting.state in _OVER and meeting.ended_at is not None:
        yield ALL, meeting.ended_at


def due(turn: Turn, *step: str) -> None:
    """Thank everybody who took part, but for those whom people are looking after just now."""
    del step
    ended_at = turn.meeting.ended_at
    too_late = ended_at is None or turn.now > ended_at + STILL
    if too_late or ending.WITHIN_A_HOLD in turn.meeting.done:
        return
    people: dict[PersonId, tuple[PersonId, ...]] = {}
    for who, seat in turn.meeting.attendance.items():
        thanked = took_part(seat) and for_themselves(turn, who)
        if thanked and turn.meeting.case_of(who) is None:
            reader = turn.reader_of(who)
            people[reader] = (*people.get(reader, ()), who)
    for reader, thanked_for in people.items():
        turn.prompt(thanked_for[0], "thanks", _facts(turn, thanked_for, reader))


def took_part(seat: Attendance) -> bool:
    """In the room at any time, or from afar in a way that counts as much (P3)."""
    return seat.been or (seat.answer in _FROM_AFAR and not seat.cannot_come)


def for_themselves(turn: Turn, who: PersonId) -> bool:
    """Whether somebody comes as who they are: not only as the guardian of a young person (Y11)."""
    only_a_guardian = turn.person(who).roles == {Role.GUARDIAN}
    return who in turn.meeting.expects or not only_a_guardian


def _facts(turn: Turn, people: tuple[PersonId, ...], reader: PersonId) -> Facts:
    """Names all for whom it is (Y13); with a button for tomorrow if it may have been hard (P5)."""
    tomorrow = (hard_topics.ASK,) if hard_topics.may_ask(turn, people[0]) else ()
    return Facts(
        who=people if people != (reader,) else (),
        contact=contact.for_reader(turn, reader),
        hard=turn.meeting.hard,
        buttons=("write-down", *tomorrow),
    )
