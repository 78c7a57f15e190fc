"""Times as people read them: on their own clock, with the group's beside it if it differs (M2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec


class Clock(msgspec.Struct, frozen=True):
    """The clock on a reader's wall, and the one on the group's."""

    own: ZoneInfo
    group: ZoneInfo
    beside: Callable[[Mapping[str, str]], str]
    """Puts the group's time beside the reader's, in words."""

    def time(self, moment: datetime | None) -> str:
        """The time of day, or nothing. The group's weekday is named where it is another."""
        if moment is None:
            return ""
        here, there = moment.astimezone(self.own), moment.astimezone(self.group)
        shown = here.strftime("%H:%M")
        if here.replace(tzinfo=None) == there.replace(tzinfo=None):
            return shown
        other = there.strftime("%H:%M" if here.date() == there.date() else "%A %H:%M")
        return self.beside({"at": shown, "starts": other, "zone": place_of(self.group)})

    def day(self, moment: datetime | None) -> str:
        """Like Wednesday 20 January 2027, on the reader's calendar; or nothing."""
        return "" if moment is None else moment.astimezone(self.own).strftime("%A %-d %B %Y")


def place_of(zone: ZoneInfo) -> str:
    """The town a zone is named after, as people say it: Europe/London is London."""
    return zone.key.rsplit("/", 1)[-1].replace("_", " ")
