"""The library's client, made ready to be listened to, and what is asked of it by the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import structlog
from discord.gateway import DiscordWebSocket

from bot.adapters.discord.library import (
    INTENTS,
    LONGEST_WAIT,
    SILENT_AFTER,
    Ears,
    Listening,
    Sharded,
    Single,
    honest_about_trouble,
    keep_quiet,
    no_heart_beats,
    point_at,
)
from bot.ports import AdapterError

log = structlog.get_logger()

CANCEL_AGAIN_AFTER = 0.1
"""Seconds."""


class Client:
    """One bot on one server."""

    def __init__(
        self,
        token: str,
        api_url: str,
        gateway_url: str,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        """`api_url`: where the API is, with its version. `sleep` waits for seconds."""
        keep_quiet()
        point_at(api_url, gateway_url)
        self.ears: Ears
        """Set before anything is asked for."""
        self._token = token
        self._sleep = sleep
        self._background: set[asyncio.Task[None]] = set()
        self._knows_itself = False
        self._bot: discord.Client | None = None

    @property
    def bot(self) -> discord.Client:
        """The library's client; one that has not logged in yet can send nothing."""
        if self._bot is None:
            self._bot = self._new(Single)
        return self._bot

    @property
    def introduced(self) -> bool:
        """Whether requests can be made."""
        return self._knows_itself

    async def introduce(self) -> None:
        """Ask who we are, and how many connections there should be.

        Does nothing the second time.

        Raises:
            AdapterError: the token is wrong.
            discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError: the server
                did not answer as it should.
        """
        if self._knows_itself:
            return
        try:
            await self.bot.login(self._token)
            shards, _, _ = await self.bot.http.get_bot_gateway()
            if shards > 1:
                await self.bot.close()
                self._bot = self._new(Sharded, shard_count=shards)
                await self.bot.login(self._token)
        except discord.LoginFailure:
            await self.renew()
            raise wrong_token() from None
        except BaseException:
            await self.renew()
            raise
        self._knows_itself = True

    async def connect(self) -> None:
        """Listen until the connection has ended for good. Raises why it did.

        A large bot's library takes being cancelled, while it asks for a further session, for a
        connection that failed, and goes on; so it is cancelled until it has ended.
        """
        connecting = asyncio.create_task(self.bot.connect(), name="discord-connection")
        try:
            await asyncio.shield(connecting)
        finally:
            while not connecting.done():
                connecting.cancel()
                await asyncio.wait({connecting}, timeout=CANCEL_AGAIN_AFTER)

    @property
    def heard_until(self) -> int:
        """The number of the last event that was heard in this session; 0: none."""
        ws: DiscordWebSocket | None = self._bot.ws if self._bot is not None else None
        return (ws.sequence if ws is not None else None) or 0

    def is_closed(self) -> bool:
        """Whether the library has given up."""
        return self._bot is not None and self._bot.is_closed()

    async def renew(self) -> None:
        """Close the library's client; it cannot be used again, so the next one is new."""
        self._knows_itself = False
        if self._bot is not None:
            bot, self._bot = self._bot, None
            await bot.close()
            await no_heart_beats()

    async def close(self) -> None:
        """Close every connection; what still runs in the background is given up."""
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.renew()

    def later(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do something by the way that nothing depends on; an error is noted, no more."""
        task = asyncio.create_task(_by_the_way(what, work))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def idle(self) -> None:
        """Until nothing runs in the background any more."""
        while self._background:
            await asyncio.gather(*self._background, return_exceptions=True)

    def _new(self, kind: type[Listening], **more: Any) -> discord.Client:
        bot = kind(
            intents=INTENTS,
            max_messages=None,
            heartbeat_timeout=SILENT_AFTER,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=honest_about_trouble(),
            enable_debug_events=True,
            # Servers are waited for in `Watching`, until the last is shown, and no longer.
            guild_ready_timeout=0,
            **more,
        )
        bot.ears, bot.sleep = self.ears, self._sleep
        # The library's own option allows no less than 30 seconds, in which a place of the
        # outbox would be taken, and an alert to somebody else would wait behind it.
        bot.http.max_ratelimit_timeout = LONGEST_WAIT
        return bot


async def _by_the_way(what: str, work: Callable[[], Awaitable[object]]) -> None:
    try:
        await work()
    except Exception as error:  # nobody waits for it, so nobody else would hear of it
        log.info("left undone", platform="discord", what=what, error=type(error).__name__)


def wrong_token() -> AdapterError:
    """What is said when Discord does not know the token."""
    return AdapterError(
        "Discord does not accept the bot's token; put the one from the bot's page in the developer "
        "portal into ALONGSIDE_DISCORD__TOKEN, and look whether ALONGSIDE_DISCORD__API_URL is "
        "right."
    )
