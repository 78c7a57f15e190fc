"""The kinds of value a setting of the policy may have: how each is read, and written back.

Every `read` raises `ValueError` with one sentence that shows the value and says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from typing import Any, Protocol

import msgspec

from bot.model.durations import format_duration, parse_duration, shown

MinimumAges = dict[str, dict[str, int]]
"""Country (two capital letters) → platform → the age its terms ask for, in whole years."""

NO_SENSE = "that makes no sense here."
MOST_LENGTHS = 10
OLDEST_MINIMUM_AGE = 21
_COUNTRY = re.compile(r"[A-Z]{2}")
_PLATFORM = re.compile(r"[a-z][a-z0-9_]{0,29}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


class QuietHours(msgspec.Struct, frozen=True):
    """The hours, on the reader's clock, in which nothing is sent that is not about safety."""

    begin: time
    end: time

    def cover(self, moment: time) -> bool:
        """Whether `moment` falls in them; the end itself does not."""
        if self.begin < self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end


class Form(Protocol):
    """One kind of value."""

    def read(self, written: object, now: Any) -> Any:
        """The value that is written; `now` is the value whose place it takes."""
        ...

    def write(self, value: Any) -> str:
        """The value as a person writes it."""
        ...


class Length(msgspec.Struct, frozen=True):
    """A length of time of at least a second."""

    longest: timedelta

    def read(self, written: object, now: object) -> timedelta:
        """A text such as 10m, or a `timedelta` of whole seconds."""
        if isinstance(written, timedelta):
            length = written
            if length < timedelta(seconds=1) or length % timedelta(seconds=1):
                raise ValueError("A length of time is whole seconds, and at least 1s.")
        else:
            length = parse_duration(written)
        if length > self.longest:
            raise ValueError(
                f"{_shown_length(written)} is longer than {format_duration(self.longest)}: "
                f"{NO_SENSE}"
            )
        return length

    def write(self, value: timedelta) -> str:
        """Like 10m."""
        return format_duration(value)


class Lengths(msgspec.Struct, frozen=True):
    """Several lengths of time, kept longest first."""

    each: Length

    def read(self, written: object, now: object) -> tuple[timedelta, ...]:
        """A list such as ["1d", "1h"]; an empty one means none."""
        if not isinstance(written, list | tuple):
            raise ValueError(f'{shown(written)} is not a list: write one such as ["1d", "1h"].')
        if len(written) > MOST_LENGTHS:
            raise ValueError(f"{len(written)} times are too many: write {MOST_LENGTHS} at most.")
        return tuple(sorted({self.each.read(one, None) for one in written}, reverse=True))

    def write(self, value: Iterable[timedelta]) -> str:
        """Like 1d, 1h."""
        return ", ".join(format_duration(one) for one in value) or "none"


class Count(msgspec.Struct, frozen=True):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def read(self, written: object, now: object) -> int:
        """A whole number; 2.0, "2" and true are none."""
        if isinstance(written, bool) or not isinstance(written, int):
            raise ValueError(f"{shown(written)} is not a whole number: write one such as {now}.")
        if written < self.least:
            raise ValueError(f"{shown(written)} is less than {self.least}: {NO_SENSE}")
        if written > self.most:
            raise ValueError(f"{shown(written)} is more than {self.most}: {NO_SENSE}")
        return written

    def write(self, value: int) -> str:
        """In digits."""
        return str(value)


class Flag(msgspec.Struct, frozen=True):
    """Yes or no."""

    def read(self, written: object, now: object) -> bool:
        """True or false, without quotes."""
        if not isinstance(written, bool):
            raise ValueError(
                f"{shown(written)} is neither yes nor no: write true or false, without quotes."
            )
        return written

    def write(self, value: bool) -> str:
        """As TOML and YAML write it."""
        return "true" if value else "false"


class NextDay(msgspec.Struct, frozen=True):
    """A time on the day after."""

    def read(self, written: object, now: object) -> time:
        """A text such as 10:00 next day; the last two words may be left out."""
        text = written.strip().removesuffix("next day") if isinstance(written, str) else ""
        if (clock := _clock(text)) is None:
            raise ValueError(
                f'{shown(written)} is not a time: write it in quotes, like "10:00 next day".'
            )
        return clock

    def write(self, value: time) -> str:
        """Like 10:00 next day."""
        return f"{value:%H:%M} next day"


class Hours(msgspec.Struct, frozen=True):
    """From one time of day to another, over midnight if need be."""

    def read(self, written: object, now: object) -> QuietHours:
        """A text such as 21:00-08:00."""
        text = written.replace("–", "-") if isinstance(written, str) else ""
        begin, end = (_clock(part) for part in (text.partition("-")[::2]))
        if begin is None or end is None or begin == end:
            raise ValueError(
                f'{shown(written)} does not fit: write two different times, like "21:00-08:00".'
            )
        return QuietHours(begin, end)

    def write(self, value: QuietHours) -> str:
        """Like 21:00-08:00."""
        return f"{value.begin:%H:%M}-{value.end:%H:%M}"


class Platforms(msgspec.Struct, frozen=True):
    """Names of platforms."""

    def read(self, written: object, now: object) -> tuple[str, ...]:
        """A list such as ["discord"]; an empty one means none."""
        if not isinstance(written, list | tuple):
            raise ValueError(f'{shown(written)} is not a list: write one such as ["discord"].')
        for one in written:
            if not isinstance(one, str) or not _PLATFORM.fullmatch(one):
                raise ValueError(f"{shown(one)} is not a platform: write a name such as discord.")
        return tuple(sorted(set(written)))

    def write(self, value: Iterable[str]) -> str:
        """Like discord, telegram."""
        return ", ".join(value) or "none"


class Ages(msgspec.Struct, frozen=True):
    """Minimum ages. What is written is laid over the table so far; the rest of it stays."""

    def read(self, written: object, now: MinimumAges) -> MinimumAges:
        """A table such as {GB: {discord: 13}}."""
        if not isinstance(written, Mapping):
            raise ValueError(f"{shown(written)} is not a table: write one such as GB: discord: 13.")
        ages = {country: dict(platforms) for country, platforms in now.items()}
        for country, platforms in written.items():
            if not isinstance(country, str) or not _COUNTRY.fullmatch(country):
                raise ValueError(
                    f"{shown(country)} is not a country: write two capital letters, like GB."
                )
            if not isinstance(platforms, Mapping):
                raise ValueError(f"{country} needs its platforms with an age each: discord: 13.")
            ages.setdefault(country, {}).update(
                _one_age(name, age) for name, age in platforms.items()
            )
        return ages

    def write(self, value: MinimumAges) -> str:
        """Like GB: discord 13, telegram 16."""
        return "; ".join(
            f"{country}: " + ", ".join(f"{name} {age}" for name, age in platforms.items())
            for country, platforms in value.items()
        )


def _one_age(platform: object, age: object) -> tuple[str, int]:
    if not isinstance(platform, str) or not _PLATFORM.fullmatch(platform):
        raise ValueError(f"{shown(platform)} is not a platform: write a name such as discord.")
    try:
        return platform, Count(1, OLDEST_MINIMUM_AGE).read(age, 13)
    except ValueError as wrong:
        raise ValueError(f"the age for {platform}, {wrong}") from None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def _shown_length(written: object) -> str:
    return format_duration(written) if isinstance(written, timedelta) else shown(written)
