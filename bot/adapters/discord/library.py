"""The library, as it is used here: what of it is made otherwise, and why."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, ClassVar, Literal, Protocol

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route

from bot.patience import longer_each_time

log = structlog.get_logger()

LONGEST_WAIT = 1.0
"""Seconds a request may wait inside the library, not to be too fast. A longer wait is told."""
SOONEST_RETRY = 0.1
SLOWEST_RETRY = 5.0
"""Seconds between tries to reach the gateway, at the most."""
QUIET = 60.0
"""Seconds without a failure, after which the next one is a new story."""
IDENTIFY_AFTER = 5.0
"""Seconds that Discord wants between two sessions."""
SILENT_AFTER = 50.0
"""Seconds without any sign from the gateway, which beats every 41, until it counts as lost."""
LAST_BEAT_WITHIN = 2.0
"""Seconds that a heartbeat on its way may take when everything is closed."""
SERVER_TROUBLE = frozenset({500, 502, 504, 524})
"""What the library would try again by itself, up to 25 seconds long."""

INTENTS = discord.Intents(guilds=True, voice_states=True, guild_messages=True, dm_messages=True)
"""None of them is privileged."""


What = Literal["began", "lost", "resumed", "ready"]


class Ears(Protocol):
    """Who is told what the client hears, at once and in order."""

    def heard(self) -> None: ...
    def lost(self, shard: int) -> None: ...
    def began(self, shard: int) -> None: ...
    def resumed(self, shard: int) -> None: ...
    def ready(self, shard: int) -> None: ...
    def here(self, guild: discord.Guild) -> None: ...
    def gone(self, guild: discord.Guild) -> None: ...
    def moved(self, member: discord.Member) -> None: ...
    def written(self, message: discord.Message) -> None: ...
    def asked(self, interaction: discord.Interaction) -> None: ...


class Listening(discord.Client):
    """Hands on what happens while the cache still is as it was then.

    The library makes a task of every event. In a burst many more events have changed the cache
    when the first of them runs.
    """

    of_shards: ClassVar[dict[str, What]]
    """What the library calls the beginning and the end of each connection."""
    ears: Ears
    sleep: Callable[[float], Awaitable[None]]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait before a further session."""
        if not initial:
            await self.sleep(IDENTIFY_AFTER)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """One event of the library. Nothing that goes wrong here ends the connection."""
        try:
            self._hand_on(event, args)
        except Exception as error:
            log.error("not heard", platform="discord", what=event, error=type(error).__name__)
        super().dispatch(event, *args, **kwargs)

    def _hand_on(self, event: str, args: tuple[Any, ...]) -> None:
        match event:
            case "socket_raw_receive":
                self.ears.heard()
            case "voice_state_update":
                self.ears.moved(args[0])
            case "message":
                self.ears.written(args[0])
            case "interaction":
                self.ears.asked(args[0])
            case "guild_available" | "guild_join":
                self.ears.here(args[0])
            case "guild_unavailable" | "guild_remove":
                self.ears.gone(args[0])
            case _ if event in self.of_shards:
                self._of_shard(self.of_shards[event], args[0] if args else 0)

    def _of_shard(self, what: What, shard: int) -> None:
        match what:
            case "began":
                self.ears.began(shard)
            case "lost":
                self.ears.lost(shard)
            case "resumed":
                self.ears.resumed(shard)
            case "ready":
                self.ears.ready(shard)


class Single(Listening):
    """One connection to the gateway."""

    of_shards: ClassVar[dict[str, What]] = {
        "connect": "began",
        "disconnect": "lost",
        "resumed": "resumed",
        "ready": "ready",
    }


class Sharded(Listening, discord.AutoShardedClient):
    """Several connections, as many as Discord recommends, of which each may be lost alone."""

    of_shards: ClassVar[dict[str, What]] = {
        "shard_connect": "began",
        "shard_disconnect": "lost",
        "shard_resumed": "resumed",
        "shard_ready": "ready",
    }


class Patience:
    """Asks for the gateway again soon: the library would wait up to 17 minutes in the end."""

    def __init__(self) -> None:
        self._tries = 0
        self._last = 0.0

    def delay(self) -> float:
        """Seconds until the next try; longer each time, until there has been quiet."""
        now = time.monotonic()
        self._tries = 0 if now - self._last > QUIET else self._tries + 1
        self._last = now
        return longer_each_time(self._tries, first=SOONEST_RETRY, most=SLOWEST_RETRY)


def point_at(api_url: str, gateway_url: str) -> None:
    """Where the library finds Discord. It keeps that for all its clients in one place."""
    Route.BASE = api_url.rstrip("/")
    address = type(DiscordWebSocket.DEFAULT_GATEWAY)
    DiscordWebSocket.DEFAULT_GATEWAY = address(gateway_url)
    for module in (discord.client, discord.shard):
        vars(module).update(ExponentialBackoff=Patience)


def keep_quiet() -> None:
    """The library logs what it sends and receives, with names and texts in it (V3)."""
    for name in ("discord", "aiohttp"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def honest_about_trouble() -> aiohttp.TraceConfig:
    """An error of the server is told at once; the outbox knows better when to try again."""

    async def ended(
        _: aiohttp.ClientSession, __: SimpleNamespace, made: aiohttp.TraceRequestEndParams
    ) -> None:
        if made.response.status in SERVER_TROUBLE:
            raise discord.DiscordServerError(made.response, "")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


async def no_heart_beats() -> None:
    """Wait for the library's heartbeat threads: one that beats on may find its loop gone."""
    loop = asyncio.get_running_loop()
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler) and thread.ws.loop is loop:
            thread.stop()
            await asyncio.to_thread(thread.join, LAST_BEAT_WITHIN)
