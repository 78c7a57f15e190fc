"""Every scenario holds, also when everything is delivered twice, and the log gives nothing away.

The stories are played in two processes beside the tests, so that two cores do the work.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest

from bot.scenario import deeds as d
from bot.scenario.story import Scenario
from tests.scenarios.stage import FILES, HERE, Outcome, play_file, story_in

Stages = dict[tuple[Path, bool], "Future[Outcome]"]


def title(path: Path) -> str:
    return path.relative_to(HERE).with_suffix("").as_posix()


every_story = pytest.mark.parametrize("path", FILES, ids=title)


@pytest.fixture(scope="session")
def stages(request: pytest.FixtureRequest) -> Iterator[Stages]:
    """Begin to play every story that a chosen test asks for."""
    asked: list[tuple[Path, bool]] = [
        (FILES[item.callspec.indices["path"]], item.originalname.endswith("twice"))
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.path.name == Path(__file__).name
    ]
    plays = dict.fromkeys([*asked, *((path, False) for path, _ in asked)])
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        yield {(path, twice): pool.submit(play_file, path, twice=twice) for path, twice in plays}


@every_story
def test_it_holds(path: Path, stages: Stages) -> None:
    assert stages[path, False].result().failures == []


@every_story
def test_it_comes_to_the_same_when_everything_is_delivered_twice(
    path: Path, stages: Stages
) -> None:
    assert stages[path, True].result().told == stages[path, False].result().told


@every_story
def test_the_log_names_nobody_and_quotes_nobody(path: Path, stages: Stages) -> None:
    log = stages[path, False].result().log
    assert "level=error" not in log
    private = [word for word in said_and_named(story_in(path)) if found(word, log)]
    assert private == []


def said_and_named(story: Scenario) -> Iterator[str]:
    """Every key, name, number and text of a person in the story."""
    for person in story.people.values():
        yield from filter(None, (person.key, person.name, person.phone, person.email, person.pin))
        if person.emergency is not None:
            yield from (person.emergency.name, person.emergency.phone, person.emergency.note)
    for step in story.timeline:
        for action in step.actions:
            if isinstance(action.deed, d.Says | d.Writes):
                yield action.deed.text


def found(word: str, log: str) -> bool:
    """Whether the log has it, as a word of its own."""
    return bool(word.strip()) and bool(
        re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", log, re.IGNORECASE)
    )
