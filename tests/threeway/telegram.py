"""Telegram in a story's world: the real library, over HTTP, at the server in `tests.fakes`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime, timedelta

from bot import happenings as h
from bot.adapters.telegram import TelegramAdapter
from bot.adapters.telegram.buttons import data, pressed
from bot.model.meeting import RoomKind
from bot.model.people import Platform
from bot.ports import Adapter
from bot.scenario.life import Life, Living
from bot.scenario.setting import is_young_meeting, room_of
from bot.scenario.story import MeetingSpec, Scenario
from tests.fakes.telegram import CannotDo, FakeTelegram, Group, SeenMessage
from tests.fakes.telegram.faults import Fault
from tests.threeway.real import RealPlatform, Shown, Watched

MESSAGES = ("sendMessage", "editMessageText")


class RealTelegram(RealPlatform):
    """One server, with everybody of a story on it, and the adapter of each of the bot's lives."""

    platform: Platform = "telegram"
    keeps_what_is_told = True
    tells_of_blocks = True

    def __init__(self, server: FakeTelegram, story: Scenario, now: Callable[[], datetime]) -> None:
        """`now` is the virtual clock. The server must be listening."""
        super().__init__(story, now, server.world.bell.ring)
        self._server = server
        self._users = {key: server.user(person.name) for key, person in story.people.items()}
        self._who = {user.id: key for key, user in self._users.items()}
        self._gated = {
            room_of(meeting.key)
            for meeting in story.meetings.values()
            if is_young_meeting(story, meeting) and meeting.room is RoomKind.TEXT
        }
        self._groups = {
            room_of(meeting.key): self._group_for(meeting)
            for meeting in story.meetings.values()
            if meeting.platform == self.platform
        }
        self._own = {key: user.start() for key, user in self._users.items()}
        server.world.updates.clear()
        self._refusals: dict[tuple[str, str], Fault] = {}
        self._adapter: TelegramAdapter | None = None
        self._listening: asyncio.Task[None] | None = None

    def _group_for(self, meeting: MeetingSpec) -> Group:
        """Where young people meet nobody is in the group who has not been let in (Y10)."""
        if room_of(meeting.key) in self._gated:
            return self._server.group(meeting.title)
        return self._server.group(meeting.title, *self._users.values())

    # --- the bot's process ---

    def adapter(self, life: Life) -> Adapter:
        async def went_away(since: datetime) -> None:
            await life.went_away(self.platform, since)

        async def came_back() -> None:
            await life.came_back(self.platform)

        self._adapter = TelegramAdapter(
            token=self._server.token,
            api_url=self._server.api_url,
            store=life.store,
            engine=life.engine,
            now=self._now,
            writer=life.writer,
            on_away=went_away,
            on_back=came_back,
            sleep=self.alarms.sleep,
        )
        return Watched(self._adapter, self)

    async def catch_up(self, life: Living, blind_since: datetime | None) -> None:
        """As `bot.bootstrap` does at a start."""
        assert self._adapter is not None
        self._keep_time()
        await self._adapter.start()
        draining = self._watch(self._adapter.drain_waiting())
        await self._server.until(lambda: draining.done() or self.alarms.asleep)
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
        """The bot waits for updates and there are none, or it waits to try again."""
        self._keep_time()
        if self._listening is not None:
            self.alarms.ring()
            await self._server.until(self._is_quiet)
        await self._hand_over_what_was_told()

    def _is_quiet(self) -> bool:
        if self._listening is not None and self._listening.done():
            self._listening.result()
        return self.alarms.asleep or (not self._is_away() and self._server.world.updates.quiet)

    async def hang_up(self) -> None:
        self._life = None
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
        return str(self._groups[name].id)

    def _does(self, happening: h.Happening) -> bool:
        match happening:
            case h.Texted(account=who, text=text) | h.Commanded(account=who, text=text):
                self._users[who].says(text)
            case h.CameIn(account=who, room=room, at_door=True) if room in self._gated:
                self._comes_to(self._groups[room], who)
            case h.WroteIn(account=who, room=room):
                self._writes(who, room)
            case h.LeftGroup(account=who, room=room):
                self._users[who].leaves(self._groups[room])
            case h.PressedButton(account=who):
                self._press(who, happening)
            case h.Reachable():
                pass  # the server has said so when it was done
            case _:
                return False
        return True

    def _comes_to(self, group: Group, who: str) -> None:
        """Asks to be let in, and hears that they have asked; the stand-in has nothing of that."""
        if group.has(self._users[who]):
            self._users[who].writes(group, "Hello.")
        elif not group.asks_to_join(self._users[who]):
            self._users[who].requests_to_join(group)
            self._commanding = who

    def _writes(self, who: str, room: str) -> None:
        """Whoever writes in a group has come in before; where they may not, they do not."""
        user, group = self._users[who], self._groups[room]
        if not group.has(user) and room not in self._gated:
            user.joins(group)
        with contextlib.suppress(CannotDo):
            user.writes(group, "Hello.")

    def _press(self, who: str, happening: h.PressedButton) -> None:
        """A button they see; one that is not there any more, or never was, is a forged press."""
        ref = self._ref_for(who, happening.message)
        message = self._own[who] if ref is None else self._at(ref)
        there = {name: found for name, _, found in _buttons(message)}
        if happening.button in there:
            self._users[who].presses(message, there[happening.button])
        else:
            self._users[who].forges(message, data(happening.message, happening.button))

    def _with_own_names(self, happening: h.Happening) -> h.Happening:
        match happening:
            case h.CameIn(platform=platform, account=who, room=room):
                return h.CameIn(platform=platform, account=self.account(who), room=self.room(room))
            case h.Told():
                return happening
            case _:
                raise AssertionError(f"nobody on Telegram does this: {happening}")

    def block(self, who: str) -> None:
        if not self._users[who].account.blocked:
            self._users[who].blocks()

    def unblock(self, who: str) -> None:
        if self._users[who].account.blocked:
            self._users[who].unblocks()

    # --- what people got ---

    def _shown(self, ref: str) -> Shown:
        message = self._at(ref)
        in_room = message.chat not in self._who
        address = self._room_with(message.chat) if in_room else self._who[message.chat]
        buttons = tuple((name, label) for name, label, _ in _buttons(message))
        return Shown(address, in_room, message.text, buttons)

    def _at(self, ref: str) -> SeenMessage:
        chat, number = (int(part) for part in ref.split(":"))
        return next(message for message in self._chat(chat) if message.id == number)

    def _chat(self, chat: int) -> list[SeenMessage]:
        if chat in self._who:
            return self._users[self._who[chat]].inbox
        return self._groups[self._room_with(chat)].messages

    def _room_with(self, chat: int) -> str:
        return next(room for room, group in self._groups.items() if group.id == chat)

    def messages_nobody_sent(self) -> list[str]:
        """Messages of the bot in any chat that did not come out of its outbox."""
        chats = [*self._who, *(group.id for group in self._groups.values())]
        return [
            message.text
            for chat in chats
            for message in self._chat(chat)
            if message.from_bot and f"{chat}:{message.id}" not in self._taken
        ]

    # --- faults ---

    def _is_away(self) -> bool:
        return self._server.faults.away

    async def goes_away(self) -> None:
        self._server.goes_away()
        await self.settle()

    async def comes_back(self) -> None:
        """Just when the bot asks again, which it does every few seconds."""
        self._server.comes_back()
        self.alarms.ring(for_all=True)
        await self.settle()

    def refuse(self, who: str) -> None:
        for method in MESSAGES:
            fault = self._server.fail(403, method=method, chat=self._users[who].id, times=None)
            self._refusals[who, method] = fault

    def accept(self, who: str) -> None:
        for (refused, _), fault in self._refusals.items():
            if refused == who:
                fault.left = 0

    def deliver(self, *, twice: bool) -> None:
        (self._server.deliver_twice if twice else self._server.deliver_once)()

    def be_busy(self, lasts: timedelta) -> None:
        self._keep_time()
        self._server.answers_429_for(lasts.total_seconds(), MESSAGES)

    def _time_passes(self, seconds: float) -> None:
        self._server.time_passes(seconds)


@contextlib.asynccontextmanager
async def real_telegram(
    story: Scenario, now: Callable[[], datetime]
) -> AsyncIterator[RealTelegram]:
    """A server of its own for a story; nothing may happen on it that nobody expected."""
    async with FakeTelegram() as server:
        place = RealTelegram(server, story, now)
        yield place
        assert place.messages_nobody_sent() == []


def _buttons(message: SeenMessage) -> list[tuple[str, str, str]]:
    """The name, label and data of each button."""
    found = [(pressed(button.data), button) for button in message.all_buttons]
    return [(read[1], button.label, button.data or "") for read, button in found if read]
