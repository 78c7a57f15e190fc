"""The adapter: its life, and what the engine and the outbox see of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import discord
import structlog

from bot.adapters.discord import outcomes
from bot.adapters.discord.acts import Acts
from bot.adapters.discord.answering import Answering
from bot.adapters.discord.away import Away
from bot.adapters.discord.client import Client
from bot.adapters.discord.interface import Interface, Speech
from bot.adapters.discord.letters import Letters
from bot.adapters.discord.making import RoomMaker
from bot.adapters.discord.modals import with_a_form
from bot.adapters.discord.passing import Passing
from bot.adapters.discord.presence import PLATFORM, Presence
from bot.adapters.discord.reports import Reports
from bot.adapters.discord.sending import Sender
from bot.adapters.discord.watching import OnRooms, Watching
from bot.engine import Engine
from bot.model.people import Platform
from bot.ports import AdapterError, Delivery, Parcel, Seen, Store

log = structlog.get_logger()

PATIENCE = 10.0
"""Seconds an answer may take."""
INTRODUCED_WITHIN = 5.0
"""Seconds that logging in may take; then it is tried again."""
RETRY_AFTER = 2.0
"""Seconds between tries to log in, or to be answered at all."""


class DiscordAdapter:
    """Discord, as the engine and the outbox see it (`bot.ports.Adapter`)."""

    platform: Platform = PLATFORM

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        gateway_url: str,
        store: Store,
        engine: Engine,
        now: Callable[[], datetime],
        writer: Speech,
        on_away: Callable[[datetime], Awaitable[None]],
        on_back: Callable[[], Awaitable[None]],
        on_rooms_away: OnRooms,
        on_rooms_back: OnRooms,
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`writer` writes the words after a press.

        `on_away` is told since when Discord cannot be reached or seen, `on_back` when it can
        again and all that waited there was taken; `on_rooms_away` and `on_rooms_back` the same
        of the rooms of one server. `patience` is in seconds.
        """
        self._store = store
        self._now = now
        self._patience = patience
        self._sleep = sleep
        self._writer = writer
        self._trouble = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._asking: asyncio.Task[None] | None = None
        self._reports = Reports(store, engine, sleep)
        self._away = Away(partial(self._reports.put, alone=True), on_away, on_back, sleep)
        self._client = Client(token, api_url, gateway_url, sleep)
        answering = Answering(now, patience)
        self._interface = Interface(
            store=store, engine=engine, words=writer, answering=answering, now=now,
            maker=RoomMaker(lambda: self._client.bot, store), sleep=sleep,
        )  # fmt: skip
        self._acts = Acts(lambda: self._client.bot, store, now)
        passing = Passing(store, self._acts, self._client.later)
        self._letters = Letters(store, engine, self._client, self._reports, sleep)
        self._watching = Watching(
            bot=lambda: self._client.bot,
            presence=Presence(self._reports.seen, passing.passed),
            letters=self._letters,
            reports=self._reports,
            away=self._away,
            take=self._asked,
            now=now,
            whole_within=patience * 0.4,
            on_rooms_away=on_rooms_away,
            on_rooms_back=on_rooms_back,
            unread=self._unread,
            on_shows=self._shows,
            on_whole=lambda: self._client.later("lock what rests locked", self._acts.start),
        )
        self._client.ears = self._watching
        self._sender = Sender(
            self._client, self._letters, answering, self._acts, now, patience,
            self._unanswered, self._answered,
        )  # fmt: skip

    # --- its life -----------------------------------------------------------------------------

    async def start(self) -> None:
        """Find out who the bot is, and begin to listen. A server that is away is asked again.

        Raises:
            AdapterError: the token is wrong.
        """
        self._away.begin("gateway", self._now())
        if PLATFORM in await self._store.run(lambda books: books.platforms_away()):
            self._away.counted_as_away()
        self._reports.start()
        try:
            await self._introduce()
        except AdapterError:
            await self.stop()
            raise
        except Exception as error:
            self._note(error)
        self._tasks.append(asyncio.create_task(self._listen(), name="discord-listening"))

    async def stop(self) -> None:
        """Close every connection. What was reported and not taken is seen again at a start."""
        await self._interface.stop()
        self._away.stop()
        self._watching.stop()
        tasks = [*self._tasks, *([self._asking] if self._asking else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._letters.stop()
        await self._client.close()
        await self._reports.stop()

    async def drain_waiting(self) -> None:
        """Take everything that waits there, until every room can be looked at (L12).

        Waits until it is answered: give it a time limit.
        """
        try:
            await self._watching.caught_up.wait()
            await self.settled()
        except asyncio.CancelledError:
            self._away.counted_as_away()
            self._tasks.append(asyncio.create_task(self._say_that_it_is_back()))
            raise

    async def settled(self) -> None:
        """Until everything is taken that was heard by now."""
        await self._client.idle()
        await self._reports.settled()

    async def _say_that_it_is_back(self) -> None:
        """Whoever gave up waiting counts it as away, even if it was there a moment later."""
        await self._watching.caught_up.wait()
        await self._sleep(RETRY_AFTER)
        if self._away.since("gateway") is None:
            self._away.found("gateway")

    async def run(self) -> None:
        """Listen until cancelled. Nothing that goes wrong ends it."""
        await self._tasks[0]

    # --- the port -----------------------------------------------------------------------------

    async def perform(self, parcel: Parcel) -> Delivery:
        """Deliver one parcel. Raises nothing: what is not known is `unknown`."""
        return await self._sender.perform(with_a_form(parcel, self._writer))

    async def snapshot(self, room: str) -> Seen | None:
        """Who is in a room now; None for a text room, and while nothing is seen there."""
        return self._watching.snapshot(room)

    @property
    def heard_until(self) -> int:
        """The number of the last event that was heard in this session; 0: none."""
        return self._client.heard_until

    # --- listening ----------------------------------------------------------------------------

    async def _listen(self) -> None:
        while True:
            try:
                await self._introduce()
                await self._client.connect()
            except Exception as error:
                self._note(error)
            self._watching.ended()
            if self._client.is_closed():
                await self._client.renew()
            await self._sleep(RETRY_AFTER)

    async def _introduce(self) -> None:
        async with asyncio.timeout(min(self._patience, INTRODUCED_WITHIN)):
            await self._client.introduce()
        self._trouble = ""

    def _note(self, error: Exception) -> None:
        trouble = _what(error)
        if trouble != self._trouble:
            log.warning(trouble, platform=PLATFORM, error=type(error).__name__)
        self._trouble = trouble

    def _asked(self, interaction: discord.Interaction) -> None:
        self._client.later("take an interaction", partial(self._interface.take, interaction))

    def _shows(self, account: str) -> None:
        self._client.later("look at a camera", partial(self._acts.shows, account))

    # --- whether requests are answered --------------------------------------------------------

    def _unread(self, error: Exception) -> None:
        log.warning("messages not read yet", platform=PLATFORM, error=type(error).__name__)
        self._unanswered(self._now())

    def _unanswered(self, since: datetime) -> None:
        self._away.lost("answers", since)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_again(), name="discord-asking")

    def _answered(self) -> None:
        self._away.found("answers")
        if self._letters.unread:
            self._client.later("read messages", self._letters.catch_up)

    async def _ask_again(self) -> None:
        """Nothing may be there to be sent for a long time; so it is asked for nothing."""
        while self._away.since("answers") is not None:
            await self._sleep(RETRY_AFTER)
            try:
                async with asyncio.timeout(self._patience):
                    await self._client.bot.application_info()
            except outcomes.NOT_REACHED:
                continue
            except discord.DiscordException:
                pass  # whatever it says, it answers
            self._answered()


def _what(error: Exception) -> str:
    match error:
        case AdapterError() | discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            return "the bot's token is not accepted; put a new one into ALONGSIDE_DISCORD__TOKEN"
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed(code=4013 | 4014):
            return "the gateway does not grant what the bot asks to see"
        case _:
            return "the server does not answer"
