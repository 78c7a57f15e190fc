"""Reading a meeting's record from the database: what was journalled, and what the ids stand for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from cryptography.fernet import Fernet

from bot.cli.exits import CannotError
from bot.model.meeting import Meeting
from bot.model.people import PersonId
from bot.ports import JournalEntry
from bot.scenario.errors import one_line
from bot.settings import Settings, sealing_keys
from bot.store import create_engine
from bot.store import tables as t
from bot.store.journal import Journal
from bot.store.migrating import NEWEST, DatabaseError, revision
from bot.store.prepared import Statements
from bot.store.sealing import Sealer, SealError

MOST_LISTED = 30


class DamagedError(Exception):
    """An entry of a record is not even readable. `seq` is its place, from 1."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"Entry {seq} of the record is damaged and cannot be read.")
        self.seq = seq


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as it is listed."""

    id: str
    title: str
    group: str
    starts: datetime
    state: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is told of one meeting. `names` are those of the group's people."""

    meeting: Meeting
    title: str
    group: str
    timezone: str
    names: dict[PersonId, str]
    entries: tuple[JournalEntry, ...]

    @property
    def zone(self) -> ZoneInfo:
        """The group's time zone."""
        return ZoneInfo(self.timezone)

    def name(self, person: PersonId) -> str:
        """The name the person chose; somebody who is no longer in the group is an id."""
        return self.names.get(person, person)

    @property
    def broken(self) -> tuple[int, ...]:
        """The entries whose link in the chain does not hold."""
        return tuple(entry.seq for entry in self.entries if not entry.holds)


class Archive:
    """The database, opened for reading; used as a context."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is made that is not there.

        Raises:
            DatabaseError: there is no database, or not one of this version.
        """
        url = settings.database_url.get_secret_value()
        _refuse_missing(url)
        found = revision(url)
        if found != NEWEST:
            raise DatabaseError(
                f"The database is at revision {found or 'none'}, and this version reads {NEWEST}; "
                "run `alongside db upgrade`, or the version of Alongside that it belongs to."
            )
        self.sealer = _sealer(settings)
        self._engine = create_engine(url)
        self._connection = self._engine.connect()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._engine.dispose()

    def meetings(self) -> list[Listed]:
        """All meetings, the newest first."""
        rows = self._connection.execute(
            sa.select(t.meetings, t.groups.c.name.label("group"), t.groups.c.timezone)
            .join(t.groups, t.groups.c.id == t.meetings.c.group_id)
            .order_by(t.meetings.c.planned_start.desc(), t.meetings.c.id)
        )
        return [
            Listed(
                id=row.id,
                title=row.title,
                group=row.group,
                starts=t.from_us(row.planned_start).astimezone(ZoneInfo(row.timezone)),
                state=row.state,
            )
            for row in rows
        ]

    def find(self, wanted: str) -> str:
        """The id of the meeting with this id or title. CannotError lists what there is."""
        every = self.meetings()
        if any(one.id == wanted for one in every):
            return wanted
        called = [one for one in every if one.title.casefold() == wanted.strip().casefold()]
        if len(called) == 1:
            return called[0].id
        if called:
            raise CannotError(
                f"{len(called)} meetings are called “{wanted}”; name one by id: {listed(called)}"
            )
        raise CannotError(
            f"There is no meeting “{wanted}”; there "
            + (f"are: {listed(every)}" if every else "is none yet.")
        )

    def record(self, meeting_id: str) -> Record:
        """The record of a meeting. DamagedError: an entry cannot be read."""
        row = self._connection.execute(
            sa.select(t.meetings, t.groups.c.name, t.groups.c.timezone)
            .join(t.groups, t.groups.c.id == t.meetings.c.group_id)
            .where(t.meetings.c.id == meeting_id)
        ).one()
        return Record(
            meeting=msgspec.json.decode(row.doc, type=Meeting),
            title=row.title,
            group=row.name,
            timezone=row.timezone,
            names=self._names(row.group_id),
            entries=tuple(self._entries(meeting_id)),
        )

    def _names(self, group_id: str) -> dict[PersonId, str]:
        rows = self._connection.execute(
            sa.select(t.people.c.id, t.people.c.name)
            .join(t.members, t.members.c.person_id == t.people.c.id)
            .where(t.members.c.group_id == group_id)
        )
        return {row.id: row.name for row in rows}

    def _entries(self, meeting_id: str) -> list[JournalEntry]:
        memory = {"statements": Statements(self._engine.dialect)}
        entries = Journal(self._connection, self.sealer, memory).journal(meeting_id)
        for entry in entries:
            if not entry.readable:
                raise DamagedError(entry.seq)
        return entries

    def opened(self, sealed: str) -> str | None:
        """Sealed words, opened; None if the key they were sealed with is not here."""
        try:
            return self.sealer.open(sealed)
        except SealError:
            return None


def listed(meetings: Sequence[Listed]) -> str:
    """The newest meetings in one line."""
    shown = [f"{one.id} (“{one.title}”, {one.starts:%Y-%m-%d})" for one in meetings[:MOST_LISTED]]
    more = len(meetings) - len(shown)
    return one_line(", ".join(shown) + (f", and {more} older ones." if more else "."))


def sqlite_file(url: str) -> str | None:
    """The file of an SQLite database; None for a server."""
    address = sa.make_url(url)
    return address.database if address.get_backend_name() == "sqlite" else None


def _refuse_missing(url: str) -> None:
    file = sqlite_file(url)
    if file is not None and not Path(file).exists():
        raise DatabaseError(f"There is no database yet at {file}; `alongside run` makes it.")


def _sealer(settings: Settings) -> Sealer:
    """The organisation's; without a key one that opens nothing, for no key is made here."""
    if settings.secret_key is None and not (settings.data_dir / "secret.key").exists():
        return Sealer([Fernet.generate_key().decode()])
    return Sealer(sealing_keys(settings))
