"""The one table, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

HEAD = """\
# How fast it is

Written by `make bench`; do not edit it. Each figure stands beside its floor, measured in the same
run on the same machine ({machine}).
Other machines give other figures, and other work on the
machine slows both, so it is the ratio that counts.

- **Floor of an event**: [`floor.py`](floor.py), a bot of 40 lines on stock python-telegram-bot that
  makes one durable commit in raw sqlite3 and sends one message. Both talk to the same local server.
  The program stores the update before it is acknowledged, decides, records, and sends two
  messages: to the person, and to their organiser, whose one is timed. Its pace is lifted; Telegram
  itself takes 30 messages a second.
- **Floor of deadlines**: raw sqlite3 reads what is due, marks it in one commit, and hands it over.
  The program decides about each meeting by itself, each here in a group it has not seen before.
- **Floor of a start**: Python with both chat libraries, SQLAlchemy and APScheduler imported.
- **Floor on Discord**: [`discord_floor.py`](discord_floor.py), a bot of 40 lines on stock
  discord.py that makes one durable commit in raw sqlite3 for each voice event, and acknowledges
  commands. The program decides about the meeting and records it, and sets and withdraws what is
  due. `make bench ARGS=--full` lets the voice events go on for 60 s.

| measured | Alongside | floor | ratio | aim |
|---|---|---|---|---|
"""


class Row(NamedTuple):
    """One line."""

    measured: str
    ours: str
    floor: str
    ratio: str
    aim: str


def page(rows: Sequence[Row], machine: str) -> str:
    """The page with the table."""
    lines = [f"| {' | '.join(cell or '–' for cell in row)} |\n" for row in rows]
    return HEAD.format(machine=machine) + "".join(lines)
