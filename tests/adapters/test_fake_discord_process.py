"""The Discord server as a process of its own, driven from outside."""

import aiohttp
import discord
import pytest

from tests.fakes.discord import NotAllowed, RemoteDiscord
from tests.fakes.discord.library import client_for


async def test_people_act_and_look_from_another_process() -> None:
    async with RemoteDiscord() as server:
        guild = await server.add_guild("Breathe Well")
        maya, pat = await server.add_user("Maya"), await server.add_user("Pat")
        await guild.add_member(maya, admin=True)
        with pytest.raises(NotAllowed, match="shares no server"):
            await pat.says("hello")
        room, text = await guild.add_voice("Meeting"), await guild.add_text("general")
        await maya.joins(room)
        async with client_for(server) as client:
            (inside,) = client.guilds[0].voice_channels[0].voice_states
            assert (inside, await room.people()) == (maya.id, ["Maya"])
            view = discord.ui.View(timeout=None)
            view.add_item(discord.ui.Button(label="Yes", custom_id="a:1:yes"))
            channel = await client.create_dm(discord.Object(maya.id))
            await channel.send("**OK?**", view=view)
            (asked,) = await server.until(maya.inbox)
            assert (asked.text, asked.raw, asked.labels) == ("OK?", "**OK?**", ("Yes",))
            pressed = await maya.presses(asked, "Yes")
            assert (pressed.delivered, pressed.acknowledged_after) == (True, None)
            await maya.writes(text, "hello")
            await maya.commands("ask", {"who": maya}, text)
            await maya.leaves()
            assert await room.people() == []
            assert [message.text for message in await text.messages()] == ["hello"]
            assert not (await server.seen(pressed)).failed


async def test_faults_are_set_from_another_process() -> None:
    async with RemoteDiscord() as server:
        guild, maya = await server.add_guild("Breathe Well"), await server.add_user("Maya")
        await guild.add_member(maya)
        async with client_for(server) as client:
            channel = await client.create_dm(discord.Object(maya.id))
            await server.does("fail", 503, method="POST")
            with pytest.raises(discord.DiscordServerError):
                await channel.send("Hello")
            await server.does("goes_away")
            with pytest.raises(aiohttp.ClientError):
                await channel.send("Hello")
            await server.does("comes_back")
            await channel.send("Hello")
            assert [message.text for message in await maya.inbox()] == ["Hello"]
            await server.stops_listening(0.1)
            with pytest.raises(aiohttp.ClientError):
                await channel.send("Hello")


async def test_what_nobody_expected_is_told_to_whoever_drove_it() -> None:
    server = RemoteDiscord()
    await server.__aenter__()
    async with client_for(server) as client:
        with pytest.raises(discord.HTTPException):
            await client.fetch_premium_sticker_packs()
    with pytest.raises(AssertionError, match="sticker-packs"):
        await server.__aexit__(None, None, None)
