"""Times on a clock on the wall: which moment they are, if they are one (SPEC 2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


class NoSuchTimeError(ValueError):
    """The clocks skip this time. `nearest` is the nearest minute that exists, with its offset."""

    def __init__(self, nearest: datetime) -> None:
        super().__init__(nearest)
        self.nearest = nearest


class HappensTwiceError(ValueError):
    """The clocks show this time twice; `first` and `second` carry their offsets."""

    def __init__(self, first: datetime, second: datetime) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which clocks in `zone` show `wall` (which has no zone itself).

    Raises:
        NoSuchTimeError: if the clocks skip it.
        HappensTwiceError: if it comes twice.
    """
    early, late = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall:
        raise HappensTwiceError(early, late)
    raise NoSuchTimeError(_nearest(wall, zone, late.astimezone(UTC), early.astimezone(UTC)))


@lru_cache(maxsize=4096)
def before(moment: datetime, length: timedelta, zone: str) -> datetime:
    """The moment, in UTC, that is `length` before another as people in `zone` count (SPEC 2).

    Whole days are taken off on the clock on the wall, and the rest as time that passes. A time
    that the clocks skip becomes the nearest that exists; of one that comes twice it is the first.

    `zone` is an IANA name; empty: UTC.
    """
    days, rest = divmod(length, _DAY)
    if not days:
        return moment - rest
    there = ZoneInfo(zone or "UTC")
    wall = moment.astimezone(there).replace(tzinfo=None, fold=0) - days * _DAY
    try:
        found = moment_of(wall, there)
    except NoSuchTimeError as skipped:
        found = skipped.nearest.astimezone(UTC)
    except HappensTwiceError as twice:
        found = twice.first.astimezone(UTC)
    return found - rest


def _nearest(wall: datetime, zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Find the change of the clocks between two moments; then the nearer of its two sides."""
    before, after = before.replace(microsecond=0), after.replace(microsecond=0)
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    sides = [after.astimezone(zone), (after - _MINUTE).astimezone(zone)]
    return min(sides, key=lambda side: abs(side.replace(tzinfo=None) - wall))
