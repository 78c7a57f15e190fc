"""Buttons: answered with a short word at once, good after a restart, and never trusted."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.case import Stage
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import WRITER, case_of
from tests.fakes.telegram import Press, SeenMessage


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


async def asked(on: Telegram) -> SeenMessage:
    """Pat has left, and has the message that asks whether they are OK."""
    await on.leaves_the_group("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    return on.users["pat"].inbox[-1]


async def answered(on: Telegram, press: Press) -> str | None:
    await on.telegram.drain_waiting()
    await on.server.until(lambda: press.answered)
    return press.text


async def stage(on: Telegram) -> Stage:
    case = await case_of(on.store, "pat")
    assert case is not None
    return case.stage


async def test_a_press_is_answered_with_a_short_word(on: Telegram) -> None:
    message = await asked(on)
    press = on.users["pat"].presses(message, "I'm OK")
    assert await answered(on, press)
    assert await stage(on) is Stage.CLOSED


async def test_the_short_word_names_who_has_taken_it(on: Telegram) -> None:
    await asked(on)
    for minutes in (4, 5, 2):
        on.time.passes(minutes=minutes)
        await on.settle()
    alerts = {}
    for who in ("maya", "tom"):
        found = [m for m in on.users[who].inbox if "I have not heard from Pat" in m.text]
        alerts[who] = found[0]
    first = on.users["maya"].presses(alerts["maya"], alerts["maya"].labels[0])
    assert await answered(on, first) == WRITER.toast("taken-by-you")
    late = on.users["tom"].presses(alerts["tom"], alerts["tom"].labels[0])
    assert await answered(on, late) == WRITER.toast("taken-by", owner="Maya")


async def test_a_press_that_is_too_old_to_be_answered_still_counts(on: Telegram) -> None:
    message = await asked(on)
    press = on.users["pat"].presses(message, "I'm OK")
    on.server.time_passes(3600)
    await on.settle()
    await on.server.until(lambda: on.server.calls("answerCallbackQuery"))
    assert not press.answered
    assert await stage(on) is Stage.CLOSED


async def test_a_press_on_a_message_that_was_deleted_still_counts(on: Telegram) -> None:
    message = await asked(on)
    on.server.world.chat(message.chat).messages[message.id].deleted = True
    press = on.users["pat"].presses(message, "I'm OK")
    assert await answered(on, press)
    assert await stage(on) is Stage.CLOSED


@pytest.mark.parametrize(
    "data",
    [
        "a:1",
        "a::ok",
        "a:1:",
        "a:1:OK",
        "a:1:ok:ok",
        "a:-1:ok",
        "a:1:ok\n",
        "a:\N{ARABIC-INDIC DIGIT ONE}:ok",
        "b:1:ok",
        "ok",
        "a:9999999999999999999:ok",
        "{}",
        "a:1:" + "x" * 60,
    ],
)
async def test_data_that_is_not_ours_is_out_of_date(on: Telegram, data: str) -> None:
    message = await asked(on)
    press = on.users["pat"].forges(message, data)
    assert await answered(on, press) == WRITER.toast("stale")
    assert await stage(on) is Stage.CHECKING


@pytest.mark.parametrize("data", ["a:999999999999999999:ok", "a:1:take", "a:1:no-such-button"])
async def test_a_forged_press_in_our_own_words_changes_nothing(on: Telegram, data: str) -> None:
    message = await asked(on)
    press = on.users["pat"].forges(message, data)
    assert await answered(on, press) == WRITER.toast("stale")
    assert await stage(on) is Stage.CHECKING


async def test_a_press_by_somebody_else_is_told_so_and_changes_nothing(on: Telegram) -> None:
    message = await asked(on)
    (data, *_) = [button.data for button in message.all_buttons]
    assert data is not None
    stranger = on.server.user("Stranger")
    stranger.start()
    for user in (on.users["tom"], stranger):
        own = user.says("hello")
        press = user.forges(own, data)
        assert await answered(on, press) == WRITER.toast("not-yours")
    assert await stage(on) is Stage.CHECKING


async def test_a_press_is_answered_after_what_it_did_is_durable(on: Telegram) -> None:
    """Two messages are pressed by two processes, and each press counts once."""
    message = await asked(on)
    await on.stop()
    press = on.users["pat"].presses(message, "I'm OK")
    assert not press.answered
    await on.start()
    await on.server.until(lambda: press.answered)
    assert await stage(on) is Stage.CLOSED
