"""Waiting without polling: everybody who waits is woken each time the bell rings."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Wakes all who wait, every time something happened. `rings` counts the times."""

    def __init__(self) -> None:
        self.rings = 0
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits now."""
        self.rings += 1
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, question: Callable[[], T], seconds: float) -> T:
        """Ask the question now and after each ring; give its first truthy answer.

        After `seconds` the last answer is given, truthy or not.
        """
        try:
            # Not `wait_for`: it loses a cancellation that comes together with the bell.
            async with asyncio.timeout(seconds):
                while not (answer := question()):
                    await self._event.wait()
                return answer
        except TimeoutError:
            return question()
