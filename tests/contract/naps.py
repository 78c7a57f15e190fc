"""Waiting on the bot's clock: whoever sleeps wakes when enough time has passed on it."""

import asyncio
from datetime import datetime, timedelta

from tests.contract.world import Time


class Naps:
    """Give `sleep` to the bot, and `wake` those whose time has come after the clock was moved."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self._sleeping: list[tuple[datetime, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        nap = (self._time.now() + timedelta(seconds=seconds), over)
        self._sleeping.append(nap)
        try:
            await over.wait()
        finally:
            self._sleeping.remove(nap)

    @property
    def next(self) -> datetime | None:
        """When the first of them wakes."""
        return min((due for due, _ in self._sleeping), default=None)

    def wake(self) -> None:
        for due, over in list(self._sleeping):
            if due <= self._time.now():
                over.set()
