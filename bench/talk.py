"""Bots as processes, talked to through the fake Bot API server, which runs in this one."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from bench import people, town
from tests.fakes.telegram import FakeTelegram

ROOT = Path(__file__).parents[1]
GROUPS = 32
WARM_UP = 32
ONE_AT_A_TIME = 128
TOGETHER = 32
ALTOGETHER = 384
CONTRIBUTORS = (WARM_UP + ONE_AT_A_TIME + ALTOGETHER) // GROUPS


class Talk(msgspec.Struct):
    """How fast somebody who asks for help has an organiser told."""

    one: float
    """Events in a second, one after another."""
    p50: float
    p99: float
    """Seconds from the update to the alert, one after another."""
    together: float
    """Events in a second, 32 at the same time."""
    p99_together: float


class Asking:
    """People who ask for help, and an eye on when their organisers hear of it."""

    def __init__(self, server: FakeTelegram) -> None:
        self._server = server
        self._asked: dict[int, asyncio.Future[float]] = {}
        self._seen = len(server.log)
        self.users = {}
        for group in range(GROUPS):
            accounts = [people.staff(group) + place for place in range(CONTRIBUTORS + 2)]
            for account in accounts:
                self.users[account] = server.user(f"P{account}", account)
                self.users[account].account.started = True
        self._turn = [0] * GROUPS

    async def watch(self) -> None:
        """See every message that arrives."""
        pending: list[int] = []
        while True:
            size = len(self._server.log)
            await self._server.world.bell.until(
                lambda size=size, pending=pending: (
                    len(self._server.log) > size
                    or any(self._server.log[n].executed for n in pending)
                ),
                60,
            )
            pending += range(self._seen, len(self._server.log))
            self._seen = len(self._server.log)
            for number in list(pending):
                call = self._server.log[number]
                if call.executed or call.status is not None:
                    pending.remove(number)
                if call.executed and call.method == "sendMessage":
                    waiting = self._asked.pop(call.chat or 0, None)
                    if waiting is not None and not waiting.done():
                        waiting.set_result(time.perf_counter())

    async def ask(self, group: int) -> float:
        """Somebody of the group asks; answers how many seconds it took until staff were told."""
        user = self.users[people.contributor(group, self._turn[group])]
        self._turn[group] += 1
        told: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._asked[people.staff(group)] = told
        began = time.perf_counter()
        user.says("/support")
        return await asyncio.wait_for(told, 30) - began

    async def in_turn(self, events: int) -> list[float]:
        return [await self.ask(n % GROUPS) for n in range(events)]

    async def together(self, events: int) -> list[float]:
        async def one_group(group: int) -> list[float]:
            return [await self.ask(group) for _ in range(events // TOGETHER)]

        found = await asyncio.gather(*(one_group(group) for group in range(TOGETHER)))
        return [seconds for some in found for seconds in some]


async def talk(bot: str, folder: Path) -> Talk:
    """Measure one bot: `bench.floor` or `bench.alongside`."""
    url = town.address(folder)
    store = town.opened(url)
    await town.settle(store, GROUPS, CONTRIBUTORS)
    store.close()
    async with FakeTelegram() as server:
        asking = Asking(server)
        watching = asyncio.create_task(asking.watch())
        async with process(server, folder, bot, str(folder / "floor.db")):
            await asking.in_turn(WARM_UP)
            began = time.perf_counter()
            single = await asking.in_turn(ONE_AT_A_TIME)
            between = time.perf_counter()
            many = await asking.together(ALTOGETHER)
            ended = time.perf_counter()
        watching.cancel()
    return Talk(
        one=ONE_AT_A_TIME / (between - began),
        p50=statistics.median(single),
        p99=_p99(single),
        together=ALTOGETHER / (ended - between),
        p99_together=_p99(many),
    )


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


class Footprint(msgspec.Struct):
    """What a process takes to be there."""

    seconds: float
    megabytes: float


@asynccontextmanager
async def process(
    server: FakeTelegram, folder: Path, *what: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot, once it asks for updates; it is ended with the block."""
    environ = {
        **os.environ,
        "ALONGSIDE_DATA_DIR": str(folder),
        "ALONGSIDE_SECRET_KEY": town.KEY,
        "ALONGSIDE_LOG_LEVEL": "error",
        "ALONGSIDE_TELEGRAM__TOKEN": server.token,
        "ALONGSIDE_TELEGRAM__API_URL": server.api_url,
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *what, cwd=ROOT, env=environ
    )
    try:
        await server.until(lambda: any(c.method == "getUpdates" for c in server.log), 30)
        yield started
    finally:
        started.terminate()
        await started.wait()


async def start_up(folder: Path) -> Footprint:
    """`alongside run` on an empty database that is up to date, until it asks for updates."""
    town.address(folder)
    async with FakeTelegram() as server:
        began = time.perf_counter()
        async with process(server, folder, "bot", "run") as started:
            seconds = time.perf_counter() - began
            await asyncio.sleep(0.5)
            return Footprint(seconds, resident(started.pid))


IMPORTS = "import apscheduler.schedulers.asyncio, discord, sqlalchemy, telegram.ext"
READY = f"{IMPORTS}\nimport sys\nprint(flush=True)\nsys.stdin.read()"


async def imports() -> Footprint:
    """Python with both chat libraries, SQLAlchemy and APScheduler imported, and nothing else."""
    pipe = asyncio.subprocess.PIPE
    began = time.perf_counter()
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-c", READY, stdin=pipe, stdout=pipe
    )
    assert started.stdout is not None
    await started.stdout.readline()
    seconds = time.perf_counter() - began
    found = Footprint(seconds, resident(started.pid))
    await started.communicate(b"")
    return found


def resident(process_id: int) -> float:
    """Megabytes in memory now."""
    lines = Path(f"/proc/{process_id}/status").read_text("ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
