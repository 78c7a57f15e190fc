"""A Discord on this machine with many servers, and a database with their groups and meetings."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bench import town
from bot.flows.timers import timers
from bot.model.meeting import Attendance, Evidence, Meeting, MeetingState, Place, RoomKind
from bot.model.people import Role
from bot.ports import Books, GroupDetails, MeetingDetails, PersonDetails
from tests.fakes.discord import FakeDiscord, User
from tests.fakes.discord.channel import Channel

ROOT = Path(__file__).parents[1]
HOUR = timedelta(hours=1)
UNTIL = 60.0
"""Seconds for a bot to log in and to have seen every server."""


QUIET = 1.0
"""Seconds without a request, after which a bot that has started has nothing left to do."""


class Bot(NamedTuple):
    """One of the two that are compared."""

    module: str
    argument: str
    file: str
    """Its database."""

    def command(self, folder: Path) -> tuple[str, str]:
        """How it is started."""
        return (self.module, self.argument or str(folder / self.file))


FLOOR = Bot("bench.discord_floor", "", "floor.db")
ALONGSIDE = Bot("bot", "run", "alongside.db")


class Corner(NamedTuple):
    """One server: who is in the room of its meeting, and who in a room of nobody's."""

    maya: User
    people: tuple[User, ...]
    room: Channel
    others: tuple[User, ...]
    cafe: Channel


def build(server: FakeDiscord, servers: int, people: int, others: int = 0) -> list[Corner]:
    """Servers, each with so many people in a meeting besides its organiser, and so many others."""
    return [_corner(server, number, people, others) for number in range(servers)]


def _corner(server: FakeDiscord, number: int, people: int, others: int) -> Corner:
    guild = server.add_guild(f"Breathe Well {number}")
    room, cafe = guild.add_voice("Weekly"), guild.add_voice("Café")

    def some(how_many: int, channel: Channel) -> tuple[User, ...]:
        users = [guild.add_member(server.add_user(f"P{n}")) for n in range(how_many)]
        for user in users:
            user.joins(channel)
        return tuple(users)

    maya, *inside = some(people + 1, room)
    return Corner(maya, tuple(inside), room, some(others, cafe), cafe)


async def settle(url: str, places: list[Corner], meetings: int | None = None) -> None:
    """A group for every server, and for so many of them a meeting with everybody in it."""
    store = town.opened(url)
    now = datetime.now(UTC)

    def settled(books: Books) -> None:
        for number, place in enumerate(places):
            there = _group(books, number, place, now)
            if meetings is None or number < meetings:
                _meeting(books, number, place, there, now)

    await store.run(settled)
    store.close()


def _group(books: Books, number: int, place: Corner, now: datetime) -> dict[str, str]:
    """Answers with everybody's account."""
    name = f"g{number}"
    details = GroupDetails(id=name, name="Breathe Well", timezone="Europe/London", country="GB")
    books.add_group(details, {})
    accounts = {f"maya{number}": str(place.maya.id)}
    accounts |= {f"pat{number}-{n}": str(user.id) for n, user in enumerate(place.people)}
    for person, account in accounts.items():
        role = Role.ORGANISER if person.startswith("maya") else Role.CONTRIBUTOR
        books.add_person(name, PersonDetails(id=person, name=person, roles=(role,)))
        books.link(person, "discord", account, now)
    books.add_room(name, "discord", str(place.room.id), "Weekly")
    return accounts


def _meeting(
    books: Books, number: int, place: Corner, there: dict[str, str], now: datetime
) -> None:
    seats = {
        person: Attendance(
            place=Place.ROOM, evidence=Evidence.OBSERVED, last_sign=now, been=True,
            accounts=(account,),
        )
        for person, account in there.items()
    }  # fmt: skip
    meeting = Meeting(
        id=f"m{number}", group=f"g{number}", platform="discord", room=RoomKind.VOICE,
        planned_start=now - HOUR / 2, planned_end=now + HOUR, state=MeetingState.RUNNING,
        expects=tuple(there), chair=f"maya{number}", contact=f"maya{number}",
        opened_at=now - HOUR / 2, attendance=seats,
    )  # fmt: skip
    shown = MeetingDetails(title="Weekly", room=str(place.room.id))
    books.add_meeting(meeting, shown, timers(meeting, town.POLICY))


@asynccontextmanager
async def running(
    server: FakeDiscord, folder: Path, which: Bot, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot as a process, once it has logged in and asks for no more; it is ended with the block.

    `settings` are variables of its environment.
    """
    environ = {
        **os.environ,
        **settings,
        "ALONGSIDE_DATA_DIR": str(folder),
        "ALONGSIDE_SECRET_KEY": town.KEY,
        "ALONGSIDE_LOG_LEVEL": "error",
        "ALONGSIDE_DISCORD__TOKEN": server.token,
        "ALONGSIDE_DISCORD__API_URL": server.api_url,
        "ALONGSIDE_DISCORD__GATEWAY_URL": server.gateway_url,
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *which.command(folder), cwd=ROOT, env=environ
    )
    try:
        await server.until(lambda: server.connected, UNTIL)
        await _quiet(server)
        yield started
    finally:
        started.terminate()
        await started.wait()


async def _quiet(server: FakeDiscord) -> None:
    """After a start private messages are read, of everybody who is in a meeting."""
    calls = -1
    while calls < len(server.log):
        calls = len(server.log)
        await asyncio.sleep(QUIET)
