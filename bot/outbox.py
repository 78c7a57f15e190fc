"""The outbox: hands messages to platforms, at least once, safety first.

A delivery is accepted, refused or unknown, and each goes back to the engine, which writes it
down and lets the flows react. Each platform is served on its own, so that one that is away
neither slows nor stops another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bot.engine import Engine
from bot.model.people import Platform
from bot.model.signals import DeliveryOutcome
from bot.ports import Adapter, Books, Delivery, Parcel, Store

PLATFORMS: frozenset[Platform] = frozenset({"discord", "telegram"})
"""Every platform that people may have accounts on."""
IN_FLIGHT = 8
"""Messages on their way to one platform at the same time; more make each of them slower."""


class Outbox:
    """Sends what waits."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        adapters: Mapping[Platform, Adapter],
        now: Callable[[], datetime],
    ) -> None:
        """`adapters` by platform; messages for a platform without one are refused."""
        self._store = store
        self._engine = engine
        self._adapters = adapters
        self._now = now
        self._on_their_way: set[int] = set()

    async def drain(self, platform: Platform) -> int:
        """Send everything that may be sent on a platform now; answers how many were tried."""
        sent = 0
        while parcels := await self._claim(platform):
            await asyncio.gather(*(self._deliver(parcel) for parcel in parcels))
            sent += len(parcels)
        return sent

    async def drain_all(self) -> int:
        """The same for every platform, one after another."""
        sent = [await self.drain(platform) for platform in self._adapters]
        return sum(sent) + await self.refuse_unserved()

    async def refuse_unserved(self) -> int:
        """Messages for a platform that nobody serves here are refused: other routes are tried.

        A person may have an account on a platform for which this program has no token.
        """
        refused = 0
        for platform in PLATFORMS - self._adapters.keys():
            while parcels := await self._claim(platform):
                await asyncio.gather(*(self._deliver(parcel) for parcel in parcels))
                refused += len(parcels)
        return refused

    async def suspect_unfinished(self) -> None:
        """After a start: what waits may have been sent already, and says so when it is sent."""
        for platform in self._adapters:
            await self._store.run(partial(_suspect, platform=platform))

    async def _claim(self, platform: Platform) -> list[Parcel]:
        skip = frozenset(self._on_their_way)
        parcels = await self._store.run(
            lambda books: books.waiting(platform, self._now(), IN_FLIGHT, skip)
        )
        self._on_their_way.update(parcel.id for parcel in parcels)
        return parcels

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            delivery = await self._hand_over(parcel)
            await self._engine.delivered(parcel, delivery)
        finally:
            self._on_their_way.discard(parcel.id)

    async def _hand_over(self, parcel: Parcel) -> Delivery:
        adapter = self._adapters.get(parcel.platform)
        if adapter is None:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="nobody serves that platform")
        if not parcel.address:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="no account there any more")
        return await adapter.perform(parcel)


def _suspect(books: Books, *, platform: Platform) -> int:
    return books.suspect_unfinished(platform)
