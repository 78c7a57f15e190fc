"""The outbox: hands messages to platforms, at least once, safety first.

A delivery is accepted, refused or unknown, and each goes back to the engine, which writes it
down and lets the flows react. Each platform is served on its own, so that one that is away
neither slows nor stops another.

What was just decided is sent right after its commit, while nothing else waits. Whatever finds
no place then is claimed from the tables, safety first, as soon as there is one again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.engine import Engine
from bot.lanes import IN_FLIGHT, Lane
from bot.model.people import Platform
from bot.model.signals import DeliveryOutcome
from bot.ports import Adapter, Books, Delivery, Parcel, Store

log = structlog.get_logger()

PLATFORMS: frozenset[Platform] = frozenset({"discord", "telegram"})
"""Every platform that people may have accounts on."""

__all__ = ["IN_FLIGHT", "PLATFORMS", "Outbox"]


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
        self._lanes = {platform: Lane() for platform in PLATFORMS}
        self._after = 0
        """Messages up to this number are held back."""

    # --- sending what waits -------------------------------------------------------------------

    async def drain(self, platform: Platform) -> int:
        """Send all that may be sent on a platform now, and what comes of it; answers how many."""
        lane, sent = self._lanes[platform], 0
        while True:
            sent += await self.fill(platform)
            if not lane.is_busy:
                return sent
            await lane.some_arrive()

    async def drain_all(self) -> int:
        """The same for every platform, one after another."""
        sent = [await self.drain(platform) for platform in self._adapters]
        return sum(sent) + await self.refuse_unserved()

    async def refuse_unserved(self) -> int:
        """Messages for a platform that nobody serves here are refused: other routes are tried.

        A person may have an account on a platform for which this program has no token.
        """
        return sum([await self.drain(platform) for platform in PLATFORMS - self._adapters.keys()])

    async def fill(self, platform: Platform) -> int:
        """Start to send what waits, while there are places; answers how many were started."""
        lane, started = self._lanes[platform], 0
        for parcel, delivery in lane.to_be_noted():
            await self._note_if_possible(parcel, delivery)
        lane.has_more = True
        while lane.has_more and (free := lane.free) > 0:
            lane.has_more = False
            parcels = await self._claim(platform, lane, free)
            started += sum(lane.start(parcel, self._deliver) for parcel in parcels)
            lane.has_more |= len(parcels) == free
        return started

    async def _claim(self, platform: Platform, lane: Lane, limit: int) -> list[Parcel]:
        claim = partial(self._claim_in, platform=platform, limit=limit, skip=lane.known())
        lane.is_asking = True
        try:
            return await self._store.run(claim)
        finally:
            lane.is_asking = False

    def _claim_in(
        self, books: Books, *, platform: Platform, limit: int, skip: frozenset[int]
    ) -> list[Parcel]:
        return books.waiting(platform, self._now(), limit, skip, after=self._after)

    def when_there_is_place(self, platform: Platform, ring: Callable[[], None]) -> None:
        """`ring` is called when something waits for a place and there is one again."""
        self._lanes[platform].ring = ring

    async def stop(self) -> None:
        """Stop at once; what a platform has not taken by now still waits in the tables."""
        for lane in self._lanes.values():
            await lane.stop()

    # --- what was just decided ----------------------------------------------------------------

    def free(self, platform: Platform) -> int:
        """How many messages may be handed over directly; none while others wait."""
        lane = self._lanes[platform]
        return 0 if lane.has_more or lane.is_asking else lane.free

    def take_over(self, parcels: Sequence[Parcel]) -> bool:
        """Send what was queued by a transaction that is durable now. False: some has to wait."""
        took_all = True
        for parcel in parcels:
            lane = self._lanes[parcel.platform]
            if not (self.free(parcel.platform) and lane.start(parcel, self._deliver)):
                lane.has_more, took_all = True, False
        return took_all

    # --- a start ------------------------------------------------------------------------------

    async def suspect_unfinished(self) -> None:
        """After a start: what waits may have been sent already, and says so when it is sent."""
        for platform in self._adapters:
            await self._store.run(partial(_suspect, platform=platform))

    async def hold_back(self) -> None:
        """What waits now waits until it is let go; what is decided from now on does not."""
        self._after = await self._store.run(lambda books: books.newest_message())

    def let_go(self) -> None:
        """Nothing is held back any more."""
        self._after = 0

    # --- one message --------------------------------------------------------------------------

    async def _deliver(self, parcel: Parcel) -> None:
        delivery = await self._hand_over(parcel)
        self._lanes[parcel.platform].said[parcel.id] = (parcel, delivery)
        await self._note(parcel, delivery)

    async def _note(self, parcel: Parcel, delivery: Delivery) -> None:
        await self._engine.delivered(parcel, delivery)
        del self._lanes[parcel.platform].said[parcel.id]

    async def _note_if_possible(self, parcel: Parcel, delivery: Delivery) -> None:
        """One that cannot be written down stops no other; it is tried again the next time."""
        try:
            await self._note(parcel, delivery)
        except Exception as error:
            log.error("delivery not noted", message=parcel.id, error=type(error).__name__)

    async def _hand_over(self, parcel: Parcel) -> Delivery:
        adapter = self._adapters.get(parcel.platform)
        if adapter is None:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="nobody serves that platform")
        if not parcel.address:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="no account there any more")
        return await adapter.perform(parcel)


def _suspect(books: Books, *, platform: Platform) -> int:
    return books.suspect_unfinished(platform)
