"""Quiet hours: what is not about safety waits until the reader is likely to be up (SPEC 2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.forms import QuietHours


def end_of(quiet: QuietHours, moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours in which `moment` falls are over, in UTC; None: it falls in none."""
    local = moment.astimezone(zone)
    if not quiet.cover(local.time()):
        return None
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.end, zone).astimezone(UTC)


def begin_of(quiet: QuietHours, moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours in which `moment` falls began, in UTC; None: it falls in none."""
    local = moment.astimezone(zone)
    if not quiet.cover(local.time()):
        return None
    day = local.date() if local.time() >= quiet.begin else local.date() - timedelta(days=1)
    return datetime.combine(day, quiet.begin, zone).astimezone(UTC)
