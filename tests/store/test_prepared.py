"""Statements past Core: the same rows, the same errors, and no connection that broke."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import create_engine
from bot.store import statements as ask
from bot.store import tables as t
from bot.store.prepared import Statements
from tests.engine.house import new_sqlite


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return create_engine(new_sqlite(tmp_path))


def test_it_finds_what_core_finds(engine: sa.Engine) -> None:
    statements = Statements(engine.dialect)
    key = {"key": "telegram/1", "at": 7}
    with engine.begin() as connection:
        taken = [statements.change(connection, ask.TAKE_KEY["sqlite"], key) for _ in range(2)]
        assert taken == [1, 0]
        query = sa.select(t.signals).where(t.signals.c.at == sa.bindparam("at"))
        (mine,) = statements.rows(connection, query, {"at": 7})
        theirs = connection.execute(query, {"at": 7}).one()
        assert (mine.key, mine.at) == (theirs.key, theirs.at)
        assert statements.rows(connection, query, {"at": 8}) == []
    engine.dispose()


def test_it_is_part_of_the_transaction(engine: sa.Engine) -> None:
    statements = Statements(engine.dialect)
    with engine.connect() as connection:
        transaction = connection.begin()
        statements.change(connection, ask.TAKE_KEY["sqlite"], {"key": "a", "at": 1})
        transaction.rollback()
        with connection.begin():
            count = sa.select(sa.func.count()).select_from(t.signals)
            assert statements.rows(connection, count, {})[0][0] == 0
    engine.dispose()


def test_an_error_is_cores_and_holds_no_value(engine: sa.Engine) -> None:
    statements = Statements(engine.dialect)
    insert = sa.insert(t.signals)
    row = {"key": "somebody's secret", "at": 1}
    with engine.begin() as connection:
        statements.change(connection, insert, row)
        with pytest.raises(sa.exc.IntegrityError) as raised:
            statements.change(connection, insert, row)
        assert "secret" not in str(raised.value)
        assert not raised.value.connection_invalidated
    engine.dispose()
