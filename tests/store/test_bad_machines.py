"""Disk full, database locked or gone, clock set: nothing is lost, and staff are told."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from bot.model.case import Stage
from bot.ports import Parcel
from bot.store.holding import hold
from tests.engine.house import new_sqlite
from tests.store.machine import (
    Computer,
    LockedByAnother,
    ReadOnly,
    ServerStopped,
    Trouble,
    full_disk,
)

STAFF = ["dana", "maya", "tom"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def log() -> Iterator[list[MutableMapping[str, Any]]]:
    """Its lines, unprinted: errors by the dozen take long to draw."""
    with capture_logs() as lines:
        yield lines


@contextmanager
def stopped_server() -> Iterator[ServerStopped]:
    # Its socket's path must be short, which pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    trouble = ServerStopped(folder)
    try:
        yield trouble
    finally:
        trouble.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["disk full", "locked by another process", "read-only", "server stopped"])
def trouble(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trouble]:
    match request.param:
        case "disk full":
            with full_disk() as disk:
                new_sqlite(disk.folder)
                yield disk
        case "locked by another process":
            yield LockedByAnother(new_sqlite(tmp_path))
        case "read-only":
            yield ReadOnly(new_sqlite(tmp_path))
        case _:
            with stopped_server() as server:
                yield server


@pytest.fixture
def computer(trouble: Trouble) -> Iterator[Computer]:
    built = Computer(trouble.url)
    yield built
    built.close()


@pytest.fixture
def healthy(tmp_path: Path) -> Iterator[Computer]:
    built = Computer(new_sqlite(tmp_path))
    yield built
    built.close()


async def pat_is_gone(computer: Computer) -> None:
    """The meeting runs, everybody is known to be there, and Pat has dropped out."""
    await computer.prepare()
    await computer.under_way()
    await computer.passes(seconds=30)
    await computer.goes("pat")


async def test_while_nothing_can_be_written_staff_hear_and_then_it_all_goes_on(
    computer: Computer, trouble: Trouble
) -> None:
    """Trouble from L + 8m to L + 13m: the alert was due at L + 10m."""
    await pat_is_gone(computer)
    await computer.passes(minutes=8)
    assert computer.said("case-alert") == []
    await trouble.begin(computer)
    await computer.passes(minutes=5)
    assert sorted(computer.said("database-trouble")) == [(w, "database-trouble") for w in STAFF]
    assert computer.said("case-alert") == []
    await trouble.end(computer)
    await computer.passes(seconds=15)
    assert sorted(who for who, _ in computer.said("database-works-again")) == STAFF
    assert computer.said("case-alert") == [("maya", "case-alert")]
    await computer.passes(minutes=2)
    alerted = computer.said("case-alert")
    assert alerted == [("maya", "case-alert"), *[("tom", "case-alert")] * 2]
    await computer.press("maya", "case-alert", "take")
    await nothing_was_lost(computer)


async def nothing_was_lost(computer: Computer) -> None:
    await computer.settle()
    await computer.press("maya", "case-contact", "reached-ok")
    assert (await computer.case()).stage is Stage.CLOSED
    assert all(entry.holds for entry in await computer.run(lambda b: b.journal("weekly")))
    everything = [(p.recipient, p.platform, p.key) for p in
                  computer.discord.got + computer.telegram.got if p.do == "send"]  # fmt: skip
    assert len(everything) == len(set(everything)), "nothing was said twice"


async def test_what_was_sent_and_could_not_be_noted_is_not_sent_again(
    computer: Computer, trouble: Trouble
) -> None:
    """The database fails between the platform's taking the alert and the note of it."""
    await pat_is_gone(computer)
    await computer.passes(minutes=9)

    async def fails(parcel: Parcel) -> None:
        if parcel.key == "case-alert":
            computer.discord.during = None
            await trouble.begin(computer)

    computer.discord.during = fails
    await computer.passes(minutes=2)
    assert computer.said("case-alert") == [("maya", "case-alert")]
    await trouble.end(computer)
    await computer.passes(seconds=15)
    await computer.press("maya", "case-alert", "take")
    await nothing_was_lost(computer)


async def test_a_report_that_cannot_be_written_is_not_taken(
    computer: Computer, trouble: Trouble
) -> None:
    """The platform is not told that it was, and hands it over again under the same key."""
    await pat_is_gone(computer)
    await computer.passes(minutes=2)
    await trouble.begin(computer)
    message = next(p for p in computer.discord.got if p.key == "check-in")
    with pytest.raises(DBAPIError):
        await computer.presses(message, "ok", key="a press")
    await trouble.end(computer)
    assert (await computer.presses(message, "ok", key="a press")).taken
    assert (await computer.case()).stage is Stage.CLOSED


async def test_the_clock_set_back_an_hour_delays_nothing_and_staff_hear_why_times_look_odd(
    healthy: Computer,
) -> None:
    await pat_is_gone(healthy)
    await healthy.passes(minutes=6)
    healthy.wall -= HOUR
    await healthy.passes(seconds=15)
    assert sorted(who for who, _ in healthy.said("clock-set-back")) == STAFF
    assert healthy.said("case-alert") == []
    await healthy.passes(minutes=4)
    assert healthy.said("case-alert") == [("maya", "case-alert")]
    await healthy.passes(minutes=3)
    assert len(healthy.said("clock-set-back")) == len(STAFF)


async def test_started_anew_after_the_clock_was_set_back_time_goes_on(healthy: Computer) -> None:
    """The new process knows until when the old one ran, and does not begin before it."""
    await pat_is_gone(healthy)
    await healthy.passes(minutes=9)
    before = healthy.steady.now()
    healthy.close()
    healthy.wall -= HOUR
    healthy.restart()
    blind_since = await healthy.lookout.last_heartbeat()
    assert blind_since is not None
    healthy.steady.not_before(blind_since)
    assert before - healthy.steady.now() <= timedelta(seconds=15)
    await healthy.passes(minutes=2)
    assert healthy.said("case-alert") == [("maya", "case-alert")]


async def test_the_clock_set_forward_a_day_is_a_day_in_which_nothing_was_seen(
    healthy: Computer,
) -> None:
    await pat_is_gone(healthy)
    await healthy.passes(minutes=6)
    healthy.wall += DAY
    await healthy.passes(seconds=15)
    assert {who for who, _ in healthy.said("bot-was-blind")} == set(STAFF)
    assert healthy.said("case-alert")[0] == ("maya", "case-alert")
    (alert,) = [p for p in healthy.discord.got if p.key == "case-alert"]
    assert "late" in alert.text.lower()
    await healthy.press("maya", "case-alert", "take")
    await nothing_was_lost(healthy)


async def test_a_step_of_the_clock_while_nothing_can_be_written_is_told_afterwards(
    tmp_path: Path,
) -> None:
    trouble = ReadOnly(new_sqlite(tmp_path))
    computer = Computer(trouble.url)
    await pat_is_gone(computer)
    await computer.passes(minutes=2)
    await trouble.begin(computer)
    computer.wall += HOUR
    await computer.passes(seconds=30)
    assert computer.said("bot-was-blind") == []
    await trouble.end(computer)
    await computer.passes(seconds=15)
    assert {who for who, _ in computer.said("bot-was-blind")} == set(STAFF)
    computer.close()


async def test_a_program_that_finds_its_database_taken_stops(healthy: Computer) -> None:
    """Between two beats another one was quicker: what it sends is not sent from here as well."""
    await healthy.prepare()
    healthy.holding.release()
    other = hold(healthy.url, wait=0)
    await healthy.passes(seconds=15)
    assert healthy.lost
    other.release()
