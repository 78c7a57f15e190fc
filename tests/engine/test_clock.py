"""The clock on real time: a bell is rung when something is due, and a late one is never dropped."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.clock import Clock
from bot.model import signals as s
from bot.model.case import Stage
from tests.engine.house import House, an_alert


def clock_of(house: House) -> Clock:
    house.runs = True
    beat = house.lookout.heartbeat
    clock = Clock(
        house.engine, house.lookout, house.outbox, house.store, house.platforms, house.time, beat
    )
    house.engine.listeners.append(clock.wake)
    return clock


async def until(condition: Any, seconds: float) -> float:
    """How long it took, at the most so long."""
    began = time.monotonic()
    while not await condition():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def missing(house: House, left: timedelta) -> None:
    """Pat dropped out so that the check-in is due in a moment, or was due a while ago."""
    house.now = datetime.now(UTC)
    await house.prepare()
    meeting = await house.meeting()
    await house.run(lambda books: _move(books, meeting, house.now))
    await house.told(s.Opened(by="maya"))
    await house.comes("maya", "pat")
    house.now = datetime.now(UTC) + left - timedelta(seconds=60)
    await house.goes("pat")


def _move(books: Any, meeting: Any, now: datetime) -> None:
    stored = books.meeting("weekly")
    moved = msgspec.structs.replace(
        meeting, planned_start=now - timedelta(minutes=30), planned_end=now + timedelta(hours=1)
    )
    books.save(moved, stored.version, meeting, {})


async def test_a_due_row_is_taken_within_a_second(house: House) -> None:
    await missing(house, timedelta(seconds=0.5))
    clock = clock_of(house)
    clock.start()

    async def asked() -> bool:
        return bool(house.sent("pat", "check-in"))

    try:
        took = await until(asked, 1.5)
    finally:
        await clock.stop()
    assert 0.2 < took < 1.5


async def test_a_row_that_is_late_by_an_hour_is_taken_at_once(house: House) -> None:
    await missing(house, timedelta(minutes=-8))
    clock = clock_of(house)
    clock.start()

    async def moved_on() -> bool:
        return (await house.case()).stage is not Stage.GRACE

    try:
        await until(moved_on, 1)
    finally:
        await clock.stop()


async def test_what_waits_for_a_platform_nobody_serves_keeps_nobody_busy(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tom has an account on a platform for which there is no token: that is no reason to spin."""
    await house.prepare()

    def put(books: Any) -> None:
        meeting = books.meeting("weekly").meeting
        books.queue(meeting, (an_alert("tom", platform="telegram"),), datetime.now(UTC))

    await house.run(put)
    del house.platforms["telegram"]
    clock = clock_of(house)
    looks = 0
    take_due = house.engine.take_due

    async def counted(*args: Any) -> int:
        nonlocal looks
        looks += 1
        return await take_due(*args)

    monkeypatch.setattr(house.engine, "take_due", counted)
    clock.start()
    await asyncio.sleep(0.5)
    await clock.stop()
    assert looks < 10


async def test_work_that_fails_is_tried_again_and_stops_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await missing(house, timedelta(seconds=-1))
    clock = clock_of(house)
    take_due, failed = house.engine.take_due, 0

    async def fails_once(*args: Any) -> int:
        nonlocal failed
        failed += 1
        if failed == 1:
            raise RuntimeError("the disk is busy")
        return await take_due(*args)

    monkeypatch.setattr(house.engine, "take_due", fails_once)
    clock.start()

    async def asked() -> bool:
        clock.wake()
        return bool(house.sent("pat", "check-in"))

    try:
        await until(asked, 1.5)
    finally:
        await clock.stop()
