"""People come and go in voice on many servers, faster and faster, until a bot falls behind.

`python -m bench.discord_voice SECONDS` prints one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench import discord_town, town
from bench.discord_town import ALONGSIDE, FLOOR, Bot, Corner
from tests.fakes.discord import FakeDiscord, User
from tests.fakes.discord.channel import Channel

SERVERS = 160
PEOPLE = 12
CONCERNING = 10
"""On a busy server one in so many concerns a meeting."""
AIM = 2_000
"""Events a second."""
WARM_UP = 1.0
"""Seconds of the same at a tenth of the rate."""
SLICE = 0.01
GIVE_UP = 120.0
BEHIND = 1.0
"""Seconds after the last event within which it has to be committed, for there to be no backlog."""
LEAST_RATE = 25


class Voice(msgspec.Struct):
    """What a bot could keep up with."""

    rate: float
    """Events a second."""
    behind: float
    """Seconds from the last event to its commit."""


class Crowd:
    """Everybody on every server. One in `concerning` of what they do concerns a meeting."""

    def __init__(self, corners: list[Corner], concerning: int) -> None:
        self._corners = corners
        self._concerning = concerning
        self._dice = random.Random(1)
        self._out: set[int] = set()

    def act(self) -> None:
        """One event: somebody goes out of a room, or comes back in."""
        corner = self._dice.choice(self._corners)
        if self._dice.randrange(self._concerning) == 0:
            self._act(self._dice.choice(corner.people), corner.room)
        else:
            self._act(self._dice.choice(corner.others), corner.cafe)

    def _act(self, user: User, room: Channel) -> None:
        if user.id in self._out:
            self._out.discard(user.id)
            user.joins(room)
        else:
            self._out.add(user.id)
            user.leaves()

    async def acts(self, rate: float, seconds: float) -> None:
        """So many events a second, for so long."""
        began, done = time.perf_counter(), 0
        while done < rate * seconds:
            while done < min((time.perf_counter() - began) * rate, rate * seconds):
                self.act()
                done += 1
            await asyncio.sleep(SLICE)


class Eye:
    """Sees in a bot's database whether the last event has been committed."""

    def __init__(self, file: Path, question: str) -> None:
        self._database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._question = question

    async def sees(self, maya: User, number: int) -> float:
        """Seconds until the database knows that an organiser has gone out."""
        maya.leaves()
        began = time.perf_counter()
        known = {"account": maya.id, "person": f"maya{number}"}
        while not self._database.execute(self._question, known).fetchone():
            assert time.perf_counter() - began < GIVE_UP, "the bot has lost an event"
            await asyncio.sleep(SLICE)
        return time.perf_counter() - began


QUESTIONS = {
    FLOOR: "SELECT 1 FROM events WHERE person = :account AND room IS NULL",
    ALONGSIDE: "SELECT 1 FROM cases WHERE subject = :person",
}


async def keeps_up(bot: Bot, seconds: float, concerning: int) -> Voice:
    """The highest rate, up to the aim, at which a bot is not behind after so many seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with FakeDiscord() as server:
            corners = discord_town.build(server, SERVERS, PEOPLE, PEOPLE)
            await discord_town.settle(town.address(folder), corners)
            crowd = Crowd(corners, concerning)
            async with discord_town.running(server, folder, bot):
                eye = Eye(folder / bot.file, QUESTIONS[bot])
                return await _search(crowd, eye, corners, seconds)


async def _search(crowd: Crowd, eye: Eye, corners: list[Corner], seconds: float) -> Voice:
    rate, mayas = float(AIM), enumerate(corner.maya for corner in corners)
    await crowd.acts(AIM / 10, WARM_UP)
    while True:
        number, maya = next(mayas)
        began = time.perf_counter()
        await crowd.acts(rate, seconds)
        sent = time.perf_counter() - began
        behind = await eye.sees(maya, number)
        if behind < BEHIND or rate < LEAST_RATE:
            return Voice(rate * seconds / sent, behind)
        rate = min(rate * 0.95, rate * seconds / (sent + behind))


async def main(seconds: float) -> None:
    print(json.dumps(await measure(seconds)))


async def measure(seconds: float) -> dict[str, dict[str, float]]:
    found = {}
    for concerning in (1, CONCERNING):
        for bot in (FLOOR, ALONGSIDE):
            voice = await keeps_up(bot, seconds, concerning)
            found[f"{bot.module}/{concerning}"] = msgspec.to_builtins(voice)
    return found


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
