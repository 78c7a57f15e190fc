"""The stand-ins do in rooms what real platforms do, and refuse what those refuse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.adapters.rehearsal import StandIn
from bot.model.effects import Act, Do
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel

AT = datetime(2027, 1, 20, 18, tzinfo=UTC)
ROOM, LOBBY = "room/weekly", "room/lobby"
ACCEPTED, REFUSED, _ = DeliveryOutcome


@pytest.fixture
def discord() -> StandIn:
    made = StandIn("discord", lambda: AT, shows_rooms=True, keeps_presses=False)
    made.rooms |= {ROOM: ["pat"], LOBBY: []}
    return made


async def does(
    stand_in: StandIn, do: Do, *who: str, lobby: str | None = None, to_lobby: bool = False
) -> Delivery:
    return await stand_in.perform(
        Parcel(
            id=1,
            do=do,
            platform=stand_in.platform,
            address=ROOM,
            key=do,
            text="",
            accounts=who,
            lobby=lobby,
            effect=Act(do=do, who=who[0] if who else None, to_lobby=to_lobby),
        )
    )


async def test_who_is_muted_is_shown_until_it_is_undone(discord: StandIn) -> None:
    assert (await does(discord, "mute", "pat")).outcome is ACCEPTED
    assert discord.muted == {"pat"}
    assert (await does(discord, "unmute", "pat")).outcome is ACCEPTED
    assert discord.muted == set()


async def test_who_is_not_in_the_room_is_not_muted(discord: StandIn) -> None:
    refused = await does(discord, "mute", "quinn")
    assert (refused.outcome, refused.reason) == (REFUSED, "not in a room")
    assert discord.muted == set()


async def test_who_left_muted_is_heard_when_they_next_come_in(discord: StandIn) -> None:
    await does(discord, "mute", "pat")
    discord.rooms[ROOM].clear()
    refused = await does(discord, "unmute", "pat")
    assert (refused.outcome, refused.reason) == (REFUSED, "not in a room")
    assert discord.muted == {"pat"}
    discord.rooms[LOBBY].append("pat")
    assert discord.muted == set()


async def test_doors(discord: StandIn) -> None:
    assert (await does(discord, "lock")).outcome is ACCEPTED
    for who in ("gia", "kim"):
        assert (await does(discord, "admit", who)).outcome is ACCEPTED
    assert (await does(discord, "remove", "kim")).outcome is ACCEPTED
    assert discord.doors.locked == {ROOM}
    assert discord.doors.admitted == {(ROOM, "gia")}
    await does(discord, "unlock")
    assert (discord.doors.locked, discord.doors.admitted) == (set(), set())


async def test_who_is_removed_is_out_of_the_room_and_of_the_lobby(discord: StandIn) -> None:
    discord.rooms[LOBBY] = ["tom"]
    await does(discord, "remove", "pat", "tom", lobby=LOBBY)
    assert discord.rooms == {ROOM: [], LOBBY: []}


async def test_who_is_moved_out_waits_in_the_lobby(discord: StandIn) -> None:
    await does(discord, "remove", "pat", lobby=LOBBY, to_lobby=True)
    assert discord.rooms == {ROOM: [], LOBBY: ["pat"]}


async def test_whoever_was_let_into_a_text_room_may_be_kept_from_writing_in_it() -> None:
    telegram = StandIn("telegram", lambda: AT, shows_rooms=False, keeps_presses=True)
    assert (await does(telegram, "mute", "pat")).reason == "not in a room"
    await does(telegram, "admit", "pat")
    await does(telegram, "mute", "pat")
    assert telegram.muted == {"pat"}
    await does(telegram, "unmute", "pat")
    assert telegram.muted == set()


async def test_nobody_is_meant(discord: StandIn) -> None:
    assert (await does(discord, "mute")).reason == "no account there"


async def test_where_rooms_are_not_shown_nobody_can_be_kept_from_hearing() -> None:
    telegram = StandIn("telegram", lambda: AT, shows_rooms=False, keeps_presses=True)
    refused = await does(telegram, "deafen", "pat")
    assert refused.outcome is REFUSED
    assert "cannot" in refused.reason
