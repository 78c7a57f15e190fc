"""Forms of statements that the tables share, for each kind of database."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

ByDialect = dict[str, sa.Insert]
"""The same insert for each kind of database, by its name."""


def is_one_of(column: sa.Column[str], values: Iterable[str]) -> sa.ColumnElement[bool]:
    """Like `in_`, which would be written out anew at every call."""
    return sa.or_(*(column == value for value in sorted(values)))


def insert_if_new(table: sa.Table) -> ByDialect:
    """Insert; does nothing when a row with that identity is there already.

    The rows are counted, which PostgreSQL's inserts do not do by themselves.
    """
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True),
    }


def upsert(table: sa.Table, *values: str) -> ByDialect:
    """Insert, or give the row with that identity new `values`."""
    made: ByDialect = {}
    for name, insert in (
        ("sqlite", sqlite.insert(table)),
        ("postgresql", postgresql.insert(table)),
    ):
        made[name] = insert.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={value: insert.excluded[value] for value in values},
        )
    return made
