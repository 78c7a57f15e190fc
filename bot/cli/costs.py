"""`alongside costs`: the claims of a group as CSV for finance, or of one person (C3)."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from bot.cli.exits import DONE, CannotError
from bot.cli.record.reading import Archive
from bot.commands.cost_rows import Found, as_csv, claims_in, within
from bot.ports import Books, GroupDetails
from bot.settings import Settings, sealing_keys
from bot.store import Database
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer


def export(
    settings: Settings,
    group: str | None,
    person: str | None,
    since: str | None,
    until: str | None,
    out: Path | None,
) -> int:
    """Write the rows to `out`, or print them; answers the exit code.

    Raises:
        CannotError: a day cannot be read, or it is not clear whose claims are meant.
        DatabaseError: there is no database, or not one of this version.
    """
    first, last = _day(since), _day(until)
    with Archive(settings):
        pass  # only a database that is there, and of this version, is opened
    url = settings.database_url.get_secret_value()
    writer = Writer(Wording.load(settings.wording_dir))
    database = Database(url, Sealer(sealing_keys(settings)), writer)

    def read(books: Books) -> bytes:
        chosen = _chosen(books, group)
        found = within(claims_in(books, chosen.id), first, last)
        return as_csv(books, _of(books, found, person), ZoneInfo(chosen.timezone))

    try:
        content = asyncio.run(database.run(read))
    finally:
        database.close()
    if out is None:
        typer.echo(content.decode("utf-8-sig"), nl=False)
    else:
        out.write_bytes(content)
        typer.echo(f"Wrote {out}.")
    return DONE


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written is not None else None
    except ValueError:
        raise CannotError(f"“{written}” is not a day; write it like 2027-01-31.") from None


def _chosen(books: Books, name: str | None) -> GroupDetails:
    """The group of that name or id, or the only one."""
    every = [found for one in books.all_groups() if (found := books.group_details(one))]
    named = [one for one in every if name is None or name in {one.id, one.name}]
    if len(named) == 1:
        return named[0]
    if not every:
        raise CannotError("There is no group yet; /setup in its room makes one.")
    names = ", ".join(f"“{one.name}” ({one.id})" for one in every)
    raise CannotError(f"Say which group with --group: there is {names}.")


def _of(books: Books, found: list[Found], person: str | None) -> list[Found]:
    """Those of one person, by the name that they chose or by id."""
    if person is None:
        return found
    people = {one.person for one in found}
    meant = {who for who in people if person in {who, books.name_of(who)}}
    if len(meant) == 1:
        return [one for one in found if one.person in meant]
    names = ", ".join(sorted(f"“{books.name_of(who)}” ({who})" for who in people)) or "nobody"
    raise CannotError(f"Say whose claims with --person: there are claims of {names}.")
