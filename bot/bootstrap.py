"""The only place that puts concrete parts together."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import DBAPIError

from bot.adapters.telegram import TelegramAdapter
from bot.alarm import Alarm
from bot.clock import Clock
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.outbox import PLATFORMS, Outbox
from bot.ports import Adapter
from bot.settings import Settings, load_policy, sealing_keys
from bot.steady import SteadyClock
from bot.store import Database
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

log = structlog.get_logger()

CATCH_UP_WITHIN = 10.0
"""Seconds a platform has at a start to hand over what waits; then the others go on without it."""


class NothingToRunError(Exception):
    """There is no token for any platform."""


class App:
    """The running program."""

    def __init__(self, settings: Settings, steady: SteadyClock | None = None) -> None:
        """Opens the database; `run` does the rest.

        Raises:
            SettingsError, WordingError, DatabaseError: one sentence each.
            NothingToRunError: no platform has a token.
        """
        if settings.telegram.token is None:
            raise NothingToRunError(
                "There is no token for any platform; set ALONGSIDE_TELEGRAM__TOKEN to the token "
                "that BotFather gave you, or try `alongside rehearse`, which needs none."
            )
        self._steady = steady or SteadyClock()
        now = self._steady.now
        url = settings.database_url.get_secret_value()
        policy = load_policy(settings.policy_file)
        writer = Writer(Wording.load(settings.wording_dir))
        sealer = Sealer(sealing_keys(settings))
        upgrade(url)
        self.store = Database(url, sealer, writer)
        self.engine = Engine(self.store, policy, now, Handler(now, self._deep_link, policy).handle)
        self.telegram = TelegramAdapter(
            token=settings.telegram.token.get_secret_value(),
            api_url=settings.telegram.api_url,
            store=self.store,
            engine=self.engine,
            now=now,
            writer=writer,
            on_away=partial(self._away, "telegram"),
            on_back=partial(self._back, "telegram"),
        )
        self.adapters: dict[Platform, Adapter] = {"telegram": self.telegram}
        self.engine.unserved = PLATFORMS - self.adapters.keys()
        self.outbox = Outbox(self.store, self.engine, self.adapters, now)
        self.lookout = Lookout(self.store, self.engine, self.adapters, now)
        self.clock = Clock(
            self.engine, self.lookout, self.outbox, self.store, self.adapters, now, self._beat
        )
        self.alarm = Alarm(self.store, self.adapters, writer.plain, now)
        self.engine.wakers.append(self.clock.wake)

    def _deep_link(self, platform: Platform, code: str) -> str:
        return self.telegram.deep_link(code) if platform == "telegram" else code

    async def run(self) -> None:
        """Run until told to stop (SIGINT, SIGTERM)."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
        await self.start()
        listening = asyncio.create_task(self.telegram.run())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({listening, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if listening.done():
                listening.result()
        finally:
            for task in (listening, stopping):
                task.cancel()
            await asyncio.gather(listening, stopping, return_exceptions=True)
            await self.stop()

    async def start(self) -> None:
        """Waiting answers first, then presence, then what fell due while away (L12)."""
        blind_since = await self.lookout.last_heartbeat()
        if blind_since is not None:
            self._steady.not_before(blind_since)
        await self.lookout.heartbeat()
        await self.outbox.suspect_unfinished()
        await self.telegram.start()
        try:
            async with asyncio.timeout(CATCH_UP_WITHIN):
                await self.telegram.drain_waiting()
        except TimeoutError:
            await self._away("telegram", self._steady.now())
        if blind_since is not None:
            await self.lookout.catch_up(blind_since)
        self.clock.start()
        log.info("running", platforms=sorted(self.adapters))

    async def stop(self) -> None:
        """Stop; everything that was told to anybody is in the database."""
        await self.clock.stop()
        await self.telegram.stop()
        await asyncio.to_thread(self.store.close)
        log.info("stopped")

    async def _beat(self) -> None:
        """Note that the bot runs. A clock that jumped ahead means that nothing was seen (L12)."""
        before = self._steady.now()
        step = self._steady.follow()
        if step:
            log.warning("clock moved", seconds=round(step.total_seconds()))
        if step > timedelta(0):
            await self.lookout.catch_up(before)
            self.clock.wake()
        elif step:
            await self.lookout.clock_set_back()
        try:
            await self.lookout.heartbeat()
        except DBAPIError as error:
            await self.alarm.failed(error)
        else:
            await self.alarm.all_well()

    async def _away(self, platform: Platform, since: datetime) -> None:
        log.warning("platform away", platform=platform)
        await self.lookout.platform_away(platform, since)

    async def _back(self, platform: Platform) -> None:
        log.info("platform back", platform=platform)
        await self.lookout.platform_back(platform)
        self.clock.wake()
