"""Makes processes of the bot quickly: everything is imported once, and each is a fork of that.

Run as `python -m tests.crash.nursery SOCKET`, with one connection for each process to be made. A
process runs the real engine, store, outbox and lookout on a real database. The platforms and the
time are at the other end of the connection, and outlive it. It kills itself (SIGKILL) at the
boundary it was told.
"""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from bot import logs
from bot.ahead import Ahead
from bot.anniversaries import Anniversaries
from bot.commands.handling import Handler
from bot.engine import Engine
from bot.happenings import Happening
from bot.lookout import Lookout
from bot.model.people import Platform
from bot.outbox import Outbox
from bot.ports import Books, Delivery, Parcel, Seen
from bot.slot_reminders import SlotReminders
from bot.store import Database
from tests.crash.line import Ask, Birth, Changed, Dies, Done, Look, Perform
from tests.scenarios.stage import writer

T = TypeVar("T")


class Boundaries:
    """Counts the boundaries between database and network, and dies at one of them."""

    def __init__(self, connection: Connection, fatal: int) -> None:
        self.crossed = 0
        self._fatal = fatal
        self._connection = connection
        self._lock = threading.Lock()

    def cross(self, where: str) -> None:
        """One more; at the fatal one, die as a process dies: with no chance to tidy up."""
        with self._lock:
            self.crossed += 1
            if self.crossed == self._fatal:
                self._connection.send(Dies(where))
                os.kill(os.getpid(), signal.SIGKILL)


class Afar:
    """A platform that lives in another process."""

    def __init__(self, name: Platform, connection: Connection, boundaries: Boundaries) -> None:
        self.platform = name
        self._connection = connection
        self._boundaries = boundaries

    async def perform(self, parcel: Parcel) -> Delivery:
        """A boundary before a message is accepted, and one after it, with nothing noted yet."""
        self._boundaries.cross(f"before {parcel.do} {parcel.key}")
        self._connection.send(Perform(self.platform, parcel))
        delivery: Delivery = self._connection.recv()
        self._boundaries.cross(f"after {parcel.do} {parcel.key}")
        return delivery

    async def snapshot(self, room: str) -> Seen | None:
        self._connection.send(Look(self.platform, room))
        seen: Seen | None = self._connection.recv()
        return seen


def watch_transactions(boundaries: Boundaries) -> None:
    """A boundary before and after each commit of a transaction that wrote something."""
    run = Database.run

    async def watched(self: Database, work: Callable[[Books], T]) -> T:
        wrote = False

        def to_its_end(books: Books) -> T:
            nonlocal wrote
            before = _changes(books)
            result = work(books)
            wrote = _changes(books) != before
            if wrote:
                boundaries.cross("before commit")
            return result

        answer = await run(self, to_its_end)
        if wrote:
            boundaries.cross("after commit")
        return answer

    setattr(Database, "run", watched)  # noqa: B010


def _changes(books: Any) -> object:
    """Something that differs once a transaction has written."""
    connection = books.connection
    if connection.dialect.name == "sqlite":
        return connection.connection.driver_connection.total_changes
    return connection.exec_driver_sql("SELECT pg_current_xact_id_if_assigned()::text").scalar()


class Process:
    """One life of the bot, told what happens over a connection."""

    def __init__(self, connection: Connection, birth: Birth) -> None:
        self._connection = connection
        self._boundaries = Boundaries(connection, birth.fatal)
        watch_transactions(self._boundaries)
        self._moment = datetime.min.replace(tzinfo=UTC)
        platforms = {
            name: Afar(name, connection, self._boundaries) for name in ("discord", "telegram")
        }
        now = self._now
        self._store = Database(birth.url, birth.sealer, writer())
        self._engine = Engine(self._store, birth.policy, now, Handler(now).handle)
        self._engine.listeners.append(lambda change: connection.send(Changed(change)))
        self._outbox = Outbox(self._store, self._engine, platforms, now)
        self._lookout = Lookout(self._store, self._engine, platforms, now)
        series = Ahead(self._store, self._engine, birth.policy, now)
        self._days = Anniversaries(self._store, birth.policy, now, also=series.look)
        self._slots = SlotReminders(self._store, birth.policy, now)

    def _now(self) -> datetime:
        return self._moment

    async def serve(self) -> None:
        """Do what is asked, until it is to stop."""
        what = ""
        while what != "stop":
            ask: Ask = self._connection.recv()
            what, self._moment = ask.what, ask.now
            result = await getattr(self, what)(*ask.given)
            self._connection.send(Done(self._boundaries.crossed, result))

    # --- what can be asked; a start is asked bit by bit, in the order of the real program -------

    async def wake_up(self) -> datetime | None:
        """Answers since when nothing was seen."""
        blind_since = await self._lookout.last_heartbeat()
        await self._outbox.suspect_unfinished()
        return blind_since

    async def catch_up(self, blind_since: datetime | None) -> None:
        if blind_since is not None:
            await self._lookout.catch_up(blind_since)
        await self._lookout.heartbeat()

    async def accept(self, happening: Happening, key: str) -> None:
        await self._engine.accept(happening, key)

    async def went_away(self, platform: Platform, since: datetime) -> None:
        await self._lookout.platform_away(platform, since)

    async def came_back(self, platform: Platform) -> None:
        await self._lookout.platform_back(platform)

    async def send_what_waits(self) -> None:
        await self._outbox.drain_all()

    async def settle(self) -> None:
        nine = self._days.next_look
        if nine is None or nine <= self._now():
            await self._days.look()
        await self._slots.look(fresh=True)
        while await self._engine.take_due() + await self._outbox.drain_all():
            pass

    async def next_moment(self) -> datetime | None:
        due = await self._store.run(lambda books: books.next_due())
        retry = await self._store.run(lambda books: books.next_try())
        moments = (due, retry, self._days.next_look, self._slots.next_look)
        return min((moment for moment in moments if moment is not None), default=None)

    async def stop(self) -> None:
        self._store.close()


def _grow_up(line: socket.socket) -> None:
    """The child's whole life."""
    code = 1
    try:
        connection = Connection(line.detach())
        birth: Birth = connection.recv()
        asyncio.run(Process(connection, birth).serve())
        code = 0
    except EOFError:
        code = 0  # nobody plays with it any more
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def main() -> None:
    """Fork a process for each connection, until the one who started this is gone."""
    logs.configure("error")
    writer()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(sys.argv[1])
        door.listen()
        gc.freeze()
        print("ready", flush=True)
        while sys.stdin not in (come := select.select([door, sys.stdin], [], [])[0]):
            assert door in come
            line, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _grow_up(line)
            line.close()


if __name__ == "__main__":
    main()
