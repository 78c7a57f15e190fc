"""One running program on one database; the hold dies with the process, however it dies."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import Database
from bot.store.holding import HeldError, hold
from bot.store.migrating import DatabaseError, revision
from tests.engine.house import WRITER, House, new_sqlite

ROOT = Path(__file__).parents[2]
PATIENT = "30"


@contextmanager
def other(url: str, wait: str = "0") -> Iterator[subprocess.Popen[str]]:
    """Another program that asks for the database."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.holder", url, wait],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_program_is_refused_and_told_what_to_do(url: str) -> None:
    with other(url) as first:
        assert says(first) == "held"
        with other(url) as second:
            assert says(second).startswith("Another Alongside already runs on this database")
        with pytest.raises(HeldError, match="stop it first"):
            hold(url, wait=0)


def test_killed_it_holds_nothing_any_more(url: str) -> None:
    with other(url) as first:
        assert says(first) == "held"
        with other(url, PATIENT) as second:
            first.kill()
            assert says(second) == "held"


def test_ended_it_holds_nothing_any_more(url: str) -> None:
    with other(url) as first:
        assert says(first) == "held"
        with other(url, PATIENT) as second:
            first.communicate()
            assert says(second) == "held"


def test_given_up_it_can_be_had_by_another(url: str) -> None:
    mine = hold(url, wait=0)
    assert mine.try_to_hold()
    mine.release()
    hold(url, wait=0).release()


async def test_whoever_only_reads_or_brings_it_up_to_date_is_not_hindered(house: House) -> None:
    with other(house.url) as first:
        assert says(first) == "held"
        assert revision(house.url) is not None
        await house.prepare()
        reader = Database(house.url, house.sealer, WRITER)
        assert await reader.run(lambda books: books.all_live_meetings()) == ["weekly"]
        reader.close()


def test_two_databases_are_two_holds(url: str, tmp_path: Path) -> None:
    one = hold(url, wait=0)
    (tmp_path / "elsewhere").mkdir()
    two = hold(new_sqlite(tmp_path / "elsewhere"), wait=0)
    one.release()
    two.release()


def test_the_same_file_by_another_name_is_the_same_database(tmp_path: Path) -> None:
    url = new_sqlite(tmp_path)
    (tmp_path / "link.db").symlink_to(tmp_path / "house.db")
    with other(url) as first:
        assert says(first) == "held"
        with pytest.raises(HeldError):
            hold(f"sqlite:///{tmp_path / 'link.db'}", wait=0)


def test_a_session_that_is_lost_is_taken_again(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()
    mine = hold(url, wait=0)
    end_all_sessions(url)
    assert mine.try_to_hold()
    with other(url) as second:
        assert says(second) != "held"
    mine.release()


def test_a_session_that_is_lost_to_a_quicker_one_stays_lost(
    new_postgres: Callable[[], str],
) -> None:
    url = new_postgres()
    mine = hold(url, wait=0)
    end_all_sessions(url)
    with other(url, PATIENT) as quicker:
        assert says(quicker) == "held"
        assert not mine.try_to_hold()
        assert not mine.try_to_hold()


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(DatabaseError, match="does not answer"):
        hold("postgresql+psycopg://nobody@127.0.0.1:1/nothing", wait=0)


def end_all_sessions(url: str) -> None:
    """As an operator, or a server that starts anew, ends them."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()
