"""Series (M6): meetings that repeat at the same time on the clock, summer and winter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from bot.model.meeting import RoomKind
from bot.model.people import PersonId, Platform
from bot.model.walltime import HappensTwiceError, NoSuchTimeError, moment_of

MOST_TIMES = 60


class Every(StrEnum):
    """How often the meetings of a series are."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Turned(StrEnum):
    """What the clocks do to a meeting on the day on which they change."""

    GAP = "gap"
    """Its time does not exist: it is at the nearest that does."""
    TWICE = "twice"
    """Its time comes twice: it is at the first."""


class Like(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all meetings of a series have in common: as the first had it when it was published."""

    title: str
    chair: PersonId | None = None
    contact: PersonId | None = None
    second_adult: PersonId | None = None
    standby: PersonId | None = None
    young: bool = False
    way_in: str = ""
    dial_in: str | None = None
    why: str = ""
    hard: bool = False
    follow_up: PersonId | None = None
    confidential: bool = False


class Series(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One series. Its meetings are counted from 0."""

    platform: Platform
    room: str
    room_kind: RoomKind
    first: date
    at: time
    """On the clock of the group's zone."""
    minutes: int
    every: Every
    count: int
    maker: PersonId
    like: Like
    made: dict[int, str] = {}
    """The meetings that were made, by their number."""
    skipped: tuple[int, ...] = ()
    """Which are left out, for good."""

    def day(self, number: int) -> date:
        """The day of one of its meetings; the last of a month that is too short for it."""
        if self.every is Every.MONTH:
            months = self.first.year * 12 + self.first.month - 1 + number
            last = _first_of(months + 1) - timedelta(days=1)
            return last.replace(day=min(self.first.day, last.day))
        days = 7 if self.every is Every.WEEK else 14
        return self.first + timedelta(days=days * number)

    def moment(self, number: int, zone: ZoneInfo) -> tuple[datetime, Turned | None]:
        """When one of its meetings begins, in UTC, and what the clocks do to it that day."""
        wall = datetime.combine(self.day(number), self.at)
        try:
            return moment_of(wall, zone), None
        except NoSuchTimeError as missing:
            return missing.nearest.astimezone(UTC), Turned.GAP
        except HappensTwiceError as twice:
            return twice.first.astimezone(UTC), Turned.TWICE

    def to_make(self) -> tuple[int, ...]:
        """The numbers of all meetings that are neither made nor left out."""
        gone = {*self.made, *self.skipped}
        return tuple(number for number in range(self.count) if number not in gone)


def _first_of(months: int) -> date:
    """The first day of a month, counted from the beginning of the years."""
    return date(months // 12, months % 12 + 1, 1)
