"""One thread runs whole transactions, and commits together what waits together.

A transaction is a plain function over a connection. Several that wait share one commit, each
inside its own savepoint, so that one that fails takes none of the others with it. A caller is
answered only after the commit: what it is told is durable.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
Work = Callable[[sa.Connection], Any]

TOGETHER_AT_MOST = 128
TRIES_AFTER_CONFLICT = 8
GAVE_WAY = frozenset({"40P01", "40001"})
"""What PostgreSQL calls a deadlock, and a transaction that could not be serialised."""


class Conflict(Exception):
    """Another process changed the same meeting first; decide again."""


class StoreClosedError(Exception):
    """The store is closed; nothing more can be written."""


@dataclass(slots=True)
class _Job:
    work: Work
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None
    tries: int = 0

    def answer(self) -> None:
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class Writer:
    """The one thread that writes."""

    def __init__(self, engine: sa.Engine) -> None:
        """`engine` hands out the connection; the thread keeps one for its life."""
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="alongside-writer", daemon=True)
        self._closed = False
        self._thread.start()

    async def run(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` in a transaction; answers after the commit, or raises what it raised."""
        if self._closed:
            raise StoreClosedError("The store is closed.")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, loop, future))
        return await future

    def close(self) -> None:
        """Finish what waits, then stop the thread."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()

    # --- inside the thread ----------------------------------------------------------------

    def _run(self) -> None:
        connection: sa.Connection | None = None
        open_for_more = True
        while open_for_more or not self._jobs.empty():
            jobs, more = self._gather()
            open_for_more = open_for_more and more
            if jobs:
                connection = self._commit_together(connection, jobs)
        if connection is not None:
            connection.close()

    def _gather(self) -> tuple[list[_Job], bool]:
        jobs: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) >= TOGETHER_AT_MOST:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False

    def _commit_together(
        self, connection: sa.Connection | None, jobs: list[_Job]
    ) -> sa.Connection | None:
        """Run and commit the jobs; a connection that broke is replaced at the next call."""
        try:
            if connection is None:
                connection = self._engine.connect()
            with connection.begin():
                for job in jobs:
                    self._work(connection, job, alone=len(jobs) == 1)
        except BaseException as error:
            told = Conflict() if _met_another(error) else error
            for job in jobs:
                job.error = job.error or told
            connection = self._drop(connection, error)
        again = [job for job in jobs if isinstance(job.error, Conflict)]
        for job in again:
            job.tries += 1
            if job.tries < TRIES_AFTER_CONFLICT:
                job.error = None
                self._jobs.put(job)
        self._answer([job for job in jobs if job.error is not None or job not in again])
        return connection

    @staticmethod
    def _work(connection: sa.Connection, job: _Job, *, alone: bool) -> None:
        if alone:
            job.result = job.work(connection)
            return
        connection.exec_driver_sql("SAVEPOINT job")
        try:
            job.result = job.work(connection)
        except (sa.exc.OperationalError, sa.exc.InterfaceError):
            raise
        except Exception as error:
            job.error = error
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT job")
        connection.exec_driver_sql("RELEASE SAVEPOINT job")

    @staticmethod
    def _drop(connection: sa.Connection | None, error: BaseException) -> sa.Connection | None:
        broken = isinstance(error, sa.exc.DBAPIError) and error.connection_invalidated
        if connection is not None and broken:
            connection.close()
            return None
        return connection

    @staticmethod
    def _answer(jobs: list[_Job]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
        for job in jobs:
            by_loop.setdefault(job.loop, []).append(job)
        for loop, finished in by_loop.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_answer_all, finished)


def _met_another(error: BaseException) -> bool:
    """Whether the database gave way to another process: a deadlock, or a failed serialisation."""
    state = getattr(error.orig, "sqlstate", None) if isinstance(error, sa.exc.DBAPIError) else None
    return state in GAVE_WAY


def _answer_all(jobs: list[_Job]) -> None:
    for job in jobs:
        job.answer()
