"""Every story comes to the same on PostgreSQL, and through the real libraries over HTTP.

`make test` plays all stories on PostgreSQL, all that have to do with a platform on that platform,
and of those where everything is delivered twice, or that are moved from Discord to Telegram as
though they had taken place there, a fixed sample; `make soak` plays the rest of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.scenarios.stage import FILES, HERE, story_in
from tests.scenarios.test_scenarios import found, said_and_named
from tests.threeway.ways import Compared

SAMPLE = 6
"""One story in so many is in the sample."""


def uses(path: Path, platform: str) -> bool:
    """Whether anybody in the story has an account there, or a meeting is there."""
    story = story_in(path)
    return any(platform in person.accounts for person in story.people.values()) or any(
        platform == meeting.platform for meeting in story.meetings.values()
    )


def by(way: str, paths: Sequence[Path], *, sample: int = 1) -> list[ParameterSet]:
    """Tests of these stories; those that are not in the sample are for the long run."""
    return [
        pytest.param(
            way,
            path,
            id=f"{way}: {path.relative_to(HERE).with_suffix('').as_posix()}",
            marks=[pytest.mark.soak] if number % sample else [],
        )
        for number, path in enumerate(paths)
    ]


WITH_DISCORD = [path for path in FILES if uses(path, "discord")]
WITH_TELEGRAM = [path for path in FILES if uses(path, "telegram")]
AS_WRITTEN = [
    *by("postgresql", FILES),
    *by("telegram", WITH_TELEGRAM),
    *by("telegram, twice", WITH_TELEGRAM, sample=SAMPLE),
    *by("discord", WITH_DISCORD),
    *by("discord, twice", WITH_DISCORD, sample=SAMPLE),
]
MOVED = by("moved to telegram", FILES, sample=SAMPLE)

as_written = pytest.mark.parametrize(("way", "path"), AS_WRITTEN)
every_way = pytest.mark.parametrize(("way", "path"), [*AS_WRITTEN, *MOVED])


@every_way
def test_it_comes_to_the_same(compared: Compared) -> None:
    assert compared.other == compared.usual


@as_written
def test_what_is_expected_holds(compared: Compared) -> None:
    assert compared.failures == []


@every_way
def test_the_log_names_nobody_and_quotes_nobody(compared: Compared, path: Path) -> None:
    assert "level=error" not in compared.log
    private = [word for word in said_and_named(story_in(path)) if found(word, compared.log)]
    assert private == []
