"""The scenarios come to the same on PostgreSQL: some here, all of them in the long run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.model.policy import Policy
from bot.scenario.playing import play
from tests.scenarios.stage import FILES, HERE, story_in, writer

SOME = FILES[::13]


async def comes_true(path: Path, url: str) -> None:
    played = await play(story_in(path), writer(), Policy.default(), url=url)
    assert [str(failure) for failure in played.failures] == []


def title(path: Path) -> str:
    return path.relative_to(HERE).with_suffix("").as_posix()


@pytest.mark.parametrize("path", SOME, ids=title)
async def test_some_stories(path: Path, new_postgres: Callable[[], str]) -> None:
    await comes_true(path, new_postgres())


@pytest.mark.soak
@pytest.mark.parametrize("path", FILES, ids=title)
async def test_all_stories(path: Path, new_postgres: Callable[[], str]) -> None:
    await comes_true(path, new_postgres())
