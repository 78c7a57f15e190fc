from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import create_engine
from bot.store.migrating import NEWEST, revision
from tests.cli.program import Program


def test_a_new_database_is_made(program: Program) -> None:
    ended = program.apart("db", "upgrade")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"The database is ready (revision none to {NEWEST}).\n"
    assert revision(program.url) == NEWEST


def test_a_second_time_changes_nothing(program: Program) -> None:
    program("db", "upgrade")
    ended = program("db", "upgrade")
    assert (ended.code, ended.out) == (0, f"The database is up to date (revision {NEWEST}).\n")


def test_a_newer_database_is_left_alone(program: Program) -> None:
    program("db", "upgrade")
    _say(program.url, "UPDATE alembic_version SET version_num = '9999'")
    ended = program("db", "upgrade")
    assert (ended.code, ended.out) == (2, "")
    assert "revision 9999, which is newer" in ended.told


def test_a_file_that_is_no_database_is_one_line(program: Program) -> None:
    program.data.mkdir()
    (program.data / "alongside.db").write_text("This is a letter to my aunt, and no database.\n")
    ended = program("db", "upgrade")
    assert ended.code == 2
    assert "restore it from a backup" in ended.told


def test_a_folder_that_cannot_be_is_one_line(program: Program, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    ended = program("db", "upgrade")
    assert ended.code == 2
    assert str(tmp_path / "data") in ended.told


@pytest.mark.parametrize("password", ["hunter2"])
def test_a_server_that_does_not_answer_is_one_line_without_its_password(
    program: Program, password: str
) -> None:
    url = f"postgresql://alongside:{password}@127.0.0.1:1/none"
    ended = program("db", "upgrade", ALONGSIDE_DATABASE_URL=url)
    assert ended.code == 2
    assert "does not answer" in ended.told
    assert password not in ended.said


def _say(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()
