"""When a meeting is to be: a date, a wall time and a length, as people write them (SPEC 2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import SorryError
from bot.model.durations import parse_duration
from bot.model.walltime import HappensTwiceError, NoSuchTimeError, moment_of

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
FURTHEST = timedelta(days=2 * 366)
"""Beyond these a date or a length is a slip of the pen."""
_WHICH = ("first", "second")


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What the words of /meeting new say."""

    title: list[str]
    starts: datetime
    """In UTC."""
    ends: datetime


def read_plan(words: list[str], zone: ZoneInfo, now: datetime, form: str) -> Planned:
    """Read "TITLE YYYY-MM-DD HH:MM LENGTH"; wall time is that of the group.

    "first" or "second" after the time says which is meant of a time that comes twice.
    Sorry: something cannot be read, or there is no such time, or it is not ahead.
    """
    left = list(words)
    length, which = _take_length(left, form)
    if len(left) < len(("title", "day", "time")):
        raise SorryError("wrong-form", command=form)
    clock, day = _time(left.pop()), _date(left.pop())
    if not now.date() - FURTHEST < day < now.date() + FURTHEST:
        raise SorryError("not-made", "far")
    starts = _moment(datetime.combine(day, clock), zone, which)
    if starts <= now:
        raise SorryError("not-made", "past", zone=zone.key)
    return Planned(title=left, starts=starts, ends=starts + length)


def shown_day(moment: datetime, zone: ZoneInfo) -> str:
    """Like Wednesday 20 January 2027, in the group's zone."""
    return moment.astimezone(zone).strftime("%A %-d %B %Y")


def shown_time(moment: datetime, zone: ZoneInfo) -> str:
    """Like 18:00, in the group's zone."""
    return moment.astimezone(zone).strftime("%H:%M")


def read_length(word: str, shortest: timedelta, longest: timedelta) -> timedelta | None:
    """A length such as 60m within its limits; None if it is none."""
    try:
        length = parse_duration(word)
    except ValueError:
        return None
    return length if shortest <= length <= longest else None


def is_which(word: str) -> bool:
    """Whether it says which of two times is meant."""
    return word.lower() in _WHICH


def is_length(word: str) -> bool:
    """Whether it looks like a length, rather than a time of day."""
    return _TIME.fullmatch(word) is None


def _take_length(words: list[str], form: str) -> tuple[timedelta, str | None]:
    """The length, and which of two times is meant, off the end of the words."""
    which = words.pop() if words and words[-1].lower() in _WHICH else None
    if not words:
        raise SorryError("wrong-form", command=form)
    length = read_length(words.pop(), SHORTEST, LONGEST)
    if length is None:
        raise SorryError("not-made", "length")
    if which is None and words and words[-1].lower() in _WHICH:
        which = words.pop()
    return length, which and which.lower()


def _time(word: str) -> time:
    found = _TIME.fullmatch(word)
    try:
        if found is not None:
            return time(int(found[1]), int(found[2]))
    except ValueError:
        pass
    raise SorryError("not-made", "time")


def read_date(word: str) -> date | None:
    """A day like 2027-01-20; None if it is none."""
    try:
        return date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        return None


def _date(word: str) -> date:
    found = read_date(word)
    if found is None:
        raise SorryError("not-made", "date")
    return found


def _moment(wall: datetime, zone: ZoneInfo, which: str | None) -> datetime:
    """A time that does not exist is refused with the nearest that does; twice is asked about."""
    try:
        return moment_of(wall, zone)
    except NoSuchTimeError as missing:
        raise SorryError(
            "not-made", "gap", starts=f"{wall:%H:%M}", until=f"{missing.nearest:%H:%M}"
        ) from None
    except HappensTwiceError as twice:
        if which is None:
            raise SorryError("not-made", "twice", starts=f"{wall:%H:%M}") from None
        return (twice.first if which == "first" else twice.second).astimezone(UTC)
