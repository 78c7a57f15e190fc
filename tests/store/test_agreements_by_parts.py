"""Whoever agreed before the parts had versions of their own is asked only for what is new (Y8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.model.agreement import About, outstanding
from bot.store import create_engine
from bot.store.migrating import MIGRATIONS, NEWEST, upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as it was when what people agreed to was one piece."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'before.db'}"
    else:
        url = request.getfixturevalue("empty_postgres")
    at_revision(url, "0008")
    return url


def at_revision(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def with_rows(url: str, work: Callable[[sa.Connection], None]) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        work(connection)
    engine.dispose()


def test_what_was_agreed_still_holds_and_the_new_part_is_missing(before: str) -> None:
    def agreed(connection: sa.Connection) -> None:
        connection.execute(sa.text("INSERT INTO people (id, name) VALUES ('pat', 'Pat')"))
        row = "INSERT INTO agreements (person_id, about, version, at) VALUES ('pat', 'pat', 1, 9)"
        connection.execute(sa.text(row))

    with_rows(before, agreed)
    assert upgrade(before) == NEWEST
    kept: dict[str, int] = {}

    def read(connection: sa.Connection) -> None:
        rows = connection.execute(sa.text("SELECT part, version, at FROM agreements"))
        for part, version, at in rows:
            assert at == 9
            kept[part] = version

    with_rows(before, read)
    assert [part.name for part in outstanding(kept, About.ONESELF)] == ["privacy"]
