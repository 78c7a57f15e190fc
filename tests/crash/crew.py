"""Crash points are played by two processes beside the tests, so that two cores do the work."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import NamedTuple

from tests.crash.matrix import Point, differences, play_point
from tests.crash.ward import Nursery, nursery

SURELY_CROSSED = 0.8
"""The part of an undisturbed run's boundaries that every run crosses."""
GOLDEN = 0.618034
"""Steps of this part of the whole come everywhere, and never to the same place twice."""


class Result(NamedTuple):
    """What came of killing a story at some of its boundaries."""

    points: int
    wrong: list[str]


_kept_open: list[AbstractContextManager[Nursery]] = []
_nursery: Nursery
_postgres: str


def _begin(addresses: SimpleQueue[str]) -> None:
    global _nursery, _postgres
    _kept_open.append(nursery())
    _nursery = _kept_open[0].__enter__()
    _postgres = addresses.get()


@contextmanager
def crew(addresses: Sequence[str]) -> Iterator[ProcessPoolExecutor]:
    """The processes; each has one of the PostgreSQL databases at `addresses` to itself."""
    context = multiprocessing.get_context("spawn")
    queue: SimpleQueue[str] = context.SimpleQueue()
    for address in addresses:
        queue.put(address)
    with ProcessPoolExecutor(len(addresses), context, _begin, (queue,)) as pool:
        yield pool


def somewhere(path: Path, number: int) -> Result:
    """Kill a story once; `number` chooses where, and on which database. Every fourth dies twice."""
    url = _postgres if number % 2 else None
    undisturbed = play_point(_nursery, path, url)
    at = 1 + int(undisturbed.crossed * (number * GOLDEN % 1))
    deaths = (at, 1 + number % 7) if number % 4 == 3 else (at,)
    return _killed(path, url, undisturbed, [deaths])


def everywhere(path: Path, postgres: bool, every: int = 1) -> Result:
    """Kill a story at every boundary, and at some of them twice: over the start that follows."""
    url = _postgres if postgres else None
    undisturbed = play_point(_nursery, path, url)
    once: list[tuple[int, ...]] = [(at,) for at in range(1, undisturbed.crossed + 1, every)]
    twice: list[tuple[int, ...]] = [(*at, then) for at in once[2::25] for then in range(1, 5)]
    return _killed(path, url, undisturbed, once + twice if every == 1 else once)


def _killed(
    path: Path, url: str | None, undisturbed: Point, deaths: list[tuple[int, ...]]
) -> Result:
    """Commits that share one are fewer boundaries: a story may be over before the last of them.

    Only where it died is a crash point.
    """
    points = 0
    wrong = [f"{path.stem}, undisturbed: {failure}" for failure in undisturbed.ending.failures]
    for deaths_after in deaths:
        point = play_point(_nursery, path, url, deaths_after)
        found = differences(undisturbed.ending, point.ending, len(point.died_at))
        points += bool(point.died_at)
        if not point.died_at and deaths_after[0] < undisturbed.crossed * SURELY_CROSSED:
            found.append("it did not die")
        if found:
            where = f"{path.stem} on {'PostgreSQL' if url else 'SQLite'}"
            wrong.append(f"{where}, killed {deaths_after} {point.died_at}: " + "; ".join(found))
    return Result(points, wrong)
