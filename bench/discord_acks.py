"""How soon commands are acknowledged while many cases fall due at the same moment.

`python -m bench.discord_acks` prints one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import discord_town, town
from bench.discord_town import ALONGSIDE, FLOOR, Bot, Corner
from tests.fakes.discord import FakeDiscord, SeenInteraction

ESCALATIONS = 500
PEOPLE = 2
A_SECOND = 50
"""Commands."""
AT_REST = 3.0
"""Seconds in which nothing else is asked of a bot."""
GIVE_UP = 120.0
ALERT = "I have not heard from"
POLICY = """\
leaving.grace = "1s"
leaving.nudge_after = "10s"
leaving.escalate_after = "20s"
"""
DUE_AFTER = 20.0
"""Seconds from leaving, as the policy says."""


class Commanding:
    """People who use commands, one after another."""

    def __init__(self, corners: list[Corner]) -> None:
        self._corners = corners
        self._made: list[SeenInteraction] = []

    async def until(self, over: Callable[[], bool]) -> list[float]:
        """Commands at a steady rate; answers how many seconds each was not acknowledged."""
        self._made = []
        began = time.perf_counter()
        while not over():
            assert time.perf_counter() - began < GIVE_UP, "not everybody was told"
            corner = self._corners[len(self._made) % len(self._corners)]
            self._made.append(corner.people[1].commands("help"))
            await asyncio.sleep(1 / A_SECOND)
        await asyncio.sleep(1.0)
        seconds = [one.acknowledged_after for one in self._made]
        missed = [one for one in seconds if one is None]
        assert not missed, f"{len(missed)} commands were not acknowledged"
        return [one for one in seconds if one is not None]


async def measure() -> dict[str, float]:
    found: dict[str, float] = {}
    for bot in (FLOOR, ALONGSIDE):
        found |= {f"{name}/{bot.module}": value for name, value in (await _of(bot)).items()}
    return found


async def _of(bot: Bot) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        policy = folder / "policy.toml"
        policy.write_text(POLICY, "utf-8")
        async with FakeDiscord() as server:
            corners = discord_town.build(server, ESCALATIONS, PEOPLE)
            await discord_town.settle(town.address(folder), corners)
            settings = {"ALONGSIDE_POLICY_FILE": str(policy)}
            async with discord_town.running(server, folder, bot, **settings):
                commanding = Commanding(corners)
                over = time.perf_counter() + AT_REST
                rest = await commanding.until(lambda: time.perf_counter() > over)
                found = {"rest": _p99(rest)}
                if bot is ALONGSIDE:
                    found |= await _while_all_fall_due(commanding, corners)
                return found


async def _while_all_fall_due(commanding: Commanding, corners: list[Corner]) -> dict[str, float]:
    left = time.perf_counter()
    for corner in corners:
        corner.people[0].leaves()
    await asyncio.sleep(left + DUE_AFTER - 1.0 - time.perf_counter())
    seconds = await commanding.until(lambda: all(_alerted(corner) for corner in corners))
    return {
        "due": _p99(seconds),
        "middle": statistics.median(seconds),
        "commands": len(seconds),
        "all": time.perf_counter() - left - DUE_AFTER,
    }


def _alerted(corner: Corner) -> bool:
    return any(ALERT in message.raw for message in corner.maya.inbox)


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure())))
