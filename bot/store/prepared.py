"""Statements of the event path, compiled once and handed straight to the driver (decision 0015).

Core compiles a statement once, but asks itself at every run what kind of result it has and who
is to be told: more than the database needs to answer. A statement whose values are plain text
and whole numbers needs none of that. It runs on the connection, and in the transaction, that
Core holds, and what goes wrong is raised as Core would raise it.
"""

from __future__ import annotations

import collections
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

Given = Mapping[str, object]


@dataclass(slots=True)
class _Prepared:
    """A statement as the driver takes it."""

    statement: sa.ClauseElement
    """Kept, so that nothing else can have its identity."""
    text: str
    bind: Callable[[Given], Any]
    """Puts given values into the form in which the driver wants them."""
    row: Callable[[Sequence[Any]], Any] | None = None
    """Names the columns of what comes back, once they are known."""


class Statements:
    """What has been prepared for one kind of database."""

    def __init__(self, dialect: sa.Dialect) -> None:
        self._dialect = dialect
        self._made: dict[tuple[int, tuple[str, ...]], _Prepared] = {}

    def rows(
        self, connection: sa.Connection, statement: sa.ClauseElement, given: Given
    ) -> list[Any]:
        """Every row that `statement` finds, with its columns by name. Raises `DBAPIError`."""
        prepared = self._prepared(statement, given)
        cursor = self._run(connection, prepared, given)
        try:
            if prepared.row is None:
                prepared.row = _named([column[0] for column in cursor.description])
            return list(map(prepared.row, cursor.fetchall()))
        finally:
            cursor.close()

    def change(self, connection: sa.Connection, statement: sa.ClauseElement, given: Given) -> int:
        """Run `statement`; answers how many rows it touched. Raises `DBAPIError`."""
        cursor = self._run(connection, self._prepared(statement, given), given)
        try:
            return int(cursor.rowcount)
        finally:
            cursor.close()

    def _run(self, connection: sa.Connection, prepared: _Prepared, given: Given) -> Any:
        values = prepared.bind(given)
        driver: Any = connection.connection.driver_connection
        cursor = None
        try:
            cursor = driver.cursor()
            cursor.execute(prepared.text, values)
        except self._dialect.loaded_dbapi.Error as error:
            raise self._as_core_would(connection, prepared.text, error, cursor) from error
        return cursor

    def _as_core_would(
        self, connection: sa.Connection, text: str, error: Any, cursor: Any
    ) -> BaseException:
        """The error, without any value in it; a connection that broke is not used again."""
        is_lost = self._dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)
        if is_lost:
            connection.invalidate(error)
        told: BaseException = sa.exc.DBAPIError.instance(
            text,
            None,
            error,
            self._dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_lost,
            dialect=self._dialect,
        )
        return told

    def _prepared(self, statement: sa.ClauseElement, given: Given) -> _Prepared:
        """Which columns an insert or update gives values to depends on what it is given."""
        key = (id(statement), tuple(given))
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._prepare(statement, list(given))
        return made

    def _prepare(self, statement: sa.ClauseElement, names: list[str]) -> _Prepared:
        compiled = statement.compile(dialect=self._dialect, column_keys=names)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements that read or change rows can be prepared")
        values = compiled.construct_params(_check=False)
        constant = {name: value for name, value in values.items() if name not in names}
        bind = _in_order(compiled, constant) if compiled.positional else _by_name(constant)
        return _Prepared(statement, compiled.string, bind)


def _in_order(compiled: SQLCompiler, constant: Mapping[str, object]) -> Callable[[Given], Any]:
    names = list(compiled.positiontup or ())
    if not names:
        return lambda given: ()
    if constant:
        return lambda given: [given[n] if n in given else constant[n] for n in names]
    if len(names) == 1:
        return lambda given: (given[names[0]],)
    return operator.itemgetter(*names)


def _by_name(constant: Mapping[str, object]) -> Callable[[Given], Any]:
    return lambda given: {**constant, **given}


def _named(columns: list[str]) -> Callable[[Sequence[Any]], Any]:
    kind: Any = collections.namedtuple  # its fields are known only now
    make: Callable[[Sequence[Any]], Any] = kind("row", columns)._make
    return make
