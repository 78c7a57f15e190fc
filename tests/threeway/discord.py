"""Discord in a story's world: the real library, over HTTP and its gateway, at a local server."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime, timedelta
from functools import partial

from bot import happenings as h
from bot.adapters.discord import DiscordAdapter
from bot.model.people import Platform
from bot.ports import Adapter, Books, Doing, Store
from bot.scenario.life import Life, Living
from bot.scenario.story import Scenario
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.connection import Connection
from tests.fakes.discord.faults import Fault
from tests.threeway.chats import Chats
from tests.threeway.house import House
from tests.threeway.real import RealPlatform, Shown, Watched

MESSAGES_AND_ACTS = r"^/channels/[0-9]+/(messages|permissions)|^/guilds/[0-9]+/members/"
HEARTBEAT = 1


class RealDiscord(RealPlatform):
    """One server, with everybody of a story in it, and the adapter of each of the bot's lives."""

    platform: Platform = "discord"
    keeps_what_is_told = False
    tells_of_blocks = False

    def __init__(self, server: FakeDiscord, story: Scenario, now: Callable[[], datetime]) -> None:
        """`now` is the virtual clock. The server must be listening."""
        super().__init__(story, now, server.world.bell.ring)
        self._server = server
        self._house = House(server, story)
        self._users = self._house.users
        self._chats = Chats(server, self._house)
        self._to_go: dict[str, str] = {}
        """Who is to be out of which voice room, unless they have gone by themselves."""
        self._first_life = True
        self._blocked: dict[str, set[str]] = {key: set() for key in self._users}
        self._busy: tuple[Fault, datetime] | None = None
        self._store: Store
        self._adapter: DiscordAdapter | None = None
        self._listening: asyncio.Task[None] | None = None

    # --- the bot's process ---

    def adapter(self, life: Life) -> Adapter:
        async def went_away(since: datetime) -> None:
            await life.went_away(self.platform, since)

        async def came_back() -> None:
            await life.came_back(self.platform)

        async def rooms_went(rooms: tuple[str, ...], since: datetime) -> None:
            await life.lookout.rooms_away(self.platform, rooms, since)

        async def rooms_came(rooms: tuple[str, ...], since: datetime) -> None:
            await life.lookout.rooms_back(self.platform, rooms, since)

        self._store = life.store
        self._adapter = DiscordAdapter(
            token=self._server.token,
            api_url=self._server.api_url,
            gateway_url=self._server.gateway_url,
            store=life.store,
            engine=life.engine,
            now=self._now,
            writer=life.writer,
            on_away=went_away,
            on_back=came_back,
            on_rooms_away=rooms_went,
            on_rooms_back=rooms_came,
            sleep=self.alarms.sleep,
        )
        return Watched(self._adapter, self)

    async def catch_up(self, life: Living, blind_since: datetime | None) -> None:
        """As `bot.bootstrap` does at a start."""
        assert self._adapter is not None
        self._keep_time()
        await self._lock_what_rests_locked()
        await self._adapter.start()
        draining = self._watch(self._adapter.drain_waiting())
        gone = self._is_away()
        await self._server.until(lambda: draining.done() or (gone and self.alarms.asleep))
        if not draining.done():
            draining.cancel()
            await asyncio.wait({draining})
            await life.went_away(self.platform, blind_since)
        else:
            draining.result()
        self._life = life
        await self._hand_over_what_was_told()

    async def _lock_what_rests_locked(self) -> None:
        """As publishing a young people's meeting has left it; the bot locks it again at a start."""
        if self._first_life:
            everyone = str(self._house.id)
            for room in self._house.locked:
                lock = Doing(room=self.room(room), account=everyone, what="lock", before={})
                await self._store.run(partial(_note, lock=lock, at=self._now()))
        self._first_life = False

    async def listen(self) -> None:
        assert self._adapter is not None
        self._listening = self._watch(self._adapter.run())

    def _watch(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Whoever waits for the server looks again when the work has ended."""
        task = asyncio.create_task(work)
        task.add_done_callback(lambda _: self._server.world.bell.ring())
        return task

    async def settle(self) -> None:
        """The bot has heard everything that it was told, and has taken it."""
        self._keep_time()
        await self._hear()
        if self._staff_take_out():
            await self._hear()

    def _staff_take_out(self) -> bool:
        gone = [who for who, room in self._to_go.items() if self.is_inside(who, room)]
        self._to_go.clear()
        for who in gone:
            self._house.goes(who)
        return bool(gone)

    async def _hear(self) -> None:
        if self._listening is not None and self._adapter is not None:
            self.alarms.ring()
            await self._take_in()
        await self._hand_over_what_was_told()

    async def _take_in(self) -> None:
        """What is taken may have been answered by doing something at the server."""
        assert self._adapter is not None
        while True:
            await self._until(self._has_heard)
            await self._adapter.settled()
            if self._has_heard():
                return

    async def _until(self, question: Callable[[], bool]) -> None:
        """What the library has heard rings no bell."""
        async with asyncio.timeout(10):
            while True:
                if question():
                    return
                await asyncio.sleep(0)

    def _has_heard(self) -> bool:
        assert self._adapter is not None
        if self._listening is not None and self._listening.done():
            self._listening.result()
        if self._is_away():
            return not self._server.connected
        lines = [line.session for line in self._server.gateway.connections]
        heard = self._adapter.heard_until
        return all(session.last <= heard for session in lines if session is not None)

    async def hang_up(self) -> None:
        self._life = None
        self._chats.close_forms()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait({self._listening})
            self._listening = None
        if self._adapter is not None:
            await self._adapter.stop()
            self._adapter = None

    # --- people ---

    def account(self, who: str) -> str:
        return str(self._users[who].id)

    def room(self, name: str) -> str:
        return str(self._house.rooms[name].id)

    def muted(self) -> set[str]:
        return self._house.muted()

    def enter(self, who: str, room: str) -> None:
        """They do so when it takes place; only the server knows who is in a room."""

    def leave(self, who: str, room: str) -> None:
        """Whoever does not go by themselves is taken out by staff, once the bot was told."""
        self._to_go[who] = room

    def is_inside(self, who: str, room: str) -> bool:
        return self._house.is_voice(room) and who in self._house.inside(room)

    def people_in(self, room: str) -> frozenset[str] | None:
        if self._life is None or self._is_away() or not self._house.is_voice(room):
            return None
        return frozenset(self._house.inside(room))

    async def takes_place(self, happening: h.Happening) -> None:
        await super().takes_place(happening)
        self._chats.opens_form()

    def _does(self, happening: h.Happening) -> bool:
        match happening:
            case h.Texted(account=who, text=text):
                self._chats.says(who, text)
            case h.Commanded(account=who, text=text):
                self._chats.commands(who, text)
            case h.CameIn(account=who, room=room) if self._house.is_voice(room):
                self._to_go.pop(who, None)
                self._house.comes(who, room, at_door=happening.at_door)
            case h.WentOut(account=who):
                self._house.goes(who)
            case h.MovedOver(account=who, to=room):
                self._to_go.pop(who, None)
                self._house.changes(who, room)
            case h.WroteIn(account=who, room=room):
                self._house.writes(who, room)
            case h.LeftGroup(account=who):
                self._house.leaves_server(who)
            case h.PressedButton(account=who, message=number, button=button):
                self._chats.presses(who, self._ref_for(who, number), number, button)
            case _:
                return False
        return True

    def _with_own_names(self, happening: h.Happening) -> h.Happening:
        match happening:
            case h.CameIn(platform=platform, account=who, room=room, at_door=at_door):
                account, there = self.account(who), self.room(room)
                return h.CameIn(platform=platform, account=account, room=there, at_door=at_door)
            case h.Told():
                return happening
            case _:
                raise AssertionError(f"nobody on Discord does this: {happening}")

    def block(self, who: str) -> None:
        self._shut(who, "blocks")

    def unblock(self, who: str) -> None:
        self._open(who, "blocks")

    # --- what people got ---

    def _shown(self, ref: str) -> Shown:
        return self._chats.shown(ref)

    def messages_nobody_sent(self) -> list[str]:
        """Messages of the bot in any chat that did not come out of its outbox."""
        return [
            message.text
            for message in self._chats.from_bot()
            if f"{message.channel}/{message.id}" not in self._taken
        ]

    # --- faults ---

    def _is_away(self) -> bool:
        return self._server.faults.away

    async def goes_away(self) -> None:
        """Just after a heartbeat, so that the bot knows since when."""
        if self._adapter is not None:
            await self._heartbeat()
        self._server.goes_away()
        await self.settle()

    async def _heartbeat(self) -> None:
        """The server asks for one, and has it."""
        for connection in self._server.gateway.connections:
            beaten = len(connection.commands) + 1
            connection.send(HEARTBEAT, None)
            await self._server.until(partial(_has_beaten, connection, beaten))

    async def comes_back(self) -> None:
        """Just when the bot asks again, which it does every few seconds."""
        self._server.comes_back()
        if self._adapter is not None:
            await self._until(self._is_back)
            await self._adapter.drain_waiting()
        await self.settle()

    def _is_back(self) -> bool:
        self.alarms.ring(for_all=True)
        return self._server.connected and self._has_heard()

    def refuse(self, who: str) -> None:
        self._shut(who, "refuses")

    def accept(self, who: str) -> None:
        self._open(who, "refuses")

    def _shut(self, who: str, why: str) -> None:
        self._blocked[who].add(why)
        self._users[who].blocks()

    def _open(self, who: str, why: str) -> None:
        self._blocked[who].discard(why)
        if not self._blocked[who]:
            self._users[who].unblocks()

    def deliver(self, *, twice: bool) -> None:
        (self._server.delivers_twice if twice else self._server.delivers_once)()

    def be_busy(self, lasts: timedelta) -> None:
        self._keep_time()
        fault = self._server.fail(429, path=MESSAGES_AND_ACTS, times=None)
        self._busy = (fault, self._now() + lasts)
        self._time_passes(0.0)

    def _time_passes(self, seconds: float) -> None:
        self._server.time_passes(seconds)
        if self._busy is not None:
            fault, until = self._busy
            fault.retry_after = (until - self._now()).total_seconds()
            if fault.retry_after <= 0:
                fault.left, self._busy = 0, None


@contextlib.asynccontextmanager
async def real_discord(story: Scenario, now: Callable[[], datetime]) -> AsyncIterator[RealDiscord]:
    """A server of its own for a story; nothing may happen on it that nobody expected."""
    async with FakeDiscord() as server:
        place = RealDiscord(server, story, now)
        yield place
        assert place.messages_nobody_sent() == []


def _note(books: Books, *, lock: Doing, at: datetime) -> None:
    books.note_doing("discord", lock, at)


def _has_beaten(connection: Connection, times: int) -> bool:
    return len(connection.commands) >= times
