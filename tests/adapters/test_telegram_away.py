"""A server that goes away and comes back: said once, and what waited is read first (L12)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.model.case import Stage
from bot.model.signals import DeliveryOutcome
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import case_of, parcel


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


class Waits:
    """Stands for waiting: notes how long, lets so much time pass, and may do something."""

    def __init__(self, on: Telegram) -> None:
        self.waited: list[float] = []
        self.after: dict[int, Callable[[], None]] = {}
        self._on = on
        on.sleep = self

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        self._on.time.passes(seconds=seconds)
        if then := self.after.get(len(self.waited)):
            then()


async def again(on: Telegram) -> Waits:
    """A new process whose waiting is watched."""
    await on.stop()
    waits = Waits(on)
    on.put_together()
    await on.telegram.start()
    await on.telegram.drain_waiting()
    on.away.clear()
    return waits


async def test_away_and_back_are_told_once_each(on: Telegram) -> None:
    waits = await again(on)
    went = on.time.now()
    on.server.goes_away()
    waits.after[6] = on.server.comes_back
    await on.telegram.drain_waiting()
    assert waits.waited == [1, 2, 4, 5, 5, 5]
    assert on.away == [went, None]
    assert await on.store.run(lambda books: books.platforms_away()) == {}
    await on.telegram.drain_waiting()
    assert on.away == [went, None]


async def test_a_hiccup_is_nobody_s_business(on: Telegram) -> None:
    waits = await again(on)
    on.server.fail(502, method="getUpdates", times=2)
    await on.telegram.drain_waiting()
    assert waits.waited == [1, 2]
    assert on.away == []


async def test_what_waited_is_taken_before_the_platform_counts_as_back(on: Telegram) -> None:
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    waits = await again(on)
    on.server.goes_away()

    def answers_and_comes_back() -> None:
        on.users["pat"].says("ok")
        on.server.comes_back()

    waits.after[4] = answers_and_comes_back
    stages: list[Stage] = []
    came = on._came

    async def look_first() -> None:
        case = await case_of(on.store, "pat")
        assert case is not None
        stages.append(case.stage)
        await came()

    on.telegram._reach._on_back = look_first
    await on.telegram.drain_waiting()
    assert stages == [Stage.CLOSED]


async def test_a_server_that_falls_silent_counts_from_the_unanswered_question(on: Telegram) -> None:
    on.patience = 0.2
    waits = await again(on)
    began = on.time.now()
    on.server.fail("timeout_before_accepting", method="getUpdates", times=4)
    await on.telegram.drain_waiting()
    assert len(waits.waited) == 4
    assert on.away == [began, None]


async def test_sends_that_find_no_server_count_too(on: Telegram) -> None:
    await again(on)
    on.server.stops_listening()
    began = on.time.now()
    for _ in range(2):
        message = parcel("telegram", on.account("pat"))
        delivery = await on.telegram.perform(message)
        assert delivery.outcome is DeliveryOutcome.UNKNOWN
        await asyncio.sleep(0)
        on.time.passes(seconds=6)
    await until(lambda: on.away)
    assert on.away == [began]
    await on.server.listens_again()
    await on.telegram.drain_waiting()
    assert on.away == [began, None]


async def until(question) -> None:
    for _ in range(100):
        if question():
            return
        await asyncio.sleep(0.001)


async def test_an_error_that_is_an_answer_is_no_absence(on: Telegram) -> None:
    await again(on)
    for _ in range(3):
        on.server.fail(500, method="sendMessage")
        await on.telegram.perform(parcel("telegram", on.account("pat")))
        on.time.passes(seconds=6)
    await on.telegram.drain_waiting()
    assert on.away == []


async def test_a_server_that_asks_to_wait_is_left_alone_so_long(on: Telegram) -> None:
    waits = await again(on)
    on.server.fail(429, method="getUpdates", retry_after=30)
    await on.telegram.drain_waiting()
    assert waits.waited == [30]


@pytest.mark.parametrize("answer", [401, 502])
async def test_nothing_ends_the_loop(on: Telegram, answer: int) -> None:
    waits = await again(on)
    on.server.fail(answer, method="getUpdates", times=None)
    waits.after[5] = on.server.heals
    listening = asyncio.create_task(on.telegram.run())
    await on.server.until(lambda: len(waits.waited) == 5)
    await on.says("pat", "ok")
    await on.server.until(lambda: not on.server.world.updates.waiting)
    await until(lambda: on.away[-1] is None)
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    assert isinstance(on.away[0], datetime)
    assert on.away[-1] is None


async def test_a_start_without_a_server_is_a_start_all_the_same(on: Telegram) -> None:
    await on.stop()
    on.server.stops_listening()
    waits = Waits(on)
    on.put_together()
    await on.telegram.start()
    assert on.telegram.deep_link("code") == "code"
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await on.telegram.drain_waiting()
    await on.server.listens_again()
    await on.telegram.drain_waiting()
    assert on.away[-1] is None
    assert on.telegram.deep_link("code") == "https://t.me/alongside_test_bot?start=code"
    assert waits.waited


async def test_what_is_stored_is_taken_even_without_a_server(on: Telegram) -> None:
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    said = f'{{"did":"Texted","account":"{on.account("pat")}","text":"ok"}}'
    await on.store.run(lambda books: books.put_in_inbox("telegram", 1, said, on.time.now()))
    on.server.stops_listening()
    waits = await on_hand(on)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await on.telegram.drain_waiting()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert waits.waited
    await on.server.listens_again()


async def on_hand(on: Telegram) -> Waits:
    await on.stop()
    waits = Waits(on)
    on.put_together()
    await on.telegram.start()
    return waits


async def test_an_absence_that_outlived_the_process_is_over_when_it_is(on: Telegram) -> None:
    since = on.time.now() - timedelta(minutes=5)
    await on.store.run(lambda books: books.set_platform("telegram", since))
    await on_hand(on)
    on.away.clear()
    await on.telegram.drain_waiting()
    assert on.away == [None]
    assert await on.store.run(lambda books: books.platforms_away()) == {}
