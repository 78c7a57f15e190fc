"""One thread writes; what waits together is committed together, and failures keep to themselves."""

from __future__ import annotations

import asyncio
import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import create_engine
from bot.store import tables as t
from bot.store.writer import TOGETHER_AT_MOST, Conflict, StoreClosedError, Writer
from tests.engine.house import new_sqlite


@pytest.fixture
def commits() -> list[str]:
    return []


@pytest.fixture
def engine(url: str, commits: list[str]) -> Iterator[sa.Engine]:
    made = create_engine(url)
    sa.event.listen(made, "commit", lambda _connection: commits.append("commit"))
    yield made
    made.dispose()


@pytest.fixture
def writer(engine: sa.Engine) -> Iterator[Writer]:
    thread = Writer(engine)
    yield thread
    thread.close()


def note(key: str) -> Callable[[sa.Connection], str]:
    def work(connection: sa.Connection) -> str:
        connection.execute(sa.insert(t.signals).values(key=key, at=1))
        return key

    return work


def fail(error: Exception, key: str = "") -> Callable[[sa.Connection], str]:
    def work(connection: sa.Connection) -> str:
        if key:
            note(key)(connection)
        raise error

    return work


def keys(engine: sa.Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(sa.select(t.signals.c.key)).scalars())


class Gate:
    """Holds the thread, so that work gathers behind it."""

    def __init__(self, writer: Writer) -> None:
        self._held, self._go = threading.Event(), threading.Event()
        self._work = asyncio.create_task(writer.run(self._wait))

    def _wait(self, _connection: sa.Connection) -> None:
        self._held.set()
        assert self._go.wait(10)

    async def closed(self) -> Gate:
        await asyncio.to_thread(self._held.wait, 10)
        return self

    async def open(self) -> None:
        await asyncio.sleep(0)
        self._go.set()
        await self._work


async def together(writer: Writer, *works: Callable[[sa.Connection], str]) -> list[object]:
    """Let them wait behind one another, and answer with what came of each."""
    gate = await Gate(writer).closed()
    waiting = [asyncio.create_task(writer.run(work)) for work in works]
    await gate.open()
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_several_that_wait_are_committed_together(
    writer: Writer, engine: sa.Engine, commits: list[str]
) -> None:
    await writer.run(note("warm"))
    commits.clear()
    done = await together(writer, *(note(f"key/{n}") for n in range(20)))
    assert done == [f"key/{n}" for n in range(20)]
    assert len(commits) == 2, "one for the gate, one for all the others"
    assert len(keys(engine)) == 21


async def test_one_that_fails_takes_none_of_the_others_with_it(
    writer: Writer, engine: sa.Engine
) -> None:
    wrong = ValueError("no")
    done = await together(writer, note("a"), fail(wrong, "b"), note("c"))
    assert done == ["a", wrong, "c"]
    assert keys(engine) == {"a", "c"}


async def test_one_that_the_database_refuses_takes_none_of_the_others_with_it(
    writer: Writer, engine: sa.Engine
) -> None:
    done = await together(writer, note("a"), note("a"), note("b"))
    assert (done[0], done[2]) == ("a", "b")
    assert isinstance(done[1], sa.exc.IntegrityError)
    assert keys(engine) == {"a", "b"}


async def test_one_that_fails_alone_leaves_nothing_and_the_next_one_works(
    writer: Writer, engine: sa.Engine
) -> None:
    with pytest.raises(ValueError, match="no"):
        await writer.run(fail(ValueError("no"), "a"))
    assert await writer.run(note("b")) == "b"
    assert keys(engine) == {"b"}


async def test_nobody_is_answered_before_the_commit(writer: Writer, engine: sa.Engine) -> None:
    """When the answer is there, so is the row, for everybody."""
    for number in range(10):
        await writer.run(note(f"key/{number}"))
        assert f"key/{number}" in keys(engine)


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No file of this process may grow beyond what the write-ahead log has reached."""
    log = max(file.stat().st_size for file in folder.glob("*-wal"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_when_the_disk_is_full_everybody_hears_of_it_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    engine = create_engine(new_sqlite(tmp_path))
    writer = Writer(engine)
    await writer.run(note("before"))
    long = "a" * 20_000
    with full_disk(tmp_path):
        done = await together(writer, note("a"), note(long))
    assert [type(one) for one in done] == [sa.exc.OperationalError] * 2
    assert await writer.run(note("c")) == "c"
    assert keys(engine) == {"before", "c"}
    writer.close()
    engine.dispose()


async def test_a_connection_that_broke_is_replaced(new_postgres: Callable[[], str]) -> None:
    engine = create_engine(new_postgres())
    writer = Writer(engine)
    ask = sa.text("SELECT pg_backend_pid()")
    number = await writer.run(lambda connection: connection.execute(ask).scalar())
    with engine.connect() as other:
        other.execute(sa.text("SELECT pg_terminate_backend(:number)"), {"number": number})
    done = await asyncio.gather(writer.run(note("a")), return_exceptions=True)
    assert isinstance(done[0], sa.exc.OperationalError)
    assert await writer.run(note("b")) == "b"
    assert keys(engine) == {"b"}
    writer.close()
    engine.dispose()


async def test_a_conflict_is_decided_again(writer: Writer) -> None:
    tries = []

    def twice(_connection: sa.Connection) -> int:
        tries.append(1)
        if len(tries) < 3:
            raise Conflict
        return len(tries)

    assert await writer.run(twice) == 3


async def test_a_conflict_among_others_is_decided_again_and_they_are_not(
    writer: Writer, engine: sa.Engine
) -> None:
    tries = []

    def once(connection: sa.Connection) -> str:
        tries.append(1)
        if len(tries) == 1:
            note("lost")(connection)
            raise Conflict
        return note("won")(connection)

    assert await together(writer, note("a"), once, note("b")) == ["a", "won", "b"]
    assert keys(engine) == {"a", "b", "won"}


async def test_a_conflict_without_end_is_an_error_at_last(writer: Writer) -> None:
    with pytest.raises(Conflict):
        await writer.run(fail(Conflict()))


async def test_more_than_fit_into_one_commit_are_all_done(writer: Writer) -> None:
    many = TOGETHER_AT_MOST + 20
    done = await together(writer, *(note(f"key/{n}") for n in range(many)))
    assert done == [f"key/{n}" for n in range(many)]


async def test_closing_finishes_what_waits(engine: sa.Engine) -> None:
    writer = Writer(engine)
    waiting = [asyncio.create_task(writer.run(note(f"key/{n}"))) for n in range(5)]
    await asyncio.sleep(0)
    await asyncio.to_thread(writer.close)
    assert await asyncio.gather(*waiting) == [f"key/{n}" for n in range(5)]
    with pytest.raises(StoreClosedError):
        await writer.run(note("late"))


async def test_closing_leaves_nobody_waiting_for_an_answer(engine: sa.Engine) -> None:
    """A conflict that comes up while the store closes is decided again, or told: never silence."""
    writer = Writer(engine)
    gate = await Gate(writer).closed()
    tries = []

    def once(_connection: sa.Connection) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Conflict
        return "won"

    waiting = asyncio.create_task(writer.run(once))
    await asyncio.sleep(0)
    closing = asyncio.create_task(asyncio.to_thread(writer.close))
    await asyncio.sleep(0.02)
    await gate.open()
    await closing
    done, _ = await asyncio.wait({waiting}, timeout=0.5)
    waiting.cancel()
    assert done


async def test_a_caller_that_gave_up_disturbs_nobody(writer: Writer) -> None:
    gate = await Gate(writer).closed()
    gone = asyncio.create_task(writer.run(note("a")))
    stays = asyncio.create_task(writer.run(note("b")))
    await asyncio.sleep(0)
    gone.cancel()
    await gate.open()
    assert await stays == "b"


async def test_a_database_that_another_program_holds_is_waited_for(tmp_path: Path) -> None:
    engine = create_engine(new_sqlite(tmp_path))
    writer = Writer(engine)
    await writer.run(note("warm"))
    with engine.connect() as other:
        transaction = other.begin()
        threading.Timer(0.3, transaction.rollback).start()
        began = time.monotonic()
        assert await writer.run(note("a")) == "a"
        assert time.monotonic() - began > 0.2
    writer.close()
    engine.dispose()


async def test_a_database_that_stays_locked_is_an_error_and_then_works_again(
    tmp_path: Path,
) -> None:
    engine = create_engine(new_sqlite(tmp_path))
    sa.event.listen(
        engine, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout=50") and None
    )
    writer = Writer(engine)
    await writer.run(note("warm"))
    with engine.connect() as other:
        transaction = other.begin()
        done = await asyncio.gather(
            writer.run(note("a")), writer.run(note("b")), return_exceptions=True
        )
        assert [type(one) for one in done] == [sa.exc.OperationalError] * 2
        transaction.rollback()
    assert await writer.run(note("c")) == "c"
    assert keys(engine) == {"warm", "c"}
    writer.close()
    engine.dispose()
