"""The doctor on Discord: one line for each thing that is missing, and what it is for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.cli.doctor_discord import examine_discord
from bot.cli.findings import Finding, Level
from bot.model.meeting import RoomUse
from bot.ports import RoomDetails
from bot.settings import DiscordSettings, Settings
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.bits import BOT_DEFAULT, Permission
from tests.fakes.discord.channel import Channel
from tests.fakes.discord.guild import Guild


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


def settings(server: FakeDiscord, token: str | None = None) -> Settings:
    given = DiscordSettings(
        token=SecretStr(token or server.token),
        api_url=server.api_url,
        gateway_url=server.gateway_url,
    )
    return Settings(discord=given)


def on_record(guild: Guild, **rooms: Channel) -> list[RoomDetails]:
    server = RoomDetails(group="g", ref=str(guild.id), title=guild.name, kind=RoomUse.SERVER)
    return [server] + [
        RoomDetails(group="g", ref=str(room.id), title=room.name, kind=RoomUse(use))
        for use, room in rooms.items()
    ]


def not_so(findings: list[Finding]) -> list[str]:
    return [found.says for found in findings if found.level is not Level.OK]


async def test_all_is_well(server: FakeDiscord) -> None:
    guild = server.add_guild("Breathe Well")
    rooms = on_record(guild, meeting=guild.add_voice("Meet"), staff=guild.add_text("staff"))
    findings = await examine_discord(settings(server), rooms)
    assert not_so(findings) == []
    assert "no privileged intent has to be switched on" in findings[1].says
    assert "in its 2 rooms the bot may do all that it must" in findings[-1].says


async def test_a_permission_that_the_role_lacks_is_told_once_with_what_it_is_for(
    server: FakeDiscord,
) -> None:
    lost = Permission.MUTE_MEMBERS | Permission.MANAGE_ROLES
    guild = server.add_guild("Breathe Well", bot_permissions=BOT_DEFAULT & ~lost)
    lobby = guild.add_voice("Lobby")
    quiet = Permission.SPEAK | Permission.STREAM | Permission.SEND_MESSAGES
    lobby.overwrite(guild.everyone, deny=quiet)
    rooms = on_record(guild, meeting=guild.add_voice("Meet"), lobby=lobby)
    assert not_so(await examine_discord(settings(server), rooms)) == [
        "In the server “Breathe Well” the bot lacks the permission Mute Members, to pause a "
        "meeting; add it to its role.",
        "In the server “Breathe Well” the bot lacks the permission Manage Roles, to lock a room "
        "and to let people in one by one; add it to its role.",
    ]


async def test_a_lobby_that_is_not_silent_is_told(server: FakeDiscord) -> None:
    guild = server.add_guild("Breathe Well")
    lobby = guild.add_voice("Foyer")
    lobby.overwrite(guild.everyone, deny=Permission.SPEAK)
    rooms = on_record(guild, lobby=lobby)
    assert not_so(await examine_discord(settings(server), rooms)) == [
        "In the server “Breathe Well” people can use Video, Send Messages in the lobby “Foyer”, "
        "where young people may wait; deny that to @everyone there."
    ]
    quiet = Permission.SPEAK | Permission.STREAM | Permission.SEND_MESSAGES
    lobby.overwrite(guild.everyone, deny=quiet)
    assert not_so(await examine_discord(settings(server), rooms)) == []


async def test_a_permission_that_one_room_takes_away_is_told_of_that_room(
    server: FakeDiscord,
) -> None:
    guild = server.add_guild("Breathe Well")
    room = guild.add_voice("Meet")
    room.overwrite(server.world.bot.id, deny=Permission.SEND_MESSAGES)
    (told,) = not_so(await examine_discord(settings(server), on_record(guild, meeting=room)))
    assert told == (
        "In the server “Breathe Well”, in the room “Meet”, the bot lacks the permission "
        "Send Messages, to write in the room; add it to its role."
    )


async def test_a_room_that_is_gone_and_one_that_is_a_stage(server: FakeDiscord) -> None:
    guild = server.add_guild("Breathe Well")
    gone, stage = guild.add_voice("Meet"), guild.add_stage("Lobby")
    rooms = on_record(guild, meeting=gone, lobby=stage)
    gone.deletes()
    first, second = not_so(await examine_discord(settings(server), rooms))
    assert "the room “Meet” is gone or hidden" in first
    assert "the room “Lobby” is a stage" in second


async def test_a_server_that_is_not_set_up_and_one_that_the_bot_has_left(
    server: FakeDiscord,
) -> None:
    left = server.add_guild("Old")
    rooms = on_record(left)
    left.removes_bot()
    server.add_guild("New")
    assert not_so(await examine_discord(settings(server), rooms)) == [
        "In the server “New” nobody has used /setup yet.",
        "The bot is not in the server “Old” any more; invite it again.",
    ]


async def test_a_bot_in_no_server_gets_the_link_to_invite_it(server: FakeDiscord) -> None:
    (told,) = not_so(await examine_discord(settings(server), []))
    assert "oauth2/authorize" in told
    assert "applications.commands" in told


async def test_a_wrong_token_and_a_server_that_is_away(server: FakeDiscord) -> None:
    (told,) = not_so(await examine_discord(settings(server, "MTk4.Cl2FMQ.wrong"), []))
    assert "ALONGSIDE_DISCORD__TOKEN" in told
    server.goes_away()
    (told,) = not_so(await examine_discord(settings(server), []))
    assert "does not answer" in told
    assert server.token not in told
