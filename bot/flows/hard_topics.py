"""Hard topics (P5): a named person writes next day to those who asked for it.

The support services stand in the agenda, the opening and the closing; here is what falls due.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from bot.flows import counting
from bot.flows.turn import Turn
from bot.model.effects import Facts
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId
from bot.model.policy import Policy

ASK = "talk-tomorrow"
"""The button under the thanks."""
NEXT_DAY_AT = time(10)
_OVER = frozenset({MeetingState.ENDED, MeetingState.CLOSED})


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """One for each who asked for it."""
    del policy
    if not meeting.hard or meeting.state not in _OVER:
        return
    for who, seat in meeting.attendance.items():
        if seat.follow_up_at is not None:
            yield who, seat.follow_up_at


def due(turn: Turn, *step: str) -> None:
    """They hear who writes to them, and that person hears that they wait for it."""
    (who,) = step
    by = turn.meeting.follow_up
    if by is None or by == who or by in turn.kept_out_by(who) or not turn.is_staff(by):
        by = next((p.id for p in turn.context.group.lead_or_deputy(turn.today)
                   if p.id != who and p.id not in turn.kept_out_by(who)), None)  # fmt: skip
    turn.prompt(who, "follow-up", Facts(contact=by, hard=True))
    if by is not None:
        turn.prompt(by, "follow-up-task", Facts(person=who))


def may_ask(turn: Turn, who: PersonId) -> bool:
    """Whether the button is offered: a young person has help one tap away, from two (Y7, Y12)."""
    return turn.meeting.hard and not counting.is_young(turn, who)


def asked(turn: Turn, who: PersonId) -> None:
    """Somebody would like to be written to tomorrow. A second tap changes nothing."""
    if not may_ask(turn, who):
        turn.toast("stale")
        return
    if turn.meeting.seat(who).follow_up_at is None:
        tomorrow = turn.today + timedelta(days=1)
        at = datetime.combine(tomorrow, NEXT_DAY_AT, turn.zone).astimezone(UTC)
        turn.seat(who, follow_up_at=at)
    turn.toast("follow-up")
