"""The heartbeat: every few seconds the bot notes that it runs, and sees that all is as it was.

The computer's clock may have been set, the database may not work, another program may have
taken it. What could not be done at one beat is done at the next that finds the database working.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy.exc import DBAPIError

from bot.alarm import Alarm
from bot.lookout import Lookout
from bot.steady import SteadyClock

log = structlog.get_logger()

WRITE_WITHIN = 15.0
"""Seconds after which a database that says nothing at all counts as one that does not work."""


class Hold(Protocol):
    """The right to run on the database (`bot.store.holding`)."""

    def try_to_hold(self) -> bool: ...


class Heart:
    """Beats; and tells when it finds that something is the matter."""

    def __init__(
        self,
        steady: SteadyClock,
        lookout: Lookout,
        alarm: Alarm,
        holding: Hold,
        *,
        wake: Callable[[], object],
        lost: Callable[[], object],
    ) -> None:
        """`wake` after a blind time; `lost` when another program has the database: then stop."""
        self._steady = steady
        self._lookout = lookout
        self._alarm = alarm
        self._holding = holding
        self._wake = wake
        self._lost = lost
        self._blind_since: datetime | None = None
        self._set_back = False

    async def beat(self) -> None:
        """One heartbeat. What the database refuses is an alarm after a while, and no error."""
        self._look_at_the_clock()
        try:
            async with asyncio.timeout(WRITE_WITHIN):
                held = await asyncio.to_thread(self._holding.try_to_hold)
            if not held:
                log.error("another program runs on this database")
                self._lost()
                return
            await self._tell_of_the_clock()
            async with asyncio.timeout(WRITE_WITHIN):
                await self._lookout.heartbeat()
        except (DBAPIError, OSError) as error:  # TimeoutError is one
            await self._alarm.failed(error)
        else:
            await self._alarm.all_well()

    def _look_at_the_clock(self) -> None:
        before = self._steady.now()
        step = self._steady.follow()
        if step:
            log.warning("clock moved", seconds=round(step.total_seconds()))
        if step > timedelta(0):
            self._blind_since = self._blind_since or before
        elif step:
            self._set_back = True

    async def _tell_of_the_clock(self) -> None:
        """A clock that jumped ahead means that nothing was seen in between (L12)."""
        if self._blind_since is not None:
            await self._lookout.catch_up(self._blind_since)
            self._blind_since = None
            self._wake()
        if self._set_back:
            await self._lookout.clock_set_back()
            self._set_back = False
