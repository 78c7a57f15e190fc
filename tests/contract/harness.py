"""One handle on very different platforms, so that the same promises can be asked of each."""

import asyncio
import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Self

import msgspec

from bot import happenings as h
from bot.adapters.rehearsal import Sent, StandIn
from bot.adapters.telegram import TelegramAdapter
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.model.people import Platform
from bot.outbox import Outbox
from bot.ports import Adapter
from bot.scenario.life import Life
from bot.store import Database
from tests.contract.world import POLICY, ROLES, WRITER, World
from tests.fakes.telegram import FakeTelegram, SeenMessage


class Shown(msgspec.Struct, frozen=True):
    """A message as somebody sees it. `handle` is the platform's own."""

    text: str
    labels: tuple[str, ...]
    handle: Sent | SeenMessage


class Harness(ABC):
    """A platform with Maya, Tom and Pat on it, and the bot's process, which starts and stops."""

    platform: Platform
    store: Database
    faults: tuple[str, ...]
    """The ways in which the fate of a message stays unknown."""

    def __init__(self, file: Path) -> None:
        self.world = World(file, self.platform)
        self.time = self.world.time

    @property
    @abstractmethod
    def adapter(self) -> Adapter: ...

    @abstractmethod
    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # --- the bot's process ---

    @abstractmethod
    async def start(self) -> None: ...

    @abstractmethod
    async def stop(self) -> None: ...

    @abstractmethod
    async def settle(self) -> None:
        """Everything that arrived is taken, and everything due is done and sent."""

    # --- people ---

    @abstractmethod
    def account(self, who: str) -> str: ...

    @property
    @abstractmethod
    def room(self) -> str: ...

    @abstractmethod
    def inbox(self, who: str) -> list[Shown]:
        """What the bot wrote to somebody, as it looks now."""

    @abstractmethod
    def in_room(self) -> list[Shown]: ...

    @abstractmethod
    async def says(self, who: str, text: str) -> None: ...

    @abstractmethod
    async def presses(self, who: str, message: Shown, label: str) -> None: ...

    @abstractmethod
    async def forges(self, who: str, message: int, button: str) -> None:
        """Somebody sends a press for a message they may never have seen."""

    @abstractmethod
    async def leaves_the_group(self, who: str) -> None: ...

    # --- faults ---

    @abstractmethod
    def refuses(self, who: str) -> None:
        """Private messages do not reach them any more."""

    @abstractmethod
    def accepts(self, who: str) -> None: ...

    @abstractmethod
    def asks_to_wait(self, seconds: int) -> None: ...

    @abstractmethod
    def breaks(self, fault: str) -> None:
        """From now on, one of `faults`."""

    @abstractmethod
    def heals(self) -> None: ...

    @abstractmethod
    def delivers_twice(self) -> None: ...


class StandInHarness(Harness):
    """The platform in memory, as scenarios use it."""

    faults = ("away",)

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._numbers = itertools.count(1)
        self._life: Life | None = None
        self._stand_in = StandIn(
            platform=self.platform,
            now=self.time.now,
            shows_rooms=self.platform == "discord",
            keeps_presses=self.platform != "discord",
        )

    async def __aenter__(self) -> Self:
        await self.world.prepare({who: who for who in ROLES}, self.room)
        await self.start()
        return self

    @property
    def adapter(self) -> Adapter:
        return self._stand_in

    async def start(self) -> None:
        self._life = Life(
            self.world.url,
            self.world.sealer,
            WRITER,
            POLICY,
            {self.platform: self._stand_in},
            self.time.now,
            lambda _change: None,
        )
        self.store = self._life.store
        await self._life.start(self._key)

    async def stop(self) -> None:
        if self._life is not None:
            life, self._life = self._life, None
            await life.stop()

    async def settle(self) -> None:
        assert self._life is not None
        await self._life.settle()

    def account(self, who: str) -> str:
        return who

    @property
    def room(self) -> str:
        return "room/m"

    def inbox(self, who: str) -> list[Shown]:
        return [_shown(m) for m in self._stand_in.sent if m.address == who]

    def in_room(self) -> list[Shown]:
        return [_shown(m) for m in self._stand_in.sent if m.in_room]

    async def says(self, who: str, text: str) -> None:
        await self._report(h.Texted(platform=self.platform, account=who, text=text))

    async def presses(self, who: str, message: Shown, label: str) -> None:
        assert isinstance(message.handle, Sent)
        button = next(name for name, shown in message.handle.buttons if shown == label)
        await self.forges(who, message.handle.id, button)

    async def forges(self, who: str, message: int, button: str) -> None:
        await self._report(
            h.PressedButton(platform=self.platform, account=who, message=message, button=button)
        )

    async def leaves_the_group(self, who: str) -> None:
        await self._report(h.LeftGroup(platform=self.platform, account=who, room=self.room))

    def refuses(self, who: str) -> None:
        self._stand_in.refuses.add(who)

    def accepts(self, who: str) -> None:
        self._stand_in.refuses.discard(who)

    def asks_to_wait(self, seconds: int) -> None:
        self.time.passes(seconds=0)
        self._stand_in.busy_until = self.time.now() + seconds * SECOND

    def breaks(self, fault: str) -> None:
        assert fault == "away"
        self._stand_in.away = True

    def heals(self) -> None:
        self._stand_in.away = False
        self._stand_in.busy_until = None

    def delivers_twice(self) -> None:
        self._stand_in.twice = True

    async def _report(self, happening: h.Happening) -> None:
        if self._life is None:
            self._stand_in.waiting.append(happening)
            return
        await self._life.accept(happening, self._key(), twice=self._stand_in.twice)

    def _key(self) -> str:
        return f"contract/{next(self._numbers)}"
