"""What the doctor asks of Discord: does the token work, and may the bot do what it must?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.adapters.discord.library import INTENTS, keep_quiet, point_at
from bot.adapters.discord.permissions import EVERYWHERE, IN_ROOM, Need, lacking
from bot.cli.findings import Finding, attention, ok, wrong
from bot.model.meeting import RoomUse
from bot.ports import RoomDetails
from bot.settings import DiscordSettings, Settings

QUIETLY = (
    (discord.Permissions(speak=True).value, "Speak"),
    (discord.Permissions(stream=True).value, "Video"),
    (discord.Permissions(send_messages=True).value, "Send Messages"),
)
"""What nobody should be able to do in the lobby, as Discord shows it to people."""
PATIENCE = 20.0
"""Seconds to wait for all answers."""
ABOUT = "Discord"
WANTED = {
    "guilds": "servers and their rooms",
    "voice_states": "who is in a voice room",
    "guild_messages": "that somebody wrote in a room",
    "dm_messages": "what people write to it privately",
}
"""What the bot has to be told by the gateway, by the library's names. None is privileged."""


async def examine_discord(settings: Settings, rooms: Sequence[RoomDetails]) -> list[Finding]:
    """Ask Discord about the bot, its servers, and the rooms on record. Changes nothing."""
    given = settings.discord
    if given.token is None:
        return []
    try:
        async with asyncio.timeout(PATIENCE), _client(given) as client:
            return [*_myself(client), *await _places(client, rooms)]
    except discord.LoginFailure:
        return [
            wrong(
                ABOUT,
                f"{given.api_url} does not know the token; make a new one on the bot's page in the "
                "developer portal, and set ALONGSIDE_DISCORD__TOKEN to it.",
            )
        ]
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
        return [
            wrong(
                ABOUT,
                f"{given.api_url} does not answer; check the connection, or "
                "ALONGSIDE_DISCORD__API_URL if you use a compatible server.",
            )
        ]


@asynccontextmanager
async def _client(given: DiscordSettings) -> AsyncIterator[discord.Client]:
    keep_quiet()
    point_at(given.api_url, given.gateway_url)
    client = discord.Client(intents=INTENTS)
    try:
        await client.login(given.token.get_secret_value() if given.token else "")
        yield client
    finally:
        await client.close()


def _myself(client: discord.Client) -> Iterator[Finding]:
    yield ok(ABOUT, f"the token is that of {client.user}")
    missing = [name for name in WANTED if not getattr(INTENTS, name)]
    for name in missing:
        yield wrong(ABOUT, f"The bot does not ask for the intent {name}, to see {WANTED[name]}.")
    if not missing:
        seen = ", ".join(WANTED.values())
        yield ok(ABOUT, f"it is told of {seen}; no privileged intent has to be switched on")


async def _places(client: discord.Client, rooms: Sequence[RoomDetails]) -> list[Finding]:
    servers = [await client.fetch_guild(one.id) async for one in client.fetch_guilds()]
    found: list[Finding] = []
    for server in servers:
        found += await _server(client, server, rooms)
    found += _gone(rooms, {str(server.id) for server in servers})
    if not servers:
        link = discord.utils.oauth_url(
            client.application_id or 0,
            permissions=discord.Permissions(**{need.flag: True for need in EVERYWHERE}),
            scopes=("bot", "applications.commands"),
        )
        found.append(attention(ABOUT, f"The bot is in no server yet; open {link} to invite it."))
    return found


async def _server(
    client: discord.Client, server: discord.Guild, rooms: Sequence[RoomDetails]
) -> list[Finding]:
    me = await server.fetch_member(client.user.id if client.user else 0)
    channels = {str(channel.id): channel for channel in await server.fetch_channels()}
    missing = list(lacking(me.guild_permissions, EVERYWHERE))
    named = f"In the server “{server.name}”"
    found = [wrong(ABOUT, _lacks(named, need)) for need in missing]
    own = _rooms_of(server, rooms)
    for room in own:
        found += _room(room, channels.get(room.ref), me, named, missing)
    if not found:
        there = f"and in its {len(own)} rooms " if own else ""
        found.append(
            ok(ABOUT, f"in the server “{server.name}” {there}the bot may do all that it must")
        )
    if not own:
        found.append(attention(ABOUT, f"{named} nobody has used /setup yet."))
    return found


def _rooms_of(server: discord.Guild, rooms: Sequence[RoomDetails]) -> list[RoomDetails]:
    """The rooms on record of the group whose server it is, without the server itself."""
    groups = {room.group for room in rooms if room.ref == str(server.id)}
    return [room for room in rooms if room.group in groups and room.kind is not RoomUse.SERVER]


def _room(
    room: RoomDetails,
    channel: discord.abc.GuildChannel | None,
    me: discord.Member,
    named: str,
    known: Collection[Need],
) -> Iterator[Finding]:
    """What is wrong in one room, but for what is wrong in the whole server."""
    if channel is None:
        yield wrong(
            ABOUT, f"{named} the room “{room.title}” is gone or hidden from the bot; use /setup."
        )
        return
    if isinstance(channel, discord.StageChannel):
        yield wrong(
            ABOUT,
            f"{named} the room “{room.title}” is a stage, where people are silent until somebody "
            "lets them speak; choose a voice channel with /setup.",
        )
    if room.kind is RoomUse.LOBBY and not isinstance(channel, discord.StageChannel):
        yield from _lobby(room, channel, named)
    for need in lacking(channel.permissions_for(me), IN_ROOM[room.kind]):
        if need not in known:
            yield wrong(ABOUT, _lacks(f"{named}, in the room “{room.title}”,", need))


def _lobby(room: RoomDetails, channel: discord.abc.GuildChannel, named: str) -> Iterator[Finding]:
    """The lobby is silent and without cameras (Y11): people wait there, also young ones."""
    everyone = channel.permissions_for(channel.guild.default_role).value
    allowed = [shown for bit, shown in QUIETLY if everyone & bit]
    if allowed:
        yield attention(
            ABOUT,
            f"{named} people can use {', '.join(allowed)} in the lobby “{room.title}”, where "
            "young people may wait; deny that to @everyone there.",
        )


def _lacks(where: str, need: Need) -> str:
    return f"{where} the bot lacks the permission {need.shown}, {need.why}; add it to its role."


def _gone(rooms: Sequence[RoomDetails], servers: Collection[str]) -> Iterator[Finding]:
    for room in rooms:
        if room.kind is RoomUse.SERVER and room.ref not in servers:
            yield wrong(
                ABOUT, f"The bot is not in the server “{room.title}” any more; invite it again."
            )
