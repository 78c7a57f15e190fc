"""The Discord server's gateway, used by the real library."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from tests.fakes.discord import FakeDiscord, Guild, Intent, User
from tests.fakes.discord.library import Client, client_for

IDENTIFY: dict[str, Any] = {
    "intents": 1,
    "properties": {"os": "linux", "browser": "test", "device": "test"},
}


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
def guild(server: FakeDiscord) -> Guild:
    guild = server.add_guild("Breathe Well")
    guild.add_voice("Meeting")
    return guild


@pytest.fixture
def maya(server: FakeDiscord, guild: Guild) -> User:
    return guild.add_member(server.add_user("Maya"))


@pytest.fixture
async def client(server: FakeDiscord, guild: Guild, maya: User) -> AsyncIterator[Client]:
    async with client_for(server) as client:
        yield client


def inside(client: Client) -> list[int]:
    return list(client.guilds[0].voice_channels[0].voice_states)


async def test_the_first_picture_has_who_is_in_a_room(
    server: FakeDiscord, guild: Guild, maya: User
) -> None:
    pat = guild.add_member(server.add_user("Pat"))
    maya.joins(guild.channel("Meeting"))
    async with client_for(server) as client:
        assert inside(client) == [maya.id]
        members = client.guilds[0].members
        assert {member.id for member in members} == {server.world.bot.id, maya.id}
        assert pat.id not in {member.id for member in members}
        assert server.connected
        assert client.guilds[0].me.guild_permissions.move_members
    await server.until(lambda: not server.connected)


async def test_a_resume_brings_what_was_missed(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    room = guild.channel("Meeting")
    server.drops_connection(resumable=True)
    maya.joins(room)
    maya.leaves()
    maya.joins(room)
    await server.until(lambda: client.heard("resumed"))
    assert len(client.heard("voice_state_update")) == 3
    assert (inside(client), server.gateway.resumes, server.gateway.identifies) == ([maya.id], 1, 1)


async def test_a_lost_session_brings_only_how_things_are_now(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    maya.joins(guild.channel("Meeting"))
    await server.until(lambda: inside(client))
    server.drops_connection(resumable=False)
    maya.leaves()
    await server.until(lambda: len(client.heard("ready")) == 2)
    await server.until(lambda: not inside(client))
    assert len(client.heard("voice_state_update")) == 1
    assert (server.gateway.resumes, server.gateway.identifies) == (0, 2)


async def test_a_client_resumes_when_asked_to_reconnect(
    client: Client, server: FakeDiscord
) -> None:
    server.asks_to_reconnect()
    await server.until(lambda: client.heard("resumed"))
    server.invalidates_session(resumable=True)
    await server.until(lambda: len(client.heard("resumed")) == 2)
    server.closes_connection(4000)
    await server.until(lambda: len(client.heard("resumed")) == 3)
    server.invalidates_session()
    await server.until(lambda: len(client.heard("ready")) == 2)


async def test_silence_is_noticed_and_what_was_missed_comes_after_it(
    server: FakeDiscord, guild: Guild, maya: User
) -> None:
    server.heartbeat_seconds = 0.1
    async with client_for(server, heartbeat_timeout=0.3) as client:
        server.goes_silent()
        maya.joins(guild.channel("Meeting"))
        await server.until(lambda: client.heard("resumed"))
        assert inside(client) == [maya.id]


async def test_a_client_beats_when_asked_to(client: Client, server: FakeDiscord) -> None:
    before = server.gateway.beats
    server.asks_for_heartbeat()
    await server.until(lambda: server.gateway.beats == before + 1)


async def test_a_client_that_does_not_beat_is_cut_off(server: FakeDiscord) -> None:
    server.heartbeat_seconds = 0.05
    async with aiohttp.ClientSession() as session, opened(session, server) as socket:
        await socket.receive()
        await socket.receive()
        assert socket.close_code == 4009


async def test_the_server_goes_away_and_comes_back(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    server.goes_away()
    with pytest.raises(aiohttp.ClientError):
        await client.fetch_user(maya.id)
    maya.joins(guild.channel("Meeting"))
    server.comes_back()
    await server.until(lambda: len(client.heard("ready")) == 2)
    await server.until(lambda: inside(client) == [maya.id])
    server.stops_listening()
    with pytest.raises(aiohttp.ClientConnectorError):
        await client.fetch_user(maya.id)
    await server.listens_again()
    await client.fetch_user(maya.id)


async def test_one_server_can_have_an_outage_of_its_own(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    guild.fails()
    await server.until(lambda: client.heard("guild_unavailable"))
    maya.joins(guild.channel("Meeting"))
    assert client.guilds[0].unavailable
    guild.recovers()
    await server.until(lambda: client.heard("guild_available"))
    assert inside(client) == [maya.id]
    assert client.heard("voice_state_update") == []
    guild.removes_bot()
    await server.until(lambda: client.heard("guild_remove"))


async def test_a_new_server_is_told_of(client: Client, server: FakeDiscord) -> None:
    server.add_guild("Another")
    (joined,) = await server.until(lambda: client.heard("guild_join"))
    assert joined.name == "Another"


async def test_each_event_can_come_twice(
    client: Client, server: FakeDiscord, guild: Guild, maya: User
) -> None:
    server.delivers_twice()
    maya.says("hello")
    maya.commands("help")
    await server.until(lambda: len(client.heard("interaction")) == 2)
    assert len({one.id for one in client.heard("interaction")}) == 1
    assert len(client.heard("message")) == 2
    server.delivers_once()
    maya.says("hello")
    await server.until(lambda: len(client.heard("message")) == 3)


async def test_members_are_fetched_by_their_ids(client: Client, guild: Guild, maya: User) -> None:
    (found,) = await client.guilds[0].query_members(user_ids=[maya.id])
    assert found.id == maya.id
    assert [m.id for m in await client.guilds[0].query_members("may")] == [maya.id]
    assert (await client.guilds[0].fetch_member(maya.id)).id == maya.id


async def test_a_presence_is_set_and_a_voice_channel_entered(
    client: Client, server: FakeDiscord, guild: Guild
) -> None:
    await client.change_presence(status=discord.Status.idle)
    room = client.guilds[0].voice_channels[0]
    await client.guilds[0].change_voice_state(channel=room)
    await server.until(lambda: guild.channel("Meeting").people)
    assert guild.channel("Meeting").people[0].id == server.world.bot.id


async def test_all_members_come_in_chunks_to_a_bot_that_may_see_them(
    server: FakeDiscord, guild: Guild, maya: User
) -> None:
    server.switches_on(Intent.GUILD_MEMBERS)
    intents = discord.Intents(guilds=True, members=True)
    async with client_for(server, intents=intents, chunk_guilds_at_startup=False) as client:
        found = await client.guilds[0].chunk()
        assert {m.id for m in found} == set(guild.state.members)
        guild.add_member(server.add_user("Pat"))
        await server.until(lambda: client.heard("member_join"))


async def test_a_privileged_intent_must_be_switched_on(server: FakeDiscord) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with client_for(server, intents=discord.Intents(members=True)):
            pass


def opened(session: aiohttp.ClientSession, server: FakeDiscord) -> Any:
    return session.ws_connect(f"{server.gateway_url}?v=10&encoding=json")


@pytest.mark.parametrize(
    ("sent", "code", "complaint"),
    [
        ({"op": 2, "d": IDENTIFY | {"token": "wrong"}}, 4004, None),
        ({"op": 2, "d": IDENTIFY | {"token": None, "colour": 1}}, 4004, "colour"),
        ({"op": 8, "d": {}}, 4003, None),
        ({"op": 5, "d": {}}, 4001, "op 5"),
    ],
)
async def test_what_the_gateway_does_not_take(
    server: FakeDiscord, sent: dict[str, Any], code: int, complaint: str | None
) -> None:
    async with aiohttp.ClientSession() as session, opened(session, server) as socket:
        assert json.loads((await socket.receive()).data)["op"] == 10
        await socket.send_json(sent)
        await socket.receive()
        assert socket.close_code == code
    if complaint is not None:
        assert complaint in server.unexpected.pop()


async def test_a_sequence_that_never_was_is_refused(client: Client, server: FakeDiscord) -> None:
    (session_id,) = server.world.sessions.by_id
    resume = {"token": server.token, "session_id": session_id, "seq": 999}
    async with aiohttp.ClientSession() as session, opened(session, server) as socket:
        await socket.receive()
        await socket.send_json({"op": 6, "d": resume})
        await socket.receive()
        assert socket.close_code == 4007


async def test_a_session_ends_with_a_normal_closure(server: FakeDiscord) -> None:
    async with aiohttp.ClientSession() as session, opened(session, server) as socket:
        await socket.receive()
        await socket.send_json({"op": 2, "d": IDENTIFY | {"token": server.token}})
        assert json.loads((await socket.receive()).data)["t"] == "READY"
        assert len(server.world.sessions.by_id) == 1
        await socket.close(code=1000)
    await server.until(lambda: not server.world.sessions.by_id)
