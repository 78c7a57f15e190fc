"""Coming into the group and going out of it: no presence, but never nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.case import Case, Stage
from bot.model.meeting import Meeting
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import case_of


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


async def meeting(on: Telegram) -> Meeting:
    stored = await on.store.run(lambda books: books.meeting("m"))
    assert stored is not None
    return stored.meeting


async def gone(on: Telegram, who: str) -> Case:
    """Somebody left the group without a word, and was asked about it."""
    await on.leaves_the_group(who)
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    case = await case_of(on.store, who)
    assert case is not None
    assert case.stage is Stage.CHECKING
    return case


async def test_coming_back_into_the_group_is_an_answer_and_not_being_there(on: Telegram) -> None:
    await gone(on, "pat")
    on.users["pat"].joins(on.group)
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert not (await meeting(on)).seat("pat").present
    on.users["pat"].writes(on.group, "I am back")
    await on.settle()
    assert (await meeting(on)).seat("pat").present


async def test_being_brought_in_by_somebody_else_is_no_sign_of_them(on: Telegram) -> None:
    await gone(on, "pat")
    on.group.adds(on.users["pat"], by=on.users["maya"])
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CHECKING


async def test_coming_into_the_group_makes_nobody_present(on: Telegram) -> None:
    sam = on.server.user("Sam")
    sam.joins(on.group)
    await on.settle()
    assert set((await meeting(on)).present()) == {"maya", "tom", "pat"}


async def test_somebody_unknown_who_comes_in_is_shown_to_staff_once(on: Telegram) -> None:
    sam = on.server.user("Sam")
    sam.joins(on.group)
    sam.writes(on.group, "hello")
    await on.settle()
    told = [m for m in on.inbox("maya") if "Someone I do not know is in Weekly." in m.text]
    assert len(told) == 1


@pytest.mark.parametrize("ban", [False, True])
async def test_taken_out_by_staff_nobody_is_a_leaver_and_staff_are_asked_why_once(
    on: Telegram, ban: bool
) -> None:
    on.group.removes(on.users["pat"], by=on.users["tom"], ban=ban)
    await on.settle()
    assert await case_of(on.store, "pat") is None
    assert not (await meeting(on)).seat("pat").present
    asked = [m for m in on.inbox("tom") if "write the reason" in m.text]
    assert len(asked) == 1
    assert not any("write the reason" in m.text for m in on.inbox("maya"))
    on.time.passes(minutes=10)
    await on.settle()
    assert not any("are you OK" in m.text for m in on.inbox("pat"))
    await on.says("tom", "They asked me to.")
    await on.settle()
    assert (await meeting(on)).owed_reasons == ()


@pytest.mark.parametrize("admin", [True, False])
async def test_it_is_noticed_whether_or_not_the_bot_runs_the_group(
    on: Telegram, admin: bool
) -> None:
    if not admin:
        on.group.sets_bot("member", on.users["maya"])
        await on.settle()
    on.group.removes(on.users["pat"], by=on.users["tom"])
    await on.settle()
    assert [o.by for o in (await meeting(on)).owed_reasons] == ["tom"]


@pytest.mark.parametrize("by", ["pat", "stranger"])
async def test_taken_out_by_anybody_else_they_have_left(on: Telegram, by: str) -> None:
    remover = on.users["pat"] if by == "pat" else on.server.user("Stranger")
    on.group.removes(on.users["tom"], by=remover)
    await on.settle()
    case = await case_of(on.store, "tom")
    assert case is not None
    assert case.stage is Stage.GRACE
    assert (await meeting(on)).owed_reasons == ()


async def test_taken_out_after_they_had_left_the_case_goes_on(on: Telegram) -> None:
    await gone(on, "pat")
    on.group.adds(on.users["pat"], by=on.users["maya"])
    on.group.removes(on.users["pat"], by=on.users["tom"])
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CHECKING
    assert (await meeting(on)).owed_reasons == ()


async def test_taken_out_while_nothing_is_on_nobody_is_asked(on: Telegram) -> None:
    on.time.passes(hours=3)
    await on.settle()
    on.group.removes(on.users["pat"], by=on.users["tom"])
    await on.settle()
    assert not any("write the reason" in m.text for m in on.inbox("tom"))
