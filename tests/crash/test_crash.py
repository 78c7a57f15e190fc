"""Killed at any moment it loses nothing; what may be a repeat says so (invariants 8 and 9)."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.model.case import Stage
from tests.crash.story import ASKED, REPEAT, Doomed, play, words_of

BOUNDARIES = 52
"""A run that is not disturbed crosses about fifty; the story ends after them in any case."""
SAMPLE = (5, 16, 17, 30, 34, 40)
AT_A_TIME = 2


async def held(folder: Path, fatal: int) -> None:
    await asyncio.to_thread(folder.mkdir)
    run, sent = await play(folder, fatal)
    await check(run, sent)


async def check(run: Doomed, sent: dict[str, list[str]]) -> None:
    """The run ends like one that was not disturbed."""
    case = await run.case()
    assert case is not None
    assert (case.stage, case.outcome, case.closed_by) == (Stage.CLOSED, "reached ok", "maya")
    assert await run.record_holds()
    assert any(ASKED in text for text in sent["pat"])
    assert any("I have not heard from Pat" in text for text in sent["maya"])
    assert any("How to reach Pat" in text for text in sent["maya"])
    for person, texts in sent.items():
        plain = Counter(words_of(text) for text in texts if REPEAT not in text)
        again = Counter(words_of(text) for text in texts if REPEAT in text)
        assert all(count == 1 for count in plain.values()), (person, run.fatal)
        assert all(count == 1 for count in again.values()), (person, run.fatal)
    assert sent["the group"] == []


async def in_turn(folder: Path, fatal: list[int]) -> None:
    """A few at a time: each is two processes."""
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(number: int) -> None:
        async with gate:
            await held(folder / str(number), number)

    await asyncio.gather(*(one(number) for number in fatal))


async def test_a_run_that_is_not_disturbed_says_everything_once(tmp_path):
    run, sent = await play(tmp_path, 0)
    await check(run, sent)
    assert run.deaths == 0
    assert not any(REPEAT in text for texts in sent.values() for text in texts)
    crossed = len(run.counts.read_text().splitlines())
    assert crossed > max(SAMPLE), "the story is shorter than the boundaries it is killed at"


async def test_the_program_itself_killed_in_mid_escalation_and_started_again(tmp_path):
    run, sent = await play(tmp_path, None)
    await check(run, sent)
    assert run.deaths == 1


async def test_killed_between_any_two_steps_it_loses_nothing(tmp_path):
    await in_turn(tmp_path, list(SAMPLE))


@pytest.mark.soak
async def test_killed_at_every_boundary_it_loses_nothing(tmp_path):
    await in_turn(tmp_path, list(range(1, BOUNDARIES + 1)))
