"""Two `alongside run` on one database, and one that nobody listens to. Real processes."""

import asyncio
import os
import sys

import pytest

from tests.cli.program import ROOT, Program
from tests.fakes.telegram import FakeTelegram

WAITS = "waiting for another program to go"
RUNS = "event=running"


async def run(program: Program, server: FakeTelegram, err: int) -> asyncio.subprocess.Process:
    environ = program.whole_environ(
        ALONGSIDE_TELEGRAM__TOKEN=server.token, ALONGSIDE_TELEGRAM__API_URL=server.api_url
    )
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=environ, stderr=err
    )


async def reads(process: asyncio.subprocess.Process, words: str) -> None:
    """Read its log up to a line with these words."""
    assert process.stderr is not None
    async with asyncio.timeout(30):
        while words not in (line := (await process.stderr.readline()).decode()):
            assert line, "it ended"


async def end(*processes: asyncio.subprocess.Process) -> None:
    for process in processes:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_the_second_takes_over_when_the_first_is_killed(program: Program) -> None:
    async with FakeTelegram() as server:
        first = await run(program, server, asyncio.subprocess.PIPE)
        await reads(first, RUNS)
        second = await run(program, server, asyncio.subprocess.PIPE)
        await reads(second, WAITS)
        told = await asyncio.to_thread(program.apart, "record")
        assert (told.code, told.out) == (0, "There is no meeting yet.\n")
        assert (await asyncio.to_thread(program.apart, "db", "upgrade")).code == 0
        first.kill()
        await reads(second, RUNS)
        await end(first, second)


@pytest.mark.soak
async def test_the_second_gives_up_after_a_while_and_says_what_to_do(program: Program) -> None:
    async with FakeTelegram() as server:
        first = await run(program, server, asyncio.subprocess.PIPE)
        await reads(first, RUNS)
        second = await run(program, server, asyncio.subprocess.PIPE)
        _, err = await asyncio.wait_for(second.communicate(), 60)
        assert second.returncode == 2
        assert err.decode().splitlines()[-1].startswith("Another Alongside already runs on this")
        await end(first)


async def test_nobody_listening_to_its_log_ends_nothing(program: Program) -> None:
    """Whoever read its log is gone: every line fails, and people are answered all the same."""
    reading, writing = os.pipe()
    async with FakeTelegram() as server:
        pat = server.user("Pat")
        process = await run(program, server, writing)
        os.close(writing)
        os.close(reading)
        pat.start()
        await server.until(lambda: pat.inbox, 20)
        pat.says("hello")
        await server.until(lambda: len(pat.inbox) > 1, 20)
        assert process.returncode is None
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 20) == 0
