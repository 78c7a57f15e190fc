"""What the doctor says about the help lines: can they be read, and are they fresh (Y12, P5)?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from bot.cli.findings import Finding, attention, ok, wrong
from bot.cli.record.reading import sqlite_file
from bot.help_line_files import load_help_lines
from bot.settings import Settings, SettingsError
from bot.store import create_engine
from bot.store import tables as t

ABOUT = "help lines"


def examine_help_lines(settings: Settings, today: date) -> Iterator[Finding]:
    """One line for each country in use that somebody should look at; if there is none, that."""
    try:
        table = load_help_lines(settings.help_lines_file)
    except SettingsError as error:
        yield wrong(ABOUT, str(error))
        return
    in_use = _countries(settings)
    stale, missing = table.stale(in_use, today), table.missing(in_use)
    for country in stale:
        yield attention(
            ABOUT,
            f"The row of {country} was last checked on {table.countries[country].checked}; see "
            f"that its numbers are right, and write the day in {settings.help_lines_file}.",
        )
    for country in missing:
        yield attention(
            ABOUT,
            f"There is no row for {country}, the country of one of your groups, so texts name no "
            "number there; add it to a copy of config/help_lines.toml, and name the copy in "
            "ALONGSIDE_HELP_LINES_FILE.",
        )
    if not stale and not missing:
        yield ok(ABOUT, f"{len(table.countries)} countries, and those in use checked within a year")


def _countries(settings: Settings) -> list[str]:
    """The countries of all groups on record; none if they cannot be read."""
    url = settings.database_url.get_secret_value()
    file = sqlite_file(url)
    if file is not None and not Path(file).exists():
        return []
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return [*connection.execute(sa.select(t.groups.c.country).distinct()).scalars()]
    except sa.exc.DBAPIError:
        return []  # what is wrong with the database is said elsewhere
    finally:
        engine.dispose()
