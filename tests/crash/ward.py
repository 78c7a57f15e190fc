"""The world around a bot that dies: it keeps what was not acknowledged, and starts it again."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any, cast

from bot.adapters.rehearsal import StandIn
from bot.deciding import Change
from bot.happenings import Happening, Texted
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.scenario.life import HEARTBEAT, Life, Living
from bot.scenario.story import Scenario
from bot.scenario.world import InMemory, Platforms
from bot.store import Database
from bot.store.sealing import Sealer
from bot.wording.writing import Writer
from tests.crash.line import Ask, Birth, Changed, Dies, Done, Look, Perform

ROOT = Path(__file__).parents[2]


class Nursery:
    """Where processes come from."""

    def __init__(self, door: Path) -> None:
        self._door = door

    def connect(self) -> Connection:
        """A new process, at the other end."""
        line = socket(AF_UNIX)
        line.connect(str(self._door))
        return Connection(line.detach())


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="n-") as folder:
        door = Path(folder) / "door"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery", str(door)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"ready\n"
            yield Nursery(door)
        finally:
            process.stdin.close()
            process.wait()
            process.stdout.close()


class Fate:
    """When the processes of one playing die, and what became of them."""

    def __init__(self, born_in: Nursery, deaths_after: tuple[int, ...] = ()) -> None:
        """`deaths_after`: boundaries until the first death, from there to the second, and so on."""
        self.nursery = born_in
        self._left = list(deaths_after)
        self.died_at: list[str] = []
        self.crossed = 0
        """Boundaries, over all processes; those of the one that runs come in at its end."""
        self.platforms: Mapping[Platform, StandIn] = {}
        self.sealer: Sealer | None = None

    def next_death(self) -> int:
        """How many boundaries the next process has to live; 0: as long as it likes."""
        return self._left[0] if self._left else 0

    def lived(self, crossed: int) -> None:
        """A process ended in order; the next one goes on counting."""
        self.crossed += crossed
        if self._left:
            self._left[0] -= crossed

    def died(self, where: str) -> None:
        """A process was killed."""
        self.crossed += self._left.pop(0)
        self.died_at.append(where)


class Died(Exception):
    """The process was killed while it did what it was asked."""


class Ward:
    """The bot's life as a scenario sees it, in a process that may be killed at any moment."""

    def __init__(
        self,
        fate: Fate,
        url: str,
        sealer: Sealer,
        writer: Writer,
        policy: Policy,
        platforms: Platforms,
        now: Callable[[], datetime],
        listener: Callable[[Change], None],
    ) -> None:
        self._fate = fate
        self._birth = (url, sealer, policy)
        fate.sealer = sealer
        self._writer = writer
        self._platforms = platforms
        self._adapters = {
            name: platform.adapter(cast("Life", self)) for name, platform in platforms.items()
        }
        self._now = now
        self._listener = listener
        self._since: datetime | None = None
        self._connection: Connection | None = None
        self._crossed = 0

    # --- what a scenario asks -----------------------------------------------------------------

    async def start(self) -> None:
        """Start a process, and another one if it dies while it starts."""
        while True:
            with suppress(Died):
                return await self._try_to_start()

    async def accept(self, happening: Happening, key: str, *, twice: bool = False) -> None:
        for _ in range(1 + twice):
            await self._do("accept", happening, key)

    async def went_away(self, platform: Platform, since: datetime | None = None) -> None:
        await self._do("went_away", platform, since or self._now())

    async def came_back(self, platform: Platform) -> None:
        await self._do("came_back", platform)

    async def send_what_waits(self) -> None:
        await self._again("send_what_waits")

    async def settle(self) -> None:
        await self._again("settle")

    async def next_moment(self) -> datetime | None:
        moment: datetime | None = await self._again("next_moment")
        return moment

    async def stop(self) -> None:
        await self._beat()
        await self._again("stop")
        for platform in self._platforms.values():
            await platform.hang_up()
        self._fate.lived(self._crossed)
        if self._connection is not None:
            self._connection.close()

    # --- lives and deaths ---------------------------------------------------------------------

    async def _try_to_start(self) -> None:
        """As `bot.bootstrap` does it. What comes in meanwhile fails with it, and waits."""
        await self._beat()
        url, sealer, policy = self._birth
        self._connection = self._fate.nursery.connect()
        self._connection.send(Birth(url, sealer, policy, self._fate.next_death()))
        began = self._now()
        blind_since = await self._ask("wake_up")
        for platform in self._platforms.values():
            await platform.catch_up(self, blind_since)
        await self._ask("catch_up", blind_since)
        await self._ask("settle")
        self._since = began

    async def _beat(self) -> None:
        """The heartbeats that virtual time went past, of a process that had started."""
        if self._since is not None:
            beats = (self._now() - self._since) // HEARTBEAT
            last = self._since + beats * HEARTBEAT
            self._since = None
            url, sealer, _ = self._birth
            store = Database(url, sealer, self._writer)
            await store.run(lambda books: books.heartbeat("alongside", last))
            store.close()

    async def _do(self, what: str, *given: object) -> None:
        """What the world tells; a process that starts afterwards finds it there."""
        try:
            await self._ask(what, *given)
        except Died:
            if self._since is None:
                raise
            await self.start()

    async def _again(self, what: str) -> Any:
        """Ask; if the process dies over it, ask the next one."""
        while True:
            try:
                return await self._ask(what)
            except Died:
                await self.start()

    async def _ask(self, what: str, *given: object) -> Any:
        """What came of it. Died: the process was killed meanwhile."""
        connection = self._connection
        assert connection is not None
        where: str | None = None
        try:
            connection.send(Ask(what, self._now(), given))
            while True:
                match connection.recv():
                    case Perform(platform=name, parcel=parcel):
                        connection.send(await self._adapters[name].perform(parcel))
                    case Look(platform=name, room=room):
                        connection.send(await self._adapters[name].snapshot(room))
                    case Changed(change=change):
                        self._listener(change)
                    case Dies(where=place):
                        where = place
                    case Done() as done:
                        self._crossed = done.crossed
                        return done.result
        except (EOFError, ConnectionError):
            connection.close()
            assert where is not None, f"the process ended by itself over {what}"
            self._fate.died(where)
            self._crossed = 0
            raise Died from None


class Enduring(InMemory):
    """A platform that hands over what happened until it is told that it was taken."""

    def __init__(self, stand_in: StandIn) -> None:
        super().__init__(stand_in)
        self._kept: list[tuple[str, Happening]] = []
        self._keys = (f"enduring/{self.platform}/{number}" for number in itertools.count(1))

    async def takes_place(self, happening: Happening) -> None:
        listens = self._life is not None and not self.stand_in.away
        if listens or self.stand_in.keeps_presses or isinstance(happening, Texted):
            self._kept.append((next(self._keys), happening))
        if self._life is not None and listens:
            await self._hand_over_what_is_kept(self._life)

    async def _hand_over_what_waits(self, life: Living) -> None:
        await self._hand_over_what_is_kept(life)
        await life.came_back(self.platform)

    async def _hand_over_what_is_kept(self, life: Living) -> None:
        while self._kept:
            key, happening = self._kept[0]
            await life.accept(happening, key, twice=self.stand_in.twice)
            self._kept = [one for one in self._kept if one[0] != key]


@asynccontextmanager
async def enduring(
    fate: Fate, story: Scenario, now: Callable[[], datetime]
) -> AsyncIterator[Platforms]:
    """The world of every day, whose platforms lose nothing over a death."""
    discord = StandIn("discord", now, shows_rooms=True, keeps_presses=False)
    telegram = StandIn("telegram", now, shows_rooms=False, keeps_presses=True)
    fate.platforms = {"discord": discord, "telegram": telegram}
    yield {"discord": Enduring(discord), "telegram": Enduring(telegram)}
