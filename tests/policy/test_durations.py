"""Lengths of time as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.model.policy import format_duration, parse_duration

JUNK = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=12)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30s", 30), ("10m", 600), ("1h", 3600), ("14d", 14 * 86400), ("60s", 60),
        ("12 months", 365 * 86400), ("1 month", 30 * 86400 + 10 * 3600), (" 5m ", 300),
        ("5 m", 300), ("36500d", 36500 * 86400),
    ],
)  # fmt: skip
def test_lengths_of_time_are_read(written: str, seconds: int) -> None:
    assert parse_duration(written) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(seconds=30), "30s"), (timedelta(seconds=60), "1m"), (timedelta(0), "0s"),
        (timedelta(seconds=90), "90s"), (timedelta(hours=48), "2d"), (timedelta(minutes=90), "90m"),
        (timedelta(days=365), "12 months"), (timedelta(days=730), "24 months"),
        (timedelta(seconds=12.7), "12s"),
    ],
)  # fmt: skip
def test_lengths_of_time_are_written_in_the_largest_even_unit(
    length: timedelta, written: str
) -> None:
    assert format_duration(length) == written


@given(some.integers(min_value=1, max_value=36_500 * 86_400))
def test_what_is_written_reads_back(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert parse_duration(format_duration(length)) == length


@given(JUNK | some.lists(JUNK, max_size=2))
def test_anything_else_is_refused_in_one_sentence(written: object) -> None:
    said = ""
    try:
        assert parse_duration(written) >= timedelta(seconds=1)
    except ValueError as wrong:
        said = str(wrong)
    assert "\n" not in said
