"""/setup on Discord: rooms found or made, never twice, and a meeting in them, all in the chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.model.meeting import Meeting, MeetingState, RoomKind, RoomUse
from bot.model.people import Role
from bot.ports import Books, RoomDetails
from tests.adapters.discord_talk import synchronised, told
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.fakes.discord import SeenInteraction, User
from tests.fakes.discord.bits import BOT_DEFAULT, ChannelKind, Permission
from tests.fakes.discord.channel import Channel
from tests.fakes.discord.guild import Guild

MADE = {"Lobby", "Meeting room", "Practice room", "staff-only"}


@dataclass
class Empty:
    """A server in which there is nothing but a channel to write in, and who runs it."""

    on: Discord
    guild: Guild
    general: Channel
    zoe: User

    async def setup(self, who: User | None = None, **options: Any) -> str:
        return await self.uses("setup", options, who)

    async def uses(self, name: str, options: dict[str, Any], who: User | None = None) -> str:
        used = (who or self.zoe).commands(name, options, self.general)
        return _texts(await told(self.on, used))

    def names(self) -> set[str]:
        return {channel.name for channel in self.guild.channels} - {"general"}

    async def rooms(self) -> dict[RoomUse, RoomDetails]:
        found = await self.on.store.run(lambda books: books.rooms_on("discord"))
        here = {str(channel.id) for channel in self.guild.channels} | {str(self.guild.id)}
        return {room.kind: room for room in found if room.ref in here}


def _texts(used: SeenInteraction) -> str:
    return "\n".join(message.text for message in used.ephemeral)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Empty]:
    async with Discord(new_database(tmp_path)) as on:
        await synchronised(on)
        guild = on.server.add_guild("Quiet Corner")
        zoe = guild.add_member(on.server.add_user("Zoe"), permissions=Permission.MANAGE_GUILD)
        general = guild.add_text("general")
        await on.settle()
        yield Empty(on, guild, general, zoe)


async def test_an_empty_server_gets_its_rooms_and_its_organiser(at: Empty) -> None:
    said = await at.setup(timezone="Europe/Dublin")
    assert at.names() == MADE
    assert "Quiet Corner is set up. Its time zone is Europe/Dublin." in said
    assert "• Meeting room, where you meet (new)" in said
    assert "/meeting new TITLE" in said
    assert at.general.messages == [], "it is private"
    rooms = await at.rooms()
    assert rooms.keys() == set(RoomUse)
    assert len({room.group for room in rooms.values()}) == 1

    def organiser(books: Books) -> frozenset[Role]:
        person = books.person_of("discord", str(at.zoe.id))
        assert person is not None
        return books.group(rooms[RoomUse.SERVER].group).people[person].roles

    assert await at.on.store.run(organiser) == {Role.ORGANISER}


async def test_rooms_are_voice_channels_and_the_lobby_is_silent(at: Empty) -> None:
    await at.setup()
    guest = at.guild.add_member(at.on.server.add_user("Guest"))
    for name in MADE - {"staff-only"}:
        assert at.guild.channel(name).state.kind is ChannelKind.VOICE
        assert at.guild.channel(name).lets_in(guest)
    assert not at.guild.channel("Lobby").allows(guest, Permission.SPEAK)
    assert not at.guild.channel("Lobby").allows(guest, Permission.STREAM)
    assert not at.guild.channel("Lobby").allows(guest, Permission.SEND_MESSAGES)
    assert at.guild.channel("Meeting room").allows(guest, Permission.SPEAK)


async def test_only_staff_and_the_bot_see_the_staff_channel(at: Empty) -> None:
    await at.setup()
    staff = at.guild.channel("staff-only")
    guest = at.guild.add_member(at.on.server.add_user("Guest"))
    sees = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES
    assert staff.state.kind is ChannelKind.TEXT
    assert not staff.allows(guest, Permission.VIEW_CHANNEL)
    assert staff.allows(at.zoe, sees)
    assert staff.overwrites[at.on.server.world.bot.id].allow & sees == sees


async def test_doing_it_again_makes_nothing_twice(at: Empty) -> None:
    await at.setup()
    before, rooms = len(at.guild.channels), await at.rooms()
    calls = len(at.on.server.calls)
    said = await at.setup(timezone="Europe/Paris")
    assert len(at.guild.channels) == before
    assert await at.rooms() == rooms
    assert "Its time zone is Europe/London." in said
    assert "(new)" not in said
    changed = [path for how, path in at.on.server.calls[calls:] if how in {"PUT", "POST"}]
    assert not [path for path in changed if "/channels" in path and "webhooks" not in path]


async def test_whoever_does_it_again_is_not_let_into_the_staff_channel(at: Empty) -> None:
    await at.setup()
    other = at.guild.add_member(at.on.server.add_user("Kim"), permissions=Permission.MANAGE_GUILD)
    await at.setup(other)
    assert not at.guild.channel("staff-only").allows(other, Permission.VIEW_CHANNEL)


async def test_rooms_that_are_there_are_used_by_name(at: Empty) -> None:
    lobby = at.guild.add_voice("lobby")
    stage = at.guild.add_stage("Meeting room")
    await at.on.settle()
    said = await at.setup()
    rooms = await at.rooms()
    assert rooms[RoomUse.LOBBY].ref == str(lobby.id)
    assert "• lobby, where people wait\n" in said
    assert rooms[RoomUse.MEETING].ref != str(stage.id), "a stage silences people"


async def test_rooms_are_used_by_choice_and_can_be_chosen_anew(at: Empty) -> None:
    first, second = at.guild.add_voice("Blue room"), at.guild.add_voice("Red room")
    office = at.guild.add_text("office")
    await at.on.settle()
    await at.setup(meeting=first, staff=office)
    assert (await at.rooms())[RoomUse.MEETING].ref == str(first.id)
    guest = at.guild.add_member(at.on.server.add_user("Guest"))
    assert not office.allows(guest, Permission.VIEW_CHANNEL)
    assert office.allows(at.zoe, Permission.VIEW_CHANNEL)
    await at.setup(meeting=second)
    rooms = await at.on.store.run(lambda books: books.rooms_on("discord"))
    group = (await at.rooms())[RoomUse.SERVER].group
    meeting = [r.ref for r in rooms if r.group == group and r.kind is RoomUse.MEETING]
    assert meeting == [str(second.id)]
    assert "Meeting room" not in at.names()


async def test_what_was_made_before_a_crash_is_found_the_next_time(at: Empty) -> None:
    at.on.server.fail("accept-then-drop", method="POST", path=r"/guilds/[0-9]+/channels")
    assert "set up" not in await at.setup()
    assert at.names() == {"Lobby"}
    assert await at.rooms() == {}, "nothing is put on record by halves"
    await at.setup()
    assert sorted(c.name for c in at.guild.channels) == sorted({*MADE, "general"})
    assert (await at.rooms())[RoomUse.LOBBY].ref == str(at.guild.channel("Lobby").id)


async def test_a_room_that_was_deleted_is_made_again(at: Empty) -> None:
    await at.setup()
    at.guild.channel("Practice room").deletes()
    await at.on.settle()
    assert "• Practice room, for trying things out (new)" in await at.setup()
    assert (await at.rooms())[RoomUse.PRACTICE].ref == str(at.guild.channel("Practice room").id)


@pytest.mark.parametrize(
    ("without", "named"),
    [
        (Permission.MANAGE_CHANNELS, "Manage Channels"),
        (Permission.MANAGE_ROLES, "Manage Roles"),
        (Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES, "Manage Channels, Manage Roles"),
    ],
)
async def test_a_missing_permission_is_one_sentence_that_names_it(
    at: Empty, without: Permission, named: str
) -> None:
    at.guild.bot_permissions = BOT_DEFAULT & ~without
    await at.on.settle()
    said = await at.setup()
    assert said.splitlines()[-1] == (
        f"Please give my role here this: {named}, then use /setup again."
    )
    assert at.names() == set()
    assert await at.rooms() == {}


async def test_a_time_zone_that_there_is_not_is_asked_for_again(at: Empty) -> None:
    said = await at.setup(timezone="Europe/Londn")
    assert "Europe/London" in said
    assert await at.rooms() == {}
    await at.setup(timezone="Europe/London")
    assert at.names() == MADE


async def test_from_an_empty_server_to_a_published_meeting(at: Empty) -> None:
    await at.setup()
    await at.uses("phone", {"number": "07700 900111"})
    new = {"title": "Weekly", "date": "2027-01-27", "time": "18:00", "length": "60m"}
    assert "Weekly" in await at.uses("meeting", {"new": new})
    said = await at.uses("meeting", {"publish": {}})
    assert "Weekly" in said
    group = (await at.rooms())[RoomUse.SERVER].group

    def published(books: Books) -> tuple[Meeting, str]:
        (name,) = books.meetings_of(group, {MeetingState.PUBLISHED})
        stored = books.meeting(name)
        assert stored is not None
        return stored.meeting, books.meeting_details(name).room

    meeting, room = await at.on.store.run(published)
    assert room == str(at.guild.channel("Meeting room").id)
    assert (meeting.platform, meeting.room) == ("discord", RoomKind.VOICE)


async def test_two_servers_are_two_groups(at: Empty) -> None:
    await at.setup()
    other = at.on.server.add_guild("Loud Corner")
    other.add_member(at.zoe, permissions=Permission.MANAGE_GUILD)
    first, at.guild, at.general = at.guild, other, other.add_text("general")
    await at.on.settle()
    await at.setup()
    rooms = await at.on.store.run(lambda books: books.rooms_on("discord"))
    servers = {r.ref: r.group for r in rooms if r.kind is RoomUse.SERVER}
    assert servers.keys() == {str(first.id), str(other.id)}
    assert len(set(servers.values())) == 2
