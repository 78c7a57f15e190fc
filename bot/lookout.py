"""The lookout: knowing since when nothing was seen, and what there is to see now (L12)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.engine import Engine, Outcome
from bot.lobby import meetings_at
from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, Meeting, Place, RoomUse
from bot.model.people import PersonId, Platform
from bot.ports import Adapter, Books, Seen, Store
from bot.whereabouts import going_on

TOGETHER = 64
"""Meetings that hear of a blind time at once, about: groups are not taken apart.

The store commits together what waits together.
"""
News = tuple[str, s.Signal]
"""What a meeting is to hear."""
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
        """After waiting answers were read: compare presence, then take what fell due, once.

        Group by group, beginning with the one whose case has waited longest.
        """
        for some in _bundles(await self._store.run(lambda books: books.groups_by_urgency())):
            meetings = await self._store.run(partial(_read, names=some))
            await self._look_at(meetings, blind_since)
            await self._return_to(meetings, blind_since)

    async def _return_to(self, meetings: list[Meeting], blind_since: datetime) -> None:
        """Each hears that the bot is back; one meeting of a group tells staff of it."""
        told: set[str] = set()
        news: list[News] = []
        for meeting in meetings:
            returned = s.Returned(blind_since=blind_since, tell=meeting.group not in told)
            news.append((meeting.id, returned))
            if meeting.state in OPEN_STATES or meeting.open_cases():
                told.add(meeting.group)
        await asyncio.gather(*(self._engine.hear(meeting, signal) for meeting, signal in news))

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
        return await self._store.run(_live_in)

    async def _look_at(self, meetings: list[Meeting], since: datetime | None) -> None:
        for meeting, signal in await self._seen_now(meetings, since):
            await self._engine.hear(meeting, signal)

    async def _seen_now(self, meetings: list[Meeting], since: datetime | None) -> list[News]:
        """Look at all rooms first: whoever is in another one has not vanished (L10)."""
        rooms: list[tuple[Meeting, dict[PersonId, tuple[str, ...]], list[str]]] = []
        for meeting in await self._going_on([m for m in meetings if self._shows(m)]):
            seen = await self._see(meeting)
            if seen is not None:
                rooms.append((meeting, *await self._who(meeting, seen)))
        by_group: dict[str, list[tuple[Meeting, dict[PersonId, tuple[str, ...]]]]] = {}
        for meeting, present, _ in rooms:
            by_group.setdefault(meeting.group, []).append((meeting, present))
        news: list[News] = []
        for meeting, present, _ in rooms:
            for other, there in by_group[meeting.group]:
                for person in there:
                    if person not in present and other.id != meeting.id:
                        news.append((meeting.id, s.Elsewhere(person=person)))
        for meeting, present, unknown in rooms:
            waiting = await self._in_the_lobby(meeting)
            seen_now = s.Watched(present=present, waiting=waiting, blind_since=since)
            news.append((meeting.id, seen_now))
            news += [(meeting.id, s.UnknownSeen(account=account)) for account in unknown]
        return news

    async def _going_on(self, meetings: list[Meeting]) -> list[Meeting]:
        """Those of the meetings that are in their rooms now; next week's is not looked for."""

        def current(books: Books) -> set[str]:
            places = {(m.platform, books.meeting_details(m.id).room) for m in meetings}
            now = self._now()
            return {m for place in places for m in going_on(books, *place, now)}

        here = await self._store.run(current) if meetings else set()
        return [meeting for meeting in meetings if meeting.id in here]

    def _shows(self, meeting: Meeting) -> bool:
        """Whether who is in the meeting's room can be seen at all."""
        return meeting.platform in self._adapters and not meeting.by_signs

    async def _see(self, meeting: Meeting) -> Seen | None:
        adapter = self._adapters.get(meeting.platform)
        if adapter is None:
            return None
        details = await self._store.run(lambda books: books.meeting_details(meeting.id))
        return await adapter.snapshot(details.room)

    async def _in_the_lobby(self, meeting: Meeting) -> dict[PersonId, tuple[str, ...]] | None:
        """Who waits; None where there is no lobby, or it cannot be seen."""
        adapter = self._adapters.get(meeting.platform)
        if adapter is None or not meeting.young:
            return None
        lobbies = await self._store.run(lambda b: b.rooms_of(meeting.group, RoomUse.LOBBY))
        waiting: dict[PersonId, tuple[str, ...]] | None = None
        for platform, room in lobbies:
            seen = await adapter.snapshot(room) if platform == meeting.platform else None
            if seen is not None:
                there = (await self._who(meeting, seen))[0]
                waiting = {**(waiting or {}), **await self._for_it(meeting, room, there)}
        return waiting

    async def _for_it(
        self, meeting: Meeting, room: str, there: dict[PersonId, tuple[str, ...]]
    ) -> dict[PersonId, tuple[str, ...]]:
        """Of those in a lobby who wait for this meeting, or would now be taken to (Y11)."""

        def read(books: Books) -> set[PersonId]:
            now, platform = self._now(), meeting.platform
            come = {w for w in there if meeting.id in meetings_at(books, platform, room, w, now)}
            return come | {who for who in there if meeting.seat(who).place is not Place.AWAY}

        wait = await self._store.run(read) if there else set()
        return {who: accounts for who, accounts in there.items() if who in wait}

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
            if meeting.young:
                unknown += [f"{meeting.platform}/{account}" for account in seen.bots]
            return known, unknown

        return await self._store.run(read)

    async def platform_away(self, platform: Platform, since: datetime) -> None:
        """A platform stopped answering; if that is known already, its beginning stays."""

        def note(books: Books) -> list[Outcome]:
            began = books.platforms_away().get(platform, since)
            books.set_platform(platform, began)
            told: set[str] = set()
            news: list[News] = []
            for meeting in _live_in(books):
                went = s.WentAway(platform=platform, since=began, tell=meeting.group not in told)
                news.append((meeting.id, went))
                if meeting.state in OPEN_STATES:
                    told.add(meeting.group)
            return self._hear_all(books, news)

        await self._note(note)

    async def platform_back(self, platform: Platform) -> None:
        """A platform answers again: staff hear of the window, and the rooms are compared."""
        since = (await self.platforms_away()).get(platform)
        if since is None:
            return
        meetings = await self._live()
        back = [(meeting.id, s.CameBack(platform=platform)) for meeting in meetings]
        seen = await self._seen_now([m for m in meetings if m.platform == platform], since)

        def note(books: Books) -> list[Outcome]:
            books.set_platform(platform, None)
            books.retry_now(platform, self._now())
            return self._hear_all(books, [*back, *seen])

        await self._note(note)

    async def rooms_away(self, platform: Platform, rooms: Collection[str], since: datetime) -> None:
        """Some rooms are not seen any more, though the platform answers."""
        told: set[str] = set()
        for meeting in await self._in_rooms(platform, rooms):
            went = s.WentAway(platform=platform, since=since, tell=meeting.group not in told)
            await self._engine.hear(meeting.id, went)
            if meeting.state in OPEN_STATES:
                told.add(meeting.group)

    async def rooms_back(self, platform: Platform, rooms: Collection[str], since: datetime) -> None:
        """Those rooms are seen again: staff hear of the window, and the rooms are compared."""
        meetings = await self._in_rooms(platform, rooms)
        back = [(meeting.id, s.CameBack(platform=platform)) for meeting in meetings]
        seen = await self._seen_now(meetings, since)
        await self._note(lambda books: self._hear_all(books, [*back, *seen]))

    async def _in_rooms(self, platform: Platform, rooms: Collection[str]) -> list[Meeting]:
        def read(books: Books) -> set[str]:
            return {m for room in rooms for m in books.meetings_in_room(platform, room)}

        there = await self._store.run(read)
        return [meeting for meeting in await self._live() if meeting.id in there]

    async def _note(self, note: Callable[[Books], list[Outcome]]) -> None:
        """All of it or nothing: a start after a crash in between would not know what was told."""
        for outcome in await self._store.run(note):
            self._engine.tell(outcome)

    def _hear_all(self, books: Books, news: Iterable[News]) -> list[Outcome]:
        return [self._engine.hear_in(books, meeting, signal) for meeting, signal in news]


def _live_in(books: Books) -> list[Meeting]:
    found = [books.meeting(meeting) for meeting in books.all_live_meetings()]
    return [stored.meeting for stored in found if stored is not None]


def _read(books: Books, *, names: list[str]) -> list[Meeting]:
    found = [books.meeting(name) for name in names]
    return [stored.meeting for stored in found if stored is not None]


def _bundles(groups: list[list[str]]) -> Iterator[list[str]]:
    """The meetings of several groups at once, in order."""
    bundle: list[str] = []
    for meetings in groups:
        bundle += meetings
        if len(bundle) >= TOGETHER:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
