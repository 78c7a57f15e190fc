"""Buttons: acknowledged at once, good after a restart, taken once and in order, never trusted."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.model.case import Stage
from bot.model.effects import Post
from bot.ports import Books
from tests.adapters.discord_talk import presses, synchronised, text, told
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import WRITER, case_of
from tests.fakes.discord import SeenInteraction, SeenMessage

T = TypeVar("T")

DEFERRED_UPDATE = 6


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        yield harness


async def asked(on: Discord) -> SeenMessage:
    """Pat has gone, and has the message that asks whether they are OK."""
    on.users["pat"].leaves()
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    return on.users["pat"].inbox[-1]


async def card(on: Discord) -> SeenMessage:
    """The meeting card, in the text of the meeting."""

    def post(books: Books) -> None:
        stored = books.meeting("m")
        assert stored is not None
        books.queue(stored.meeting, (Post(key="opening", thread="card"),), on.time.now())

    await on.store.run(post)
    await on.settle()
    return on.voice.messages[-1]


async def stage(on: Discord) -> Stage:
    case = await case_of(on.store, "pat")
    assert case is not None
    return case.stage


async def test_a_press_is_acknowledged_without_a_trace_and_answered_with_a_short_word(
    on: Discord,
) -> None:
    message = await asked(on)
    pressed = await presses(on, on.users["pat"], message, "I'm OK")
    assert pressed.response == DEFERRED_UPDATE
    assert text(pressed) == WRITER.toast("thanks")
    assert await stage(on) is Stage.CLOSED


async def test_the_card_works_for_everybody_and_answers_each_alone(on: Discord) -> None:
    message = await card(on)
    assert message.pinned
    assert message.labels[:3] == ("I'm here", "I'm OK", "Technical problem")
    for who, label, word in (
        ("pat", "Back soon", WRITER.toast("leaving-back-soon", minutes=10)),
        ("tom", "I'm OK", WRITER.toast("leaving-ok")),
        ("maya", "Please contact me", WRITER.toast("leaving-contact")),
    ):
        assert text(await presses(on, on.users[who], message, label)) == word
    assert on.voice.messages == [message], "the room has seen none of it"


async def test_somebody_unknown_may_press_the_card_and_changes_nothing(on: Discord) -> None:
    message = await card(on)
    stranger = on.server.add_user("Sam")
    on.guild.add_member(stranger)
    assert text(await presses(on, stranger, message, "I'm OK")) == WRITER.toast("not-yours")


class Locked:
    """Another program writes to the database, and does not get done."""

    def __init__(self, on: Discord) -> None:
        self._connection = sqlite3.connect(on.world.url.removeprefix("sqlite:///"))
        self._connection.execute("BEGIN IMMEDIATE")

    def ends(self) -> None:
        self._connection.rollback()
        self._connection.close()


async def test_a_press_is_acknowledged_however_slow_the_database_is(on: Discord) -> None:
    message = await asked(on)
    locked = Locked(on)
    pressed = on.users["pat"].presses(message, "I'm OK")
    await on.server.until(lambda: pressed.acknowledged_after is not None)
    assert pressed.acknowledged_after is not None
    assert pressed.acknowledged_after < 1
    await on.until(lambda: on.naps.next is not None)
    await on.passes(seconds=10)
    await on.server.until(lambda: pressed.ephemeral)
    assert text(pressed) == WRITER.toast("wait")
    locked.ends()
    await on.settle()
    await on.server.until(lambda: len(pressed.ephemeral) > 1)
    assert pressed.ephemeral[-1].text == WRITER.toast("thanks")
    assert await stage(on) is Stage.CLOSED


async def test_a_command_is_acknowledged_however_slow_the_database_is(on: Discord) -> None:
    await synchronised(on)
    locked = Locked(on)
    used = on.users["pat"].commands("support", where=on.voice)
    await on.server.until(lambda: used.acknowledged_after is not None)
    assert used.thinking
    locked.ends()
    await told(on, used)
    assert await case_of(on.store, "pat") is not None


async def test_a_press_that_could_not_be_acknowledged_still_counts(on: Discord) -> None:
    message = await asked(on)
    on.server.deadline = -1
    pressed = on.users["pat"].presses(message, "I'm OK")
    await on.settle()
    assert pressed.acknowledged_after is None
    assert await stage(on) is Stage.CLOSED


@pytest.mark.parametrize("fault", [500, "drop"])
async def test_a_press_counts_though_discord_fails_the_acknowledgement(
    on: Discord, fault: Any
) -> None:
    message = await asked(on)
    on.server.fail(fault, method="POST", path="/callback", times=None)
    on.users["pat"].presses(message, "I'm OK")
    await on.settle()
    assert await stage(on) is Stage.CLOSED


async def test_a_press_that_is_told_twice_counts_once(on: Discord) -> None:
    await asked(on)
    for minutes in (4, 5):
        on.time.passes(minutes=minutes)
        await on.settle()
    alert = next(m for m in on.users["maya"].inbox if "I'll take this" in m.labels)
    on.server.delivers_twice()
    pressed = await presses(on, on.users["maya"], alert, "I'll take this")
    assert text(pressed) == WRITER.toast("taken-by-you")


async def test_the_short_word_names_who_has_taken_it(on: Discord) -> None:
    await asked(on)
    for minutes in (4, 5, 2):
        on.time.passes(minutes=minutes)
        await on.settle()
    alerts = {
        who: next(m for m in on.users[who].inbox if "I'll take this" in m.labels)
        for who in ("maya", "tom")
    }
    await presses(on, on.users["maya"], alerts["maya"], "I'll take this")
    late = await presses(on, on.users["tom"], alerts["tom"], "I'll take this")
    assert text(late) == WRITER.toast("taken-by", owner="Maya")


async def test_presses_of_one_person_are_taken_in_the_order_in_which_they_came(
    on: Discord,
) -> None:
    message = await asked(on)
    pat = on.users["pat"]
    pressed = [pat.presses(message, label) for label in ("I'm OK", "Please contact me")]
    for one in pressed:
        await told(on, one)
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.is_open, "asking for somebody came last"


async def test_a_button_works_after_a_restart(on: Discord) -> None:
    message = await asked(on)
    await on.stop()
    await on.start()
    assert text(await presses(on, on.users["pat"], message, "I'm OK")) == WRITER.toast("thanks")
    assert await stage(on) is Stage.CLOSED


@pytest.mark.parametrize(
    "custom_id", ["", "x", "a:1", "a:99999:ok", "a:1:stop", "b:1:ok", "a:1:OK"]
)
async def test_what_nobody_wrote_changes_nothing_and_is_answered(
    on: Discord, custom_id: str
) -> None:
    message = await asked(on)
    forged = on.users["pat"].forges(message, custom_id)
    await on.settle()
    await on.server.until(lambda: forged.acknowledged_after is not None)
    if forged.modal is None:
        await told(on, forged)
        assert text(forged) == WRITER.toast("stale")
    assert await stage(on) is Stage.CHECKING


class Failing:
    """A database that fails as often as it is told to."""

    def __init__(self, on: Discord) -> None:
        self._on = on
        self.times = 0

    async def run(self, work: Callable[[Books], T]) -> T:
        if self.times:
            self.times -= 1
            raise sqlite3.OperationalError("disk I/O error")
        return await self._on.store.run(work)


@pytest.fixture
async def failing(on: Discord) -> Failing:
    """What stands before the database of a new process."""
    before = Failing(on)
    await on.stop()
    on.put_together(before)
    await on.discord.start()
    await on.discord.drain_waiting()
    return before


async def shown_after(
    on: Discord, pressed: SeenInteraction, *, seconds: float, how_many: int = 1
) -> None:
    """Let time pass, so much at once, until they have been told so many things."""
    async with asyncio.timeout(10):
        while len(pressed.ephemeral) < how_many:
            await on.passes(seconds=seconds)
            await asyncio.sleep(0.002)


async def test_a_press_is_tried_again_when_the_database_has_failed(
    on: Discord, failing: Failing
) -> None:
    message = await asked(on)
    failing.times = 2
    pressed = on.users["pat"].presses(message, "I'm OK")
    await shown_after(on, pressed, seconds=0.5)
    assert text(pressed) == WRITER.toast("thanks")
    assert await stage(on) is Stage.CLOSED


async def test_somebody_is_told_when_it_cannot_be_taken_at_all(
    on: Discord, failing: Failing
) -> None:
    message = await asked(on)
    failing.times = 1000
    pressed = on.users["pat"].presses(message, "I'm OK")
    await shown_after(on, pressed, seconds=5, how_many=2)
    assert [shown.text for shown in pressed.ephemeral] == [
        WRITER.toast("wait"),
        WRITER.toast("not-taken"),
    ]
    failing.times = 0
    assert await stage(on) is Stage.CHECKING
