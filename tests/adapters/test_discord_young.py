"""Two first, on Discord: the real client, real permissions, real moves (Y1, Y2, Y3)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord_young import Young, young


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with young(tmp_path) as house:
        yield house


async def test_the_room_is_locked_as_soon_as_the_meeting_is_published(on: Young) -> None:
    assert on.may_enter("gia")
    await on.publishes()
    assert not any(on.may_enter(who) for who in on.users)


async def test_whoever_comes_early_waits_and_is_told_so(on: Young) -> None:
    await on.opens()
    await on.knocks("kit")
    assert (on.inside(), on.waiting()) == (set(), {"kit"})
    assert on.told("kit", "You are in the right place")
    assert not on.may_enter("kit")


async def test_two_checked_adults_come_and_then_young_people_in_their_order(on: Young) -> None:
    await on.opens()
    await on.knocks("lou", "kit", "asha")
    assert on.inside() == {"asha"}
    await on.knocks("ben")
    assert on.inside() == {"asha", "ben", "lou", "kit"}
    assert on.told("kit", "You can come in now")
    admitted = [path for method, path in on.server.calls if method == "PUT"]
    lou, kit = (str(on.users[who].id) for who in ("lou", "kit"))
    assert [path.split("/")[-1] for path in admitted][-2:] == [lou, kit]


async def test_whom_discord_does_not_let_in_is_not_told_to_come_in(on: Young) -> None:
    await on.under_way()
    on.server.fail(403, method="PATCH", path=r"/members/", times=1)
    await on.knocks("kit")
    assert on.waiting() == {"kit"}
    assert not on.told("kit", "You can come in now")
    await on.lasts(seconds=30)
    assert "kit" in on.inside()
    assert on.told("kit", "You can come in now")


async def test_under_16_the_guardian_confirms_and_may_go_then(on: Young) -> None:
    await on.under_way("gia")
    assert on.waiting() == {"gia"}
    on.users["gus"].presses(on.last("gus"), "I'm here")
    await on.settle()
    assert "gia" in on.inside()
    assert on.told("gus", "You do not need to stay")
    assert on.told("gia", "You can come in now")


async def test_under_16_the_guardian_types_their_pin(on: Young) -> None:
    await on.under_way("gia")
    on.users["gia"].says("4821")
    await on.settle()
    assert "gia" in on.inside()


async def test_under_16_two_adults_have_seen_the_guardian(on: Young) -> None:
    on.users["gus"].blocks()
    await on.under_way("gia")
    for who in ("asha", "ben"):
        assert on.waiting() == {"gia"}
        on.users[who].presses(on.last(who), "I have seen them")
        await on.settle()
    assert "gia" in on.inside()


async def test_whoever_was_in_and_went_out_does_not_walk_in_again(on: Young) -> None:
    await on.under_way("kit")
    await on.goes("kit")
    assert not on.may_enter("kit")
    await on.knocks("kit")
    assert "kit" in on.inside()


async def test_an_adult_without_a_check_is_sent_away_from_the_lobby(on: Young) -> None:
    await on.under_way("kit")
    await on.knocks("dana")
    assert (on.inside(), on.waiting()) == ({"asha", "ben", "kit"}, set())
    assert on.told("dana", "I can only let in adults whose check is on record")
