"""Doors: locked, opened one by one, locked again after a restart, and put back after all (Y2)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.signals import DeliveryOutcome
from tests.adapters.discord_rooms import Venue, venue
from tests.fakes.discord.bits import Permission
from tests.fakes.discord.state import Overwrite

ACCEPTED = DeliveryOutcome.ACCEPTED
ROLE, MEMBER = 0, 1


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Venue]:
    async with venue(tmp_path) as found:
        yield found


def as_it_is(at: Venue) -> dict[int, Overwrite]:
    return {
        target: Overwrite(one.kind, int(one.allow), int(one.deny))
        for target, one in at.room.overwrites.items()
    }


async def test_a_locked_room_keeps_people_out_and_puts_nobody_out(at: Venue) -> None:
    inside, outside = at.person("Maya"), at.person("Gia")
    await at.comes(inside)
    assert (await at.does("lock")).outcome is ACCEPTED
    assert not at.room.lets_in(outside)
    assert at.room.people == [inside]


async def test_the_bot_does_not_lock_itself_out(at: Venue) -> None:
    await at.does("lock")
    own = at.room.overwrites[at.server.world.bot.id]
    assert own.allow & Permission.CONNECT
    puts = [path for method, path in at.server.calls if method == "PUT"]
    assert puts[0].endswith(str(at.server.world.bot.id)), "its own way in comes first"
    assert (await at.does("unlock")).outcome is ACCEPTED


async def test_a_role_that_lets_people_in_is_no_way_round_the_lock(at: Venue) -> None:
    gia = at.person("Gia")
    role = at.guild.add_role("Regulars")
    at.guild.gives(gia, role)
    at.room.overwrite(role.id, allow=Permission.CONNECT | Permission.SPEAK)
    at.room.overwrite(gia.id, allow=Permission.CONNECT)
    before = as_it_is(at)
    await at.does("lock")
    assert not at.room.lets_in(gia)
    await at.does("unlock")
    assert as_it_is(at) == before


@pytest.mark.parametrize(
    ("allow", "deny"),
    [
        (0, 0),
        (int(Permission.CONNECT | Permission.SPEAK), int(Permission.STREAM)),
        (0, int(Permission.CONNECT)),
        (int(Permission.SPEAK), 0),
    ],
)
async def test_what_was_there_before_is_there_again(at: Venue, allow: int, deny: int) -> None:
    at.room.overwrite(at.guild.everyone, allow=allow, deny=deny)
    before = as_it_is(at)
    await at.does("lock")
    await at.comes_in(at.person("Gia"))
    await at.does("lock")
    await at.does("unlock")
    assert as_it_is(at) == before
    assert await at.on_record() == []


async def test_what_staff_changed_meanwhile_stays(at: Venue) -> None:
    await at.does("lock")
    locked = at.room.overwrites[at.guild.everyone]
    at.room.overwrite(at.guild.everyone, allow=0, deny=locked.deny | Permission.STREAM)
    await at.does("unlock")
    assert as_it_is(at) == {at.guild.everyone: Overwrite(ROLE, 0, int(Permission.STREAM))}


async def test_people_are_let_in_one_by_one(at: Venue) -> None:
    gia, kim = at.person("Gia"), at.person("Kim")
    await at.does("lock")
    assert (await at.comes_in(gia)).outcome is ACCEPTED
    assert at.room.lets_in(gia)
    assert not at.room.lets_in(kim)


async def test_what_a_person_was_allowed_before_is_put_back(at: Venue) -> None:
    gia = at.person("Gia")
    at.room.overwrite(gia.id, allow=Permission.SPEAK, deny=Permission.CONNECT)
    before = as_it_is(at)[gia.id]
    await at.does("lock")
    await at.comes_in(gia)
    assert at.room.lets_in(gia)
    await at.does("remove", gia)
    assert as_it_is(at)[gia.id] == before


async def test_coming_back_needs_being_let_in_again(at: Venue) -> None:
    gia = at.person("Gia")
    await at.does("lock")
    await at.comes_in(gia)
    await at.comes(gia)
    await at.goes(gia)
    assert not at.room.lets_in(gia)


async def test_after_a_restart_every_room_that_rests_locked_is_locked(at: Venue) -> None:
    inside, outside = at.person("Asha"), at.person("Gia")
    await at.does("lock")
    for user in (inside, outside):
        await at.comes_in(user)
    outside.leaves()
    await at.seen()
    at.room.overwrite(at.guild.everyone)
    assert at.room.lets_in(outside)
    await at.acts.start()
    assert not at.room.lets_in(at.person("Kim"))
    assert not at.room.lets_in(outside), "let in before, and not inside"
    assert at.room.people == [inside], "nobody inside is put out"
    assert at.room.lets_in(inside)


async def test_a_room_that_was_never_locked_is_left_alone(at: Venue) -> None:
    await at.acts.start()
    await at.acts.rest(str(at.room.id))
    assert as_it_is(at) == {}


async def test_a_lock_cut_off_in_the_middle_is_finished_and_can_be_undone(at: Venue) -> None:
    at.room.overwrite(at.guild.everyone, allow=Permission.CONNECT)
    before = as_it_is(at)
    at.server.fail("drop", method="PUT", path=rf"/permissions/{at.guild.everyone}", times=2)
    assert (await at.does("lock")).outcome is DeliveryOutcome.UNKNOWN
    await at.acts.start()
    assert not at.room.lets_in(at.person("Gia"))
    await at.does("unlock")
    assert as_it_is(at) == before


async def test_an_unlocking_cut_off_in_the_middle_is_finished(at: Venue) -> None:
    await at.does("lock")
    at.server.fail("drop", method="DELETE", path=r"/permissions/", times=2)
    assert (await at.does("unlock")).outcome is DeliveryOutcome.UNKNOWN
    assert (await at.does("unlock")).outcome is ACCEPTED
    assert as_it_is(at) == {}
    assert await at.on_record() == []


async def test_one_room_that_cannot_be_locked_does_not_keep_another_open(at: Venue) -> None:
    await at.does("lock")
    at.room.overwrite(at.guild.everyone)
    gone = at.guild.add_voice("Gone")
    await at.server.until(lambda: at.client.get_channel(gone.id))
    first, at.room = at.room, gone
    await at.does("lock")
    gone.deletes()
    await at.acts.start()
    assert not first.lets_in(at.person("Gia"))


async def test_in_a_locked_text_room_only_those_who_are_let_in_can_write(at: Venue) -> None:
    gia, kim = at.person("Gia"), at.person("Kim")
    at.room = at.guild.add_text("talk")
    await at.server.until(lambda: at.client.get_channel(at.room.id))
    assert (await at.does("lock")).outcome is ACCEPTED
    assert (await at.does("admit", gia)).outcome is ACCEPTED
    assert at.room.allows(gia, Permission.SEND_MESSAGES)
    assert not at.room.allows(kim, Permission.SEND_MESSAGES)
    assert at.room.allows(kim, Permission.VIEW_CHANNEL)
    assert (await at.does("remove", gia)).outcome is ACCEPTED
    assert not at.room.allows(gia, Permission.SEND_MESSAGES)
    await at.does("unlock")
    assert as_it_is(at) == {}


async def test_in_a_text_room_somebody_cannot_write_for_a_while(at: Venue) -> None:
    gia, kim = at.person("Gia"), at.person("Kim")
    at.room = at.guild.add_text("talk")
    await at.server.until(lambda: at.client.get_channel(at.room.id))
    await at.does("lock")
    await at.does("admit", gia, kim)
    let_in = as_it_is(at)[gia.id]
    assert (await at.does("mute", gia)).outcome is ACCEPTED
    assert not at.room.allows(gia, Permission.SEND_MESSAGES)
    assert at.room.allows(kim, Permission.SEND_MESSAGES)
    assert (await at.does("unmute", gia)).outcome is ACCEPTED
    assert as_it_is(at)[gia.id] == let_in
    await at.does("mute", gia)
    await at.does("remove", gia)
    await at.does("unmute", gia)
    assert not at.room.allows(gia, Permission.SEND_MESSAGES), "put out, and not let in again"
    await at.does("remove", kim)
    await at.does("unlock")
    assert as_it_is(at) == {}
    assert await at.on_record() == []
