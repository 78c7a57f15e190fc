"""The adapter: its life, and its own polling of updates.

The library's application asks for the next update, which acknowledges this one, before its
handlers have finished; killed in a handler it loses the update. So the loop is ours (decision
0010): ask, take or store, and only then ask again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.adapters.telegram.client import MOST_AT_ONCE, Client, Webhook, WebhookRefusedError
from bot.adapters.telegram.gate import Gate
from bot.adapters.telegram.hooked import Hooked
from bot.adapters.telegram.meaning import PLATFORM
from bot.adapters.telegram.outcomes import seconds
from bot.adapters.telegram.reach import Reach
from bot.adapters.telegram.sending import Sender
from bot.adapters.telegram.taking import Taker
from bot.adapters.telegram.transport import Arrived
from bot.engine import Engine, Words
from bot.happenings import RoomMoved
from bot.model.people import Platform
from bot.patience import longer_each_time
from bot.ports import AdapterError, Delivery, Parcel, Seen, Store

log = structlog.get_logger()

LONG_POLL = 10
"""Seconds the server may keep a question for updates. A silent loss is noticed this late."""
PATIENCE = 5.0
"""Seconds an answer may take, on top of that."""
SLOWEST_RETRY = 5.0
"""Seconds between questions to a server that does not answer, at the most."""


class TelegramAdapter:
    """Telegram, as the engine and the outbox see it (`bot.ports.Adapter`)."""

    platform: Platform = PLATFORM

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        store: Store,
        engine: Engine,
        now: Callable[[], datetime],
        writer: Words,
        on_away: Callable[[datetime], Awaitable[None]],
        on_back: Callable[[], Awaitable[None]],
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        webhook: Webhook | None = None,
    ) -> None:
        """`api_url`: the Bot API's base address. `writer` writes the words after a press.

        `on_away` is told since when the server cannot be reached, `on_back` when it can again
        and all that waited there was taken. `patience` is in seconds. With a `webhook` updates
        are brought instead of asked for.

        Raises:
            AdapterError: the token cannot be one.
        """
        self._client = Client(token, api_url, patience)
        self._taker = Taker(store, engine, self._client, writer, now)
        self._reach = Reach(now, on_away, on_back)
        gate = Gate(store, self._client, now)
        self._sender = Sender(self._client, gate, now, self._moved, self._reach.lost)
        self._client.webhook = webhook
        self._hooked = (
            Hooked(webhook, self._client, self._taker, self._reach, now) if webhook else None
        )
        self._store = store
        self._engine = engine
        self._now = now
        self._sleep = sleep
        self._offset: int | None = None
        self._failures = 0
        self._asked_to_wait = 0.0
        self._trouble = ""

    # --- its life -----------------------------------------------------------------------------

    async def start(self) -> None:
        """Find out who the bot is. A server that does not answer is asked again later.

        Raises:
            AdapterError: the token, or the webhook's address, is wrong.
        """
        if self._hooked is not None:
            await self._hooked.open()
        last = await self._taker.last()
        self._offset = None if last is None else last + 1
        if PLATFORM in await self._store.run(lambda books: books.platforms_away()):
            self._reach.counted_as_away()
        began = self._now()
        try:
            await self._client.introduce()
        except AdapterError:
            await self.stop()
            raise
        except TelegramError as error:
            await self._not_heard(error, began)

    async def stop(self) -> None:
        """Close every connection. Nothing that was stored is lost."""
        if self._hooked is not None:
            await self._hooked.close()
        await self._client.close()

    async def drain_waiting(self) -> None:
        """Take what is stored, then everything that waits at the server (L12).

        Asks until it is answered: give it a time limit.
        """
        try:
            while await self._hear(0) != 0:
                pass
        except asyncio.CancelledError:
            self._reach.counted_as_away()
            raise

    async def run(self) -> None:
        """Listen until cancelled. Nothing that goes wrong ends it."""
        heard: int | None = None
        while True:
            try:
                heard = await self._hear(0 if self._has_more(heard) else LONG_POLL)
            except Exception as error:
                log.error("listening failed", platform=PLATFORM, error=type(error).__name__)
                heard = None
                await self._pause()

    def deep_link(self, code: str) -> str:
        """A link that opens a chat with the bot and hands it the code.

        The bare code while the server has never been reached.
        """
        return self._client.deep_link(code)

    # --- the port -----------------------------------------------------------------------------

    async def perform(self, parcel: Parcel) -> Delivery:
        """Deliver one parcel. Raises nothing: what is not known is `unknown`."""
        return await self._sender.perform(parcel)

    async def snapshot(self, room: str) -> Seen | None:
        """None: Telegram cannot show who is in a video chat or who reads along (Y10)."""
        return None

    # --- listening ----------------------------------------------------------------------------

    async def _hear(self, wait: int) -> int | None:
        """Ask once, and take. Answers how many updates came; None: there was no answer.

        With a webhook: how many wait at the server.
        """
        if self._hooked is not None:
            return await self._hear_by(self._hooked, wait)
        arrived = await self._ask(wait)
        await self._taker.take()
        if arrived:
            await self._taker.receive(arrived)
            self._offset = arrived[-1].id + 1
        if arrived is None:
            await self._pause()
            return None
        if not arrived:
            await self._reach.found()
        return len(arrived)

    def _has_more(self, heard: int | None) -> bool:
        """Whether the server may hold more now; after a loss only an empty answer is a no."""
        if heard is None or self._hooked is not None or self._reach.troubled:
            return heard != 0
        return heard >= MOST_AT_ONCE

    async def _hear_by(self, hooked: Hooked, wait: int) -> int | None:
        began = self._now()
        try:
            await self._client.introduce()
            waiting = await hooked.hear(wait)
        except (TelegramError, AdapterError) as error:
            await self._not_heard(error, began)
            await self._pause()
            return None
        self._answered()
        return waiting

    async def _ask(self, wait: int) -> list[Arrived] | None:
        began = self._now()
        try:
            await self._client.introduce()
            arrived = await self._client.updates(self._offset, wait)
        except (TelegramError, AdapterError) as error:
            await self._not_heard(error, began)
            return None
        self._answered()
        return arrived

    def _answered(self) -> None:
        self._failures, self._trouble, self._asked_to_wait = 0, "", 0.0

    async def _not_heard(self, error: Exception, began: datetime) -> None:
        trouble = _what(error)
        if trouble != self._trouble:
            log.warning(trouble, platform=PLATFORM, error=type(error).__name__)
        self._trouble = trouble
        self._asked_to_wait = seconds(error) if isinstance(error, RetryAfter) else 0.0
        await self._reach.lost(error, began)

    async def _pause(self) -> None:
        """Wait longer each time, and at least as long as the server asked for."""
        wait = longer_each_time(self._failures, first=1, most=SLOWEST_RETRY)
        self._failures += 1
        await self._sleep(max(wait, self._asked_to_wait))

    async def _moved(self, old: int, new: int) -> None:
        moved = RoomMoved(platform=PLATFORM, old=str(old), new=str(new))
        await self._engine.accept(moved, f"{PLATFORM}/moved/{old}/{new}")


def _what(error: Exception) -> str:
    match error:
        case WebhookRefusedError():
            return str(error)
        case InvalidToken() | AdapterError():
            return "the bot's token is not accepted; put a new one into ALONGSIDE_TELEGRAM__TOKEN"
        case Conflict():
            return "another program asks for this bot's updates; stop it"
        case RetryAfter():
            return "the server asks to wait"
        case _:
            return "the server does not answer"
