"""One crash point: a story, a database, and the boundaries at which the bot's process is killed."""

from __future__ import annotations

import asyncio
import functools
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from bot.model.case import Case
from bot.model.policy import Policy
from bot.ports import Books
from bot.scenario import transcript as t
from bot.scenario.playing import play
from bot.store import Database
from tests.crash.ward import Fate, Nursery, Ward, enduring
from tests.engine.house import new_sqlite
from tests.scenarios.stage import story_in, writer

REPEAT = "You may have had this message already"

Told = tuple[str, str, str, str]
"""To whom, where, under which key, and in which words."""


class Ending(NamedTuple):
    """What is to be the same, however often the process was killed."""

    failures: list[str]
    sent: Counter[Told]
    """What was sent, but for the words about a repeat."""
    labelled: Counter[Told]
    """Those of them that say that they may be a repeat."""
    standing: Counter[tuple[str, str, str]]
    """What people see in the end: to whom, under which key, in which words."""
    kept: dict[str, tuple[object, ...]]
    """What the database holds of each meeting and case."""


class Point(NamedTuple):
    """What came of one playing."""

    ending: Ending
    crossed: int
    died_at: list[str]


async def played(nursery: Nursery, path: Path, url: str, deaths_after: tuple[int, ...]) -> Point:
    fate = Fate(nursery, deaths_after)
    story = story_in(path)
    played = await play(
        story,
        writer(),
        Policy.default(),
        url=url,
        live=functools.partial(Ward, fate),
        world=functools.partial(enduring, fate),
    )
    assert fate.sealer is not None
    store = Database(url, fate.sealer, writer())
    try:
        kept = await store.run(lambda books: _kept(books, tuple(story.meetings)))
    finally:
        await asyncio.to_thread(store.close)
    told = [entry for entry in played.entries if isinstance(entry, t.Message)]
    ending = Ending(
        failures=[str(failure) for failure in played.failures],
        sent=Counter(_told(entry) for entry in told),
        labelled=Counter(_told(entry) for entry in told if REPEAT in entry.text),
        standing=Counter(
            (message.address, message.keys[-1], words_of(message.text))
            for platform in fate.platforms.values()
            for message in platform.sent
        ),
        kept=kept,
    )
    return Point(ending, fate.crossed, fate.died_at)


def _told(entry: t.Message) -> Told:
    return entry.to, entry.via, entry.key, words_of(entry.text)


def _kept(books: Books, meetings: tuple[str, ...]) -> dict[str, tuple[object, ...]]:
    """How every meeting and case ended, and whether the record of it is whole."""
    kept: dict[str, tuple[object, ...]] = {}
    for name in meetings:
        stored = books.meeting(name)
        assert stored is not None
        kept[name] = (stored.meeting.state, all(entry.holds for entry in books.journal(name)))
        kept |= {f"{name}/{case.id}": _of(case) for case in stored.meeting.cases.values()}
    return kept


def _of(case: Case) -> tuple[object, ...]:
    return (case.subject, case.kind.value, case.stage.value, case.owner, case.outcome,
            case.closed_by, case.called, case.next.at if case.next else None)  # fmt: skip


def words_of(text: str) -> str:
    """A text without the line about repeats."""
    return text.partition(f"({REPEAT}")[0].strip()


def differences(one: Ending, other: Ending, deaths: int) -> list[str]:
    """What a run with so many deaths (`other`) lost, made up or said too often."""
    wrong = [f"expected of the story: {failure}" for failure in other.failures]
    for what in one.kept.keys() | other.kept.keys():
        if one.kept.get(what) != other.kept.get(what):
            wrong.append(f"{what} is {other.kept.get(what)}, undisturbed {one.kept.get(what)}")
    for told in one.sent.keys() | other.sent.keys():
        more = other.sent[told] - one.sent[told]
        if more < 0:
            wrong.append(f"never sent: {told}")
        elif more > min(deaths, other.labelled[told]):
            wrong.append(f"sent {more} times too often, {other.labelled[told]} labelled: {told}")
        elif other.labelled[told] > one.labelled[told] + deaths:
            wrong.append(f"labelled {other.labelled[told]} times: {told}")
    wrong += [f"nobody sees in the end: {seen}" for seen in one.standing - other.standing]
    return wrong


def play_point(
    nursery: Nursery, path: Path, url: str | None, deaths_after: tuple[int, ...] = ()
) -> Point:
    """Play a story with these deaths, on `url` emptied before, or on a new SQLite file."""
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        if url is None:
            url = new_sqlite(Path(folder))
        else:
            empty(url)
        return asyncio.run(played(nursery, path, url, deaths_after))


def empty(url: str) -> None:
    """Take every row out of a database; it waits for whatever a killed process left running."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        tables = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        names = ", ".join(sorted(tables))
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    engine.dispose()
