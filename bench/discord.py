"""What is measured on Discord, as rows of the table: `python -m bench.discord [--full]`."""

from __future__ import annotations

import asyncio
import sys

from bench import discord_acks, discord_memory, discord_voice
from bench.discord_town import ALONGSIDE, FLOOR
from bench.table import Row

SHORT, FULL = 5.0, 60.0
"""Seconds of voice events."""
OPTION = "--full"


async def rows(full: bool) -> list[Row]:
    """Every row. `full`: people come and go for a minute, and not only for a few seconds."""
    return [*await _voice(FULL if full else SHORT), *await _memory(), *await _acks()]


async def _voice(seconds: float) -> list[Row]:
    found = await discord_voice.measure(seconds)
    some = f"one in {discord_voice.CONCERNING} of a meeting"
    which = {
        1: "all of people in meetings",
        discord_voice.CONCERNING: f"{some}, others of nobody's",
    }
    return [
        _row(
            f"voice events → durable commit for {seconds:.0f} s without a backlog, {text}",
            found[f"{ALONGSIDE.module}/{concerning}"]["rate"],
            found[f"{FLOOR.module}/{concerning}"]["rate"],
            "{:,.0f}/s",
            f"{discord_voice.AIM:,}/s",
        )
        for concerning, text in which.items()
    ]


async def _memory() -> list[Row]:
    found = await discord_memory.measure()
    ours, floor = found[f"server/{ALONGSIDE.module}"], found[f"server/{FLOOR.module}"]
    people = discord_memory.PEOPLE + 1
    return [
        _row(f"memory for a server with {people} people in a room", ours, floor, "{:.0f} KB"),
        Row(f"Discord: memory for a meeting of {people} people there",
            f"{found['meeting']:.0f} KB", "", "", ""),
    ]  # fmt: skip


async def _acks() -> list[Row]:
    found = await discord_acks.measure()
    rest, floor = found[f"rest/{ALONGSIDE.module}"], found[f"rest/{FLOOR.module}"]
    due, told = found[f"due/{ALONGSIDE.module}"], found[f"all/{ALONGSIDE.module}"]
    return [
        _row("acknowledgement of a command, slowest of a hundred", rest * 1000, floor * 1000,
             "{:.1f} ms", "within 3 s"),
        Row(f"Discord: the same while {discord_acks.ESCALATIONS} cases climb at once, whose "
            f"contact people are all told within {told:.1f} s", f"{due * 1000:.1f} ms",
            f"{floor * 1000:.1f} ms", f"{due / floor:.1f}", "within 3 s"),
    ]  # fmt: skip


def _row(what: str, ours: float, floor: float, form: str, aim: str = "") -> Row:
    ratio = f"{ours / floor:.2f}"
    return Row(f"Discord: {what}", form.format(ours), form.format(floor), ratio, aim)


if __name__ == "__main__":
    for found in asyncio.run(rows(OPTION in sys.argv)):
        print(f"| {' | '.join(cell or '–' for cell in found)} |", flush=True)
