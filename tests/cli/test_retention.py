"""`alongside retention`: what has been kept long enough goes, and only counts are told (V5)."""

import sqlalchemy as sa

from bot.store import create_engine
from bot.store import tables as t
from tests.cli.played import LEAVING, after
from tests.cli.program import Program

STORY = LEAVING / "reached_and_ok_closes.yaml"


def rows(program: Program, table: str) -> int:
    engine = create_engine(program.url)
    with engine.connect() as connection:
        query = sa.select(sa.func.count()).select_from(t.metadata.tables[table])
        found = connection.execute(query).scalar_one()
    engine.dispose()
    return int(found)


def long_ago(program: Program) -> None:
    """The story took place long before today, whatever day it is."""
    engine = create_engine(program.url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE outbox SET created_at = 0, status = 'accepted'"))
        connection.execute(sa.text("UPDATE outbox SET meeting_id = NULL"))
    engine.dispose()


def test_a_dry_run_says_how_much_and_changes_nothing(program: Program) -> None:
    after(program, STORY)
    long_ago(program)
    before = rows(program, "outbox")
    ended = program("retention", "--dry-run")
    assert (ended.code, ended.err) == (0, "")
    assert f"would be removed: {before} messages that were sent" in ended.out
    assert "Nothing was changed." in ended.out
    assert rows(program, "outbox") == before


def test_what_is_old_goes_and_the_report_stays(program: Program) -> None:
    after(program, STORY)
    long_ago(program)
    before = rows(program, "outbox")
    ended = program("retention")
    assert (ended.code, ended.err) == (0, "")
    assert f"removed: {before} messages" in ended.out
    assert "Pat" not in ended.out
    assert rows(program, "outbox") == 0
    again = program("retention")
    assert "Nothing removed." in again.out
    assert f": {before} in all." in again.out


def test_the_record_of_a_case_is_not_touched(program: Program) -> None:
    after(program, STORY)
    long_ago(program)
    before = (rows(program, "journal"), rows(program, "cases"))
    program("retention")
    assert (rows(program, "journal"), rows(program, "cases")) == before


def test_without_a_database_one_line_says_so(program: Program) -> None:
    ended = program("retention")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
