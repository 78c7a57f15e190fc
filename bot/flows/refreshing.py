"""Some days before a meeting: what is asked again (P3, Y8).

Access needs when the answer is more than half a year old, and what has changed in what somebody
said yes to. Whoever was never asked for either is left alone here: they are asked when they join.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.flows.turn import Turn
from bot.model.effects import Facts, Remember
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId
from bot.model.policy import Policy

BEFORE = timedelta(days=7)
"""How long before the planned start (ours)."""
NEEDS_LAST = timedelta(days=183)
"""How long an answer about access needs is taken to hold (ours)."""


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """One step, while the meeting is still to come."""
    del policy
    if meeting.state is MeetingState.PUBLISHED:
        yield "ask", meeting.ahead(BEFORE)


def due(turn: Turn, *step: str) -> None:
    """Ask whoever is expected. After the start it is of no use any more."""
    del step
    if turn.now < turn.meeting.planned_start:
        for who in turn.meeting.expects:
            _needs_again(turn, who)
            _agree_again(turn, who)


def _needs_again(turn: Turn, who: PersonId) -> None:
    asked_at = turn.person(who).needs_asked_at
    if asked_at is not None and turn.now - asked_at > NEEDS_LAST:
        turn.prompt(who, "needs-again", Facts(person=who), thread=f"needs/{who}")
        turn.effects.append(Remember(person=who, what="needs-asked"))


def _agree_again(turn: Turn, who: PersonId) -> None:
    """They, and of a young person the guardians, each for what is missing on their side."""
    person = turn.person(who)
    again = [who] if not person.agreed else []
    again += person.guardians if not person.guardian_agreed else ()
    for reader in dict.fromkeys(again):
        if reader in person.agreed_before:
            turn.prompt(reader, "agree-again", thread=f"agree/{reader}")
