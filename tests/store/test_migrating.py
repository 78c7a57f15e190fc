"""What people read when the database does not work: one sentence that says what to do (SPEC 8)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import create_engine
from bot.store.migrating import NEWEST, DatabaseError, revision, upgrade, why
from tests.engine.house import new_sqlite


def sentence_about(work: Callable[[], object]) -> str:
    """The one sentence somebody reads."""
    with pytest.raises(DatabaseError) as caught:
        work()
    told = str(caught.value)
    assert told.isprintable(), "it is one line"
    assert told.endswith(".")
    assert told[:-1].count(". ") == 0, "it is one sentence"
    return told


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'house.db'}"
    assert revision(url) is None
    assert upgrade(url) == NEWEST
    assert revision(url) == NEWEST


def test_a_new_server_database_is_built(empty_postgres: str) -> None:
    assert revision(empty_postgres) is None
    assert upgrade(empty_postgres) == NEWEST


def test_a_damaged_file(tmp_path: Path) -> None:
    url = new_sqlite(tmp_path)
    (tmp_path / "house.db").write_bytes(b"not a database at all, but a letter to my aunt" * 100)
    assert "damaged" in sentence_about(lambda: upgrade(url))
    assert "damaged" in sentence_about(lambda: revision(url))


def test_a_file_that_is_damaged_inside(tmp_path: Path) -> None:
    url = new_sqlite(tmp_path)
    file = tmp_path / "house.db"
    body = bytearray(file.read_bytes())
    body[4096:] = os.urandom(len(body) - 4096)
    file.write_bytes(body)
    assert "damaged" in sentence_about(lambda: revision(url))


def test_a_file_that_another_program_has_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store._prepare_sqlite", _impatient)
    url = f"sqlite:///{tmp_path / 'house.db'}"
    holder = sqlite3.connect(tmp_path / "house.db", isolation_level=None)
    holder.execute("PRAGMA journal_mode=WAL")
    holder.execute("BEGIN EXCLUSIVE")
    assert "locked" in sentence_about(lambda: upgrade(url))
    holder.close()


def _impatient(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout=50")


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    """As root nothing is write-protected, so SQLite itself is told to protect it."""
    new_sqlite(tmp_path)
    engine = sa.create_engine(f"sqlite:///file:{tmp_path / 'house.db'}?mode=ro&uri=true")
    with pytest.raises(sa.exc.OperationalError) as caught, engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM signals")
    engine.dispose()
    assert "writable" in sentence_about(lambda: _raise(caught.value))


def _raise(error: sa.exc.DBAPIError) -> None:
    raise DatabaseError(why(error))


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "house.db").mkdir()
    assert "opened" in sentence_about(lambda: upgrade(f"sqlite:///{tmp_path / 'house.db'}"))


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    url = f"sqlite:///{tmp_path / 'data' / 'house.db'}"
    assert "opened" in sentence_about(lambda: revision(url))


def test_a_database_from_a_newer_program(tmp_path: Path) -> None:
    url = new_sqlite(tmp_path)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    told = sentence_about(lambda: upgrade(url))
    assert "9999" in told
    assert "newer" in told


def test_a_server_that_is_not_there() -> None:
    url = "postgresql+psycopg://alongside:hush@127.0.0.1:1/alongside"
    told = sentence_about(lambda: revision(url))
    assert "does not answer" in told
    assert "hush" not in told


def test_a_database_that_is_not_on_the_server(postgres: str) -> None:
    url = sa.make_url(postgres).set(database="nowhere").render_as_string(hide_password=False)
    assert "does not exist" in sentence_about(lambda: revision(url))


def test_a_user_the_server_does_not_know(postgres: str) -> None:
    url = sa.make_url(postgres).set(username="nobody").render_as_string(hide_password=False)
    told = sentence_about(lambda: revision(url))
    assert "ALONGSIDE_DATABASE_URL" in told


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("database or disk is full", "disk is full"),
        ('connection failed: FATAL:  password authentication failed for user "x"', "password"),
        ('could not translate host name "db" to address: cannot resolve', "does not answer"),
        ("something nobody foresaw", "ALONGSIDE_DATABASE_URL"),
        ("", "ALONGSIDE_DATABASE_URL"),
    ],
)
def test_other_reasons(reason: str, says: str) -> None:
    error = sa.exc.OperationalError("SELECT 1", {}, sqlite3.OperationalError(reason))
    assert says in sentence_about(lambda: _raise(error))
