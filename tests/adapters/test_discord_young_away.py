"""The bot dies, or Discord's gateway is lost, in the middle of a young people's meeting."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord_young import Young, young


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with young(tmp_path) as house:
        await house.under_way("kit", "lou")
        yield house


async def starts(on: Young) -> None:
    await on.start()
    await on.settle()


async def test_a_dead_bot_leaves_a_locked_door_and_finds_the_hold_again(on: Young) -> None:
    await on.goes("asha")
    await on.stop()
    assert not any(on.may_enter(who) for who in ("asha", "gia", "cleo", "dana"))
    await on.passes(minutes=2)
    await starts(on)
    assert await on.state() == "held"
    assert on.silent() == {"ben", "kit", "lou"}
    await on.lasts(minutes=2, seconds=59)
    assert await on.state() == "held"
    await on.lasts(seconds=2)
    assert await on.state() == "ended"
    assert on.inside() == {"ben"}
    assert on.silent() == set()


async def test_the_five_minutes_run_out_while_it_is_down(on: Young) -> None:
    await on.goes("asha")
    await on.stop()
    await on.passes(minutes=9)
    await starts(on)
    assert await on.state() == "ended"
    assert on.inside() & {"kit", "lou"} == set()


async def test_whoever_went_out_silent_while_it_was_down_is_heard_later(on: Young) -> None:
    await on.goes("asha")
    await on.stop()
    on.users["kit"].leaves()
    await on.passes(minutes=1)
    await starts(on)
    await on.knocks("cleo")
    await on.knocks("kit")
    assert on.silent() == set()
    kits = [one.what for one in await on.doings() if one.account == on.account("kit")]
    assert kits in ([], ["admit"])


async def test_an_adult_who_went_while_it_was_down_is_found_at_the_start(on: Young) -> None:
    await on.stop()
    on.users["asha"].leaves()
    await on.passes(seconds=30)
    await starts(on)
    assert await on.state() == "held"
    assert on.silent() == {"ben", "kit", "lou"}


async def test_an_adult_who_came_back_while_it_was_down_waits_and_is_let_in(on: Young) -> None:
    await on.goes("asha")
    await on.stop()
    on.users["asha"].joins(on.lobby)
    await on.passes(minutes=1)
    await starts(on)
    assert on.inside() == {"asha", "ben", "kit", "lou"}
    assert await on.state() == "running"
    assert on.silent() == set()


async def test_young_people_who_came_to_the_lobby_while_it_was_down_are_let_in(on: Young) -> None:
    await on.goes("kit")
    await on.stop()
    on.users["kit"].joins(on.lobby)
    await on.passes(minutes=1)
    await starts(on)
    assert "kit" in on.inside()


async def test_the_gateway_is_lost_and_nothing_was_missed(on: Young) -> None:
    on.server.drops_connection(resumable=True)
    await on.resumed()
    assert await on.state() == "running"
    assert await on.present() == {"asha", "ben", "kit", "lou"}


async def test_an_adult_leaves_while_the_gateway_is_lost(on: Young) -> None:
    on.server.drops_connection(resumable=False)
    on.users["asha"].leaves()
    await on.connected_again()
    await on.settle()
    assert await on.state() == "held"
    assert on.silent() == {"ben", "kit", "lou"}


async def test_an_adult_comes_back_while_the_gateway_is_lost_in_a_hold(on: Young) -> None:
    await on.goes("asha")
    on.server.drops_connection(resumable=False)
    on.users["asha"].joins(on.lobby)
    await on.connected_again()
    await on.settle()
    assert await on.state() == "running"
    assert on.silent() == set()


async def test_a_camera_that_came_on_unseen_in_a_hold_is_found(on: Young) -> None:
    await on.goes("asha")
    on.server.drops_connection(resumable=False)
    on.users["kit"].turns_camera(True)
    await on.connected_again()
    await on.settle()
    assert "kit" in on.waiting()


async def test_everybody_is_silenced_though_requests_fail_at_first(on: Young) -> None:
    on.server.fail(503, method="PATCH", path=r"/members/", times=4)
    await on.goes("asha")
    for _ in range(4):
        await on.lasts(seconds=1)
    assert on.silent() == {"ben", "kit", "lou"}
