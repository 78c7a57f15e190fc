"""One running program on one database: two would both send what waits.

The hold ends with the process, however it ends. For SQLite it is a lock on a file beside the
database; for PostgreSQL an advisory lock of a session of its own, which the server gives up as
soon as it sees that the session is gone. Whoever only reads, or brings the tables up to date,
does not ask for it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
import structlog

from bot.store.migrating import DatabaseError, why

log = structlog.get_logger()

WAIT = 20.0
"""Seconds to wait for another program to go: service managers overlap the old and the new."""
LOOK_EVERY = 0.25
"""Seconds between two tries."""
NUMBER = 0x616C6F6E
"""What PostgreSQL knows the lock by, beside the schema: each installation has its own."""
ASK_WITHIN = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 10_000,
}
"""How soon a server that is not there any more is seen to be gone: seconds, and milliseconds."""
_TAKE = sa.text("SELECT pg_try_advisory_lock(:number, hashtext(current_schema()))")


class HeldError(Exception):
    """Another program runs on this database: one sentence, with what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Another Alongside already runs on this database, and two would send everything "
            "twice; stop it first, or give this one a database of its own."
        )


class Holding(Protocol):
    """The right to run on one database, for as long as it is held."""

    def try_to_hold(self) -> bool:
        """Take it, or see that it is still held. False: another program has it.

        Raises:
            DBAPIError: nobody can tell, because the database does not answer.
        """
        ...

    def release(self) -> None:
        """Give it up."""
        ...


def hold(url: str, wait: float = WAIT, sleep: Callable[[float], None] = time.sleep) -> Holding:
    """Take the database at `url`, waiting up to `wait` seconds for another program to go.

    Raises:
        HeldError, DatabaseError: one sentence each.
    """
    holding = _kind_of(url)
    until = time.monotonic() + wait
    try:
        told = False
        while not holding.try_to_hold():
            if time.monotonic() >= until:
                raise HeldError
            if not told:
                log.warning("waiting for another program to go", seconds=round(wait))
                told = True
            sleep(LOOK_EVERY)
    except sa.exc.DBAPIError as error:
        raise DatabaseError(why(error)) from error
    return holding


def _kind_of(url: str) -> Holding:
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        return _Session(url)
    if not address.database or address.database == ":memory:":
        return _Nothing()
    return _LockFile(Path(address.database))


class _Nothing:
    """A database in memory, which no other program can have."""

    def try_to_hold(self) -> bool:
        return True

    def release(self) -> None:
        return


class _LockFile:
    """A lock on a file beside the database; the file stays, and means nothing by itself."""

    def __init__(self, database: Path) -> None:
        whole = database.resolve()
        self._path = whole.with_name(f"{whole.name}.lock")
        self._file: int | None = None

    def try_to_hold(self) -> bool:
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class _Session:
    """A session of its own on the server, and its lock. A session that is lost is begun anew."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(
            url,
            poolclass=sa.NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=ASK_WITHIN,
        )
        self._connection: sa.Connection | None = None

    def try_to_hold(self) -> bool:
        if self._connection is not None:
            try:
                self._connection.exec_driver_sql("SELECT 1")
            except sa.exc.DBAPIError:
                self.release()
                log.warning("the hold on the database was lost")
            else:
                return True
        connection = self._engine.connect()
        if connection.execute(_TAKE, {"number": NUMBER}).scalar():
            self._connection = connection
            return True
        connection.close()
        return False

    def release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.invalidate()
            connection.close()
