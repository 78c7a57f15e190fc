"""The journal: what happened in a meeting, each entry with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from bot.model.effects import Effect
from bot.model.people import PersonId
from bot.model.signals import Signal
from bot.ports import JournalEntry, ToldEntry
from bot.store import statements as ask
from bot.store import tables as t
from bot.store.base import Base
from bot.store.sealing import Sealer
from bot.store.writer import Conflict

_encode = msgspec.json.Encoder(order="deterministic").encode


class Journal(Base):
    """The journal's part of a transaction."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, memory: dict[str, Any]) -> None:
        super().__init__(connection, sealer, memory)
        self._last_entries: dict[str, tuple[int, str]] = {}

    def write_journal(
        self, meeting_id: str, at: datetime, signal: Signal, effects: tuple[Effect, ...]
    ) -> None:
        """Add an entry that carries the hash of the one before."""
        seq, previous = self._last_entry(meeting_id)
        row = {
            "meeting_id": meeting_id,
            "seq": seq + 1,
            "at": t.to_us(at),
            "signal": _encode(signal).decode(),
            "effects": _encode(effects).decode(),
            "previous": previous,
        }
        own = entry_hash(row)
        try:
            self.change(ask.WRITE_ENTRY, {**row, "hash": own})
        except sa.exc.IntegrityError as error:
            raise Conflict from error  # another process took the same place in the record
        self._last_entries[meeting_id] = (seq + 1, own)

    def _last_entry(self, meeting_id: str) -> tuple[int, str]:
        """Number and hash of the newest entry; 0 and nothing before the first."""
        if meeting_id not in self._last_entries:
            last = self.first(ask.LAST_ENTRY, {"meeting": meeting_id})
            self._last_entries[meeting_id] = (0, "") if last is None else (last.seq, last.hash)
        return self._last_entries[meeting_id]

    def forget_last_entry(self, meeting_id: str) -> None:
        """The record is to begin anew (V5)."""
        self._last_entries.pop(meeting_id, None)

    def told_about(self, group_id: str, person: PersonId) -> list[ToldEntry]:
        """The effects of every entry of the group's meetings in which somebody is named."""
        named = f'%"person":"{person}"%'
        rows = self.connection.execute(
            sa.select(t.journal.c.meeting_id, t.journal.c.at, t.journal.c.effects)
            .join(t.meetings, t.meetings.c.id == t.journal.c.meeting_id)
            .where(t.meetings.c.group_id == group_id, t.journal.c.effects.like(named))
            .order_by(t.journal.c.meeting_id, t.journal.c.seq)
        )
        return [
            ToldEntry(meeting=r.meeting_id, at=t.from_us(r.at), effects=_read(r.effects, []))
            for r in rows
        ]

    def journal(self, meeting_id: str) -> list[JournalEntry]:
        """Every entry, in order, with whether its chain holds."""
        rows = (
            self.connection.execute(
                sa.select(t.journal)
                .where(t.journal.c.meeting_id == meeting_id)
                .order_by(t.journal.c.seq)
            )
            .mappings()
            .all()
        )
        entries: list[JournalEntry] = []
        previous = ""
        for position, found in enumerate(rows, start=1):
            row = {str(name): value for name, value in found.items()}
            holds = row["seq"] == position and row["previous"] == previous
            entries.append(
                JournalEntry(
                    seq=row["seq"],
                    at=t.from_us(row["at"]),
                    signal=_read(row["signal"], {}),
                    effects=_read(row["effects"], []),
                    readable=_is_readable(row["signal"]) and _is_readable(row["effects"]),
                    hash=row["hash"],
                    holds=holds and row["hash"] == entry_hash(row),
                )
            )
            previous = row["hash"]
        return entries


def _read(text: str, otherwise: Any) -> Any:
    """What was written; a record that somebody changed can still be shown, as broken."""
    return json.loads(text) if _is_readable(text) else otherwise


def _is_readable(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def entry_hash(row: Mapping[str, object]) -> str:
    """The hash of one journal entry, over everything in it and the hash before."""
    names = ("meeting_id", "seq", "at", "signal", "effects", "previous")
    joined = json.dumps([row[name] for name in names], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(joined.encode()).hexdigest()
