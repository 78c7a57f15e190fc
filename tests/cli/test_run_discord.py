"""`alongside run` as a real process on a Discord on this machine, cut off and told to stop."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.cli.program import ROOT, Ended, Program
from tests.fakes.discord import FakeDiscord

NAMES = ("Maya", "Patience", "Breathe Well")
WORDS = "please tell nobody that I am in Cardiff"


def told(server: FakeDiscord, **more: str) -> dict[str, str]:
    return {
        "ALONGSIDE_DISCORD__TOKEN": server.token,
        "ALONGSIDE_DISCORD__API_URL": server.api_url,
        "ALONGSIDE_DISCORD__GATEWAY_URL": server.gateway_url,
        **more,
    }


@asynccontextmanager
async def running(
    program: Program, server: FakeDiscord, stop: signal.Signals = signal.SIGTERM
) -> AsyncIterator[asyncio.Future[Ended]]:
    """The bot, until the block is left; then it is told to stop, and the future has its end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT,
        env=program.whole_environ(**told(server, ALONGSIDE_LOG_LEVEL="debug")),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    ended: asyncio.Future[Ended] = asyncio.get_running_loop().create_future()
    try:
        await server.until(lambda: server.connected, 20)
        yield ended
        process.send_signal(stop)
        out, err = await asyncio.wait_for(process.communicate(), 20)
        ended.set_result(Ended(process.returncode or 0, out.decode(), err.decode()))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_token_that_is_not_accepted_is_one_line(program: Program) -> None:
    async with FakeDiscord() as server:
        program.settings = told(server, ALONGSIDE_LOG_LEVEL="error")
        program.settings["ALONGSIDE_DISCORD__TOKEN"] = "MTIz.another.token"
        ended = await asyncio.to_thread(program.apart, "run")
    assert (ended.code, ended.out) == (2, "")
    assert "Discord does not accept the bot's token" in ended.told
    assert "MTIz" not in ended.said


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_ends_well(program: Program, stop: signal.Signals) -> None:
    async with FakeDiscord() as server:
        server.add_guild("Breathe Well")
        async with running(program, server, stop) as stopped:
            pass
    ended = stopped.result()
    assert (ended.code, ended.out) == (0, "")
    assert "event=running" in ended.err
    assert "event=stopped" in ended.err
    assert "Warning" not in ended.err


async def test_no_name_text_or_token_reaches_the_log(program: Program) -> None:
    async with FakeDiscord() as server:
        guild = server.add_guild("Breathe Well")
        voice = guild.add_voice("Weekly")
        maya, pat = (guild.add_member(server.add_user(name)) for name in ("Maya", "Patience"))
        async with running(program, server) as stopped:
            pat.joins(voice)
            pat.says(WORDS)
            await server.until(lambda: pat.inbox)
            server.drops_connection()
            await server.until(lambda: server.gateway.resumes)
            server.fail(500, method="POST", times=1)
            maya.says(WORDS)
            pat.writes(voice, WORDS)
            await server.until(lambda: maya.inbox)
            pat.blocks()
            pat.leaves()
    ended = stopped.result()
    assert (ended.code, ended.out) == (0, "")
    private = (*NAMES, WORDS, "Cardiff", server.token, server.token.split(".")[2])
    assert [word for word in private if word in ended.err] == []
    assert all(line.startswith("at=") for line in ended.err.splitlines())


async def test_words_that_were_written_while_it_did_not_run_are_answered(
    program: Program,
) -> None:
    async with FakeDiscord() as server:
        pat = server.add_guild("Breathe Well").add_member(server.add_user("Pat"))
        async with running(program, server):
            pat.says("hello")
            await server.until(lambda: pat.inbox)
        pat.says("hello again")
        async with running(program, server) as stopped:
            await server.until(lambda: len(pat.inbox) == 2)
        assert stopped.result().code == 0
