"""One life of the bot's process in a scenario: everything in it is gone when it stops.

The parts are the ones that run for real: the engine, the store, the outbox and the reader of
deadlines. The platforms are those of the scenario's world; the waking is a stand-in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.ahead import Ahead
from bot.anniversaries import Anniversaries
from bot.commands.handling import Handler
from bot.deciding import Change
from bot.engine import Engine
from bot.happenings import Happening
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.model.rates import Rates
from bot.outbox import Outbox
from bot.ports import Adapter
from bot.retention import Retention
from bot.scenario.world import WorldPlatform
from bot.slot_reminders import SlotReminders
from bot.store import Database
from bot.store.sealing import Sealer
from bot.wording.writing import Writer

HEARTBEAT = timedelta(seconds=5)


class Living(Protocol):
    """What a player and its world ask of the bot while it lives, whatever process it lives in."""

    async def start(self) -> None: ...
    async def accept(self, happening: Happening, key: str, *, twice: bool = False) -> None: ...
    async def send_what_waits(self) -> None: ...
    async def settle(self) -> None: ...
    async def next_moment(self) -> datetime | None: ...
    async def went_away(self, platform: Platform, since: datetime | None = None) -> None: ...
    async def came_back(self, platform: Platform) -> None: ...
    async def stop(self) -> None: ...


class Life:
    """The process between one start and the next stop."""

    def __init__(
        self,
        url: str,
        sealer: Sealer,
        writer: Writer,
        policy: Policy,
        platforms: Mapping[Platform, WorldPlatform],
        now: Callable[[], datetime],
        listener: Callable[[Change], None],
        rates: Rates | None = None,
    ) -> None:
        """`now` is the scenario's virtual clock. Without `rates`, those that come with it."""
        self.writer = writer
        self.store = Database(url, sealer, writer)
        self.engine = Engine(
            self.store, policy, now, Handler(now, policy=policy, rates=rates).handle
        )
        self.engine.deciding.rates = rates
        self.engine.listeners.append(listener)
        adapters: dict[Platform, Adapter] = {}
        self.outbox = Outbox(self.store, self.engine, adapters, now)
        self.lookout = Lookout(self.store, self.engine, adapters, now)
        series = Ahead(self.store, self.engine, policy, now)
        retention = Retention(self.store, self.engine, policy, now)

        async def also() -> None:
            await series.look()
            await retention.look()

        self._days = Anniversaries(self.store, policy, now, also=also)
        self._slots = SlotReminders(self.store, policy, now)
        self._platforms = tuple(platforms.values())
        adapters |= {place.platform: place.adapter(self) for place in self._platforms}
        self._now = now
        self._since = now()

    async def start(self) -> None:
        """Waiting answers first, then presence, then what fell due (L12)."""
        self._since = self._now()
        blind_since = await self.lookout.last_heartbeat()
        await self.outbox.suspect_unfinished()
        for platform in self._platforms:
            await platform.catch_up(self, blind_since)
        if blind_since is not None:
            await self.lookout.catch_up(blind_since)
        await self.lookout.heartbeat()
        for platform in self._platforms:
            await platform.listen()
        await self.settle()

    async def accept(self, happening: Happening, key: str, *, twice: bool = False) -> None:
        """Take a happening; a platform that delivers twice does so under the same key."""
        await self.engine.accept(happening, key)
        if twice:
            await self.engine.accept(happening, key)

    async def went_away(self, platform: Platform, since: datetime | None = None) -> None:
        """A platform does not answer any more: since then, or else from now on."""
        await self.lookout.platform_away(platform, since or self._now())

    async def came_back(self, platform: Platform) -> None:
        """A platform answers again, and nothing waits there any more."""
        await self.lookout.platform_back(platform)

    async def send_what_waits(self) -> None:
        """Send what may be sent, and take nothing that falls due."""
        await self.outbox.drain_all()

    async def settle(self) -> None:
        """Do everything that is due at this moment, until nothing is."""
        await self._hear()
        await self._look_at_day()
        await self._slots.look(fresh=True)
        while await self.engine.take_due() + await self.outbox.drain_all():
            await self._hear()

    async def _look_at_day(self) -> None:
        nine = self._days.next_look
        if nine is None or nine <= self._now():
            await self._days.look()

    async def _hear(self) -> None:
        for platform in self._platforms:
            await platform.settle()

    async def next_moment(self) -> datetime | None:
        """When there is next something to do."""
        due = await self.store.run(lambda books: books.next_due())
        retry = await self.store.run(lambda books: books.next_try())
        own = [platform.next_moment() for platform in self._platforms]
        own += [self._days.next_look, self._slots.next_look]
        return min((moment for moment in (due, retry, *own) if moment is not None), default=None)

    async def stop(self) -> None:
        """The process is gone. Its last heartbeat was a few seconds ago at the most."""
        beats = (self._now() - self._since) // HEARTBEAT
        last = self._since + beats * HEARTBEAT
        for platform in self._platforms:
            await platform.hang_up()
        await self.store.run(lambda books: books.heartbeat("alongside", last))
        self.store.close()
