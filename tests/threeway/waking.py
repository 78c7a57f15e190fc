"""Sleep on virtual time: it ends when the story's clock has come to its end."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta


class Alarms:
    """Whatever sleeps, and when it wants to be woken."""

    def __init__(self, now: Callable[[], datetime], changed: Callable[[], None]) -> None:
        """`changed` is called when somebody has fallen asleep."""
        self._now = now
        self._changed = changed
        self._asleep: dict[asyncio.Event, datetime] = {}

    async def sleep(self, seconds: float) -> None:
        """As `asyncio.sleep`, by the story's clock."""
        alarm = asyncio.Event()
        self._asleep[alarm] = self._now() + timedelta(seconds=seconds)
        self._changed()
        try:
            await alarm.wait()
        finally:
            self._asleep.pop(alarm, None)

    @property
    def next(self) -> datetime | None:
        """When somebody next wants to be woken."""
        return min(self._asleep.values(), default=None)

    @property
    def asleep(self) -> bool:
        """Whether somebody sleeps now."""
        return bool(self._asleep)

    def ring(self, *, for_all: bool = False) -> None:
        """Wake all whose time has come, or simply all."""
        for alarm, until in list(self._asleep.items()):
            if for_all or until <= self._now():
                del self._asleep[alarm]
                alarm.set()
