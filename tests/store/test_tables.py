"""The tables as the database has them, and what it refuses by itself (invariants 3 and 4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot import deciding
from bot.flows.decide import decide
from bot.store import create_engine
from bot.store import tables as t
from bot.store.migrating import MIGRATIONS, NEWEST, revision, upgrade
from tests.engine.house import House, new_sqlite

SQLITE_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
"""`synchronous` 2 is FULL: a commit is on the disk before anybody is told of it."""

CASE = {
    "meeting_id": "weekly", "id": "c1", "group_id": "g", "subject": "pat", "kind": "left",
    "stage": "grace", "next_at": 1, "owner": None, "owner_expires": None,
}  # fmt: skip


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_migrations_build_the_tables_the_program_uses(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, t.metadata) == []
    engine.dispose()


def test_the_constraints_are_those_of_the_tables(url: str) -> None:
    """Autogenerate does not compare checks; these carry two of the invariants."""
    engine = create_engine(url)
    found = sa.inspect(engine)
    for table in t.metadata.tables.values():
        wanted = {str(c.name) for c in table.constraints if isinstance(c, sa.CheckConstraint)}
        assert {check["name"] for check in found.get_check_constraints(table.name)} == wanted
    engine.dispose()


def test_the_newest_migration_is_the_one_the_program_works_with() -> None:
    assert scripts().get_heads() == [NEWEST]


def test_there_is_one_way_up_from_nothing() -> None:
    steps = [script.revision for script in scripts().walk_revisions()]
    assert steps[-1] == "0001"
    assert sorted(steps) == [f"{number:04}" for number in range(1, len(steps) + 1)]


async def _with_rows(url: str) -> House:
    house = await House(url).prepare()
    await house.under_way()
    await house.goes("pat")
    await house.wait(minutes=11)
    return house


async def test_every_migration_after_the_first_keeps_what_is_there(
    tmp_path: Path, empty_postgres: str
) -> None:
    for url in (f"sqlite:///{tmp_path / 'old.db'}", empty_postgres):
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        engine = create_engine(url)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
        engine.dispose()
        assert revision(url) == "0001"
        if NEWEST == "0001":
            house = await _with_rows(url)
            house.close()
        assert upgrade(url) == NEWEST
        house = House(url)
        assert upgrade(url) == NEWEST, "twice is as good as once"
        house.close()


async def test_up_from_the_first_tables_with_rows_in_them(url: str) -> None:
    house = await _with_rows(url)
    before = await house.meeting()
    house.close()
    assert upgrade(url) == NEWEST
    house.open()
    assert await house.meeting() == before
    house.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_at": None},
        {"stage": "checking", "next_at": None},
        {"stage": "escalated", "next_at": None, "owner": "maya", "owner_expires": 1},
        {"stage": "owned", "owner": None, "owner_expires": 1},
        {"stage": "owned", "owner": "maya", "owner_expires": None},
        {"stage": "owned", "owner": "pat", "owner_expires": 1},
        {"stage": "closed", "owner": "pat"},
    ],
    ids=lambda wrong: ",".join(f"{name}={value}" for name, value in wrong.items()),
)
async def test_the_database_itself_refuses_a_case_that_waits_for_nothing_or_owns_itself(
    house: House, wrong: dict[str, object]
) -> None:
    await house.prepare()
    engine = create_engine(house.url)
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(sa.insert(t.cases).values(**CASE | wrong))
    engine.dispose()


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"stage": "owned", "owner": "maya", "owner_expires": 1, "next_at": 1},
        {"stage": "closed", "next_at": None},
    ],
    ids=["waits", "owned", "closed"],
)
async def test_the_database_takes_a_case_as_it_should_be(
    house: House, right: dict[str, object]
) -> None:
    await house.prepare()
    engine = create_engine(house.url)
    with engine.begin() as connection:
        connection.execute(sa.insert(t.cases).values(**CASE | right))
    engine.dispose()


async def test_a_rule_that_would_break_them_leaves_nothing_behind(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await house.prepare()).under_way()

    def forgets(*args: Any) -> object:
        decision = decide(*args)
        cases = {
            key: msgspec.structs.replace(case, next=None)
            for key, case in decision.meeting.cases.items()
        }
        return msgspec.structs.replace(
            decision, meeting=msgspec.structs.replace(decision.meeting, cases=cases)
        )

    before = await house.meeting()
    monkeypatch.setattr(deciding, "decide", forgets)
    with pytest.raises(sa.exc.IntegrityError):
        await house.goes("pat")
    monkeypatch.undo()
    assert await house.meeting() == before


def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'house.db'}")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SQLITE_PRAGMAS
        }
    engine.dispose()
    assert found == SQLITE_PRAGMAS


async def test_the_writers_own_connection_waits_for_the_disk_too(tmp_path: Path) -> None:
    house = House(new_sqlite(tmp_path))

    def ask(books: Any) -> dict[str, object]:
        return {name: books.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in SQLITE_PRAGMAS}  # fmt: skip

    assert await house.run(ask) == SQLITE_PRAGMAS
    house.close()
