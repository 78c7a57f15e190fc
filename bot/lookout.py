"""The lookout: knowing since when nothing was seen, and what there is to see now (L12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.engine import Engine
from bot.model import signals as s
from bot.model.meeting import Meeting
from bot.model.people import PersonId, Platform
from bot.ports import Adapter, Books, Seen, Store

KEYS_KEPT = timedelta(days=30)
"""How long a signal is recognised as taken; platforms repeat one for a day at the most."""


class Lookout:
    """Heartbeats, blind times, and comparing rooms with what is known of them."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        adapters: Mapping[Platform, Adapter],
        now: Callable[[], datetime],
    ) -> None:
        """`adapters` by platform; a room on a platform without one is not looked at."""
        self._store = store
        self._engine = engine
        self._adapters = adapters
        self._now = now

    async def last_heartbeat(self) -> datetime | None:
        """When the bot was last known to run, if it ever did."""
        return await self._store.run(lambda books: books.last_heartbeat())

    async def heartbeat(self) -> None:
        """Note that the bot is running, for the start of a later blind time."""
        await self._store.run(lambda books: books.heartbeat("alongside", self._now()))

    async def tidy(self) -> None:
        """Forget keys of signals that no platform would send again."""
        before = self._now() - KEYS_KEPT
        await self._store.run(lambda books: books.forget(before))

    async def catch_up(self, blind_since: datetime) -> None:
        """After waiting answers were read: compare presence, then take what fell due, once."""
        for meeting in await self._store.run(lambda books: books.all_live_meetings()):
            await self.look(meeting, blind_since)
            await self._engine.hear(meeting, s.Returned(blind_since=blind_since))

    async def look(self, meeting_id: str, since: datetime | None) -> None:
        """Compare a meeting's room with what is known of it; `since`: it was not seen since."""
        stored = await self._store.run(lambda books: books.meeting(meeting_id))
        if stored is None or stored.meeting.by_signs:
            return
        adapter = self._adapters.get(stored.meeting.platform)
        room = (await self._store.run(lambda books: books.meeting_details(meeting_id))).room
        seen = await adapter.snapshot(room) if adapter is not None else None
        if seen is not None:
            await self._watched(stored.meeting, seen, since)

    async def _watched(self, meeting: Meeting, seen: Seen, since: datetime | None) -> None:
        def who(books: Books) -> tuple[dict[PersonId, tuple[str, ...]], list[str]]:
            members = books.group(meeting.group).people
            known: dict[PersonId, tuple[str, ...]] = {}
            unknown: list[str] = []
            for account in seen.accounts:
                person = books.person_of(meeting.platform, account)
                if person in members:
                    known[person] = (*known.get(person, ()), account)
                else:
                    unknown.append(f"{meeting.platform}/{account}")
            return known, unknown

        present, unknown = await self._store.run(who)
        await self._engine.hear(meeting.id, s.Watched(present=present, blind_since=since))
        for account in unknown:
            await self._engine.hear(meeting.id, s.UnknownSeen(account=account))

    async def platform_away(self, platform: Platform, since: datetime) -> None:
        """A platform stopped answering."""
        await self._store.run(lambda books: books.set_platform(platform, since))
        await self._tell_all(s.WentAway(platform=platform, since=since))

    async def platform_back(self, platform: Platform) -> None:
        """A platform answers again: staff hear of the window, and the rooms are compared."""
        away = await self._store.run(lambda books: books.platforms_away())
        since = away.get(platform)
        if since is None:
            return
        await self._store.run(lambda books: books.set_platform(platform, None))
        await self._tell_all(s.CameBack(platform=platform))
        for meeting in await self._store.run(lambda books: books.all_live_meetings()):
            await self.look(meeting, since)

    async def look_everywhere(self) -> None:
        """Compare every live meeting's room with what is known of it."""
        for meeting in await self._store.run(lambda books: books.all_live_meetings()):
            await self.look(meeting, None)

    async def _tell_all(self, signal: s.Signal) -> None:
        for meeting in await self._store.run(lambda books: books.all_live_meetings()):
            await self._engine.hear(meeting, signal)
