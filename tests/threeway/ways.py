"""Every way of playing a story again: what is other than usual, and that it comes to the same.

A playing is compared with the usual one (stand-ins, SQLite): every message and edit, with its
reader, platform, place, key, text and buttons, every state and every stage, at the same moments.
Two things are free: the order within one instant, since messages are on their way side by
side, and one-time codes and short names, which are drawn. On Discord a form asks for the reason of
*stop*, in the place of the message that asks for it elsewhere. And answers to what the stand-in
does not need to be asked are left out (`tests.threeway.real`).
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import io
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from bot import logs
from bot.adapters.rehearsal import StandIn
from bot.model.policy import Policy
from bot.scenario.playing import Played, play
from bot.scenario.story import Scenario
from bot.scenario.world import InMemory, MakeWorld, Platforms, in_memory
from bot.store import tables
from tests.scenarios.stage import comparable, story_in, writer
from tests.threeway.discord import real_discord
from tests.threeway.moved import moved
from tests.threeway.telegram import real_telegram


@contextlib.asynccontextmanager
async def on_telegram(story: Scenario, now: Callable[[], datetime]) -> AsyncIterator[Platforms]:
    """Telegram for real; Discord is a stand-in."""
    discord = StandIn("discord", now, shows_rooms=True, keeps_presses=False)
    async with real_telegram(story, now) as telegram:
        yield {"discord": InMemory(discord), "telegram": telegram}


@contextlib.asynccontextmanager
async def on_discord(story: Scenario, now: Callable[[], datetime]) -> AsyncIterator[Platforms]:
    """Discord for real; Telegram is a stand-in."""
    telegram = StandIn("telegram", now, shows_rooms=False, keeps_presses=True)
    async with real_discord(story, now) as discord:
        yield {"discord": discord, "telegram": InMemory(telegram)}


class Way(NamedTuple):
    """One way of playing a story."""

    world: MakeWorld = in_memory
    on_postgresql: bool = False
    without: frozenset[str] = frozenset()
    """Keys of messages that are not needed there."""
    changed: Callable[[Path], Scenario] = story_in
    """The story as it is played, the usual way as well."""


ASKED_BY_A_FORM = frozenset({"stop-reason"})

WAYS = {
    "postgresql": Way(on_postgresql=True),
    "telegram": Way(on_telegram),
    "discord": Way(on_discord, without=ASKED_BY_A_FORM),
    "discord, twice": Way(
        on_discord, without=ASKED_BY_A_FORM, changed=functools.partial(story_in, twice=True)
    ),
    "telegram, twice": Way(on_telegram, changed=functools.partial(story_in, twice=True)),
    "moved to telegram": Way(on_telegram, changed=lambda path: moved(story_in(path))),
}


class Compared(NamedTuple):
    """A story that was played in the usual way, and in another."""

    failures: list[str]
    usual: list[tuple[object, ...]]
    other: list[tuple[object, ...]]
    log: str
    """What the other one wrote into the log."""


def compare(path: Path, name: str) -> Compared:
    """Play a story both ways, with the log at its loudest."""
    way = WAYS[name]
    other, log = _play(way.changed(path), way.world, _postgresql() if way.on_postgresql else None)
    failures = [str(failure) for failure in other.failures]
    usual, there = (
        [line for line in lines if way.without.isdisjoint(line)]
        for lines in (_usual(path, way.changed), _in_order(other, way.changed(path)))
    )
    return Compared(failures, usual, there, log)


@functools.cache
def _usual(path: Path, changed: Callable[[Path], Scenario]) -> list[tuple[object, ...]]:
    return _in_order(_play(changed(path), in_memory, None)[0], changed(path))


def _play(story: Scenario, world: MakeWorld, url: str | None) -> tuple[Played, str]:
    log = io.StringIO()
    with contextlib.redirect_stderr(log), contextlib.redirect_stdout(log):
        logs.configure("debug")
        played = asyncio.run(play(story, writer(), Policy.default(), url=url, world=world))
    return played, log.getvalue()


def _in_order(played: Played, story: Scenario) -> list[tuple[object, ...]]:
    lines = comparable(played.entries, story)
    return sorted(lines, key=lambda line: (line[1], repr(line)))


# --- one PostgreSQL database for each process that plays ---

_address: list[str] = []


def settle_in(address: str) -> None:
    """This process plays on that database, which is empty and up to date."""
    _address[:] = [address]


def _postgresql() -> str:
    """The database of this process, with nothing in it."""
    (address,) = _address
    with _server(address).begin() as connection:
        names = ", ".join(table.name for table in tables.metadata.sorted_tables)
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
    return address


@functools.cache
def _server(address: str) -> sa.Engine:
    return sa.create_engine(address)
