"""Who is in the room, on every platform: what it shows is seen, and nothing is pretended."""

from bot.model.case import Stage
from bot.model.meeting import Attendance, Evidence
from tests.contract.harness import Harness
from tests.contract.world import case_of


async def seat(on: Harness, who: str) -> Attendance:
    stored = await on.store.run(lambda books: books.meeting("m"))
    assert stored is not None
    return stored.meeting.seat(who)


async def stage(on: Harness) -> Stage | None:
    case = await case_of(on.store, "pat")
    return case.stage if case is not None else None


async def test_the_platform_shows_who_is_in_the_room_or_says_that_it_cannot(on: Harness) -> None:
    seen = await on.adapter.snapshot(on.room)
    if on.shows_rooms:
        assert seen is not None
        assert sorted(seen.accounts) == sorted(on.account(who) for who in ("maya", "tom", "pat"))
    else:
        assert seen is None


async def test_nothing_is_said_about_a_room_that_is_not_there(on: Harness) -> None:
    seen = await on.adapter.snapshot("99999")
    assert seen is None or seen.accounts == ()


async def test_somebody_who_goes_out_is_seen_to_leave(on: Harness) -> None:
    await on.goes_out("pat")
    await on.settle()
    assert not (await seat(on, "pat")).present
    assert (await seat(on, "maya")).present
    assert await stage(on) is Stage.GRACE


async def test_somebody_who_comes_in_is_seen_to_be_there(on: Harness) -> None:
    await on.goes_out("pat")
    await on.settle()
    await on.comes_in("pat")
    await on.settle()
    there = await seat(on, "pat")
    assert there.present
    assert there.evidence is (Evidence.OBSERVED if on.shows_rooms else Evidence.ATTESTED)
    on.time.passes(minutes=2)
    await on.settle()
    assert on.inbox("pat") == []


async def test_coming_and_going_is_taken_once_however_often_it_is_told(on: Harness) -> None:
    on.delivers_twice()
    await on.goes_out("pat")
    await on.settle()
    await on.comes_in("pat")
    await on.settle()
    assert (await seat(on, "pat")).present
    await on.goes_out("pat")
    await on.settle()
    assert await stage(on) is Stage.GRACE


async def test_who_left_while_the_bot_was_down_is_a_leaver_where_rooms_are_shown(
    on: Harness,
) -> None:
    await on.stop()
    await on.goes_out("pat")
    on.time.passes(minutes=3)
    await on.start()
    await on.settle()
    assert not (await seat(on, "pat")).present
    assert await stage(on) in {Stage.CHECKING, Stage.GRACE}


async def test_who_came_while_the_bot_was_down_is_there_where_rooms_are_shown(
    on: Harness,
) -> None:
    await on.goes_out("pat")
    await on.settle()
    await on.stop()
    await on.comes_in("pat")
    on.time.passes(seconds=20)
    await on.start()
    await on.settle()
    assert (await seat(on, "pat")).present


async def test_an_answer_that_comes_before_the_leaving_is_known_stands(on: Harness) -> None:
    """Out of order: "fine" is written first, and the leaving is told after it."""
    await on.says("pat", "fine")
    await on.goes_out("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    assert await stage(on) in {Stage.CHECKING, None}
    await on.comes_in("pat")
    await on.settle()
    assert await stage(on) in {Stage.CLOSED, None}
