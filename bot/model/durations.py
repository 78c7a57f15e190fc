"""Lengths of time as people write them: 30s, 10m, 1h, 14d, 12 months."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

HOW_TO_WRITE = 'write it like 30s, 10m, 1h, 14d or "12 months"'
LONGEST = timedelta(days=36_500)
"""A hundred years; anything longer is a slip of the pen."""

_SECOND = timedelta(seconds=1)
_UNITS = {
    "s": _SECOND,
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    # A twelfth of 365 days, so that 12 months are a year.
    "month": timedelta(days=365) / 12,
    "months": timedelta(days=365) / 12,
}
_WRITTEN = re.compile(r"([0-9]{1,10}) *(s|m|h|d|months?)")


def parse_duration(text: object) -> timedelta:
    """Read a length of time: a whole number and a unit, at least 1s, at most a hundred years.

    A month is a twelfth of 365 days.

    Raises:
        ValueError: with one sentence that says how a length of time is written.
    """
    found = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{shown(text)} is not a length of time: {HOW_TO_WRITE}.")
    number, unit = int(found[1]), _UNITS[found[2]]
    if number == 0:
        raise ValueError(f"{shown(text)} is no time at all: the shortest is 1s.")
    if number > LONGEST // unit:
        raise ValueError(f"{shown(text)} is longer than a hundred years: {HOW_TO_WRITE}.")
    return number * unit


def format_duration(length: timedelta) -> str:
    """Write a length of time in its largest unit that comes out even: 90s, 2h, 12 months.

    Parts of a second are dropped. What is at least a second reads back with `parse_duration`.
    """
    seconds = length // _SECOND
    whole = seconds * _SECOND
    year = 12 * _UNITS["months"]
    if seconds and whole % year == timedelta():
        return f"{whole // year * 12} months"
    for unit in ("d", "h", "m"):
        if seconds and whole % _UNITS[unit] == timedelta():
            return f"{whole // _UNITS[unit]}{unit}"
    return f"{seconds}s"


def shown(value: object) -> str:
    """A wrong value as an error shows it: short, on one line, and never a whole document."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            cut = value if len(value) <= 40 else f"{value[:39]}…"
            return '"' + "".join(c if c.isprintable() else "?" for c in cut) + '"'
        case int() if value.bit_length() <= 64:
            return str(value)
        case float():
            return str(value)
        case int():
            return "a very large number"
        case date() | time():
            return "an unquoted date or time"
        case list() | tuple():
            return "a list"
        case dict():
            return "a table"
        case None:
            return "nothing"
        case _:
            return f"a {type(value).__name__}"
