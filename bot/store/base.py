"""What the parts of a transaction share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from bot.store import statements as ask
from bot.store.sealing import Sealer


class Base:
    """One open transaction: a connection, the sealing keys, and what is remembered between."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, memory: dict[str, Any]) -> None:
        """`memory` outlives the transaction; only what carries its own version may be in it."""
        self.connection = connection
        self.sealer = sealer
        self.memory = memory
        self._groups: dict[str, Any] = {}

    def insert_if_new(self, statement: ask.ByDialect, row: Mapping[str, object]) -> bool:
        """Insert; False when a row with that identity is there already."""
        insert = statement[self.connection.dialect.name]
        return self.connection.execute(insert, row).rowcount == 1

    def upsert(
        self, statement: ask.ByDialect, rows: Mapping[str, object] | Sequence[Mapping[str, object]]
    ) -> None:
        """Insert, or give the row with that identity the new values; one row, or several."""
        self.connection.execute(statement[self.connection.dialect.name], rows)

    def group_row(self, group_id: str) -> Any:
        """The group's row, or None; read once in a transaction while nobody has changed it."""
        if group_id not in self._groups:
            found = self.connection.execute(ask.GROUP, {"id": group_id}).first()
            self._groups[group_id] = found
        return self._groups[group_id]

    def remember_group(self, row: Any) -> None:
        """A group's row came with something else that was read."""
        self._groups.setdefault(row.id, row)

    def group_changed(self) -> None:
        """Read the rows of groups again."""
        self._groups.clear()
