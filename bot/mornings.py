"""Nine in the morning where a group is: when what is looked at once a day is looked at."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.people import Group

NINE = time(9)


def day_of(group: Group, now: datetime) -> date:
    """The day whose nine o'clock was the last."""
    local = now.astimezone(ZoneInfo(group.timezone))
    return local.date() if local.time() >= NINE else local.date() - timedelta(days=1)
