"""Stories are played in two processes beside the tests, so that two cores do the work."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.threeway.ways import Compared, compare, settle_in

HERE = Path(__file__).parent
PROCESSES = 2

Playings = dict[tuple[Path, str], "Future[Compared]"]


@pytest.fixture(scope="session")
def playings(request: pytest.FixtureRequest, new_postgres: Callable[[], str]) -> Iterator[Playings]:
    """Begin to play every story that a chosen test asks for; one story in one process only."""
    asked = [
        _asked_by(item)
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.path.parent == HERE
    ]
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        pools = [
            stack.enter_context(
                ProcessPoolExecutor(
                    1, mp_context=context, initializer=settle_in, initargs=(new_postgres(),)
                )
            )
            for _ in range(PROCESSES)
        ]
        stories = {path: number for number, path in enumerate(dict.fromkeys(p for p, _ in asked))}
        yield {
            (path, way): pools[stories[path] % PROCESSES].submit(compare, path, way)
            for path, way in dict.fromkeys(asked)
        }


def _asked_by(test: pytest.Function) -> tuple[Path, str]:
    given: dict[str, Any] = test.callspec.params
    return given["path"], given["way"]


@pytest.fixture
def compared(playings: Playings, path: Path, way: str) -> Compared:
    """What came of the story that the test is about."""
    return playings[path, way].result()
