"""The only place that puts concrete parts together."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.adapters.telegram import TelegramAdapter, Webhook
from bot.ahead import Ahead
from bot.alarm import Alarm
from bot.anniversaries import Anniversaries
from bot.clock import Clock
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.heart import Heart
from bot.help_line_files import load_help_lines
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.outbox import PLATFORMS, Outbox
from bot.ports import Adapter, AdapterError, Serving
from bot.rate_files import load_rates
from bot.retention import Retention
from bot.serving import WrongToken, listen_on, one_after_the_other
from bot.settings import Settings, load_policy, sealing_keys, webhook_secret
from bot.slot_reminders import SlotReminders
from bot.steady import SteadyClock
from bot.store import Database
from bot.store.holding import HeldError, hold
from bot.store.migrating import revision, upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

if TYPE_CHECKING:
    from bot.adapters.discord import DiscordAdapter

log = structlog.get_logger()

CATCH_UP_WITHIN = 10.0
"""Seconds a platform has at a start to hand over what waits; then the others go on without it."""


class NothingToRunError(Exception):
    """There is no token for any platform."""


class App:
    """The running program."""

    def __init__(
        self,
        settings: Settings,
        steady: SteadyClock | None = None,
        catch_up_within: float = CATCH_UP_WITHIN,
    ) -> None:
        """Opens the database; `run` does the rest. `catch_up_within` is in seconds.

        Raises:
            SettingsError, WordingError, DatabaseError, HeldError: one sentence each.
            NothingToRunError: no platform has a token.
        """
        if settings.telegram.token is None and settings.discord.token is None:
            raise NothingToRunError(
                "There is no token for any platform; set ALONGSIDE_TELEGRAM__TOKEN to the token "
                "that BotFather gave you, or ALONGSIDE_DISCORD__TOKEN to the one from Discord's "
                "developer portal, or try `alongside rehearse`, which needs none."
            )
        self._steady = steady or SteadyClock()
        self._catch_up_within = catch_up_within
        now = self._steady.now
        url = settings.database_url.get_secret_value()
        policy = load_policy(settings.policy_file)
        help_lines = load_help_lines(settings.help_lines_file)
        rates = load_rates(settings.rates_file)
        writer = Writer(Wording.load(settings.wording_dir), help_lines)
        sealer = Sealer(sealing_keys(settings))
        revision(url)  # whatever is wrong with the database is said first
        self.holding = hold(url)
        upgrade(url)
        self.store = Database(url, sealer, writer)
        handler = Handler(now, self._deep_link, policy, rates)
        self.engine = Engine(self.store, policy, now, handler.handle)
        self.engine.deciding.rates = rates
        self.telegram = self._make_telegram(settings, writer)
        self.discord = self._make_discord(settings, writer)
        made: tuple[Serving | None, ...] = (self.discord, self.telegram)
        self._serving = [one for one in made if one is not None]
        self.adapters: dict[Platform, Adapter] = {one.platform: one for one in self._serving}
        self.engine.deciding.unserved = PLATFORMS - self.adapters.keys()
        self.outbox = Outbox(self.store, self.engine, self.adapters, now)
        self.lookout = Lookout(self.store, self.engine, self.adapters, now)
        self.alarm = Alarm(self.store, self.adapters, writer.plain, now)
        self.heart = Heart(
            self._steady,
            self.lookout,
            self.alarm,
            self.holding,
            wake=lambda: self.clock.wake(),
            lost=self._lose,
        )
        kept = (self.store, self.engine, policy, now)
        also = partial(one_after_the_other, Ahead(*kept).look, Retention(*kept).look)
        days = Anniversaries(self.store, policy, now, wake=lambda: self.clock.wake(), also=also)
        slots = SlotReminders(self.store, policy, now, wake=lambda: self.clock.wake())
        self.clock = Clock(
            self.engine, self.lookout, self.outbox, self.store, self.adapters, now,
            self.heart.beat, partial(one_after_the_other, days.look, slots.look),
        )  # fmt: skip
        self.engine.wakers.append(self.clock.wake)
        self._told_to_stop = asyncio.Event()
        self._lost = False

    def _make_telegram(self, settings: Settings, writer: Writer) -> TelegramAdapter | None:
        token = settings.telegram.token
        if token is None:
            return None
        return TelegramAdapter(
            token=token.get_secret_value(),
            api_url=settings.telegram.api_url,
            store=self.store,
            engine=self.engine,
            now=self._steady.now,
            writer=writer,
            on_away=partial(self._away, "telegram"),
            on_back=partial(self._back, "telegram"),
            webhook=_webhook(settings),
        )

    def _make_discord(self, settings: Settings, writer: Writer) -> DiscordAdapter | None:
        token = settings.discord.token
        if token is None:
            return None
        from bot.adapters.discord import DiscordAdapter  # who has no use for it need not load it

        return DiscordAdapter(
            token=token.get_secret_value(),
            api_url=settings.discord.api_url,
            gateway_url=settings.discord.gateway_url,
            store=self.store,
            engine=self.engine,
            now=self._steady.now,
            writer=writer,
            on_away=partial(self._away, "discord"),
            on_back=partial(self._back, "discord"),
            on_rooms_away=partial(self._rooms_away, "discord"),
            on_rooms_back=partial(self._rooms_back, "discord"),
        )

    def _deep_link(self, platform: Platform, code: str) -> str:
        if platform == "telegram" and self.telegram is not None:
            return self.telegram.deep_link(code)
        return code

    async def run(self) -> None:
        """Run until told to stop (SIGINT, SIGTERM).

        Raises:
            AdapterError: there is no platform whose token is right.
            HeldError: the database was lost to another program.
        """
        stop = self._told_to_stop
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
        await self.start()
        listening = self.listen()
        try:
            await stop.wait()
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)
            await self.stop()
        if self._lost:
            raise HeldError

    def listen(self) -> list[asyncio.Task[None]]:
        """Listen to every platform that is served, until the tasks are cancelled."""
        return [asyncio.create_task(listen_on(one)) for one in self._serving]

    async def start(self) -> None:
        """Waiting answers first, then presence, then what fell due while away (L12)."""
        blind_since = await self.lookout.last_heartbeat()
        if blind_since is not None:
            self._steady.not_before(blind_since)
        await self.outbox.suspect_unfinished()
        wrong = await asyncio.gather(*(self._begin(one, blind_since) for one in self._serving))
        await self._leave_out([error for error in wrong if error is not None])
        if blind_since is not None:
            await self.clock.catch_up(blind_since)
        # Not before: if this start is cut short, the next one has to know since when all was dark.
        await self.lookout.heartbeat()
        self.clock.start()
        log.info("running", platforms=sorted(self.adapters))

    async def _begin(self, one: Serving, blind_since: datetime | None) -> WrongToken | None:
        """Start one platform. Whatever is the matter with it is no matter of the others."""
        since = blind_since or self._steady.now()
        try:
            await one.start()
            async with asyncio.timeout(self._catch_up_within):
                await one.drain_waiting()
        except TimeoutError:
            await self._away(one.platform, since)
        except AdapterError as error:
            return WrongToken(one.platform, since, error)
        return None

    async def _leave_out(self, wrong: list[WrongToken]) -> None:
        """Run without the platforms whose token is wrong; messages there take other routes."""
        if len(wrong) == len(self._serving):
            raise wrong[0].error
        for one in wrong:
            log.error(str(one.error), platform=one.platform)
            del self.adapters[one.platform]
            self._serving = [other for other in self._serving if other.platform != one.platform]
            self.engine.deciding.unserved = PLATFORMS - self.adapters.keys()
            await self._away(one.platform, one.since)

    async def stop(self) -> None:
        """Stop; everything that was told to anybody is in the database."""
        await self.clock.stop()
        await asyncio.gather(*(one.stop() for one in self._serving))
        await asyncio.to_thread(self.store.close)
        self.holding.release()
        log.info("stopped")

    def _lose(self) -> None:
        """Another program has the database: what it sends must not be sent from here as well."""
        self._lost = True
        self._told_to_stop.set()

    async def _away(self, platform: Platform, since: datetime) -> None:
        log.warning("platform away", platform=platform)
        await self.lookout.platform_away(platform, since)

    async def _back(self, platform: Platform) -> None:
        log.info("platform back", platform=platform)
        await self.lookout.platform_back(platform)
        self.clock.wake()

    async def _rooms_away(
        self, platform: Platform, rooms: tuple[str, ...], since: datetime
    ) -> None:
        log.warning("rooms not seen", platform=platform, rooms=len(rooms))
        await self.lookout.rooms_away(platform, rooms, since)

    async def _rooms_back(
        self, platform: Platform, rooms: tuple[str, ...], since: datetime
    ) -> None:
        log.info("rooms seen again", platform=platform, rooms=len(rooms))
        await self.lookout.rooms_back(platform, rooms, since)
        self.clock.wake()


def _webhook(settings: Settings) -> Webhook | None:
    """Where Telegram brings updates, if it is to. Raises `SettingsError`."""
    url = settings.telegram.webhook_url
    if url is None:
        return None
    host, _, port = settings.telegram.webhook_listen.rpartition(":")
    secret = webhook_secret(settings)
    return Webhook(url=url, host=host.strip("[]"), port=int(port), secret=secret)
