"""Bringing a database up to the tables this version needs."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from bot.store import create_engine

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0009"
"""The revision this version works with; a test holds it equal to the newest migration."""


class DatabaseError(Exception):
    """What is wrong with the database, in one sentence, and what to do."""


def revision(url: str) -> str | None:
    """The revision the database is at; None when it is new. DatabaseError: not reachable."""
    try:
        engine = create_engine(url)
    except OSError as error:
        raise DatabaseError(
            f"The database file cannot be opened, because its folder cannot be made: "
            f"{error.filename} is in the way or not writable; set ALONGSIDE_DATA_DIR to another."
        ) from error
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            query = sa.text("SELECT version_num FROM alembic_version")
            return connection.execute(query).scalar()
    except sa.exc.DBAPIError as error:
        raise DatabaseError(why(error)) from error
    finally:
        engine.dispose()


def upgrade(url: str) -> str:
    """Bring the database up to date; answers with the revision it is at now."""
    current = revision(url)
    if current == NEWEST:
        return NEWEST
    if current is not None and current > NEWEST:
        raise DatabaseError(
            f"The database is at revision {current}, which is newer than this program knows "
            f"({NEWEST}); install the newer version of Alongside."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except sa.exc.DBAPIError as error:
        raise DatabaseError(why(error)) from error
    finally:
        engine.dispose()
    return NEWEST


def why(error: sa.exc.DBAPIError) -> str:
    """One sentence about a database that does not work, without its address or password."""
    text = str(error.orig).strip().splitlines()[-1:] or ["no reason given"]
    reason = text[0].lower()
    if "unable to open" in reason or "readonly" in reason or "permission" in reason:
        return "The database file cannot be opened; check that its folder exists and is writable."
    if "locked" in reason:
        return "The database is locked by another program; stop that program and try again."
    if "not a database" in reason or "malformed" in reason:
        return "The database file is damaged or is no database; restore it from a backup."
    if "full" in reason:
        return "The disk is full; make room, nothing that was stored is lost."
    if "password" in reason or "authentication" in reason:
        return "The database refuses the user or password; check ALONGSIDE_DATABASE_URL."
    if "role" in reason and "does not exist" in reason:
        return "The database server does not know that user; check ALONGSIDE_DATABASE_URL."
    if "does not exist" in reason:
        return "The database does not exist on that server; create it and try again."
    if "connection" in reason or "connect" in reason or "resolve" in reason:
        return "The database server does not answer; check that it runs and its address."
    return "The database does not work; check ALONGSIDE_DATABASE_URL and the server's own log."
