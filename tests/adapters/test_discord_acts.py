"""Acts in rooms, by the real client: done as the platform really did them, and only ours undone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.discord.together import Together
from bot.model.effects import Do
from bot.model.signals import DeliveryOutcome
from tests.adapters.discord_rooms import Venue, venue
from tests.fakes.discord.bits import BOT_DEFAULT, Permission

ACCEPTED, REFUSED, UNKNOWN = DeliveryOutcome


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Venue]:
    async with venue(tmp_path) as found:
        yield found


# --- muting and deafening -------------------------------------------------------------------------


async def test_somebody_is_muted_and_deafened_and_heard_again(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    assert (await at.does("mute", maya)).outcome is ACCEPTED
    assert (await at.does("deafen", maya)).outcome is ACCEPTED
    assert (at.room.muted, at.room.deafened) == ([maya], [maya])
    assert (await at.does("unmute", maya)).outcome is ACCEPTED
    assert (await at.does("undeafen", maya)).outcome is ACCEPTED
    assert (at.room.muted, at.room.deafened) == ([], [])
    assert await at.on_record() == []


async def test_muting_and_deafening_somebody_at_once_is_one_change(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    together = Together(lambda: at.client)
    await asyncio.gather(
        together.change(at.guild.id, str(maya.id), "mute", to=True),
        together.change(at.guild.id, str(maya.id), "deaf", to=True),
    )
    await at.seen()
    assert (at.room.muted, at.room.deafened) == ([maya], [maya])
    assert [method for method, _ in at.server.calls].count("PATCH") == 1


async def test_whom_staff_muted_stays_muted(at: Venue) -> None:
    maya, staff = at.person("Maya"), at.person("Sam", admin=True)
    await at.comes(maya)
    staff.mutes_other(maya)
    await at.seen()
    assert (await at.does("mute", maya)).outcome is ACCEPTED
    assert (await at.does("unmute", maya)).outcome is ACCEPTED
    assert at.room.muted == [maya], "the bot did not do it"


async def test_who_is_not_in_the_room_is_not_muted_and_nothing_is_left_to_undo(at: Venue) -> None:
    maya = at.person("Maya")
    refused = await at.does("mute", maya)
    assert (refused.outcome, refused.reason) == (REFUSED, "not in a room")
    assert await at.on_record() == []


async def test_whoever_left_muted_is_heard_when_they_next_come_in(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    await at.does("mute", maya)
    await at.does("deafen", maya)
    await at.goes(maya)
    for refused in (await at.does("unmute", maya), await at.does("undeafen", maya)):
        assert (refused.outcome, refused.reason) == (REFUSED, "not in a room")
    await at.comes(maya, at.lobby)
    assert (at.lobby.muted, at.lobby.deafened) == ([], []), "in any room of the server"
    assert await at.on_record() == []


async def test_what_is_owed_is_not_forgotten_by_a_restart(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    await at.does("mute", maya)
    maya.leaves()
    await at.seen()
    await at.does("unmute", maya)
    maya.joins(at.room)
    await at.seen()
    assert at.room.muted == [maya]
    await at.acts.start()
    assert at.room.muted == []


async def test_somebody_muted_again_while_owed_stays_muted(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    await at.does("mute", maya)
    await at.goes(maya)
    await at.does("unmute", maya)
    maya.joins(at.room)
    await at.seen()
    assert (await at.does("mute", maya)).outcome is ACCEPTED
    await at.acts.came_in(str(maya.id))
    assert at.room.muted == [maya]
    await at.does("unmute", maya)
    assert at.room.muted == []


async def test_killed_between_writing_and_acting_it_is_done_after_the_restart(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    at.server.fail("drop", method="PATCH", path=r"/members/")
    assert (await at.does("mute", maya)).outcome is UNKNOWN
    assert [doing.what for doing in await at.on_record()] == ["mute"]
    assert (await at.does("mute", maya)).outcome is ACCEPTED
    assert at.room.muted == [maya]
    await at.does("unmute", maya)
    assert at.room.muted == []


async def test_done_and_not_heard_of_is_done_again_without_harm(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    at.server.fail("accept-then-drop", method="PATCH", path=r"/members/")
    assert (await at.does("mute", maya)).outcome is UNKNOWN
    assert (await at.does("mute", maya)).outcome is ACCEPTED
    await at.does("unmute", maya)
    assert at.room.muted == [], "what the first try did is known to be ours"


async def test_trouble_of_the_server_leaves_it_unknown(at: Venue) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    at.server.fail(503, method="PATCH", path=r"/members/", times=None)
    assert (await at.does("remove", maya)).outcome is UNKNOWN


@pytest.mark.parametrize(
    ("do", "without", "named"),
    [
        ("mute", Permission.MUTE_MEMBERS, "Mute Members"),
        ("deafen", Permission.DEAFEN_MEMBERS, "Deafen Members"),
        ("remove", Permission.MOVE_MEMBERS, "Move Members"),
        ("lock", Permission.MANAGE_ROLES, "Manage Roles"),
        ("admit", Permission.MANAGE_ROLES, "Manage Roles"),
    ],
)
async def test_a_missing_permission_is_named_and_nothing_is_left_to_undo(
    at: Venue, do: Do, without: Permission, named: str
) -> None:
    maya = at.person("Maya")
    await at.comes(maya)
    at.guild.bot_permissions = BOT_DEFAULT & ~without
    await at.seen()
    refused = await at.does(do, *([] if do == "lock" else [maya]))
    assert refused.outcome is REFUSED
    assert refused.reason == f"the bot needs the permission {named}"
    assert await at.on_record() == []


async def test_an_act_upon_nobody_and_in_no_room_is_refused(at: Venue) -> None:
    assert (await at.does("mute")).reason == "no account there"
    at.room.deletes()
    await at.server.until(lambda: at.client.get_channel(at.room.id) is None)
    refused = await at.acts.perform(at.parcel("lock"))
    assert (refused.outcome, refused.reason) == (REFUSED, "no such room")


# --- in and out -----------------------------------------------------------------------------------


async def test_whoever_waits_in_the_lobby_is_moved_in(at: Venue) -> None:
    gia = at.person("Gia")
    await at.does("lock")
    await at.comes(gia, at.lobby)
    assert (await at.does("admit", gia)).outcome is ACCEPTED
    assert at.room.people == [gia]


async def test_nobody_is_pulled_out_of_another_room_and_no_door_is_left_open(at: Venue) -> None:
    gia, kim, elsewhere = at.person("Gia"), at.person("Kim"), at.guild.add_voice("Elsewhere")
    await at.does("lock")
    await at.comes(gia, elsewhere)
    for user in (gia, kim):
        refused = await at.does("admit", user)
        assert (refused.outcome, refused.reason) == (REFUSED, "not in the lobby any more")
        assert not at.room.lets_in(user)
    assert elsewhere.people == [gia]


async def test_somebody_is_taken_out_and_does_not_come_back(at: Venue) -> None:
    gia = at.person("Gia")
    await at.does("lock")
    await at.comes_in(gia)
    assert (await at.does("remove", gia)).outcome is ACCEPTED
    assert at.room.people == []
    assert not at.room.lets_in(gia)


async def test_somebody_is_moved_to_the_lobby(at: Venue) -> None:
    gia = at.person("Gia")
    await at.comes(gia)
    assert (await at.does("remove", gia, to_lobby=True)).outcome is ACCEPTED
    assert (at.room.people, at.lobby.people) == ([], [gia])


async def test_whoever_is_out_already_counts_as_taken_out(at: Venue) -> None:
    assert (await at.does("remove", at.person("Gia"))).outcome is ACCEPTED


async def test_all_accounts_of_a_person_are_meant(at: Venue) -> None:
    phone, laptop, away = at.person("Pat"), at.person("Pat too"), at.person("Pat elsewhere")
    for account in (phone, laptop):
        await at.comes(account)
    assert (await at.does("mute", phone, away, laptop)).outcome is ACCEPTED
    assert {user.id for user in at.room.muted} == {phone.id, laptop.id}
