"""Fewer than two, on Discord: what the server really shows in a hold, and after it (Y6)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.people import Role
from tests.adapters.discord_young import Young, young

ALL = {"ben", "kit", "lou"}


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with young(tmp_path) as house:
        await house.under_way("kit", "lou")
        yield house


async def test_one_adult_leaves_and_everybody_is_silent_within_five_seconds(on: Young) -> None:
    began = on.time.now()
    await on.goes("asha")
    assert await on.state() == "held"
    assert on.silent() == ALL
    assert (on.time.now() - began).total_seconds() < 5
    assert any("short break" in message.text for message in on.in_room())
    assert on.told("ben", "the meeting is on hold")
    assert on.told("cleo", "Please come to the meeting now")
    assert on.told("dana", "It is on hold")


async def test_an_adult_who_goes_to_the_lobby_is_not_in_the_room_any_more(on: Young) -> None:
    on.users["asha"].moves(on.lobby)
    await on.settle()
    assert (on.inside(), on.silent()) == (ALL, ALL)
    await on.lasts(seconds=30)
    assert on.inside() == ALL | {"asha"}, "nobody is pulled back at once"
    assert on.silent() == set()


async def test_enough_adults_again_and_it_goes_on(on: Young) -> None:
    await on.goes("asha")
    await on.knocks("cleo")
    assert await on.state() == "running"
    assert on.silent() == set()
    assert on.inside() == ALL | {"cleo"}
    assert await on.doings() != [], "the door is locked still"
    assert {doing.what for doing in await on.doings()} == {"lock", "admit"}


async def test_whom_a_moderator_muted_stays_muted_afterwards(on: Young) -> None:
    staff = on.guild.add_member(on.server.add_user("Sam"), admin=True)
    staff.mutes_other(on.users["kit"])
    await on.settle()
    await on.goes("asha")
    assert on.silent() == ALL
    await on.knocks("asha")
    assert on.voice.muted == [on.users["kit"]]
    assert on.voice.deafened == []


async def test_young_people_who_come_in_a_hold_wait(on: Young) -> None:
    await on.goes("asha")
    await on.goes("lou")
    assert on.inside() == {"ben"}, "one and one are parted at once"
    assert await on.state() == "held"
    await on.knocks("lou")
    assert on.waiting() == {"lou"}
    await on.knocks("cleo")
    assert on.inside() == {"ben", "cleo", "lou"}


async def test_after_five_minutes_all_young_people_go_out_together(on: Young) -> None:
    await on.goes("asha")
    await on.lasts(minutes=4, seconds=59)
    assert on.inside() == ALL
    await on.lasts(seconds=1)
    assert on.inside() & {"kit", "lou"} == set()
    assert await on.state() == "ended"
    assert not any(on.may_enter(who) for who in ("kit", "lou", "gia"))
    assert on.silent() == set()
    assert {doing.what for doing in await on.doings()} >= {"lock"}


async def test_put_out_silent_they_are_heard_when_they_next_come_in(on: Young) -> None:
    await on.goes("asha")
    await on.lasts(minutes=5)
    for who in ("kit", "lou"):
        on.users[who].joins(on.lobby)
        await on.settle()
    assert on.silent() == set()
    assert (on.lobby.muted, on.lobby.deafened) == ([], [])
    silenced = {"mute", "deafen", "unmute", "undeafen"}
    assert not silenced & {doing.what for doing in await on.doings()}


async def test_one_adult_and_one_young_person_are_parted_at_once(on: Young) -> None:
    await on.goes("kit")
    await on.goes("asha")
    assert on.inside() == {"ben"}
    assert on.told("kit", "One of the adults had to go") or on.told("lou", "One of the adults")
    assert on.told("gus", "is not in the meeting at the moment")


async def test_no_adult_at_all_and_the_young_people_are_out_at_once(on: Young) -> None:
    for who in ("asha", "ben"):
        on.users[who].leaves()
    await on.settle()
    assert on.inside() == set()
    assert await on.state() == "ended"
    assert not on.may_enter("kit")


async def test_eleven_people_take_one_request_each_and_adults_go_first(on: Young) -> None:
    more = [on.server.add_user(f"Young {n}") for n in range(8)]
    for n, user in enumerate(more):
        await on.another_young_person(f"y{n}", user)
    await on.knocks("cleo", *(f"y{n}" for n in range(8)))
    assert len(on.voice.people) == 13
    await on.goes("cleo")
    before = len(on.changes_of_people())
    await on.goes("asha")
    asked = on.changes_of_people()[before:]
    assert len(on.voice.muted) == len(on.voice.deafened) == 11
    assert len(asked) <= 14, "to mute and to deafen somebody is one request, but for a few"
    assert asked[0] == on.account("ben")


async def test_what_the_platform_puts_off_is_done_when_it_may_be(on: Young) -> None:
    on.server.fail(429, method="PATCH", path=r"/members/", times=2, retry_after=3)
    await on.goes("asha")
    await on.lasts(seconds=4)
    assert on.silent() == ALL


async def test_where_discord_takes_no_more_for_now_the_adult_left_is_silent_already(
    on: Young,
) -> None:
    others = rf"/members/(?!{on.account('ben')})"
    on.server.fail(429, method="PATCH", path=others, times=2, retry_after=3)
    await on.goes("asha")
    assert on.silent() == {"ben"}, "no young person is heard by one adult alone"
    await on.lasts(seconds=4)
    assert on.silent() == ALL


async def test_a_lapsed_check_counts_no_more(on: Young) -> None:
    await on.store.run(lambda books: books.set_check("asha", None))
    await on.store.run(lambda books: books.set_roles("g", "asha", (Role.ORGANISER,)))
    on.users["kit"].says("hello")
    await on.settle()
    assert on.silent() == ALL | {"asha"}
