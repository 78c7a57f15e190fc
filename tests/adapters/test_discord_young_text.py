"""A young people's meeting in writing on Discord: who may write, and when (Y1, Y2, Y6)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.signals import Ended
from tests.adapters.discord_young import Young, young
from tests.fakes.discord.bits import Permission


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Young]:
    async with young(tmp_path, text=True) as house:
        await house.opens()
        yield house


def may_write(on: Young, who: str) -> bool:
    return on.voice.allows(on.users[who], Permission.SEND_MESSAGES)


async def say_here(on: Young, *people: str) -> None:
    card = next(m for m in reversed(on.voice.messages) if "I'm here" in m.labels)
    for who in people:
        on.users[who].presses(card, "I'm here")
        await on.lasts(seconds=1)


async def writes(on: Young, *people: str) -> None:
    for who in people:
        on.users[who].writes(on.voice, "hello")
        await on.settle()


async def test_nobody_may_write_until_two_adults_are_there(on: Young) -> None:
    await say_here(on, "kit", "asha")
    assert may_write(on, "asha")
    assert not may_write(on, "kit")
    await say_here(on, "ben")
    assert may_write(on, "kit")
    assert not may_write(on, "lou")


async def test_in_a_hold_young_people_cannot_write_and_adults_can(on: Young) -> None:
    await say_here(on, "asha", "ben", "kit", "lou")
    await on.lasts(minutes=10)
    await writes(on, "asha", "kit", "lou")
    await on.lasts(minutes=7)
    assert await on.state() == "held"
    assert [who for who in ("asha", "ben", "kit", "lou") if may_write(on, who)] == ["asha", "ben"]
    await writes(on, "ben")
    assert await on.state() == "running"
    assert may_write(on, "kit")
    assert may_write(on, "lou")
    assert {doing.what for doing in await on.doings()} == {"lock", "admit"}


async def test_what_a_young_person_could_do_before_is_as_it_was(on: Young) -> None:
    before = {who: on.voice.overwrites.get(on.users[who].id) for who in ("kit", "lou")}
    await say_here(on, "asha", "ben", "kit", "lou")
    let_in = {who: vars_of(on, who) for who in ("kit", "lou")}
    await on.lasts(minutes=10)
    await writes(on, "asha", "kit", "lou")
    await on.lasts(minutes=7)
    await writes(on, "ben")
    assert {who: vars_of(on, who) for who in ("kit", "lou")} == let_in
    await on.engine.hear("m", Ended(by="asha"))
    await on.settle()
    assert {who: on.voice.overwrites.get(on.users[who].id) for who in ("kit", "lou")} == before
    assert not may_write(on, "kit")


async def test_put_out_of_a_hold_they_cannot_write_afterwards(on: Young) -> None:
    await say_here(on, "asha", "ben", "kit", "lou")
    await on.lasts(minutes=10)
    await writes(on, "asha", "kit", "lou")
    await on.lasts(minutes=7)
    await on.lasts(minutes=5)
    assert await on.state() == "ended"
    assert not may_write(on, "kit")
    assert not may_write(on, "lou")


async def test_whoever_fell_silent_is_let_in_again_before_they_write(on: Young) -> None:
    await say_here(on, "asha", "ben", "kit", "lou")
    for _ in range(2):
        await on.lasts(minutes=10)
        await writes(on, "asha", "ben", "lou")
    await on.lasts(minutes=2)
    assert "kit" not in await on.present()
    assert not may_write(on, "kit")
    await say_here(on, "kit")
    assert may_write(on, "kit")


def vars_of(on: Young, who: str) -> tuple[int, int]:
    one = on.voice.overwrites[on.users[who].id]
    return one.allow, one.deny
