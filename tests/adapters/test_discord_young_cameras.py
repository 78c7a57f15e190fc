"""Cameras and screens in a hold: whoever shows one waits in the silent lobby (Y6)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord_young import Young, young


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with young(tmp_path) as house:
        await house.under_way("kit", "lou")
        yield house


async def test_whoever_shows_a_camera_or_a_screen_is_moved_to_the_lobby(on: Young) -> None:
    on.users["kit"].turns_camera(True)
    on.users["lou"].shares_screen(True)
    await on.goes("asha")
    assert (on.inside(), on.waiting()) == ({"ben"}, {"kit", "lou"})
    assert await on.state() == "held"
    assert on.silent() == {"ben", "kit", "lou"}
    journal = await on.store.run(lambda books: books.journal("m"))
    reasons = [entry.signal.get("reason", "") for entry in journal]
    assert sum("a camera or a screen was on" in reason for reason in reasons) == 2
    assert "I will let you in as soon as I can" in on.last("kit").text


async def test_a_camera_that_comes_on_in_a_hold_is_noticed(on: Young) -> None:
    await on.goes("asha")
    on.users["kit"].turns_camera(True)
    await on.settle()
    assert (on.inside(), on.waiting()) == ({"ben"}, {"kit", "lou"}), "nobody is left alone with him"
    assert await on.state() == "held"


async def test_a_camera_outside_a_hold_is_nobodys_business(on: Young) -> None:
    on.users["kit"].turns_camera(True)
    await on.settle()
    assert on.inside() == {"asha", "ben", "kit", "lou"}


async def test_they_are_let_in_again_when_it_goes_on(on: Young) -> None:
    for who in ("kit", "lou"):
        on.users[who].turns_camera(True)
    await on.goes("asha")
    await on.knocks("cleo")
    assert await on.state() == "running"
    assert on.inside() == {"ben", "cleo", "kit", "lou"}
    assert on.silent() == set()


async def test_the_only_adult_with_a_camera_does_not_end_the_meeting(on: Young) -> None:
    on.users["ben"].turns_camera(True)
    await on.goes("asha")
    assert await on.state() == "held"
    assert (on.inside(), on.waiting()) == ({"kit", "lou"}, {"ben"})
    await on.knocks("asha")
    assert on.inside() == {"asha", "ben", "kit", "lou"}, "both adults are there again"
    assert await on.state() == "running"
    assert on.silent() == set()


async def test_the_only_adult_goes_from_the_lobby_and_the_young_people_are_out(on: Young) -> None:
    on.users["ben"].turns_camera(True)
    await on.goes("asha")
    await on.goes("ben")
    assert on.inside() == set()
    assert await on.state() == "ended"


async def test_everybody_had_a_camera_on_and_five_minutes_passed(on: Young) -> None:
    for who in ("ben", "kit", "lou"):
        on.users[who].turns_camera(True)
    await on.goes("asha")
    assert on.waiting() == {"kit", "lou"}
    assert on.inside() == {"ben"}, "not alone with them in the lobby; his camera is off by now"
    await on.lasts(minutes=5)
    assert await on.state() == "ended"
    assert on.told("kit", "The meeting is over for today")
    assert on.told("gus", "Kit is not in it any more")
