"""The Discord server with several shards, used by the real library."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.library import client_for


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


async def test_shards_have_their_own_servers(server: FakeDiscord) -> None:
    server.shards = 2
    guilds = [server.add_guild(f"Server {n}") for n in range(4)]
    for shard in (0, 1):
        async with client_for(server, shard_id=shard, shard_count=2) as client:
            mine = {guild.id for guild in client.guilds}
            assert mine == {g.id for g in guilds if (g.id >> 22) % 2 == shard}
            assert (await client.http.get_bot_gateway())[0] == 2


async def test_what_is_private_or_ephemeral_comes_to_the_first_shard(server: FakeDiscord) -> None:
    server.shards = 2
    guilds = [server.add_guild(f"Server {n}") for n in range(2)]
    (second,) = [guild for guild in guilds if (guild.id >> 22) % 2 == 1]
    maya, text = second.add_member(server.add_user("Maya")), second.add_text("general")
    async with (
        client_for(server, shard_id=0, shard_count=2) as first,
        client_for(server, shard_id=1, shard_count=2) as other,
    ):
        maya.commands("help", where=text)
        (interaction,) = await server.until(lambda: other.heard("interaction"))
        assert isinstance(interaction, discord.Interaction)
        await interaction.response.send_message("Hello", ephemeral=True)
        maya.says("Thank you")
        maya.writes(text, "hello all")
        await server.until(lambda: len(first.heard("message")) == 2)
        await server.until(lambda: len(other.heard("message")) == 1)
        assert [m.content for m in first.heard("message")] == ["Hello", "Thank you"]
        assert other.heard("message")[0].guild.id == second.id
