"""One life of the bot's process in a scenario: everything in it is gone when it stops.

The parts are the ones that run for real: the engine, the store, the outbox and the reader of
deadlines. Only the platforms and the waking are stand-ins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.adapters.rehearsal import StandIn
from bot.commands.handling import Handler
from bot.engine import Change, Engine, Outcome
from bot.happenings import Happening
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.outbox import Outbox
from bot.store import Database
from bot.store.sealing import Sealer
from bot.wording.writing import Writer

HEARTBEAT = timedelta(seconds=5)


class Life:
    """The process between one start and the next stop."""

    def __init__(
        self,
        url: str,
        sealer: Sealer,
        writer: Writer,
        policy: Policy,
        platforms: Mapping[Platform, StandIn],
        now: Callable[[], datetime],
        listener: Callable[[Change], None],
    ) -> None:
        """`now` is the scenario's virtual clock."""
        self.store = Database(url, sealer, writer)
        self.engine = Engine(self.store, policy, now, Handler(now).handle)
        self.engine.listeners.append(listener)
        self.outbox = Outbox(self.store, self.engine, platforms, now)
        self.lookout = Lookout(self.store, self.engine, platforms, now)
        self._platforms = platforms
        self._now = now
        self._since = now()

    async def start(self, keys: Callable[[], str]) -> None:
        """Waiting answers first, then presence, then what fell due (L12)."""
        self._since = self._now()
        blind_since = await self.lookout.last_heartbeat()
        await self.lookout.heartbeat()
        await self.outbox.suspect_unfinished()
        for platform in self._platforms.values():
            if platform.away:
                await self.lookout.platform_away(platform.platform, self._now())
            else:
                await self.read_waiting(platform, keys)
                await self.lookout.platform_back(platform.platform)
        if blind_since is not None:
            await self.lookout.catch_up(blind_since)
        await self.settle()

    async def read_waiting(self, platform: StandIn, keys: Callable[[], str]) -> None:
        """Take what a platform kept while nobody asked for it."""
        waiting, platform.waiting = platform.waiting, []
        for happening in waiting:
            await self.accept(happening, keys(), twice=platform.twice)

    async def accept(self, happening: Happening, key: str, *, twice: bool = False) -> Outcome:
        """Take a happening; a platform that delivers twice does so under the same key."""
        outcome = await self.engine.accept(happening, key)
        if twice:
            await self.engine.accept(happening, key)
        return outcome

    async def settle(self) -> None:
        """Do everything that is due at this moment, until nothing is."""
        while await self.engine.take_due() + await self.outbox.drain_all():
            pass

    async def next_moment(self) -> datetime | None:
        """When there is next something to do."""
        due = await self.store.run(lambda books: books.next_due())
        retry = await self.store.run(lambda books: books.next_try())
        return min((moment for moment in (due, retry) if moment is not None), default=None)

    async def stop(self) -> None:
        """The process is gone. Its last heartbeat was a few seconds ago at the most."""
        beats = (self._now() - self._since) // HEARTBEAT
        last = self._since + beats * HEARTBEAT
        await self.store.run(lambda books: books.heartbeat("alongside", last))
        self.store.close()
