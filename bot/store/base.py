"""What the parts of a transaction share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.sealing import Sealer


class Base:
    """One open transaction: a connection, the sealing keys, and what is remembered between."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, memory: dict[str, Any]) -> None:
        """`memory` outlives the transaction; only what carries its own version may be in it."""
        self.connection = connection
        self.sealer = sealer
        self.memory = memory

    def _insert(self, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
        if self.connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    def insert_if_new(self, table: sa.Table, row: Mapping[str, object]) -> bool:
        """Insert; False when a row with that identity is there already."""
        statement = self._insert(table).values(**row).on_conflict_do_nothing()
        counted = {"preserve_rowcount": True}  # PostgreSQL does not count inserts by itself
        return self.connection.execute(statement, execution_options=counted).rowcount == 1

    def upsert(
        self, table: sa.Table, identity: Mapping[str, object], values: Mapping[str, object]
    ) -> None:
        """Insert, or give the row with that identity the new values."""
        statement = self._insert(table).values(**identity, **values)
        columns = [table.c[name] for name in identity]
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=columns, set_=dict(values))
        )
