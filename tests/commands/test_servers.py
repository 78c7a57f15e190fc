"""/setup where there are servers: what the platform found or made is put on record (SPEC 8)."""

from __future__ import annotations

from bot.happenings import Commanded, FoundRoom
from bot.model.meeting import MeetingState, RoomKind, RoomUse
from bot.model.people import Role
from bot.ports import Books
from tests.commands.conftest import MAYA, TOM, Chat, Heard

SERVER, GENERAL = "900", "901"
ROOMS = (
    FoundRoom(use=RoomUse.LOBBY, ref="1", title="Lobby", made=True),
    FoundRoom(use=RoomUse.MEETING, ref="2", title="Meeting room", made=True),
    FoundRoom(use=RoomUse.PRACTICE, ref="3", title="Practice room"),
    FoundRoom(use=RoomUse.STAFF, ref="4", title="staff-only", made=True),
)


async def use(
    chat: Chat, text: str, account: str = MAYA, *, admin: bool = True, lacks: str = "",
    unfit: str = "", rooms: tuple[FoundRoom, ...] = ROOMS,
) -> Heard:  # fmt: skip
    """A command in a channel of the server, of which nobody else sees anything."""
    return await chat.happens(
        Commanded(
            platform="discord",
            account=account,
            text=text,
            name="Maya",
            room=GENERAL,
            is_admin=admin,
            unseen=True,
            server=SERVER,
            server_title="Breathe Well",
            rooms=rooms if text.startswith("/setup") and not (lacks or unfit) else (),
            lacks=lacks,
            unfit=unfit,
        )
    )


async def rooms_of(chat: Chat) -> dict[RoomUse, list[str]]:
    def read(books: Books) -> dict[RoomUse, list[str]]:
        group = books.group_of_room("discord", SERVER)
        if group is None:
            return {}
        return {use: [ref for _, ref in books.rooms_of(group, use)] for use in RoomUse}

    return await chat.store.run(read)


async def test_the_group_its_rooms_and_its_organiser_are_put_on_record(chat: Chat) -> None:
    said = await use(chat, "/setup Europe/Dublin")
    assert said.names == ["reach-ask", "setup", "next-steps"]
    assert {parcel.address for parcel in said} == {MAYA}
    assert "• Lobby, where people wait (new)" in said[1].text
    assert "• Practice room, for trying things out\n" in said[1].text
    assert await rooms_of(chat) == {
        RoomUse.SERVER: [SERVER],
        **{room.use: [room.ref] for room in ROOMS},
    }
    person = await chat.person(MAYA, "discord")

    def roles(books: Books) -> frozenset[Role]:
        (group,) = books.groups_of(person)
        return books.group(group).people[person].roles

    assert await chat.store.run(roles) == {Role.ORGANISER}


async def test_to_do_it_again_changes_nothing_and_makes_nobody_organiser(chat: Chat) -> None:
    await use(chat, "/setup Europe/Dublin")
    before = await rooms_of(chat)
    said = await use(chat, "/setup Europe/Paris", TOM)
    assert "Europe/Dublin" in said[0].text
    assert await rooms_of(chat) == before
    assert await chat.store.run(lambda books: books.person_of("discord", TOM)) is None


async def test_a_room_chosen_anew_takes_the_place_of_the_old_one(chat: Chat) -> None:
    await use(chat, "/setup")
    other = FoundRoom(use=RoomUse.MEETING, ref="22", title="Red room")
    await use(chat, "/setup", rooms=(ROOMS[0], other, *ROOMS[2:]))
    assert (await rooms_of(chat))[RoomUse.MEETING] == ["22"]


async def test_only_somebody_who_may_manage_the_server_sets_it_up(chat: Chat) -> None:
    said = await use(chat, "/setup", admin=False)
    assert said.names == ["setup"]
    assert "Only someone who may manage this server" in said[0].text
    assert await rooms_of(chat) == {}


async def test_what_is_missing_is_named_and_nothing_is_put_on_record(chat: Chat) -> None:
    said = await use(chat, "/setup", lacks="Manage Channels")
    assert "Please give my role here this: Manage Channels, then use /setup again." in said[0].text
    said = await use(chat, "/setup", unfit="Big stage")
    assert "I cannot use Big stage for that." in said[0].text
    assert await rooms_of(chat) == {}


async def test_a_command_in_any_channel_is_about_the_servers_group(chat: Chat) -> None:
    await use(chat, "/setup")
    said = await use(chat, "/people")
    assert "Maya: organiser" in said.only(MAYA)


async def test_meetings_are_in_the_meeting_room_wherever_they_are_made(chat: Chat) -> None:
    await use(chat, "/setup")
    await use(chat, "/phone 07700 900110")
    await use(chat, "/meeting new Weekly 2027-01-20 18:00 60m")
    await use(chat, "/meeting publish")

    def published(books: Books) -> tuple[str, str, RoomKind]:
        group = books.group_of_room("discord", SERVER)
        (name,) = books.meetings_of(group or "", {MeetingState.PUBLISHED})
        stored = books.meeting(name)
        assert stored is not None
        return stored.meeting.platform, books.meeting_details(name).room, stored.meeting.room

    assert await chat.store.run(published) == ("discord", "2", RoomKind.VOICE)
