"""Who gets into a locked room by other means: administrators, unknown accounts, bots (Y11)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord_young import Young, young
from tests.fakes.discord import User
from tests.fakes.discord.bits import BOT_DEFAULT, Permission


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with young(tmp_path) as house:
        await house.under_way("kit")
        yield house


def passing_every_lock(on: Young, name: str, *, is_bot: bool = False) -> User:
    return on.guild.add_member(on.server.add_user(name, is_bot=is_bot), admin=True)


@pytest.mark.parametrize("is_bot", [False, True])
async def test_somebody_unknown_is_taken_out_at_once(on: Young, is_bot: bool) -> None:
    stranger = passing_every_lock(on, "Music", is_bot=is_bot)
    stranger.joins(on.voice)
    await on.settle()
    assert stranger not in on.voice.people
    assert await on.state() == "running"
    assert await on.present() == {"asha", "ben", "kit"}


@pytest.mark.parametrize("is_bot", [False, True])
async def test_where_that_is_not_possible_the_meeting_is_held(on: Young, is_bot: bool) -> None:
    on.guild.bot_permissions = BOT_DEFAULT & ~Permission.MOVE_MEMBERS
    await on.settle()
    stranger = passing_every_lock(on, "Music", is_bot=is_bot)
    stranger.joins(on.voice)
    await on.settle()
    assert await on.state() == "held"
    assert on.silent() == {"asha", "ben", "kit"}
    on.guild.bot_permissions = BOT_DEFAULT
    await on.lasts(seconds=30)
    assert stranger not in on.voice.people
    assert await on.state() == "running"


@pytest.mark.parametrize("is_bot", [False, True])
async def test_whoever_came_in_unseen_is_found_by_looking(on: Young, is_bot: bool) -> None:
    stranger = passing_every_lock(on, "Music", is_bot=is_bot)
    on.server.drops_connection(resumable=False)
    stranger.joins(on.voice)
    await on.connected_again()
    await on.lookout.look_everywhere()
    await on.settle()
    assert stranger not in on.voice.people


async def test_a_bot_in_the_lobby_or_an_adults_room_is_nobody(on: Young) -> None:
    elsewhere = on.guild.add_voice("Elsewhere")
    bot = passing_every_lock(on, "Music", is_bot=True)
    bot.joins(on.lobby)
    bot.moves(elsewhere)
    await on.settle()
    assert bot in elsewhere.people
    assert (await on.meeting()).unknown_seen == ()


async def test_an_administrator_without_a_check_is_noticed_and_moved(on: Young) -> None:
    dana = on.users["dana"]
    on.guild.member(dana).roles.append(on.guild.add_role("Admin", Permission.ADMINISTRATOR).id)
    dana.joins(on.voice)
    await on.settle()
    assert dana not in on.voice.people
    assert "dana" not in await on.present()


async def test_nobody_is_pulled_out_of_another_room(on: Young) -> None:
    elsewhere = on.guild.add_voice("Elsewhere")
    on.users["lou"].joins(on.lobby)
    await on.arrived()
    on.users["lou"].moves(elsewhere)
    await on.settle()
    assert elsewhere.people == [on.users["lou"]]
    assert not on.may_enter("lou")
    assert "lou" not in await on.present()


async def test_no_stranger_waits_in_the_lobby_with_a_child(tmp_path: Path) -> None:
    async with young(tmp_path) as house:
        await house.under_way()
        house.users["ben"].leaves()
        house.users["kit"].joins(house.lobby)
        await house.settle()
        stranger = house.guild.add_member(house.server.add_user("Sam"))
        stranger.joins(house.lobby)
        await house.settle()
        assert stranger not in house.lobby.people
        assert house.users["kit"] in house.lobby.people
