"""One handle on very different platforms, so that the same promises can be asked of each."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Self

import msgspec

from bot.model.people import Platform
from bot.ports import Adapter
from bot.store import Database
from tests.contract.world import World


class Shown(msgspec.Struct, frozen=True):
    """A message as somebody sees it. `handle` is the platform's own."""

    text: str
    labels: tuple[str, ...]
    handle: Any
    file: tuple[str, bytes] | None = None
    """The name and content of the document that came with it."""


class Harness(ABC):
    """A platform with Maya, Tom and Pat on it, and the bot's process, which starts and stops."""

    platform: Platform
    store: Database
    faults: tuple[str, ...]
    """The ways in which the fate of a message stays unknown."""
    accepts_in_silence: str
    """The one of `faults` in which the platform took it and did not say so."""
    copies_after_a_repeat: int
    """How many people see of a message that was sent again after such a fault."""
    shows_rooms: bool
    """Whether the platform shows who is in a room."""

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

    @property
    @abstractmethod
    def gone(self) -> str:
        """The platform's reference of a message that is not there."""

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
    async def comes_in(self, who: str) -> None:
        """Somebody comes into the room; where rooms are not shown they say that they are there."""

    @abstractmethod
    async def goes_out(self, who: str) -> None:
        """Somebody goes out of the room, in the way in which the platform shows it."""

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
