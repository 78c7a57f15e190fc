"""The store: durable transactions on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.ports import Books
from bot.store.beside import Beside
from bot.store.doings import Doings
from bot.store.forgetting import Forgetting
from bot.store.inbox import Inbox
from bot.store.papers import Papers
from bot.store.post import PostOffice
from bot.store.prepared import Statements
from bot.store.rooms import Rooms
from bot.store.sealing import Sealer
from bot.store.troubles import Troubles
from bot.store.writer import Writer as WriterThread
from bot.wording.writing import Writer

T = TypeVar("T")


class Transaction(Beside, Forgetting, Rooms, Papers, Troubles, Doings, PostOffice, Inbox):
    """One open transaction, whole: the ledger, the register and the post office."""


class Database:
    """The database behind the engine: one writer thread, whole transactions."""

    def __init__(self, url: str, sealer: Sealer, writer: Writer) -> None:
        """`url` is an SQLAlchemy address; `sealer` opens what is sealed; `writer` writes texts."""
        self._engine = create_engine(url)
        self._sealer = sealer
        self._memory: dict[str, Any] = {
            "writer": writer,
            "statements": Statements(self._engine.dialect),
        }
        self._thread = WriterThread(self._engine)

    async def run(self, work: Callable[[Books], T]) -> T:
        """Run `work` in one transaction; answers after the commit."""
        return await self._thread.run(lambda connection: work(self._open(connection)))

    def _open(self, connection: sa.Connection) -> Transaction:
        return Transaction(connection, self._sealer, self._memory)

    def close(self) -> None:
        """Finish what waits and close the database."""
        self._thread.close()
        self._engine.dispose()


def create_engine(url: str) -> sa.Engine:
    """An engine with the durability this program needs: WAL and a full sync on SQLite."""
    engine = sa.create_engine(url, pool_pre_ping=False)
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=5000",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):  # what was removed is not left lying in the file (V4, V5)
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
