"""Sealing everything with a new key (V2).

Whatever is sealed looks the same wherever it stands, so every text of every table is searched
for it: a table that is added later is not forgotten. The record alone is left as it is, because
each of its entries carries the hash of the one before; what stands there is opened with the
keys that are kept behind the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.store import tables as t
from bot.store.sealing import SealError

BATCH = 200
"""Rows in one transaction."""
_SEALED = re.compile(r"gAAAAA[A-Za-z0-9_-]{90,}={0,2}")
"""What is sealed: version, a time this century, and at least one block of text."""
_LEFT_ALONE = frozenset({t.journal.name})


class Rotation(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it."""

    sealed: int
    """Texts that were sealed again."""
    needed: tuple[str, ...]
    """The keys that are still needed, the newest first: for the record, the earlier ones."""


class _Seals:
    """The keys, the newest first."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._every = MultiFernet([Fernet(key) for key in keys])
        self.changed = 0

    def opening(self, sealed: str) -> str | None:
        """The first of the keys that opens it; None: none does."""
        return next((key for key in self._keys if _opens(key, sealed)), None)

    def again(self, text: str) -> str:
        """The text with everything sealed in it sealed with the newest key.

        Raises:
            SealError: something in it was sealed with a key that is not here.
        """
        return _SEALED.sub(self._one, text)

    def _one(self, found: re.Match[str]) -> str:
        if _opens(self._keys[0], found[0]):
            return found[0]
        try:
            sealed = self._every.rotate(found[0]).decode("ascii")
        except InvalidToken as error:
            raise SealError(
                "Something in the database was sealed with a key that is not configured; put the "
                "earlier key back behind the others, and rotate again."
            ) from error
        self.changed += 1
        return sealed


def _opens(key: str, sealed: str) -> bool:
    try:
        Fernet(key).decrypt(sealed)
    except InvalidToken:
        return False
    return True


def rotate(engine: sa.Engine, keys: tuple[str, ...]) -> Rotation:
    """Seal everything but the record with the first of `keys`.

    It may be stopped at any moment and begun again: what is sealed with the newest key already
    is left as it is. Nothing else may write meanwhile.

    Raises:
        SealError: something was sealed with none of `keys`; what was done so far stays.
    """
    seals = _Seals(keys)
    for table in t.metadata.sorted_tables:
        if table.name not in _LEFT_ALONE:
            _rotate_table(engine, table, seals)
    with engine.connect() as connection:
        needed = {keys[0], *map(seals.opening, _in_the_record(connection))}
    return Rotation(sealed=seals.changed, needed=tuple(key for key in keys if key in needed))


def _rotate_table(engine: sa.Engine, table: sa.Table, seals: _Seals) -> None:
    texts = [column for column in table.columns if isinstance(column.type, sa.Text)]
    identity = list(table.primary_key)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(*identity, *texts)).mappings().all()
    changes = []
    for row in rows:
        new = {column.name: seals.again(row[column]) for column in texts if row[column]}
        if any(row[column] != new.get(column.name, row[column]) for column in texts):
            changes.append(([column == row[column] for column in identity], new))
    for first in range(0, len(changes), BATCH):
        with engine.begin() as connection:
            for where, new in changes[first : first + BATCH]:
                connection.execute(sa.update(table).where(*where).values(new))


def _in_the_record(connection: sa.Connection) -> Iterator[str]:
    """Everything sealed that the record holds."""
    query = sa.select(t.journal.c.signal, t.journal.c.effects)
    for row in connection.execute(query):
        for text in row:
            yield from _SEALED.findall(text)
