"""Discord: the real library, over HTTP and its gateway, against the server in `tests.fakes`."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

from bot.adapters.discord import DiscordAdapter
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.intake import Commands
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.outbox import Outbox
from bot.ports import Adapter, Store
from tests.contract.harness import Harness, Shown
from tests.contract.naps import Naps
from tests.contract.world import POLICY, ROLES, WRITER
from tests.fakes.discord import FakeDiscord, SeenMessage, User
from tests.fakes.discord.sessions import Session

PATIENCE = 1.0
"""Seconds until an answer counts as lost; nothing here takes as long, even on a busy machine."""
UNTIL = 10.0
"""Seconds of real time after which something that was waited for did not happen."""


class Discord(Harness):
    """The adapter with a bot around it, put together and started as `bot.bootstrap` does.

    The meeting is in a voice channel, and everybody is in it.
    """

    platform = "discord"
    shows_rooms = True
    accepts_in_silence = "accept-then-silence"
    copies_after_a_repeat = 1
    faults = ("500", "502", "503", "drop", "silence", "accept-then-drop", "accept-then-silence")

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.server = FakeDiscord()
        self.naps = Naps(self.time)
        self.users: dict[str, User] = {}
        self.away: list[Any] = []
        """What was said about the platform: since when it was away, and None for being back."""
        self.commands: Commands = Handler(self.time.now).handle
        self.patience = PATIENCE
        self._running = False

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.guild = self.server.add_guild("Breathe Well")
        self.voice = self.guild.add_voice("Weekly")
        self.users = {who: self.server.add_user(who.title()) for who in ROLES}
        for user in self.users.values():
            self.guild.add_member(user)
            user.joins(self.voice)
        await self.world.prepare(
            {who: self.account(who) for who in ROLES}, self.room, in_voice=True
        )
        await self.start()
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self.stop()
        await self.server.__aexit__(*raised)

    @property
    def adapter(self) -> Adapter:
        return self.discord

    @property
    def gone(self) -> str:
        return f"{self.voice.id}/99999"

    async def start(self) -> None:
        self.put_together()
        blind_since = await self.lookout.last_heartbeat()
        await self.lookout.heartbeat()
        await self.outbox.suspect_unfinished()
        await self.discord.start()
        await self.discord.drain_waiting()
        if blind_since is not None:
            await self.lookout.catch_up(blind_since)

    def put_together(self, store: Store | None = None) -> None:
        """A new process, which has done nothing yet. `store` stands before the database."""
        now = self.time.now
        self.store = self.world.open()
        self.engine = Engine(self.store, POLICY, now, self.commands)
        self.discord = DiscordAdapter(
            token=self.server.token,
            api_url=self.server.api_url,
            gateway_url=self.server.gateway_url,
            store=store or self.store,
            engine=self.engine,
            now=now,
            writer=WRITER,
            on_away=self._went,
            on_back=self._came,
            on_rooms_away=self._rooms_went,
            on_rooms_back=self._rooms_came,
            patience=self.patience,
            sleep=self.naps.sleep,
        )
        adapters: dict[Platform, Adapter] = {"discord": self.discord}
        self.outbox = Outbox(self.store, self.engine, adapters, now)
        self.lookout = Lookout(self.store, self.engine, adapters, now)
        self._running = True

    async def stop(self) -> None:
        if self._running:
            self._running = False
            await self.discord.stop()
            self.store.close()

    async def settle(self) -> None:
        await self.taken()
        while await self.engine.take_due() + await self.outbox.drain_all():
            pass
        await self.taken()

    async def taken(self) -> None:
        """Everything that the server told has been heard, and taken."""
        await self.arrived()
        async with asyncio.timeout(UNTIL):
            await self.discord.drain_waiting()

    async def arrived(self) -> None:
        """Everything that the server told has been heard."""
        await self.until(self._has_heard)

    def _has_heard(self) -> bool:
        return all(session.last <= self.discord.heard_until for session in self._on_the_line())

    def _on_the_line(self) -> list[Session]:
        heard = {line.session for line in self.server.gateway.connections if not line.silent}
        sessions = self.server.world.sessions.by_id.values()
        return [one for one in sessions if one.line is not None and one in heard]

    async def until(self, question: Callable[[], object]) -> None:
        """Wait for what is on its way; the bot's own clock stands still."""
        async with asyncio.timeout(UNTIL):
            while True:
                if question():
                    return
                await asyncio.sleep(0.001)

    async def passes(self, **how_long: float) -> None:
        """Time passes, and those who slept wake."""
        self.time.passes(**how_long)
        self.naps.wake()
        await asyncio.sleep(0)

    async def resumed(self) -> None:
        """Wait until the bot has its session again, at once."""
        await self.until(self._on_the_line)
        await self.taken()

    async def connected_again(self) -> None:
        """Wait out whatever the bot waits for until it has a session and has caught up."""

        def is_there() -> bool:
            due = self.naps.next
            if due is not None and not self._on_the_line():
                self.time.passes(seconds=max(0.0, (due - self.time.now()).total_seconds()))
                self.naps.wake()
            return bool(self._on_the_line())

        await self.until(is_there)
        await self.taken()

    async def _went(self, since: datetime) -> None:
        self.away.append(since)
        await self.lookout.platform_away("discord", since)

    async def _came(self) -> None:
        self.away.append(None)
        await self.lookout.platform_back("discord")

    async def _rooms_went(self, rooms: tuple[str, ...], since: datetime) -> None:
        self.away.append(("rooms", since))
        await self.lookout.rooms_away("discord", rooms, since)

    async def _rooms_came(self, rooms: tuple[str, ...], since: datetime) -> None:
        self.away.append(("rooms", None))
        await self.lookout.rooms_back("discord", rooms, since)

    # --- people ---

    def account(self, who: str) -> str:
        return str(self.users[who].id)

    @property
    def room(self) -> str:
        return str(self.voice.id)

    def inbox(self, who: str) -> list[Shown]:
        return [_shown(message) for message in self.users[who].inbox]

    def in_room(self) -> list[Shown]:
        return [_shown(message) for message in self.voice.messages if message.from_bot]

    async def says(self, who: str, text: str) -> None:
        self.users[who].says(text)

    async def presses(self, who: str, message: Shown, label: str) -> None:
        self.users[who].presses(message.handle, label)

    async def forges(self, who: str, message: int, button: str) -> None:
        own = self.users[who].says("hello")
        self.users[who].forges(own, f"a:{message}:{button}")

    async def comes_in(self, who: str) -> None:
        self.users[who].joins(self.voice)

    async def goes_out(self, who: str) -> None:
        self.users[who].leaves()

    async def leaves_the_group(self, who: str) -> None:
        self.users[who].leaves_guild(self.guild)

    # --- faults ---

    def refuses(self, who: str) -> None:
        self.users[who].blocks()

    def accepts(self, who: str) -> None:
        self.users[who].unblocks()

    def asks_to_wait(self, seconds: int) -> None:
        self._fails(429, times=1, retry_after=seconds)

    def breaks(self, fault: str) -> None:
        answer: Any = int(fault) if fault.isdigit() else fault
        self._fails(answer, times=None)

    def heals(self) -> None:
        self.server.heals()

    def delivers_twice(self) -> None:
        self.server.delivers_twice()

    @property
    def _fails(self) -> Callable[..., Any]:
        return partial(self.server.fail, method="POST", path=r"/messages$")


def _shown(message: SeenMessage) -> Shown:
    return Shown(message.text, message.labels, message, next(iter(message.files), None))
