"""Restarts, duplicates and reordering change nothing, through the real engine and store."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.store.ledger import Ledger
from tests.simulation.twins import told_twice

STORIES, STEPS = 6, 40
MANY_STORIES, MORE_STEPS = 1_500, 80


async def test_a_bad_day_comes_to_the_same_as_a_good_one(tmp_path: Path) -> None:
    restarts = duplicates = 0
    for seed in range(STORIES):
        _, bad = await told_twice(tmp_path, seed, STEPS)
        restarts += bad.restarts
        duplicates += bad.duplicates
    assert restarts > STORIES
    assert duplicates > 10 * STORIES


async def test_that_a_key_is_taken_once_is_what_it_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the same stories fail: they do hold something."""
    monkeypatch.setattr(Ledger, "take_key", lambda *_: True)
    with pytest.raises(AssertionError):
        await told_twice(tmp_path, 0, STEPS)


@pytest.mark.soak
async def test_many_more_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = random.randrange(10**9)
    restarts = duplicates = 0
    for seed in range(first, first + MANY_STORIES):
        _, bad = await told_twice(tmp_path, seed, MORE_STEPS)
        restarts += bad.restarts
        duplicates += bad.duplicates
    with capsys.disabled():
        print(f"\n{MANY_STORIES:,} stories, {restarts:,} restarts, {duplicates:,} duplicates")
