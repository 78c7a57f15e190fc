"""Discord in a story's world: the real library, over HTTP and its gateway, at a local server."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime, timedelta
from functools import partial

from bot import happenings as h
from bot.adapters.discord import DiscordAdapter
from bot.adapters.discord.buttons import data, pressed
from bot.model.people import Platform
from bot.ports import Adapter
from bot.scenario.life import Life, Living
from bot.scenario.setting import room_of
from bot.scenario.story import Scenario
from tests.fakes.discord import FakeDiscord, SeenInteraction, SeenMessage, SeenModal
from tests.fakes.discord.connection import Connection
from tests.fakes.discord.faults import Fault
from tests.threeway.real import RealPlatform, Shown, Watched

MESSAGES = r"^/channels/[0-9]+/messages"
HEARTBEAT = 1
FORM = frozenset({"write"})
"""Buttons that only Discord has: they open a form, where elsewhere people simply write."""


class RealDiscord(RealPlatform):
    """One server, with everybody of a story in it, and the adapter of each of the bot's lives."""

    platform: Platform = "discord"
    keeps_what_is_told = False
    tells_of_blocks = False

    def __init__(self, server: FakeDiscord, story: Scenario, now: Callable[[], datetime]) -> None:
        """`now` is the virtual clock. The server must be listening."""
        super().__init__(now, server.world.bell.ring)
        self._server = server
        self._guild = server.add_guild(story.group.name)
        self._users = {key: server.add_user(person.name) for key, person in story.people.items()}
        self._who = {user.id: key for key, user in self._users.items()}
        for user in self._users.values():
            self._guild.add_member(user)
        self._channels = {
            room_of(meeting.key): self._guild.add_voice(meeting.title)
            if meeting.room.value == "voice"
            else self._guild.add_text(meeting.title)
            for meeting in story.meetings.values()
            if meeting.platform == self.platform
        }
        elsewhere = self._guild.add_text("general")
        self._own = {key: user.writes(elsewhere, "Hello.") for key, user in self._users.items()}
        self._pressed: SeenInteraction | None = None
        self._forms: dict[str, SeenModal] = {}
        """Opened by a press, and not filled in yet."""
        self._blocked: dict[str, set[str]] = {key: set() for key in self._users}
        self._busy: tuple[Fault, datetime] | None = None
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
        if self._listening is not None and self._adapter is not None:
            self.alarms.ring()
            await self._until(self._has_heard)
            await self._adapter.settled()
        await self._hand_over_what_was_told()

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
        self._forms.clear()
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
        return str(self._channels[name].id)

    def muted(self) -> set[str]:
        members = self._guild.state.members.values()
        silent = {member.account.id for member in members if member.voice.mute}
        return {key for user, key in self._who.items() if user in silent}

    async def takes_place(self, happening: h.Happening) -> None:
        await super().takes_place(happening)
        if self._let_go():
            await self.settle()
        if isinstance(happening, h.PressedButton) and self._pressed and self._pressed.modal:
            self._forms[happening.account] = self._pressed.modal

    def _does(self, happening: h.Happening) -> bool:
        match happening:
            case h.Texted(account=who, text=text) if who in self._forms:
                form = self._forms.pop(who)
                self._users[who].submits(form, {form.labels[0]: text})
            case h.Texted(account=who, text=text) | h.Commanded(account=who, text=text):
                self._users[who].says(text)
            case h.CameIn(account=who, room=room) if self._channels[room].state.is_vocal:
                self._users[who].joins(self._channels[room])
            case h.WentOut(account=who, room=room):
                if self._users[who] in self._channels[room].people:
                    self._users[who].leaves()
            case h.MovedOver(account=who, to=room):
                self._users[who].moves(self._channels[room])
            case h.WroteIn(account=who, room=room):
                self._users[who].writes(self._channels[room], "Hello.")
            case h.LeftGroup(account=who):
                self._users[who].leaves_guild(self._guild)
            case h.PressedButton(account=who):
                self._forms.pop(who, None)
                self._press(who, happening)
            case _:
                return False
        return True

    def _let_go(self) -> bool:
        """Staff take people out of a room: whoever is not in it any more goes out of it."""
        gone = [
            user
            for room, channel in self._channels.items()
            for user in channel.people
            if self._who[user.id] not in self.rooms.get(room, ())
        ]
        for user in gone:
            user.leaves()
        return bool(gone)

    def _press(self, who: str, happening: h.PressedButton) -> None:
        """A button they see; one that is not there any more, or never was, is a forged press."""
        ref = self._ref_for(who, happening.message)
        message = self._own[who] if ref is None else self._at(ref)
        there = {name: found for name, _, found in _buttons(message)}
        found = there.get(happening.button, data(happening.message, happening.button))
        self._pressed = self._users[who].forges(message, found)

    def _with_own_names(self, happening: h.Happening) -> h.Happening:
        match happening:
            case h.CameIn(platform=platform, account=who, room=room):
                return h.CameIn(platform=platform, account=self.account(who), room=self.room(room))
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
        message = self._at(ref)
        channel = self._server.world.channel(message.channel)
        in_room = channel.recipient is None and not message.ephemeral
        if in_room:
            address = next(r for r, one in self._channels.items() if one.id == channel.id)
        else:
            reader = channel.recipient or message.message.nobody_else
            assert reader is not None
            address = self._who[reader]
        buttons = tuple((name, label) for name, label, _ in _buttons(message) if name not in FORM)
        return Shown(address, in_room, message.text, buttons)

    def _at(self, ref: str) -> SeenMessage:
        channel, number = (int(part) for part in ref.split("/"))
        world = self._server.world
        return SeenMessage(world, world.channel(channel).messages[number])

    def messages_nobody_sent(self) -> list[str]:
        """Messages of the bot in any chat that did not come out of its outbox."""
        seen = [message for user in self._users.values() for message in user.inbox]
        seen += [message for one in self._channels.values() for message in one.messages]
        return [
            message.text
            for message in seen
            if message.from_bot
            and not message.ephemeral
            and f"{message.channel}/{message.id}" not in self._taken
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
        fault = self._server.fail(429, path=MESSAGES, times=None)
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


def _has_beaten(connection: Connection, times: int) -> bool:
    return len(connection.commands) >= times


def _buttons(message: SeenMessage) -> list[tuple[str, str, str]]:
    """The name, label and custom id of each button."""
    found = [(pressed(button.custom_id), button) for button in message.buttons]
    return [(read[1], button.label, button.custom_id or "") for read, button in found if read]
