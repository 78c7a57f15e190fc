"""A clock that is set cannot delay an alert (SPEC 2: safety timers run on elapsed time)."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.steady import SteadyClock

NOON = datetime(2027, 1, 20, 12, tzinfo=UTC)
HOUR, SECOND, NOTHING = timedelta(hours=1), timedelta(seconds=1), timedelta(0)


class Computer:
    """A computer whose clock can be set."""

    def __init__(self) -> None:
        self.wall = NOON
        self.elapsed = 100.0

    def passes(self, time: timedelta) -> None:
        self.wall += time
        self.elapsed += time.total_seconds()


@pytest.fixture
def computer():
    return Computer()


@pytest.fixture
def steady(computer):
    return SteadyClock(lambda: computer.wall, lambda: computer.elapsed)


def test_it_counts_elapsed_time(computer, steady):
    computer.passes(HOUR)
    assert steady.now() == NOON + HOUR


def test_a_clock_set_back_delays_nothing_and_is_reported_once(computer, steady):
    computer.wall -= HOUR
    assert steady.follow() == -HOUR
    computer.passes(timedelta(minutes=10))
    assert steady.now() == NOON + timedelta(minutes=10)
    assert steady.follow() == NOTHING


def test_a_clock_set_back_twice_is_reported_twice(computer, steady):
    computer.wall -= HOUR
    steady.follow()
    computer.wall -= HOUR
    assert steady.follow() == -2 * HOUR


def test_a_jump_ahead_is_followed_and_reported(computer, steady):
    computer.wall += 24 * HOUR
    assert steady.follow() == 24 * HOUR
    assert steady.now() == NOON + 24 * HOUR
    assert steady.follow() == NOTHING


def test_small_corrections_are_no_news(computer, steady):
    computer.wall += SECOND
    assert steady.follow() == NOTHING
    assert steady.now() == NOON + SECOND
    computer.wall -= 2 * SECOND
    assert steady.follow() == NOTHING
    assert steady.now() == NOON + SECOND


def test_it_never_starts_before_the_bot_was_last_known_to_run(steady):
    steady.not_before(NOON + HOUR)
    assert steady.now() == NOON + HOUR
    steady.not_before(NOON)
    assert steady.now() == NOON + HOUR
