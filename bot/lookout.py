"""The lookout: knowing since when nothing was seen, and what there is to see now (L12)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.engine import Engine
from bot.intake import going_on
from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, Meeting
from bot.model.people import PersonId, Platform
from bot.ports import Adapter, Books, Seen, Store

TOGETHER = 64
"""Meetings that hear of a blind time at once; the store commits together what waits together."""
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

    async def platforms_away(self) -> dict[Platform, datetime]:
        """Platforms that do not answer, as far as is known, and since when."""
        return await self._store.run(lambda books: books.platforms_away())

    async def heartbeat(self) -> None:
        """Note that the bot is running, for the start of a later blind time."""
        await self._store.run(lambda books: books.heartbeat("alongside", self._now()))

    async def tidy(self) -> None:
        """Forget keys of signals that no platform would send again."""
        before = self._now() - KEYS_KEPT
        await self._store.run(lambda books: books.forget(before))

    async def catch_up(self, blind_since: datetime) -> None:
        """After waiting answers were read: compare presence, then take what fell due, once."""
        meetings = await self._live()
        await self._look_at(meetings, blind_since)
        told: set[str] = set()
        news: list[tuple[str, s.Signal]] = []
        for meeting in meetings:
            returned = s.Returned(blind_since=blind_since, tell=meeting.group not in told)
            news.append((meeting.id, returned))
            if meeting.state in OPEN_STATES or meeting.open_cases():
                told.add(meeting.group)
        for first in range(0, len(news), TOGETHER):
            some = news[first : first + TOGETHER]
            await asyncio.gather(*(self._engine.hear(meeting, signal) for meeting, signal in some))

    async def clock_set_back(self) -> None:
        """The computer's clock was set back; timers go on, and staff know why times look odd."""
        told: set[str] = set()
        for meeting in await self._live():
            if meeting.group not in told:
                await self._engine.hear(meeting.id, s.ClockSetBack())
            if meeting.state in OPEN_STATES or meeting.open_cases():
                told.add(meeting.group)

    async def look_everywhere(self) -> None:
        """Compare every live meeting's room with what is known of it."""
        await self._look_at(await self._live(), None)

    async def _live(self) -> list[Meeting]:
        def read(books: Books) -> list[Meeting]:
            found = [books.meeting(meeting) for meeting in books.all_live_meetings()]
            return [stored.meeting for stored in found if stored is not None]

        return await self._store.run(read)

    async def _look_at(self, meetings: list[Meeting], since: datetime | None) -> None:
        """Look at all rooms first: whoever is in another one has not vanished (L10)."""
        rooms: list[tuple[Meeting, dict[PersonId, tuple[str, ...]], list[str]]] = []
        for meeting in await self._going_on(meetings):
            seen = await self._see(meeting)
            if seen is not None:
                rooms.append((meeting, *await self._who(meeting, seen)))
        for meeting, present, _ in rooms:
            for other, there, _ in rooms:
                for person in there if other.group == meeting.group else ():
                    if person not in present and other.id != meeting.id:
                        await self._engine.hear(meeting.id, s.Elsewhere(person=person))
        for meeting, present, unknown in rooms:
            await self._engine.hear(meeting.id, s.Watched(present=present, blind_since=since))
            for account in unknown:
                await self._engine.hear(meeting.id, s.UnknownSeen(account=account))

    async def _going_on(self, meetings: list[Meeting]) -> list[Meeting]:
        """Those of the meetings that are in their rooms now; next week's is not looked for."""

        def current(books: Books) -> set[str]:
            places = {(m.platform, books.meeting_details(m.id).room) for m in meetings}
            now = self._now()
            return {m for place in places for m in going_on(books, *place, now)}

        here = await self._store.run(current)
        return [meeting for meeting in meetings if meeting.id in here]

    async def _see(self, meeting: Meeting) -> Seen | None:
        adapter = self._adapters.get(meeting.platform)
        if adapter is None or meeting.by_signs:
            return None
        details = await self._store.run(lambda books: books.meeting_details(meeting.id))
        return await adapter.snapshot(details.room)

    async def _who(
        self, meeting: Meeting, seen: Seen
    ) -> tuple[dict[PersonId, tuple[str, ...]], list[str]]:
        """The people behind the accounts in a room, and the accounts nobody knows."""

        def read(books: Books) -> tuple[dict[PersonId, tuple[str, ...]], list[str]]:
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

        return await self._store.run(read)

    async def platform_away(self, platform: Platform, since: datetime) -> None:
        """A platform stopped answering; if that is known already, its beginning stays."""
        away = await self._store.run(lambda books: books.platforms_away())
        began = away.get(platform, since)
        await self._store.run(lambda books: books.set_platform(platform, began))
        told: set[str] = set()
        for meeting in await self._live():
            went = s.WentAway(platform=platform, since=began, tell=meeting.group not in told)
            await self._engine.hear(meeting.id, went)
            if meeting.state in OPEN_STATES:
                told.add(meeting.group)

    async def platform_back(self, platform: Platform) -> None:
        """A platform answers again: staff hear of the window, and the rooms are compared."""
        away = await self._store.run(lambda books: books.platforms_away())
        since = away.get(platform)
        if since is None:
            return
        await self._store.run(lambda books: books.set_platform(platform, None))
        await self._store.run(lambda books: books.retry_now(platform, self._now()))
        meetings = await self._live()
        for meeting in meetings:
            await self._engine.hear(meeting.id, s.CameBack(platform=platform))
        here = [meeting for meeting in meetings if meeting.platform == platform]
        await self._look_at(here, since)
