"""What is reported to the engine: in the order in which it was seen, and never lost on the way.

What waits is decided about together, in one transaction. If something in it cannot be taken,
each is taken by itself, so that it keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from itertools import count, groupby, takewhile
from typing import Any

import msgspec
import structlog

from bot import happenings as h
from bot.adapters.discord.presence import PLATFORM, Seen
from bot.engine import Engine, Outcome
from bot.model.meeting import RoomUse
from bot.ports import Books, Store

log = structlog.get_logger()

TOGETHER = 256
"""Reports that are handed over at once."""
IN_ONE = 48
"""Of these, decided about in one transaction: other work has to wait until it is over."""
MOST_TRIES = 8
"""Then a report is given up; the next comparison of the room finds what it was about."""
SLOWEST_RETRY = 30.0
_WATCHED = frozenset({RoomUse.LOBBY, RoomUse.PRACTICE})
"""Rooms without a meeting of their own in which it matters who comes and goes."""

Work = Callable[[], Awaitable[object]]
Decision = Callable[[Books], Outcome]
"""Takes something as part of a larger transaction."""


class _Report(msgspec.Struct, frozen=True):
    what: Work | Decision
    decides: bool = False
    alone: bool = False


class Reports:
    """A queue of what is to be told."""

    def __init__(
        self, store: Store, engine: Engine, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        """`sleep` waits for seconds between tries."""
        self._store = store
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

    def seen(self, happening: Seen) -> None:
        """Report a difference. It is no event of the platform, so its key is our own."""
        key = f"discord/seen/{self._life}/{next(self._numbers)}"

        def take_in(books: Books) -> Outcome:
            if not _is_of_a_meeting(books, happening):
                return Outcome(taken=False)
            return self._engine.accept_in(books, happening, key)

        self.decide(take_in)

    def decide(self, decision: Decision) -> None:
        """Report what the engine takes in a transaction with others."""
        self._add(_Report(decision, decides=True))

    def put(self, work: Work, *, alone: bool = False) -> None:
        """Report by doing this. `alone`: only when everything before it is done."""
        self._add(_Report(work, alone=alone))

    def _add(self, report: _Report) -> None:
        self._waiting.append(report)
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
        await asyncio.gather(*self._works(now))

    def _works(self, reports: Sequence[_Report]) -> Iterator[Awaitable[None]]:
        """In order: the store works in the order in which it is asked."""
        for decides, some in groupby(reports, key=lambda report: report.decides):
            whats: list[Any] = [report.what for report in some]
            if decides:
                for first in range(0, len(whats), IN_ONE):
                    yield self._decide(whats[first : first + IN_ONE])
            else:
                for work in whats:
                    yield self._do(work)

    async def _decide(self, decisions: Sequence[Decision]) -> None:
        try:
            outcomes = await self._store.run(lambda books: [take(books) for take in decisions])
        except Exception:  # one of them, or the database: whichever it is, the others go on
            await asyncio.gather(*(self._do(partial(self._decide_one, d)) for d in decisions))
            return
        for outcome in outcomes:
            self._engine.tell(outcome)

    async def _decide_one(self, decision: Decision) -> None:
        self._engine.tell(await self._store.run(decision))

    async def _do(self, work: Work) -> None:
        try:
            await work()
        except Exception as error:  # what cannot be taken keeps nobody else waiting
            task = asyncio.create_task(self._again(work, error))
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


def _is_of_a_meeting(books: Books, happening: Seen) -> bool:
    """Who comes and goes in rooms in which no meeting is, is nobody's business, and not kept.

    In the lobby people wait for one, and in the practice room they try things out (P1).
    """
    rooms = [happening.room]
    if isinstance(happening, h.MovedOver):
        rooms.append(happening.to)
    return any(
        books.meetings_in_room(PLATFORM, room) or books.room_use(PLATFORM, room) in _WATCHED
        for room in rooms
    )
