"""Updates are stored before they are acknowledged, taken once, and hold no other up."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.adapters.telegram import AdapterError, TelegramAdapter
from bot.intake import Routed
from bot.model.case import Stage
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import WRITER, case_of


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


class KilledError(Exception):
    """The process is gone."""


class DiesOnceStored:
    """A store whose process is killed the moment an update is in the inbox."""

    def __init__(self, on: Telegram) -> None:
        self._on = on
        self._dead = False

    async def run(self, work):
        if self._dead:
            raise KilledError
        result = await self._on.store.run(work)
        if await inbox(self._on):
            self._dead = True
            raise KilledError
        return result


class CannotStore:
    """A store that takes nothing into the inbox."""

    def __init__(self, on: Telegram) -> None:
        self._on = on

    async def run(self, work):
        def refusing(books):
            result = work(books)
            if books.inbox("telegram", 1):
                raise OSError("The disk is full.")
            return result

        return await self._on.store.run(refusing)


async def inbox(on: Telegram) -> list[tuple[int, str, int]]:
    return await on.store.run(lambda books: books.inbox("telegram", 10))


async def restart(on: Telegram, store=None) -> None:
    """A new process that is put together, and has not listened yet."""
    await on.stop()
    on.put_together(store(on) if store else None)
    await on.telegram.start()


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


async def test_killed_between_storing_and_taking_nothing_is_lost(on: Telegram) -> None:
    await asked(on)
    await restart(on, DiesOnceStored)
    await on.says("pat", "ok")
    with pytest.raises(KilledError):
        await on.telegram.drain_waiting()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.is_open
    assert len(on.server.world.updates.waiting) == 1, "not acknowledged yet"
    on.server.world.updates.clear()  # even if it had been: it is in our own database
    await restart(on)
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED


async def test_what_could_not_be_stored_is_not_acknowledged(on: Telegram) -> None:
    await asked(on)
    await restart(on, CannotStore)
    await on.says("pat", "ok")
    for _ in range(3):
        with pytest.raises(OSError, match="disk"):
            await on.telegram.drain_waiting()
    assert len(on.server.world.updates.waiting) == 1
    await restart(on)
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED


async def test_the_loop_outlives_a_store_that_fails(on: Telegram) -> None:
    await restart(on, CannotStore)
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
    await restart(on)
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
    await restart(on)
    await asked(on)
    await on.says("pat", "ok")
    await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert on.server.world.updates.waiting == []


def failing_commands(on: Telegram):
    """Commands of which /phone fails while `broken` is not empty."""
    taken, broken = [], ["/phone"]

    def handle(books, happening, now):
        if happening.text.split()[0] in broken:
            raise ValueError("Pat's number is +44 7700 900111")
        taken.append(happening.text)
        return Routed()

    on.commands = handle
    return taken, broken


async def test_an_update_that_fails_holds_up_no_other_and_is_tried_again(on: Telegram) -> None:
    taken, broken = failing_commands(on)
    await restart(on)
    on.users["pat"].says("/phone 1234")
    on.users["pat"].says("/help")
    with capture_logs() as logs:
        await on.telegram.drain_waiting()
    assert taken == ["/help"]
    (noted,) = logs
    assert noted["event"] == "update not taken"
    assert "1234" not in repr(noted)
    assert "900111" not in repr(noted)
    broken.clear()
    await on.telegram.drain_waiting()
    assert taken == ["/help"], "not at once again"
    on.time.passes(seconds=3)
    await on.telegram.drain_waiting()
    assert taken == ["/help", "/phone 1234"]
    assert await inbox(on) == []


async def test_an_update_that_always_fails_stays_stored(on: Telegram) -> None:
    taken, broken = failing_commands(on)
    await restart(on)
    on.users["pat"].says("/phone 1234")
    with capture_logs() as logs:
        for _ in range(40):
            await on.telegram.drain_waiting()
            on.time.passes(minutes=6)
    assert len(logs) == 10
    assert len(await inbox(on)) == 1
    broken.clear()
    await restart(on)
    await on.telegram.drain_waiting()
    assert taken == ["/phone 1234"]


async def test_an_update_that_cannot_be_read_is_kept_and_the_others_are_taken(
    on: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await asked(on)
    on.server.world.updates.put("message", {"text": "something private"})
    await on.says("pat", "ok")
    with capture_logs() as logs:
        await on.settle()
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.stage is Stage.CLOSED
    assert [entry["event"] for entry in logs] == ["update not taken"]
    assert len(await inbox(on)) == 1
    assert "private" not in caplog.text + repr(logs)


async def test_what_a_group_says_never_touches_the_disk(on: Telegram) -> None:
    await restart(on, DiesOnceStored)
    on.users["pat"].writes(on.group, "the weather is private")
    with pytest.raises(KilledError):
        await on.telegram.drain_waiting()
    ((_, body, _),) = await inbox(on)
    assert "weather" not in body
    assert on.account("pat") in body


async def test_no_token_no_name_and_no_text_is_logged(
    on: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        await on.stop()
        caplog.set_level(logging.DEBUG)
        logging.getLogger("telegram").setLevel(logging.NOTSET)
        logging.getLogger("httpx").setLevel(logging.NOTSET)
        await on.start()
        await asked(on)
        on.server.fail(401, method="sendMessage")
        on.server.fail(400, method="sendMessage", description="Pat Smith is not a chat")
        await on.says("pat", "I am not well")
        await on.settle()
        on.time.passes(minutes=20)
        await on.settle()
    said = caplog.text + repr(logs)
    assert logs
    for secret in (on.server.token, "Pat", "not well", "900111", "Maya"):
        assert secret not in said


async def test_a_wrong_token_is_one_clear_sentence(on: Telegram) -> None:
    for token in ("7000000001:another", "", "nonsense"):
        with pytest.raises(AdapterError, match="ALONGSIDE_TELEGRAM__TOKEN") as told:
            await adapter_with(on, token).start()
        assert "\n" not in str(told.value)
        assert not token or token not in str(told.value)
    assert all("wrong token" in problem for problem in on.server.problems)
    on.server.problems.clear()


def adapter_with(on: Telegram, token: str) -> TelegramAdapter:
    async def nothing(*_: object) -> None:
        pass

    return TelegramAdapter(
        token=token,
        api_url=on.server.api_url,
        store=on.store,
        engine=on.engine,
        now=on.time.now,
        writer=WRITER,
        on_away=nothing,
        on_back=nothing,
    )
