"""Databases for the tests: of each kind, or with nothing in it yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.engine.house import House, new_sqlite


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a database with nothing in it."""
    admin = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS nothing_yet")
        connection.exec_driver_sql("CREATE DATABASE nothing_yet TEMPLATE template0")
    admin.dispose()
    return sa.make_url(postgres).set(database="nothing_yet").render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database that is up to date, of each kind."""
    if request.param == "sqlite":
        return new_sqlite(tmp_path)
    address: str = request.getfixturevalue("new_postgres")()
    return address


@pytest.fixture
def house(url: str) -> Iterator[House]:
    """The real engine on a database of its own, of each kind."""
    built = House(url)
    yield built
    built.close()
