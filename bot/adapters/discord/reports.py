"""What is reported to the engine: in the order in which it was seen, and never lost on the way.

What can be taken side by side is handed over together: the store works in that order, and
commits together what waits together.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from itertools import count, takewhile

import msgspec
import structlog

from bot.engine import Engine
from bot.happenings import Happening

log = structlog.get_logger()

TOGETHER = 256
"""Reports that are handed over at once."""
MOST_TRIES = 8
"""Then a report is given up; the next comparison of the room finds what it was about."""
SLOWEST_RETRY = 30.0

Work = Callable[[], Awaitable[object]]


class _Report(msgspec.Struct, frozen=True):
    work: Work
    alone: bool


class Reports:
    """A queue of what is to be told."""

    def __init__(self, engine: Engine, sleep: Callable[[float], Awaitable[None]]) -> None:
        """`sleep` waits for seconds between tries."""
        self._engine = engine
        self._sleep = sleep
        self._waiting: list[_Report] = []
        self._bell = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._life = secrets.token_hex(6)
        self._numbers = count(1)
        self._task: asyncio.Task[None] | None = None
        self._trying: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to hand over."""
        self._task = asyncio.create_task(self._run(), name="discord-reports")

    async def stop(self) -> None:
        """Stop at once."""
        tasks = [*self._trying, *([self._task] if self._task is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def seen(self, happening: Happening) -> None:
        """Report a difference. It is no event of the platform, so its key is our own."""
        self.taken(happening, f"discord/seen/{self._life}/{next(self._numbers)}")

    def taken(self, happening: Happening, key: str) -> None:
        """Report what a platform's event says; the same key again changes nothing."""
        self.put(lambda: self._engine.accept(happening, key))

    def put(self, work: Work, *, alone: bool = False) -> None:
        """Report by doing this. `alone`: only when everything before it is done."""
        self._waiting.append(_Report(work, alone))
        self._idle.clear()
        self._bell.set()

    async def settled(self) -> None:
        """Until everything is handed over that has been reported by now."""
        await self._idle.wait()

    async def _run(self) -> None:
        while True:
            await self._bell.wait()
            self._bell.clear()
            while self._waiting:
                await self._hand_over()
            self._idle.set()

    async def _hand_over(self) -> None:
        together = list(takewhile(lambda report: not report.alone, self._waiting[:TOGETHER]))
        now = together or self._waiting[:1]
        del self._waiting[: len(now)]
        done = await asyncio.gather(*(report.work() for report in now), return_exceptions=True)
        for report, came in zip(now, done, strict=True):
            if isinstance(came, Exception):
                # What cannot be taken keeps nobody else waiting.
                task = asyncio.create_task(self._again(report.work, came))
                self._trying.add(task)
                task.add_done_callback(self._trying.discard)

    async def _again(self, work: Work, error: Exception) -> None:
        """Wait longer each time. Neither the error's sentence nor its trace is written down."""
        for tries in range(1, MOST_TRIES):
            log.error("report not taken", platform="discord", tries=tries, error=_kind(error))
            await self._sleep(min(0.5 * 2**tries, SLOWEST_RETRY))
            try:
                await work()
            except Exception as again:
                error = again
            else:
                return
        log.error("report given up", platform="discord", error=_kind(error))


def _kind(error: Exception) -> str:
    return type(error).__name__
