"""A clock that never goes back (SPEC 2: safety timers run on elapsed time).

It starts from the computer's clock, and not before the last moment the bot is known to have
run; from then on it counts elapsed time. When the computer's clock is set back, timers go on as
if nothing had happened. When it jumps ahead, because it was set or the computer slept, nothing
was seen in between: that is a blind time, and is treated as one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

STEP = timedelta(seconds=5)
"""A difference from here on is a step, not the small change of a clock being kept right."""


def utc_now() -> datetime:
    """The computer's clock: aware, in UTC."""
    return datetime.now(UTC)


class SteadyClock:
    """Elapsed time since a moment that is known."""

    def __init__(
        self,
        wall: Callable[[], datetime] = utc_now,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wall` gives the computer's time; `elapsed` seconds that only ever grow."""
        self._wall = wall
        self._elapsed = elapsed
        self._behind = timedelta(0)
        self._set(wall())

    def _set(self, moment: datetime) -> None:
        self._from = moment
        self._at = self._elapsed()

    def now(self) -> datetime:
        """The moment, aware, in UTC. Never earlier than it was."""
        return self._from + timedelta(seconds=self._elapsed() - self._at)

    def not_before(self, moment: datetime) -> None:
        """The bot is known to have run at `moment`: it cannot be earlier now."""
        if self.now() < moment:
            self._set(moment)

    def follow(self) -> timedelta:
        """Go along with the computer's clock where it is ahead.

        Answers by how much it had moved: zero unless it was a step. A negative answer is a step
        back, which is not followed, and is reported once.
        """
        difference = self._wall() - self.now()
        if difference > timedelta(0):
            self._set(self._wall())
        known, self._behind = self._behind, min(difference, timedelta(0))
        return difference if abs(difference - known) >= STEP else timedelta(0)
