"""The Discord server's voice channels and permissions, used by the real library."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any

import discord
import pytest

from tests.fakes.discord import FakeDiscord, Guild, NotAllowed, Permission, User
from tests.fakes.discord.library import Client, client_for


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
def guild(server: FakeDiscord) -> Guild:
    return server.add_guild("Breathe Well")


@pytest.fixture
def maya(server: FakeDiscord, guild: Guild) -> User:
    return guild.add_member(server.add_user("Maya"), admin=True)


@pytest.fixture
def pat(server: FakeDiscord, guild: Guild) -> User:
    return guild.add_member(server.add_user("Pat"))


@pytest.fixture
async def client(server: FakeDiscord, guild: Guild, maya: User, pat: User) -> AsyncIterator[Client]:
    async with client_for(server) as client:
        yield client


async def code_of(doing: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as caught:
        await doing
    return caught.value.status, caught.value.code


def the_room(client: Client, name: str = "Meeting") -> discord.VoiceChannel:
    (found,) = [c for c in client.guilds[0].voice_channels if c.name == name]
    return found


async def the_member(server: FakeDiscord, client: Client, user: User) -> discord.Member:
    await server.until(lambda: client.guilds[0].get_member(user.id))
    return await client.guilds[0].fetch_member(user.id)


async def test_joins_moves_and_leaves_are_seen(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    room, lobby = guild.add_voice("Meeting"), guild.add_voice("Lobby")
    pat.joins(room)
    assert (room.people, lobby.people) == ([pat], [])
    pat.moves(lobby)
    pat.leaves()
    assert (room.people, lobby.people) == ([], [])
    await server.until(lambda: len(client.heard("voice_state_update")) == 3)
    pat.joins(room)
    await server.until(lambda: list(the_room(client).voice_states) == [pat.id])
    pat.leaves_guild(guild)
    await server.until(lambda: not the_room(client).voice_states)


async def test_whoever_may_not_connect_does_not_get_in(guild: Guild, maya: User, pat: User) -> None:
    room, text = guild.add_voice("Meeting"), guild.add_text("general")
    room.overwrite(guild.everyone, deny=Permission.CONNECT)
    with pytest.raises(NotAllowed, match="may not connect"):
        pat.joins(room)
    maya.joins(room)
    room.overwrite(pat, allow=Permission.CONNECT)
    pat.joins(room)
    room.overwrite(pat)
    assert room.people == [maya, pat]
    pat.leaves()
    with pytest.raises(NotAllowed):
        pat.joins(room)
    with pytest.raises(NotAllowed, match="no voice channel"):
        pat.joins(text)


async def test_overwrites_are_taken_in_their_order(guild: Guild, pat: User) -> None:
    room = guild.add_voice("Meeting")
    staff, guests = guild.add_role("Staff"), guild.add_role("Guests")
    room.overwrite(guild.everyone, deny=Permission.CONNECT)
    room.overwrite(staff.id, allow=Permission.CONNECT)
    room.overwrite(guests.id, deny=Permission.CONNECT)
    assert not room.lets_in(pat)
    guild.gives(pat, guests)
    guild.gives(pat, staff)
    assert room.lets_in(pat)
    room.overwrite(pat, deny=Permission.VIEW_CHANNEL)
    assert not room.lets_in(pat)


async def test_the_bot_locks_a_room_without_locking_itself_out(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    room = guild.add_voice("Meeting")
    await server.until(lambda: client.guilds[0].voice_channels)
    mine = the_room(client)
    me, everyone = client.guilds[0].me, client.guilds[0].default_role
    await mine.set_permissions(me, connect=True, view_channel=True)
    await mine.set_permissions(everyone, connect=False)
    assert not room.lets_in(pat)
    assert room.overwrites[guild.id].deny == Permission.CONNECT
    member = await client.guilds[0].fetch_member(pat.id)
    await mine.set_permissions(member, connect=True)
    pat.joins(room)
    await mine.set_permissions(member, overwrite=None)
    assert room.people == [pat]
    assert pat.id not in room.overwrites
    await mine.set_permissions(me, overwrite=None)
    assert await code_of(mine.set_permissions(everyone, overwrite=None)) == (403, 50001)


async def test_only_what_one_has_oneself_can_be_granted(
    client: Client, server: FakeDiscord, guild: Guild
) -> None:
    guild.add_voice("Meeting")
    await server.until(lambda: client.guilds[0].voice_channels)
    mine, everyone = the_room(client), client.guilds[0].default_role
    assert await code_of(mine.set_permissions(everyone, kick_members=True)) == (403, 50013)
    assert await code_of(mine.set_permissions(everyone, manage_roles=True)) == (403, 50013)
    guild.bot_permissions = int(Permission.VIEW_CHANNEL | Permission.CONNECT)
    assert await code_of(mine.set_permissions(everyone, connect=False)) == (403, 50013)
    guild.bot_permissions = discord.Permissions(administrator=True)
    await mine.set_permissions(everyone, manage_roles=True)
    stranger = client.http.edit_channel_permissions(mine.id, 5, "0", "0", 1)
    assert await code_of(stranger) == (404, 10009)


async def test_a_server_mute_outlasts_leaving_and_needs_somebody_inside(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    room = guild.add_voice("Meeting")
    pat.joins(room)
    member = await the_member(server, client, pat)
    await member.edit(mute=True, deafen=True, reason="asked for quiet")
    assert (room.muted, room.deafened) == ([pat], [pat])
    assert server.log[-1].reason == "asked for quiet"
    pat.leaves()
    assert await code_of(member.edit(mute=False)) == (400, 40032)
    assert await code_of(member.move_to(None)) == (400, 40032)
    pat.joins(room)
    assert room.muted == [pat]
    await member.edit(mute=False)
    assert (room.muted, room.deafened) == ([], [pat])
    guild.bot_permissions &= ~Permission.MUTE_MEMBERS
    assert await code_of(member.edit(mute=True)) == (403, 50013)


async def test_the_bot_moves_people_where_it_can_go_itself(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    room, locked = guild.add_voice("Meeting"), guild.add_voice("Locked")
    locked.overwrite(pat, deny=Permission.CONNECT)
    pat.joins(room)
    member = await the_member(server, client, pat)
    target = await server.until(lambda: client.get_channel(locked.id))
    assert isinstance(target, discord.VoiceChannel)
    await member.move_to(target)
    assert locked.people == [pat]
    await member.move_to(None)
    assert (room.people, locked.people) == ([], [])
    pat.joins(room)
    locked.overwrite(server.world.bot.id, deny=Permission.CONNECT)
    assert await code_of(member.move_to(target)) == (403, 50001)
    guild.bot_permissions &= ~Permission.MOVE_MEMBERS
    assert await code_of(member.move_to(None)) == (403, 50013)


async def test_staff_move_and_kick_and_the_audit_log_says_who(
    client: Client, server: FakeDiscord, guild: Guild, maya: User, pat: User
) -> None:
    room, lobby = guild.add_voice("Meeting"), guild.add_voice("Lobby")
    pat.joins(room)
    with pytest.raises(NotAllowed, match="MOVE_MEMBERS"):
        pat.moves_other(pat, lobby)
    maya.moves_other(pat, lobby)
    maya.moves_other(pat, None)
    pat.joins(room)
    maya.mutes_other(pat)
    assert room.muted == [pat]
    guild.kicks(pat)
    assert room.people == []
    log = [entry async for entry in client.guilds[0].audit_logs(limit=5)]
    Action = discord.AuditLogAction
    actions = [Action.kick, Action.member_disconnect, Action.member_move]
    assert [entry.action for entry in log] == actions
    assert isinstance(log[0].target, discord.User)
    assert log[0].target.id == pat.id
    assert log[1].user_id == maya.id
    guild.bot_permissions &= ~Permission.VIEW_AUDIT_LOG
    with pytest.raises(discord.Forbidden):
        [entry async for entry in client.guilds[0].audit_logs()]


async def test_the_bot_makes_changes_and_deletes_channels(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    mine = client.guilds[0]
    category = await mine.create_category("Alongside")
    shut = discord.PermissionOverwrite(connect=False)
    locked: dict[Any, discord.PermissionOverwrite] = {mine.default_role: shut}
    room = await mine.create_voice_channel("Meeting", category=category, overwrites=locked)
    notes = await mine.create_text_channel("notes", category=category, topic="what was said")
    seen = guild.channel("Meeting")
    assert seen.state.parent == category.id
    assert not seen.lets_in(pat)
    await notes.edit(name="minutes")
    assert guild.channel(notes.id).name == "minutes"
    assert await code_of(room.edit(name="Circle")) == (403, 50001)
    seen.overwrite(guild.everyone)
    pat.joins(seen)
    await room.delete()
    await server.until(lambda: mine.get_channel(room.id) is None)
    assert client.heard("voice_state_update")
    guild.bot_permissions &= ~Permission.MANAGE_CHANNELS
    assert await code_of(mine.create_text_channel("other")) == (403, 50013)


async def test_a_channel_takes_the_overwrites_of_its_category(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    category = guild.add_category("Staff")
    category.overwrite(guild.everyone, deny=Permission.CONNECT)
    found = await server.until(lambda: client.get_channel(category.id))
    assert isinstance(found, discord.CategoryChannel)
    await found.create_voice_channel("Meeting")
    assert not guild.channel("Meeting").lets_in(pat)


async def test_the_bot_needs_to_connect_to_write_in_a_voice_channel(
    client: Client, server: FakeDiscord, guild: Guild, pat: User
) -> None:
    room = guild.add_voice("Meeting")
    channel = client.get_partial_messageable(room.id)
    await channel.send("Welcome")
    pat.writes(room, "Thank you")
    room.overwrite(server.world.bot.id, deny=Permission.CONNECT)
    assert await code_of(channel.send("Welcome")) == (403, 50001)
    assert [message.text for message in room.messages] == ["Welcome", "Thank you"]
