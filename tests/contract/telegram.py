"""Telegram: the real library, over HTTP, against the server in `tests.fakes`."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal, Self

from bot.adapters.telegram import TelegramAdapter, Webhook
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.intake import Commands
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.outbox import Outbox
from bot.ports import Adapter, Store
from tests.contract.harness import Harness, Shown
from tests.contract.world import POLICY, ROLES, WRITER
from tests.fakes.telegram import FakeTelegram, SeenMessage, User

PATIENCE = 1.0
"""Seconds until an answer counts as lost; nothing here takes as long, even on a busy machine."""


class Telegram(Harness):
    """The adapter with a bot around it, put together and started as `bot.bootstrap` does."""

    platform = "telegram"
    faults = (
        "500",
        "502",
        "timeout_before_accepting",
        "timeout_after_accepting",
        "drop_connection_before",
        "drop_connection_after",
    )
    accepts_in_silence = "timeout_after_accepting"
    copies_after_a_repeat = 2
    shows_rooms = False
    kind: Literal["group", "supergroup"] = "supergroup"

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.server = FakeTelegram()
        self.users: dict[str, User] = {}
        self.away: list[Any] = []
        """What was said about the platform: since when it was away, and None for being back."""
        self.commands: Commands = Handler(self.time.now).handle
        self.sleep: Callable[[float], Awaitable[None]] = self._sleeps
        self.patience = PATIENCE
        self.webhook: Webhook | None = None
        self._running = False

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.users = {who: self.server.user(who.title()) for who in ROLES}
        self.group = self.server.group("Breathe Well", *self.users.values(), kind=self.kind)
        for user in self.users.values():
            user.account.started = True
        await self.world.prepare({who: str(u.id) for who, u in self.users.items()}, self.room)
        await self.start()
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self.stop()
        await self.server.__aexit__(*raised)

    @property
    def adapter(self) -> Adapter:
        return self.telegram

    @property
    def gone(self) -> str:
        return "5000000001:99999"

    async def start(self) -> None:
        self.put_together()
        blind_since = await self.lookout.last_heartbeat()
        await self.lookout.heartbeat()
        await self.outbox.suspect_unfinished()
        await self.start_telegram()
        await self.telegram.drain_waiting()
        if blind_since is not None:
            await self.lookout.catch_up(blind_since)

    async def start_telegram(self) -> None:
        await self.telegram.start()

    def put_together(self, store: Store | None = None) -> None:
        """A new process, which has done nothing yet. `store` stands before the database."""
        now = self.time.now
        self.store = self.world.open()
        self.engine = Engine(self.store, POLICY, now, self.commands)
        self.telegram = TelegramAdapter(
            token=self.server.token,
            api_url=self.server.api_url,
            store=store or self.store,
            engine=self.engine,
            now=now,
            writer=WRITER,
            on_away=self._went,
            on_back=self._came,
            patience=self.patience,
            sleep=self.sleep,
            webhook=self.webhook,
        )
        adapters: dict[Platform, Adapter] = {"telegram": self.telegram}
        self.outbox = Outbox(self.store, self.engine, adapters, now)
        self.lookout = Lookout(self.store, self.engine, adapters, now)
        self._running = True

    async def stop(self) -> None:
        if self._running:
            self._running = False
            await self.telegram.stop()
            self.store.close()

    async def restart(self, store: Store | None = None) -> None:
        """A new process that is put together, and has not listened yet."""
        await self.stop()
        self.put_together(store)
        await self.start_telegram()

    async def stored(self) -> list[tuple[int, str, int]]:
        """What is in the inbox and not taken yet."""
        return await self.store.run(lambda books: books.inbox("telegram", 10))

    async def settle(self) -> None:
        await self.telegram.drain_waiting()
        while await self.engine.take_due() + await self.outbox.drain_all():
            pass

    async def _sleeps(self, seconds: float) -> None:
        self.time.passes(seconds=seconds)

    async def _went(self, since: Any) -> None:
        self.away.append(since)
        await self.lookout.platform_away("telegram", since)

    async def _came(self) -> None:
        self.away.append(None)
        await self.lookout.platform_back("telegram")

    # --- people ---

    def account(self, who: str) -> str:
        return str(self.users[who].id)

    @property
    def room(self) -> str:
        return str(self.group.id)

    def inbox(self, who: str) -> list[Shown]:
        return [_shown(message) for message in self.users[who].inbox]

    def in_room(self) -> list[Shown]:
        return [_shown(message) for message in self.group.messages if message.from_bot]

    async def says(self, who: str, text: str) -> None:
        self.users[who].says(text)

    async def presses(self, who: str, message: Shown, label: str) -> None:
        self.users[who].presses(message.handle, label)

    async def forges(self, who: str, message: int, button: str) -> None:
        own = self.users[who].says("hello")
        self.users[who].forges(own, f"a:{message}:{button}")

    async def comes_in(self, who: str) -> None:
        if not self.group.has(self.users[who]):
            self.users[who].joins(self.group)
        self.users[who].writes(self.group, "Hello")

    async def goes_out(self, who: str) -> None:
        self.users[who].leaves(self.group)

    async def leaves_the_group(self, who: str) -> None:
        self.users[who].leaves(self.group)

    # --- faults ---

    def refuses(self, who: str) -> None:
        self.users[who].blocks()

    def accepts(self, who: str) -> None:
        self.users[who].unblocks()

    def asks_to_wait(self, seconds: int) -> None:
        self.server.fail(429, method="sendMessage", retry_after=seconds)

    def breaks(self, fault: str) -> None:
        answer: Any = int(fault) if fault.isdigit() else fault
        self.server.fail(answer, method="sendMessage", times=None)

    def heals(self) -> None:
        self.server.heals()

    def delivers_twice(self) -> None:
        self.server.deliver_twice()


def _shown(message: SeenMessage) -> Shown:
    return Shown(message.text, message.labels, message, message.document)
