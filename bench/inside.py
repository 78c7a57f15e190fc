"""Measured inside one process: the engine, the clock and the outbox, without a network.

`python -m bench.inside WHAT` prints one line of JSON; each runs in a process of its own.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import people, town
from bot import happenings as h
from bot.clock import Clock
from bot.engine import Engine
from bot.lookout import Lookout
from bot.model.meeting import How
from bot.model.people import Platform
from bot.model.signals import DeliveryOutcome, Leaving
from bot.outbox import Outbox
from bot.ports import Adapter, Delivery, Parcel, Seen

DUE_AT_ONCE = 1_000
OTHERS_PENDING = 100_000
OVERDUE = 10_000
BEHIND = (10, 10_000)
EVENTS = 60
ROUNDS = 5
AFTER_LEAVING = timedelta(minutes=11)
"""When somebody's case climbs, and a minute."""


def now() -> datetime:
    return datetime.now(UTC)


class Counting:
    """A platform that takes everything at once and notes when."""

    platform: Platform = "telegram"

    def __init__(self, wanted: int, key: str = "") -> None:
        """`reached` is set when so many messages (of a key) were handed over."""
        self.times: list[float] = []
        self.reached = asyncio.Event()
        self._wanted = wanted
        self._key = key

    async def perform(self, parcel: Parcel) -> Delivery:
        if parcel.key == self._key or not self._key:
            self.times.append(time.perf_counter())
            if len(self.times) >= self._wanted:
                self.reached.set()
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref="1:1")

    async def snapshot(self, room: str) -> Seen | None:
        return None


class Watch:
    """Notes for how long the event loop did nothing else, at the longest."""

    longest = 0.0

    async def __aenter__(self) -> Watch:
        gc.collect()
        self._task = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _look(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.perf_counter() - before - 0.001)


class Parts:
    """The program without a platform's library."""

    def __init__(self, url: str, adapter: Counting) -> None:
        adapters: dict[Platform, Adapter] = {"telegram": adapter}
        self.store = town.opened(url)
        self.engine: Engine = town.engine_on(self.store)
        self.outbox = Outbox(self.store, self.engine, adapters, now)
        self.lookout = Lookout(self.store, self.engine, adapters, now)
        self.clock = Clock(
            self.engine, self.lookout, self.outbox, self.store, adapters, now, self._beat
        )
        self.engine.wakers.append(self.clock.wake)

    async def _beat(self) -> None:
        await self.lookout.heartbeat()

    async def start(self, blind_since: datetime | None) -> None:
        """In the order of `bot.bootstrap`."""
        await self.lookout.heartbeat()
        await self.outbox.suspect_unfinished()
        if blind_since is not None:
            await self.clock.catch_up(blind_since)
        self.clock.start()

    async def stop(self) -> None:
        await self.clock.stop()
        self.store.close()


async def due_at_once(folder: Path) -> dict[str, float]:
    """1,000 check-ins due in the same second, with 100,000 other deadlines waiting."""
    due = now() + timedelta(seconds=15)
    left_at = due - town.POLICY.leaving_grace
    template = folder / "template"
    template.mkdir()
    meeting = await town.one_missing(template, left_at, left_at)
    url = town.address(folder)
    town.spread(url, meeting, DUE_AT_ONCE)
    town.far_off(url, OTHERS_PENDING)
    adapter = Counting(DUE_AT_ONCE, "check-in")
    parts = Parts(url, adapter)
    await parts.start(None)
    assert now() < due, "Preparing took longer than was left for it."
    await asyncio.sleep((due - now()).total_seconds() - 0.2)
    began = time.perf_counter() + (due - now()).total_seconds()
    async with Watch() as watch:
        await asyncio.wait_for(adapter.reached.wait(), 60)
    await parts.stop()
    assert len(adapter.times) == DUE_AT_ONCE
    return {
        "first": adapter.times[0] - began,
        "all": adapter.times[-1] - began,
        "blocked": watch.longest,
        "floor": _raw_hand_over(folder, due),
    }


def _raw_hand_over(folder: Path, due: datetime) -> float:
    """Read what is due, note each as done in one durable commit, and hand it over: no rules."""
    database = sqlite3.connect(folder / "floor.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE deadlines (id INTEGER PRIMARY KEY, at INTEGER, done INTEGER)")
    database.execute("CREATE INDEX by_time ON deadlines (done, at)")
    database.execute("BEGIN")
    rows = [(n, 1 if n < DUE_AT_ONCE else 2, 0) for n in range(OTHERS_PENDING + DUE_AT_ONCE)]
    database.executemany("INSERT INTO deadlines VALUES (?, ?, ?)", rows)
    database.execute("COMMIT")
    handed_over: list[int] = []
    began = time.perf_counter()
    found = database.execute("SELECT id FROM deadlines WHERE done = 0 AND at <= 1").fetchall()
    database.execute("BEGIN IMMEDIATE")
    database.executemany("UPDATE deadlines SET done = 1 WHERE id = ?", found)
    database.execute("COMMIT")
    handed_over.extend(row[0] for row in found)
    took = time.perf_counter() - began
    assert len(handed_over) == DUE_AT_ONCE
    database.close()
    return took


async def overdue(folder: Path) -> dict[str, float]:
    """A start with 10,000 cases that should have climbed while the bot was down."""
    left_at = now() - AFTER_LEAVING
    template = folder / "template"
    template.mkdir()
    meeting = await town.one_missing(template, left_at, left_at + timedelta(minutes=6))
    url = town.address(folder)
    town.spread(url, meeting, OVERDUE)
    adapter = Counting(1, "case-alert")
    parts = Parts(url, adapter)
    began = time.perf_counter()
    async with Watch() as watch:
        starting = asyncio.create_task(parts.start(left_at + timedelta(minutes=6)))
        await asyncio.wait_for(adapter.reached.wait(), 120)
        first = adapter.times[0] - began
        await starting
        all_decided = time.perf_counter() - began
    await parts.stop()
    return {"first": first, "decided": all_decided, "blocked": watch.longest}


async def behind(folder: Path) -> dict[str, float]:
    """What one event costs with few and with many finished meetings of the group behind it."""
    costs: dict[str, float] = {}
    for finished in BEHIND:
        place = folder / str(finished)
        place.mkdir()
        url = town.address(place)
        adapter = Counting(10**9)
        parts = Parts(url, adapter)
        await town.settle(parts.store, 1, EVENTS * ROUNDS // 5)
        town.finished(url, "g0", finished)
        account = [str(people.contributor(0, n)) for n in range(EVENTS * ROUNDS // 5)]
        costs[f"sign/{finished}"] = await _cost(
            lambda n, parts=parts, account=account: parts.engine.accept(
                h.WroteIn(platform="telegram", account=account[n % len(account)], room="-1000"),
                f"sign/{n}",
            )
        )
        parts.store.close()
    return costs


async def _cost(event: Callable[[int], Awaitable[object]]) -> float:
    """Seconds for one event: the middle of several rounds, one event at a time."""
    rounds = []
    for number in range(ROUNDS + 1):
        began = time.perf_counter()
        for n in range(number * EVENTS, (number + 1) * EVENTS):
            await event(n)
        rounds.append((time.perf_counter() - began) / EVENTS)
    return statistics.median(rounds[1:])


async def leaving(folder: Path) -> dict[str, float]:
    """The same for somebody asking for help, with the alerts that go out."""
    costs: dict[str, float] = {}
    for finished in BEHIND:
        place = folder / str(finished)
        place.mkdir()
        url = town.address(place)
        parts = Parts(url, Counting(10**9))
        rounds = EVENTS // 4
        await town.settle(parts.store, rounds, ROUNDS + 1)
        town.finished(url, "g0", finished)
        taken = []
        for number in range(ROUNDS + 1):
            began = time.perf_counter()
            for group in range(rounds):
                signal = Leaving(person=f"pat{group}-{number}", how=How.CONTACT)
                await parts.engine.accept(
                    h.Told(meeting=f"m{group}", signal=signal), f"{group}/{number}"
                )
                await parts.outbox.drain("telegram")
            taken.append((time.perf_counter() - began) / rounds)
        costs[f"alert/{finished}"] = statistics.median(taken[1:])
        parts.store.close()
    return costs


MEASURES = {"due": due_at_once, "overdue": overdue, "behind": behind, "leaving": leaving}


async def main(what: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(await MEASURES[what](Path(folder))))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
