"""Updates that cannot be taken hold up no other, stay stored, and are noted by number alone."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.intake import Routed
from bot.model.case import Stage
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import case_of


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


async def asked(on: Telegram) -> None:
    """Pat has left and is asked whether they are OK."""
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()


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
    await on.restart()
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
    assert await on.stored() == []


async def test_an_update_that_always_fails_stays_stored(on: Telegram) -> None:
    taken, broken = failing_commands(on)
    await on.restart()
    on.users["pat"].says("/phone 1234")
    with capture_logs() as logs:
        for _ in range(40):
            await on.telegram.drain_waiting()
            on.time.passes(minutes=6)
    assert len(logs) == 10
    assert len(await on.stored()) == 1
    broken.clear()
    await on.restart()
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
    assert len(await on.stored()) == 1
    assert "private" not in caplog.text + repr(logs)


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
