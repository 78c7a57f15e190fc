"""What a bot's process takes in memory, for each server that it is in and for each meeting.

`python -m bench.discord_memory` prints one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path

from bench import discord_town, town
from bench.discord_town import ALONGSIDE, FLOOR, Bot, Corner
from bench.talk import resident
from tests.fakes.discord import FakeDiscord

FEW, MANY = 20, 120
"""Servers."""
PEOPLE = 20
"""In the room of each."""
SETTLES = 1.0
"""Seconds until what people did is committed, and nothing more is done about it."""


async def measure() -> dict[str, float]:
    """Kilobytes for each server of either bot, and for each meeting."""
    found = {}
    for bot in (FLOOR, ALONGSIDE):
        few, many = await _megabytes(bot, FEW, 0), await _megabytes(bot, MANY, 0)
        found[f"server/{bot.module}"] = (many - few) * 1024 / (MANY - FEW)
    met = await _megabytes(ALONGSIDE, MANY, MANY)
    found["meeting"] = (met - many) * 1024 / MANY
    return found


async def _megabytes(bot: Bot, servers: int, meetings: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with FakeDiscord() as server:
            corners = discord_town.build(server, servers, PEOPLE)
            await discord_town.settle(town.address(folder), corners, meetings)
            async with discord_town.running(server, folder, bot) as process:
                await _all_go_out_and_in(corners)
                return resident(process.pid)


async def _all_go_out_and_in(corners: list[Corner]) -> None:
    """Somebody everywhere; so every meeting is decided about."""
    for _ in range(2):
        for corner in corners:
            corner.people[0].leaves()
        await asyncio.sleep(SETTLES)
        for corner in corners:
            corner.people[0].joins(corner.room)
        await asyncio.sleep(SETTLES)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure())))
