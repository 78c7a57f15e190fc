"""What the parts of a transaction share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import people_statements as ask
from bot.store.prepared import Given, Statements
from bot.store.sealing import Sealer
from bot.store.statement_forms import ByDialect


class Base:
    """One open transaction: a connection, the sealing keys, and what is remembered between."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, memory: dict[str, Any]) -> None:
        """`memory` outlives the transaction; only what carries its own version may be in it."""
        self.connection = connection
        self.sealer = sealer
        self.memory = memory
        self._statements: Statements = memory["statements"]
        self._groups: dict[str, Any] = {}
        self.due_at: datetime | None = None
        """The earliest moment for which this transaction wrote that there is something to do."""

    def wake_at(self, moment: datetime) -> None:
        """Something was written that is to be looked at then."""
        if self.due_at is None or moment < self.due_at:
            self.due_at = moment

    # --- statements that are made once (see `bot.store.prepared`) -------------------------------

    def rows(self, statement: sa.ClauseElement, given: Given) -> list[Any]:
        """Every row that is found, its columns by name."""
        return self._statements.rows(self.connection, statement, given)

    def first(self, statement: sa.ClauseElement, given: Given) -> Any:
        """The first row that is found; None: there is none."""
        found = self.rows(statement, given)
        return found[0] if found else None

    def change(self, statement: sa.ClauseElement, given: Given) -> int:
        """Insert, update or delete; answers how many rows were touched."""
        return self._statements.change(self.connection, statement, given)

    def insert_if_new(self, statement: ByDialect, row: Mapping[str, object]) -> bool:
        """Insert; False when a row with that identity is there already."""
        return self.change(statement[self.connection.dialect.name], row) == 1

    def upsert(
        self, statement: ByDialect, rows: Mapping[str, object] | Sequence[Mapping[str, object]]
    ) -> None:
        """Insert, or give the row with that identity the new values; one row, or several."""
        upsert = statement[self.connection.dialect.name]
        for row in [rows] if isinstance(rows, Mapping) else rows:
            self.change(upsert, row)

    def group_row(self, group_id: str) -> Any:
        """The group's row, or None; read once in a transaction while nobody has changed it."""
        if group_id not in self._groups:
            self._groups[group_id] = self.first(ask.GROUP, {"id": group_id})
        return self._groups[group_id]

    def remember_group(self, row: Any) -> None:
        """A group's row came with something else that was read."""
        self._groups.setdefault(row.id, row)

    def group_changed(self) -> None:
        """Read the rows of groups again."""
        self._groups.clear()
