"""The same on Discord: killed at any moment it loses nothing, and nobody reads anything twice."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.model.case import Stage
from tests.crash.story import ASKED, REPEAT, Doomed, words_of
from tests.crash.story_on_discord import ALERT, play

BOUNDARIES = 42
"""A run that is not disturbed crosses about forty; the story ends after them in any case."""
SAMPLE = (7, 19, 26)
"""Among them: a press that was acknowledged and not taken, and one that was taken.

Whoever leaves unseen, because the bot died before, is looked for two minutes later (L12); those
boundaries, the first few, are for the long run.
"""
AT_A_TIME = 2


async def held(folder: Path, fatal: int) -> None:
    await asyncio.to_thread(folder.mkdir)
    run, shown = await play(folder, fatal)
    await check(run, shown)


async def check(run: Doomed, shown: dict[str, list[str]]) -> None:
    """The run ends like one that was not disturbed; an enforced nonce lets nobody see a repeat."""
    case = await run.case()
    assert case is not None
    assert (case.stage, case.outcome, case.closed_by) == (Stage.CLOSED, "reached ok", "maya")
    assert await run.record_holds()
    # A start that took long finds the alert overdue, and then takes only that step (L12).
    assert run.deaths or any(ASKED in text for text in shown["pat"])
    assert any(ALERT in text for text in shown["maya"])
    assert any("How to reach Pat" in text for text in shown["maya"])
    for person, texts in shown.items():
        counted = Counter(words_of(text) for text in texts)
        assert all(count == 1 for count in counted.values()), (person, run.fatal, counted)
    assert shown["the group"] == []


async def in_turn(folder: Path, fatal: list[int]) -> None:
    """A few at a time: each is two processes. All are played, whichever of them is wrong."""
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(number: int) -> str | None:
        async with gate:
            try:
                await held(folder / str(number), number)
            except AssertionError as error:
                return f"killed at boundary {number}: {error}"
            return None

    found = await asyncio.gather(*(one(number) for number in fatal))
    assert [wrong for wrong in found if wrong is not None] == []


async def test_a_run_that_is_not_disturbed_says_everything_once(tmp_path: Path) -> None:
    run, shown = await play(tmp_path, 0)
    await check(run, shown)
    assert run.deaths == 0
    assert not any(REPEAT in text for texts in shown.values() for text in texts)
    crossed = len(run.counts.read_text().splitlines())
    assert crossed > max(SAMPLE), "the story is shorter than the boundaries it is killed at"


async def test_the_program_itself_killed_in_mid_escalation_and_started_again(
    tmp_path: Path,
) -> None:
    run, shown = await play(tmp_path, None)
    await check(run, shown)
    assert run.deaths == 1


@pytest.mark.parametrize("fatal", SAMPLE)
async def test_killed_between_any_two_steps_it_loses_nothing(tmp_path: Path, fatal: int) -> None:
    await held(tmp_path / "run", fatal)


@pytest.mark.soak
async def test_killed_at_every_boundary_it_loses_nothing(tmp_path: Path) -> None:
    await in_turn(tmp_path, list(range(1, BOUNDARIES + 1)))
