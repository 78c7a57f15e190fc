"""What can be made to go wrong with the Discord server, met by the real library."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from tests.fakes.discord import FakeDiscord, Guild, User
from tests.fakes.discord.faults import Silence
from tests.fakes.discord.library import client_for

SENDING: dict[str, Any] = {"method": "POST", "path": r"/channels/\d+/messages$"}


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
def guild(server: FakeDiscord) -> Guild:
    return server.add_guild("Breathe Well")


@pytest.fixture
def maya(server: FakeDiscord, guild: Guild) -> User:
    return guild.add_member(server.add_user("Maya"))


@pytest.fixture
async def channel(
    server: FakeDiscord, guild: Guild, maya: User
) -> AsyncIterator[discord.DMChannel]:
    async with client_for(server, max_ratelimit_timeout=30) as client:
        yield await client.create_dm(discord.Object(maya.id))


async def test_a_503_is_raised_at_once(
    server: FakeDiscord, maya: User, channel: discord.DMChannel
) -> None:
    server.fail(503, **SENDING)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("Hello")
    assert maya.inbox == []
    await channel.send("Hello")
    assert len(maya.inbox) == 1
    assert server.calls[-2:] == [("POST", f"/channels/{channel.id}/messages")] * 2


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_429_says_how_long_to_wait(
    server: FakeDiscord, maya: User, channel: discord.DMChannel, everywhere: bool
) -> None:
    server.fail(429, retry_after=90, everywhere=everywhere, **SENDING)
    with pytest.raises(discord.RateLimited) as caught:
        await channel.send("Hello")
    assert caught.value.retry_after == 90
    server.fail(429, retry_after=0.01, everywhere=everywhere, **SENDING)
    await channel.send("Hello")
    assert len(maya.inbox) == 1


async def test_a_flood_lasts_for_its_time(
    server: FakeDiscord, maya: User, channel: discord.DMChannel
) -> None:
    server.answers_429_for(100)
    with pytest.raises(discord.RateLimited):
        await channel.send("Hello")
    server.time_passes(101)
    await channel.send("Hello")
    server.answers_429_for(100)
    server.heals()
    await channel.send("Hello")
    assert len(maya.inbox) == 2


async def test_a_429_has_the_headers_discord_gives(server: FakeDiscord) -> None:
    server.fail(429, retry_after=7, everywhere=True)
    headers = {"Authorization": f"Bot {server.token}", "User-Agent": "DiscordBot (test, 1)"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.get(f"{server.api_url}/users/@me") as answer:
            assert answer.status == 429
            assert answer.headers["Retry-After"] == "7"
            assert answer.headers["X-RateLimit-Scope"] == "global"
            assert answer.headers["X-RateLimit-Global"] == "true"
            assert await answer.json() == {
                "message": "You are being rate limited.",
                "retry_after": 7.0,
                "global": True,
            }
        async with session.get(f"{server.api_url}/users/@me") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "application/json"
            assert answer.headers["X-RateLimit-Remaining"] == "999"


@pytest.mark.parametrize(("fault", "arrived"), [("drop", 0), ("accept-then-drop", 1)])
async def test_a_connection_is_dropped_before_or_after(
    server: FakeDiscord, maya: User, channel: discord.DMChannel, fault: Silence, arrived: int
) -> None:
    server.fail(fault, **SENDING)
    with pytest.raises(aiohttp.ClientError):
        await channel.send("Hello", nonce="77:1")
    assert len(maya.inbox) == arrived
    await channel.send("Hello", nonce="77:1")
    assert len(maya.inbox) == 1


@pytest.mark.parametrize(("fault", "arrived"), [("silence", 0), ("accept-then-silence", 1)])
async def test_an_answer_never_comes(
    server: FakeDiscord, maya: User, channel: discord.DMChannel, fault: Silence, arrived: int
) -> None:
    server.fail(fault, **SENDING)
    sending = asyncio.create_task(channel.send("Hello"))
    await server.until(lambda: server.log[-1].fault)
    call = server.log[-1]
    assert (call.status, call.executed, sending.done()) == (None, bool(arrived), False)
    sending.cancel()
    assert len(maya.inbox) == arrived


async def test_faults_hit_as_often_as_asked(
    server: FakeDiscord, maya: User, channel: discord.DMChannel
) -> None:
    server.fail(403, code=50007, times=None, **SENDING)
    for _ in range(3):
        with pytest.raises(discord.Forbidden) as caught:
            await channel.send("Hello")
        assert caught.value.code == 50007
    server.heals()
    await channel.send("Hello")
    with pytest.raises(ValueError, match="no fault"):
        server.fail(418)


async def status_of(address: str, **headers: str) -> int:
    asking = aiohttp.ClientSession(headers=headers)
    async with asking as session, session.get(address) as answer:
        return answer.status


async def test_a_header_nobody_expected_fails_the_test(server: FakeDiscord) -> None:
    address, known = f"{server.api_url}/users/@me", {"Authorization": f"Bot {server.token}"}
    agent = {"User-Agent": "DiscordBot (test, 1)"}
    assert await status_of(address, **known, **agent, **{"X-Other": "1"}) == 400
    assert "x-other" in server.unexpected.pop()
    assert await status_of(address, **known) == 400
    assert "User-Agent" in server.unexpected.pop()
    assert await status_of(address, **agent) == 401


async def test_a_path_outside_the_api_fails_the_test(server: FakeDiscord) -> None:
    assert await status_of(server.api_url.replace("v10", "v9")) == 404
    assert "/api/v9" in server.unexpected.pop()
