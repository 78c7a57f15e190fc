"""A scenario's world: the platforms as people and the bot's process meet them.

A platform outlives the bot's process. Who and where are the scenario's own keys here; what a
platform calls them is its own affair. The usual world is in memory; the tests have another,
in which real libraries talk to local servers.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.adapters.rehearsal import Sent, StandIn
from bot.happenings import Happening, Texted
from bot.model.people import Platform
from bot.ports import Adapter, Parcel
from bot.scenario.setting import is_young_meeting, room_of
from bot.scenario.story import Scenario

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.scenario.life import Life, Living

OnMessage = Callable[[Platform, Sent, bool], None]
"""Told of what a platform took; true: it was an edit."""


class WorldPlatform(ABC):
    """One platform of a scenario's world."""

    platform: Platform
    sent: list[Sent]
    """Every message of the bot as it stands now, addressed by the scenario's keys."""
    rooms: dict[str, list[str]]
    """Who is in which voice room."""
    on_message: OnMessage
    tells_of_blocks: bool
    """Whether it says so when somebody blocks the bot, or lets it in again."""

    # --- the bot's process --------------------------------------------------------------------

    @abstractmethod
    def adapter(self, life: Life) -> Adapter:
        """The adapter of a process that begins."""

    @abstractmethod
    async def catch_up(self, life: Living, blind_since: datetime | None) -> None:
        """Hand over what waited, or let the process find out that the platform is away (L12).

        `blind_since`: since when the bot did not run. From now on it hears what people do.
        """

    async def listen(self) -> None:
        """The process has started, and listens from now on."""
        return

    async def settle(self) -> None:
        """Return when the bot has taken everything that people did."""
        return

    def next_moment(self) -> datetime | None:
        """When the adapter next does something by itself."""
        return None

    @abstractmethod
    async def hang_up(self) -> None:
        """The process is going."""

    # --- people -------------------------------------------------------------------------------

    def account(self, who: str) -> str:
        """What the platform calls a person."""
        return who

    def room(self, name: str) -> str:
        """What the platform calls a room."""
        return name

    @abstractmethod
    async def takes_place(self, happening: Happening) -> None:
        """Somebody does something, and the bot takes it if it is there to hear of it."""

    @abstractmethod
    def block(self, who: str) -> None:
        """Somebody blocks the bot."""

    @abstractmethod
    def unblock(self, who: str) -> None:
        """Somebody lets the bot write to them again."""

    def muted(self) -> set[str]:
        """Everybody whom the bot has muted there."""
        return set()

    def is_inside(self, who: str, room: str) -> bool:
        """Whether somebody is in a voice room, or in the lobby."""
        return who in self.rooms.get(room, ())

    def people_in(self, room: str) -> frozenset[str] | None:
        """Who is in a voice room for everybody to see; None: the bot's record has to do."""
        return None

    def enter(self, who: str, room: str) -> None:
        """Somebody is in a voice room."""
        if who not in self.rooms.setdefault(room, []):
            self.rooms[room].append(who)

    def leave(self, who: str, room: str) -> None:
        """Somebody is not in a voice room any more."""
        if who in self.rooms.get(room, ()):
            self.rooms[room].remove(who)

    def newest(self, key: str, who: str) -> Sent | None:
        """The newest message of a key that somebody can see."""
        mine = (m for m in reversed(self.sent) if m.in_room or m.address == who)
        return next((message for message in mine if key in message.keys), None)

    def newest_to_anybody(self, key: str) -> Sent | None:
        """The newest message of a key, whoever has it."""
        return next((message for message in reversed(self.sent) if key in message.keys), None)

    # --- faults -------------------------------------------------------------------------------

    @abstractmethod
    async def goes_away(self) -> None:
        """It stops answering."""

    @abstractmethod
    async def comes_back(self) -> None:
        """It answers again."""

    @abstractmethod
    def refuse(self, who: str) -> None:
        """It takes no private messages to somebody from now on."""

    @abstractmethod
    def accept(self, who: str) -> None:
        """It takes them again."""

    @abstractmethod
    def deliver(self, *, twice: bool) -> None:
        """It hands everything over twice from now on, or once."""

    @abstractmethod
    def be_busy(self, lasts: timedelta) -> None:
        """It says "too many" to every message for so long."""


Platforms = Mapping[Platform, WorldPlatform]
MakeWorld = Callable[[Scenario, Callable[[], datetime]], AbstractAsyncContextManager[Platforms]]
"""Makes the platforms of a story; the second argument is its virtual clock."""


@asynccontextmanager
async def in_memory(story: Scenario, now: Callable[[], datetime]) -> AsyncIterator[Platforms]:
    """The world of every day: stand-ins for both platforms."""
    discord = StandIn("discord", now, shows_rooms=True, keeps_presses=False)
    telegram = StandIn("telegram", now, shows_rooms=False, keeps_presses=True)
    telegram.open_to_all = {room_of(key) for key, meeting in story.meetings.items()
                            if not is_young_meeting(story, meeting)}  # fmt: skip
    yield {"discord": InMemory(discord), "telegram": InMemory(telegram)}


class InMemory(WorldPlatform):
    """A stand-in, as a part of the world."""

    def __init__(self, stand_in: StandIn) -> None:
        """The stand-in may be looked at, and have faults, at any time."""
        self.platform = stand_in.platform
        self.sent, self.rooms = stand_in.sent, stand_in.rooms
        self.on_message = lambda _platform, _sent, _edited: None
        self.tells_of_blocks = stand_in.keeps_presses
        self.stand_in = stand_in
        self.stand_in.on_message = self._message
        self._life: Living | None = None
        self._numbers = itertools.count(1)

    def adapter(self, life: Life) -> Adapter:
        return self.stand_in

    async def catch_up(self, life: Living, blind_since: datetime | None) -> None:
        self._life = life
        if self.stand_in.away:
            await life.went_away(self.platform, blind_since)
        else:
            await self._hand_over_what_waits(life)

    async def hang_up(self) -> None:
        self._life = None

    async def takes_place(self, happening: Happening) -> None:
        if self._life is not None and not self.stand_in.away:
            await self._hand_over(self._life, happening)
        elif self.stand_in.keeps_presses or isinstance(happening, Texted):
            self.stand_in.waiting.append(happening)

    def muted(self) -> set[str]:
        return self.stand_in.muted

    def block(self, who: str) -> None:
        self.stand_in.blocked_by.add(who)

    def unblock(self, who: str) -> None:
        self.stand_in.blocked_by.discard(who)

    async def goes_away(self) -> None:
        self.stand_in.away = True
        if self._life is not None:
            await self._life.went_away(self.platform)

    async def comes_back(self) -> None:
        self.stand_in.away = False
        if self._life is not None:
            await self._hand_over_what_waits(self._life)

    def refuse(self, who: str) -> None:
        self.stand_in.refuses.add(who)

    def accept(self, who: str) -> None:
        self.stand_in.refuses.discard(who)

    def deliver(self, *, twice: bool) -> None:
        self.stand_in.twice = twice

    def be_busy(self, lasts: timedelta) -> None:
        self.stand_in.busy_until = self.stand_in.now() + lasts

    async def _hand_over_what_waits(self, life: Living) -> None:
        waiting, self.stand_in.waiting = self.stand_in.waiting, []
        for happening in waiting:
            await self._hand_over(life, happening)
        await life.came_back(self.platform)

    async def _hand_over(self, life: Living, happening: Happening) -> None:
        key = f"scenario/{self.platform}/{next(self._numbers)}"
        await life.accept(happening, key, twice=self.stand_in.twice)

    def _message(self, platform: Platform, parcel: Parcel, sent: Sent) -> None:
        self.on_message(platform, sent, parcel.do == "edit")
