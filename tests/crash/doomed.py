"""The real program, which kills itself at a chosen boundary between database and network.

Run as `python -m tests.crash.doomed N COUNTS`: SIGKILL at the N-th boundary (0: never). The
number of each boundary is appended to the file COUNTS, with its name, before it is crossed.
"""

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from bot.bootstrap import App
from bot.logs import configure
from bot.settings import load_settings
from bot.store import Database
from bot.store.journal import Journal

FATAL = int(sys.argv[1])
COUNTS = Path(sys.argv[2])
lock = threading.Lock()
crossed = 0
in_transaction = threading.local()


def boundary(name: str) -> None:
    """Count one boundary; die at the fatal one, as a process dies: with no chance to tidy up."""
    global crossed
    with lock:
        crossed += 1
        with COUNTS.open("a") as file:
            file.write(f"{crossed} {name}\n")
        if crossed == FATAL:
            os.kill(os.getpid(), signal.SIGKILL)


def watched(owner: type, name: str, stand_in: object) -> None:
    """Put a counting function in the place of the program's own, which it calls."""
    setattr(owner, name, stand_in)


def watch_transactions() -> None:
    """A boundary before and after each commit that decides something."""
    run, journal = Database.run, Journal.write_journal

    def noted(self, *args):
        in_transaction.decided = True
        return journal(self, *args)

    async def watched_run(self, work):
        decided = False

        def to_its_end(books):
            nonlocal decided
            in_transaction.decided = False
            result = work(books)
            decided = in_transaction.decided
            if decided:
                boundary("before commit")
            return result

        answer = await run(self, to_its_end)
        if decided:
            boundary("after commit")
        return answer

    watched(Journal, "write_journal", noted)
    watched(Database, "run", watched_run)


def watch_sends(adapter: Any) -> None:
    """A boundary before and after each message on the network."""
    perform = adapter.perform

    async def performed(self, parcel):
        boundary(f"before {parcel.do} {parcel.key}")
        delivery = await perform(self, parcel)
        boundary(f"after {parcel.do} {parcel.key}")
        return delivery

    watched(adapter, "perform", performed)


def watch_acknowledgements(interface: Any) -> None:
    """A boundary before and after Discord is told that a press was heard."""
    acknowledge = interface._acknowledge

    async def acknowledged(self, interaction, asked):
        boundary("before acknowledging")
        asking = await acknowledge(self, interaction, asked)
        boundary("after acknowledging")
        return asking

    watched(interface, "_acknowledge", acknowledged)


watch_transactions()
if "ALONGSIDE_DISCORD__TOKEN" in os.environ:
    from bot.adapters.discord import DiscordAdapter
    from bot.adapters.discord.interface import Interface

    watch_sends(DiscordAdapter)
    watch_acknowledgements(Interface)
else:
    from bot.adapters.telegram import TelegramAdapter

    watch_sends(TelegramAdapter)
settings = load_settings(None, os.environ)
configure("warning")
asyncio.run(App(settings).run())
