"""Nobody gets more than a few prompts a day; what cannot wait is never kept back (issue 7)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.effects import Few
from bot.model.policy import Policy

AGAIN_AT = time(10)
"""When a prompt that waited for another day is sent."""
SOON = timedelta(days=1)
_NEVER_WAITS = frozenset(
    {"agenda-send", "reminder", "readiness", "meeting-moved", "meeting-cancelled", "thanks"}
)
_COSTS = "cost-"


def cannot_wait(key: str, planned_start: datetime, now: datetime) -> bool:
    """Whether a prompt is of no use, or does harm, on another day.

    That is what speaks of money, of when a meeting is, or of one that begins within a day; and
    thanks, of which several would come at one moment on another day.
    """
    return key in _NEVER_WAITS or key.startswith(_COSTS) or now <= planned_start <= now + SOON


def few(policy: Policy, zone: ZoneInfo) -> Few:
    """How many a day, on which clock, and when one that waited is sent: not in quiet hours."""
    hours = policy.quiet_hours
    again_at = hours.end if hours.cover(AGAIN_AT) else AGAIN_AT
    return Few(policy.prompts_per_day, zone.key, again_at)
