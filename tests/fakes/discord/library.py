"""The real library, pointed at the server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

WAITS_FOR_GUILDS_SECONDS = 5


class Reachable(Protocol):
    """A server in this process or in another."""

    @property
    def token(self) -> str: ...

    @property
    def api_url(self) -> str: ...

    @property
    def gateway_url(self) -> str: ...


class Client(discord.Client):
    """A client that keeps in mind what it was told, as (event, arguments)."""

    def __init__(self, intents: discord.Intents, **options: Any) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0, **options)
        self.told: list[tuple[str, tuple[Any, ...]]] = []
        self._heard = asyncio.Event()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Remember an event, and go on with it."""
        self.told.append((event, args))
        self._heard.set()
        super().dispatch(event, *args, **kwargs)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once, where the library waits five seconds."""

    async def hears_more(self) -> None:
        """Wait for the next event."""
        self._heard.clear()
        await self._heard.wait()

    def heard(self, event: str) -> list[Any]:
        """The first argument of each event of that name so far."""
        return [args[0] if args else None for name, args in self.told if name == event]


def plain_intents() -> discord.Intents:
    """Those that need no permission."""
    return discord.Intents(guilds=True, voice_states=True, guild_messages=True, dm_messages=True)


@asynccontextmanager
async def client_for(
    server: Reachable,
    *,
    intents: discord.Intents | None = None,
    token: str | None = None,
    ready: bool = True,
    **options: Any,
) -> AsyncIterator[Client]:
    """A client of discord.py on the server, logged in and ready."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = server.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    client = Client(intents or plain_intents(), **options)
    running = asyncio.create_task(client.start(token or server.token))
    try:
        if ready:
            await _until_ready(client, running)
        yield client
    finally:
        await client.close()
        await asyncio.gather(running, return_exceptions=True)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


async def _until_ready(client: Client, running: asyncio.Task[None]) -> None:
    """Wait for READY, or raise what kept the client from it."""
    while not hasattr(client, "_ready") or client.user is None:
        if running.done():
            return running.result()
        await asyncio.sleep(0)
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait({ready, running}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        ready.cancel()
        running.result()
    async with asyncio.timeout(WAITS_FOR_GUILDS_SECONDS):
        while any(guild.unavailable for guild in client.guilds):
            await client.hears_more()
