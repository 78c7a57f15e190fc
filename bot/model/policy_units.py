"""How the tables of settings write where a number is from, and how long a time is."""

from __future__ import annotations

from datetime import timedelta

from bot.model.durations import LONGEST
from bot.model.forms import Length
from bot.model.numbers import Origin

SOURCE, PRACTICE, OURS, TERMS = Origin.SOURCE, Origin.PRACTICE, Origin.OURS, Origin.TERMS

LONG = Length(LONGEST)
"""A time that may be longer than a day."""


def seconds(number: int) -> timedelta:
    """So many seconds."""
    return timedelta(seconds=number)


def minutes(number: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
