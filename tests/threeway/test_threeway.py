"""Every story comes to the same on PostgreSQL, and through the real libraries over HTTP.

`make test` plays every third story that has to do with a platform on that platform. A fixed sample
is played on PostgreSQL, and another with everything delivered twice, or moved from Discord to
Telegram as though it had taken place there; `make soak` plays the rest of them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.scenarios.stage import FILES, HERE, story_in
from tests.scenarios.test_scenarios import found, said_and_named
from tests.threeway.ways import Compared

ON_ITS_PLATFORM, ON_POSTGRESQL, SAMPLE = 3, 9, 30
"""One story in so many is in the sample: on the real library, on PostgreSQL, and of what is
delivered twice or moved."""


@functools.cache
def platforms_in(path: Path) -> frozenset[str]:
    """Where anybody in the story has an account, or a meeting is."""
    story = story_in(path)
    accounts = {platform for person in story.people.values() for platform in person.accounts}
    return frozenset(accounts | {meeting.platform for meeting in story.meetings.values()})


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


WITH_DISCORD = [path for path in FILES if "discord" in platforms_in(path)]
WITH_TELEGRAM = [path for path in FILES if "telegram" in platforms_in(path)]
AS_WRITTEN = [
    *by("postgresql", FILES, sample=ON_POSTGRESQL),
    *by("telegram", WITH_TELEGRAM, sample=ON_ITS_PLATFORM),
    *by("telegram, twice", WITH_TELEGRAM, sample=SAMPLE),
    *by("discord", WITH_DISCORD, sample=ON_ITS_PLATFORM),
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
