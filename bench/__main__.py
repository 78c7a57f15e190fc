"""Measures everything and writes the table: `python -m bench`, or `make bench`.

With `--full` people come and go on Discord for a minute: `make bench ARGS=--full`.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import discord, inside, table, talk
from bench.table import Row

PAGE = Path(__file__).with_name("README.md")


async def main() -> None:
    rows = [*await _talking(), *await _starting(), *await _clockwork(), *await _behind()]
    rows += await discord.rows(discord.OPTION in sys.argv)
    page = table.page(rows, _machine())
    PAGE.write_text(page, "utf-8")
    print(page)


async def _talking() -> list[Row]:
    """Floor and program in turn, twice; the better of the two, as other work only slows down."""
    floors, ours = [], []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            floors.append(await talk.talk("bench.floor", Path(folder)))
        with tempfile.TemporaryDirectory() as folder:
            ours.append(await talk.talk("bench.alongside", Path(folder)))
    a_second = "{:.0f}/s".format
    one, floor_one = max(t.one for t in ours), max(t.one for t in floors)
    many, floor_many = max(t.together for t in ours), max(t.together for t in floors)
    best, floor = min(ours, key=_p50), min(floors, key=_p50)
    return [
        Row("event → durable commit → sent alert, one in flight", a_second(one),
            a_second(floor_one), f"{one / floor_one:.2f}", "0.8"),
        Row("the same, middle one and slowest of a hundred", _two(best.p50, best.p99),
            _two(floor.p50, floor.p99), f"{best.p50 / floor.p50:.1f}", ""),
        Row("event → durable commit → sent alert, 32 in flight", a_second(many),
            a_second(floor_many), f"{many / floor_many:.2f}", "3"),
    ]  # fmt: skip


def _p50(measured: talk.Talk) -> float:
    return measured.p50


async def _starting() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        ours = await talk.start_up(Path(folder))
    floor = await talk.imports()
    return [
        Row("start of `alongside run`, until it listens", _ms(ours.seconds), _ms(floor.seconds),
            f"{ours.seconds / floor.seconds:.1f}", "within 1 s"),
        Row("memory of it", f"{ours.megabytes:.0f} MB", f"{floor.megabytes:.0f} MB",
            f"{ours.megabytes / floor.megabytes:.1f}", "within 110 MB"),
    ]  # fmt: skip


async def _clockwork() -> list[Row]:
    due, overdue = await _inside("due"), await _inside("overdue")
    return [
        Row(f"{inside.DUE_AT_ONCE:,} check-ins due at once, {inside.OTHERS_PENDING:,} deadlines "
            "pending: all handed over", _ms(due["all"]), _ms(due["floor"]),
            f"{due['all'] / due['floor']:.0f}", "within 1 s"),
        Row("the event loop meanwhile, blocked at the longest", _ms(due["blocked"]), "", "",
            "50 ms"),
        Row(f"start with {inside.OVERDUE:,} overdue: first alert", _ms(overdue["first"]), "", "",
            "within 1 s"),
        Row("all of them decided", _ms(overdue["decided"]), "", "", ""),
        Row("the event loop meanwhile, blocked at the longest", _ms(overdue["blocked"]), "", "",
            "50 ms"),
    ]  # fmt: skip


async def _behind() -> list[Row]:
    few, many = inside.BEHIND
    signs, alerts = await _inside("behind"), await _inside("leaving")
    rows = []
    for what, measured, name in (
        ("a sign of life", signs, "sign"),
        ("a wish for help, with its two messages", alerts, "alert"),
    ):
        ours, floor = measured[f"{name}/{many}"], measured[f"{name}/{few}"]
        rows.append(
            Row(f"cost of {what}, {many:,} finished meetings behind it (floor: {few})", _ms(ours),
                _ms(floor), f"{ours / floor:.2f}", "flat")
        )  # fmt: skip
    return rows


async def _inside(what: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.inside", what, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, f"measuring {what!r} failed"
    found: dict[str, Any] = json.loads(out)
    return found


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def _two(middle: float, slowest: float) -> str:
    return f"{_ms(middle)}, {_ms(slowest)}"


def _machine() -> str:
    cores = os.cpu_count()
    return f"{cores} cores, Python {platform.python_version()}, durable SQLite"


if __name__ == "__main__":
    asyncio.run(main())
