"""Updates are stored before they are acknowledged, taken once, and hold no other up."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.happenings import Commanded
from bot.intake import Routed
from bot.model.case import Stage
from bot.ports import Books
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import case_of


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


class KilledError(Exception):
    """The process is gone."""


class DiesOnceTaken:
    """A store whose process is killed the moment an update is in the database."""

    def __init__(self, on: Telegram) -> None:
        self._on = on
        self._dead = False

    async def run(self, work):
        if self._dead:
            raise KilledError
        before = await self._on.store.run(newest)
        result = await self._on.store.run(work)
        if await self._on.store.run(newest) != before:
            self._dead = True
            raise KilledError
        return result


class CannotTake:
    """A store in which an update cannot be taken at once, but can be put into the inbox."""

    def __init__(self, on: Telegram) -> None:
        self._on = on

    async def run(self, work):
        def refusing(books):
            before, waiting = newest(books), books.inbox("telegram", 10)
            result = work(books)
            if newest(books) != before and books.inbox("telegram", 10) == waiting:
                raise OSError("Something is the matter with the disk.")
            return result

        return await self._on.store.run(refusing)


class CannotStore:
    """A store that takes no update in."""

    def __init__(self, on: Telegram) -> None:
        self._on = on

    async def run(self, work):
        def refusing(books):
            before = newest(books)
            result = work(books)
            if newest(books) != before:
                raise OSError("The disk is full.")
            return result

        return await self._on.store.run(refusing)


def newest(books) -> int | None:
    return books.last_update("telegram")


def offsets(on: Telegram) -> list[int]:
    return [
        call.params["offset"] for call in on.server.calls("getUpdates") if call.params.get("offset")
    ]


async def asked(on: Telegram) -> None:
    """Pat has left and is asked whether they are OK."""
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()


async def test_killed_between_taking_and_acknowledging_nothing_happens_twice(on: Telegram) -> None:
    await asked(on)
    await on.restart(DiesOnceTaken(on))
    await on.says("pat", "ok")
    with pytest.raises(KilledError):
        await on.telegram.drain_waiting()
    assert len(on.server.world.updates.waiting) == 1, "not acknowledged yet"
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED, "what it meant is as durable as that it came"
    await on.restart()
    await on.settle()
    texts = [message.text for message in on.inbox("pat")]
    assert len(texts) == len(set(texts))
    assert on.server.world.updates.waiting == []


async def test_what_cannot_be_taken_at_once_is_stored_and_taken_later(on: Telegram) -> None:
    await asked(on)
    await on.restart(CannotTake(on))
    await on.says("pat", "ok")
    with capture_logs() as logs:
        await on.telegram.drain_waiting()
    assert [entry["event"] for entry in logs] == ["update not taken"]
    assert on.server.world.updates.waiting == [], "acknowledged, as it is in our own database"
    ((_, _, tries),) = await on.stored()
    assert tries == 1
    on.time.passes(seconds=3)
    await on.telegram.drain_waiting()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert await on.stored() == []


async def test_killed_between_storing_and_taking_nothing_is_lost(on: Telegram) -> None:
    await asked(on)
    await on.restart(CannotTake(on))
    await on.says("pat", "ok")
    await on.telegram.drain_waiting()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.is_open
    await on.restart()
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED


async def test_what_waits_in_the_inbox_goes_before_what_comes_now(on: Telegram) -> None:
    """A process was killed after it stored an update; the next one takes it first."""
    taken: list[str] = []

    def notes(_books: Books, happening: Commanded, _now: datetime) -> Routed:
        taken.append(happening.text)
        return Routed()

    on.commands = notes
    await on.restart()
    on.users["pat"].says("/help 1")
    arrived = await on.telegram._client.updates(None, 0)
    await on.telegram._taker.keep(arrived)
    on.server.world.updates.clear()
    on.users["pat"].says("/help 2")
    await on.restart()
    await on.telegram.drain_waiting()
    assert taken == ["/help 1", "/help 2"]


async def test_what_could_not_be_stored_is_not_acknowledged(on: Telegram) -> None:
    await asked(on)
    await on.restart(CannotStore(on))
    await on.says("pat", "ok")
    for _ in range(3):
        with pytest.raises(OSError, match="disk"):
            await on.telegram.drain_waiting()
    assert len(on.server.world.updates.waiting) == 1
    await on.restart()
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED


async def test_the_loop_outlives_a_store_that_fails(on: Telegram) -> None:
    await on.restart(CannotStore(on))
    await on.says("pat", "ok")
    before = len(on.server.calls("getUpdates"))
    with capture_logs() as logs:
        listening = asyncio.create_task(on.telegram.run())
        await on.server.until(lambda: len(on.server.calls("getUpdates")) > before + 2)
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening
    assert {entry["event"] for entry in logs} == {"listening failed"}
    assert len(on.server.world.updates.waiting) == 1


async def test_updates_are_asked_for_from_where_they_were_stored(on: Telegram) -> None:
    await on.says("pat", "one")
    await on.says("pat", "two")
    await on.settle()
    newest = await on.store.run(lambda books: books.last_update("telegram"))
    assert newest is not None
    assert offsets(on)[-1] == newest + 1
    await on.restart()
    before = len(offsets(on))
    await on.settle()
    assert offsets(on)[before:] == [newest + 1]


async def test_numbers_that_begin_anew_are_heard_all_the_same(on: Telegram) -> None:
    """After a quiet week Telegram goes on with any number, higher or lower."""
    await on.store.run(
        lambda books: books.put_in_inbox(
            "telegram", 999_000_000, '{"did":"Forged","query":"1"}', on.time.now()
        )
    )
    await on.restart()
    await asked(on)
    await on.says("pat", "ok")
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert on.server.world.updates.waiting == []


async def test_what_a_group_says_never_touches_the_disk(on: Telegram) -> None:
    await on.restart(CannotTake(on))
    on.users["pat"].writes(on.group, "the weather is private")
    await on.telegram.drain_waiting()
    ((_, body, _),) = await on.stored()
    assert "weather" not in body
    assert on.account("pat") in body
