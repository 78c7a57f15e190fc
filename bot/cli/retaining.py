"""`alongside retention`: what has been kept long enough goes now, and how much that is (V5)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import typer

from bot.cli.exits import DONE
from bot.cli.record.reading import Archive
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.ports import Books
from bot.records import Report, reports_of
from bot.retention import Retention
from bot.settings import Settings, load_policy, sealing_keys
from bot.store import Database
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

_KINDS = {
    "meetings": "meetings, of which only what has to stay was left",
    "messages": "messages that were sent",
    "entries": "lines of records of meetings without a case",
    "updates": "things that came in",
    "codes": "codes that were used or too old",
    "chats": "private chats of accounts that nobody has",
    "questions": "questions that nobody answered",
    "papers": "practice times that are over",
}
_EARLIER = 5
"""Earlier reports that are named."""


def retain(settings: Settings, *, dry_run: bool) -> int:
    """Do what the bot does every morning, now; answers the exit code.

    Raises:
        DatabaseError: there is no database, or not one of this version.
    """
    with Archive(settings):
        pass  # only a database that is there, and of this version, is opened
    writer = Writer(Wording.load(settings.wording_dir))
    url = settings.database_url.get_secret_value()
    database = Database(url, Sealer(sealing_keys(settings)), writer)
    try:
        asyncio.run(_retain(database, settings, dry_run=dry_run))
    finally:
        database.close()
    return DONE


async def _retain(database: Database, settings: Settings, *, dry_run: bool) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    policy = load_policy(settings.policy_file)
    engine = Engine(database, policy, now, Handler(now, policy=policy).handle)
    before = await database.run(_all_reports)
    reports = await Retention(database, engine, policy, now).run(again=True, dry=dry_run)
    if not reports:
        typer.echo("There is no group yet, so there is nothing to remove.")
    for report in reports:
        _tell(report, dry_run=dry_run)
        for earlier in before.get(report.group, [])[:_EARLIER]:
            typer.echo(f"  On {earlier.day}: {sum(earlier.removed.values())} in all.")
    if dry_run:
        typer.echo("Nothing was changed.")


def _tell(report: Report, *, dry_run: bool) -> None:
    """Counts, and never a name. What belongs to no group is counted with each."""
    would = "would be removed" if dry_run else "removed"
    typer.echo(f"Group {report.group}, {report.day}:")
    for kind, words in _KINDS.items():
        if report.removed.get(kind):
            typer.echo(f"  {would}: {report.removed[kind]} {words}")
    if not any(report.removed.values()):
        typer.echo(f"  Nothing {would}.")
    if report.due:
        asked = "would be asked" if dry_run else "was asked"
        typer.echo(f"  The lead {asked} about {report.due} safeguarding records.")


def _all_reports(books: Books) -> dict[str, list[Report]]:
    return {group_id: reports_of(books, group_id) for group_id in books.all_groups()}
