"""Time while the program runs: APScheduler wakes, the deadlines table says what is due.

A job of the scheduler only rings a bell; it is never the record of what is due. A bell that
was missed costs nothing, because every bell makes the workers look at the tables again, and
they look every two seconds of elapsed time whatever the scheduler and the computer's clock do.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.engine import Engine
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.outbox import Outbox
from bot.ports import News, Store

log = structlog.get_logger()

LOOK_ANYWAY = timedelta(seconds=2)
"""How late a wake-up may be that another process, or a moved clock, made necessary."""
HEARTBEAT = timedelta(seconds=5)
COMPARE_ROOMS = timedelta(seconds=60)
TIDY = timedelta(hours=6)


class Worker:
    """Does its work whenever its bell rings; rings while it works are not lost."""

    def __init__(
        self, name: str, work: Callable[[], Awaitable[object]], anyway: timedelta | None = None
    ) -> None:
        """`work` is called again and again, never twice at once; what it raises is logged.

        With `anyway` it is also called when no bell has rung for so long, by elapsed time.
        """
        self._name = name
        self._work = work
        self._anyway = None if anyway is None else anyway.total_seconds()
        self._bell = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """There may be something to do."""
        self._bell.set()

    def start(self) -> None:
        """Begin to listen; does nothing the second time."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """Stop at once; what was committed is safe, and what was not was never promised."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._anyway):
                    await self._bell.wait()
            self._bell.clear()
            try:
                await self._work()
            except Exception as error:  # the next bell tries again; nothing in the tables is lost
                log.error("work failed", worker=self._name, error=type(error).__name__)


class Clock:
    """Wakes the engine for the next due row and the outbox for the next try."""

    def __init__(
        self,
        engine: Engine,
        lookout: Lookout,
        outbox: Outbox,
        store: Store,
        platforms: Iterable[Platform],
        now: Callable[[], datetime],
        beat: Callable[[], Awaitable[None]],
        look_at_day: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`platforms` are those with an adapter; each is served by a worker of its own.

        `now` is the steady clock, `beat` what is done at every heartbeat. `look_at_day` is asked
        again and again, and knows itself when it is nine o'clock in a group.
        """
        self._now = now
        self._engine = engine
        self._lookout = lookout
        self._outbox = outbox
        self._store = store
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._deadlines = Worker("deadlines", self._take_due, LOOK_ANYWAY)
        self._posts = [self._post(platform) for platform in platforms]
        self._posts.append(Worker("outbox-unserved", outbox.refuse_unserved, LOOK_ANYWAY))
        self._armed: datetime | None = None
        """When the scheduler rings for the next row, if that is soon."""
        self._heart = Worker("heartbeat", beat, HEARTBEAT)
        self._broom = Worker("tidy", lookout.tidy)
        self._rooms = Worker("rooms", lookout.look_everywhere)
        self._days = [] if look_at_day is None else [Worker("daily", look_at_day, LOOK_ANYWAY)]

    def _post(self, platform: Platform) -> Worker:
        fill = partial(self._outbox.fill, platform)
        worker = Worker(f"outbox-{platform}", fill, LOOK_ANYWAY)
        self._outbox.when_there_is_place(platform, worker.ring)
        return worker

    async def catch_up(self, blind_since: datetime) -> None:
        """Every meeting takes what fell due while nothing was seen, the most urgent first (L12).

        What is decided goes out at once. What waited before may be withdrawn by it, and waits.
        """
        await self._outbox.hold_back()
        self._start_sending()
        try:
            await self._lookout.catch_up(blind_since)
        finally:
            self._outbox.let_go()

    def _start_sending(self) -> None:
        # What is there by now stays: looking through it for garbage would hold everything up.
        gc.freeze()
        self._engine.courier = self._outbox
        for worker in self._posts:
            worker.start()

    def start(self) -> None:
        """Begin. Rooms are compared every minute (SPEC 11)."""
        if self._engine.courier is None:
            self._start_sending()
        for worker in (self._deadlines, self._heart, self._broom, self._rooms, *self._days):
            worker.start()
        self._every(HEARTBEAT, self._heart.ring)
        self._every(COMPARE_ROOMS, self._rooms.ring)
        self._every(TIDY, self._broom.ring)
        self._scheduler.start()
        self.wake()

    def _every(self, wait: timedelta, ring: Callable[[], None]) -> None:
        seconds = wait.total_seconds()
        self._scheduler.add_job(
            ring, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True
        )

    async def stop(self) -> None:
        """Stop every worker, what they have on its way, and the scheduler."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._engine.courier = None
        rung = (self._deadlines, *self._posts, self._heart, self._broom, self._rooms)
        for worker in (*rung, *self._days):
            await worker.stop()
        await self._outbox.stop()

    def wake(self, news: object = None) -> None:
        """Something changed, or time passed: look at the tables.

        After a commit only for what it left there to be sent, and what is due before the next
        time that somebody looks anyway.
        """
        if not isinstance(news, News) or news.has_more:
            for worker in self._posts:
                worker.ring()
        if not isinstance(news, News) or self._is_sooner(news.due):
            self._deadlines.ring()

    def _is_sooner(self, due: datetime | None) -> bool:
        if due is None or due - self._now() >= LOOK_ANYWAY:
            return False
        return self._armed is None or due < self._armed

    async def _take_due(self) -> None:
        while await self._engine.take_due():
            pass
        await self._wake_at_next()

    async def _wake_at_next(self) -> None:
        """What could be sent by now is on its way or waits for a place, not for a moment."""
        now = self._now()
        moments = await self._store.run(lambda books: (books.next_due(), books.next_try(now)))
        due = min((moment for moment in moments if moment is not None), default=now + LOOK_ANYWAY)
        wait = due - now
        self._armed = due if timedelta(0) < wait < LOOK_ANYWAY else None
        if wait < LOOK_ANYWAY:
            self._scheduler.add_job(
                self.wake,
                "date",
                run_date=datetime.now(UTC) + max(wait, timedelta(0)),
                id="next",
                replace_existing=True,
                misfire_grace_time=None,
            )
