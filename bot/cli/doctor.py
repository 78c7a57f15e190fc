"""`alongside doctor`: what is as it should be, what is not, and what to do about it.

It changes nothing: it makes no database and no key.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from rich.console import Console
from rich.text import Text

from bot.cli import exits
from bot.cli.doctor_help_lines import examine_help_lines
from bot.cli.doctor_young import young_groups
from bot.cli.findings import Finding, Level, attention, ok, wrong
from bot.cli.record.reading import sqlite_file
from bot.model.keys import BUTTONS
from bot.model.people import Platform
from bot.paths import config_dir
from bot.ports import RoomDetails
from bot.scenario.errors import one_line
from bot.settings import Settings, SettingsError, load_policy, sealing_keys
from bot.store import create_engine
from bot.store import tables as t
from bot.store.migrating import NEWEST, DatabaseError, revision, why
from bot.store.rooms import room_details
from bot.store.sealing import Sealer, SealError
from bot.wording import Wording, WordingError

BEATS_WITHIN = timedelta(seconds=15)
"""A bot that runs has left a heartbeat no older than this."""
_STYLES = {Level.OK: "green", Level.ATTENTION: "yellow", Level.WRONG: "bold red"}
_WIDE = 13
_PRIVATE = 0o077


async def examine(settings: Settings, source: Path | None) -> int:
    """Print every finding. `source` is the settings file. Answers the exit code: 1 if wrong."""
    findings = list(_without_network(settings, source))
    findings += await _tokens(settings)
    console = Console(highlight=False)
    for found in findings:
        line = Text(f"{found.level.value:<{_WIDE}}", _STYLES[found.level])
        console.print(
            line.append(f"{found.about:<{_WIDE}}{one_line(found.says)}", "default"), soft_wrap=True
        )
    return exits.NOT_SO if any(f.level is Level.WRONG for f in findings) else exits.DONE


def _without_network(settings: Settings, source: Path | None) -> Iterator[Finding]:
    yield from _settings(settings, source)
    yield from _policy(settings)
    yield from _wording(settings)
    yield from examine_help_lines(settings, datetime.now(UTC).date())
    try:
        yield from _database(settings)
    except DatabaseError as error:
        yield wrong("database", str(error))
    except sa.exc.DBAPIError as error:
        yield wrong("database", why(error))
    except OSError:
        yield wrong("database", "Its folder cannot be made; check data_dir (ALONGSIDE_DATA_DIR).")


def _settings(settings: Settings, source: Path | None) -> Iterator[Finding]:
    where = f"from {source} and the environment" if source else "from the environment alone"
    yield ok("settings", f"{where}; the data folder is {settings.data_dir}")
    if not _may_be_made(settings.data_dir):
        yield wrong(
            "data folder",
            f"{settings.data_dir} cannot be made or written to; give the user who runs the bot "
            "the right to, or choose another data_dir (ALONGSIDE_DATA_DIR).",
        )


def _policy(settings: Settings) -> Iterator[Finding]:
    try:
        load_policy(settings.policy_file)
    except SettingsError as error:
        yield wrong("policy", str(error))
    else:
        yield ok("policy", f"{settings.policy_file} keeps to every floor")


def _wording(settings: Settings) -> Iterator[Finding]:
    try:
        wording = Wording.load(settings.wording_dir)
        for name in {name for names in BUTTONS.values() for name in names}:
            wording.button(name)
    except WordingError as error:
        yield wrong("wording", str(error))
        return
    needed = Wording.load(config_dir() / "wording").keys()
    missing = sorted(needed - wording.keys())
    if missing:
        yield wrong("wording", f"There is no text for {', '.join(missing)}; add it.")
    else:
        yield ok("wording", f"all {len(needed)} texts and their buttons can be read")


def _database(settings: Settings) -> Iterator[Finding]:
    url = settings.database_url.get_secret_value()
    file = sqlite_file(url)
    if file is not None and not Path(file).exists():
        yield from _not_yet(settings, Path(file))
        return
    at = revision(url)
    if at is not None and at > NEWEST:
        yield wrong(
            "database",
            f"It is at revision {at}, newer than this version knows ({NEWEST}); "
            "install the newer version of Alongside.",
        )
    elif at != NEWEST:
        yield attention(
            "database",
            f"It is at revision {at or 'none'}; `alongside db upgrade` brings it to {NEWEST}, "
            "and so does `alongside run`. Make a backup first.",
        )
    else:
        yield from _in_use(settings, url)


def _not_yet(settings: Settings, file: Path) -> Iterator[Finding]:
    if not _may_be_made(file.parent):
        yield wrong("database", f"{file} cannot be made; give this user the right to write there.")
        return
    yield attention("database", f"There is none yet; `alongside run` makes {file}.")
    if settings.secret_key is None and not _key_file(settings).exists():
        yield attention(
            "sealing key",
            f"There is none yet; the first run makes {_key_file(settings)}. Keep a copy of it in "
            "a safe place: without it nothing that is sealed can be read.",
        )


def _in_use(settings: Settings, url: str) -> Iterator[Finding]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            # Written and taken back: that is the only sure sign that it can be written to.
            connection.execute(sa.insert(t.heartbeats).values(process="doctor", at=0))
            connection.rollback()
            sealed = connection.execute(
                sa.select(t.people.c.phone).where(t.people.c.phone.is_not(None)).limit(1)
            ).scalar()
            beat = connection.execute(sa.select(sa.func.max(t.heartbeats.c.at))).scalar()
    finally:
        engine.dispose()
    kind = engine.dialect.name.replace("sqlite", "SQLite").replace("postgresql", "PostgreSQL")
    yield ok("database", f"{kind} answers, can be written to, and is at revision {NEWEST}")
    yield from _key(settings, sealed)
    yield _running(None if beat is None else t.from_us(beat))


def _key(settings: Settings, sealed: str | None) -> Iterator[Finding]:
    file = _key_file(settings)
    if settings.secret_key is None and not file.exists():
        lost = "put back the copy you kept, or what is sealed cannot be read"
        yield (wrong if sealed else attention)("sealing key", f"{file} is not there; {lost}.")
        return
    try:
        sealer = Sealer(sealing_keys(settings))
        sealer.open_optional(sealed)
    except (SettingsError, SealError) as error:
        yield wrong("sealing key", str(error))
        return
    if settings.secret_key is None and file.stat().st_mode & _PRIVATE and os.name == "posix":
        yield attention("sealing key", f"Others may read {file}; run: chmod 600 {file}")
    else:
        yield ok("sealing key", "it opens what is sealed; keep a copy of it in a safe place")


def _running(beat: datetime | None) -> Finding:
    if beat is None:
        return ok("bot", "it has not run on this database yet")
    if abs(datetime.now(UTC) - beat) <= BEATS_WITHIN:
        return ok("bot", "it is running, or was until a moment ago")
    return ok("bot", f"it is not running; it last ran at {beat:%Y-%m-%d %H:%M} UTC")


def _key_file(settings: Settings) -> Path:
    return settings.data_dir / "secret.key"


def _may_be_made(folder: Path) -> bool:
    """Whether the folder, or the nearest above it that is there, may be written to."""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)


async def _tokens(settings: Settings) -> list[Finding]:
    findings: list[Finding] = []
    if settings.telegram.token is not None:
        from bot.cli.doctor_telegram import examine_telegram

        rooms, young = _read(settings, "telegram")
        findings += await examine_telegram(settings, rooms, young)
    if settings.discord.token is not None:
        from bot.cli.doctor_discord import examine_discord

        findings += await examine_discord(settings, _read(settings, "discord")[0])
    if settings.telegram.token is None and settings.discord.token is None:
        findings.append(
            wrong(
                "Telegram",
                "There is no token, so `alongside run` has nothing to run; get one from BotFather "
                "and set ALONGSIDE_TELEGRAM__TOKEN, or one from Discord's developer portal and set "
                "ALONGSIDE_DISCORD__TOKEN. `alongside rehearse` needs none.",
            )
        )
    return findings


def _read(settings: Settings, platform: Platform) -> tuple[list[RoomDetails], frozenset[str]]:
    """The rooms on record on a platform, and the groups of young people; none if unreadable."""
    url = settings.database_url.get_secret_value()
    file = sqlite_file(url)
    if file is not None and not Path(file).exists():
        return [], frozenset()
    try:
        engine = create_engine(url)
        with engine.connect() as connection:
            rows = connection.execute(sa.select(t.rooms).where(t.rooms.c.platform == platform))
            return [room_details(row) for row in rows], young_groups(connection)
    except sa.exc.DBAPIError:
        return [], frozenset()
