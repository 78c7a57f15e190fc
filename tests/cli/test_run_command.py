"""`alongside run` as a real process, against a Bot API server on this machine."""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest

from tests.cli.program import ROOT, Ended, Program
from tests.fakes.telegram import FakeTelegram, SeenMessage, User
from tests.fakes.telegram.world import INVENTED_TOKEN

NAMES = ("Maya", "Patience", "Breathe Well", "Lungs and Us")
NUMBER = "07700 900111"
WORDS = "please tell nobody that I am in Cardiff"


@asynccontextmanager
async def running(
    program: Program,
    server: FakeTelegram,
    stop: signal.Signals = signal.SIGTERM,
    asks: str = "getUpdates",
    **more: str,
) -> AsyncIterator[asyncio.Future[Ended]]:
    """The bot, until the block is left; then it is told to stop, and the future has its end."""
    environ = program.whole_environ(
        ALONGSIDE_TELEGRAM__TOKEN=server.token,
        ALONGSIDE_TELEGRAM__API_URL=server.api_url,
        ALONGSIDE_LOG_LEVEL="debug",
        **more,
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=environ,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    ended: asyncio.Future[Ended] = asyncio.get_running_loop().create_future()
    try:
        await server.until(lambda: any(c.method == asks for c in server.log), 20)
        yield ended
        process.send_signal(stop)
        out, err = await asyncio.wait_for(process.communicate(), 20)
        ended.set_result(Ended(process.returncode or 0, out.decode(), err.decode()))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def test_without_a_token_there_is_nothing_to_run(program: Program) -> None:
    ended = program.apart("run")
    assert (ended.code, ended.out) == (2, "")
    assert "ALONGSIDE_TELEGRAM__TOKEN" in ended.told
    assert "alongside rehearse" in ended.told
    assert not program.data.exists()


async def test_a_token_that_is_not_accepted_is_one_line(program: Program) -> None:
    async with FakeTelegram() as server:
        program.settings = {
            "ALONGSIDE_TELEGRAM__TOKEN": "987654:another-token",
            "ALONGSIDE_TELEGRAM__API_URL": server.api_url,
            "ALONGSIDE_LOG_LEVEL": "error",
        }
        ended = await asyncio.to_thread(program.apart, "run")
        server.problems.clear()
    assert (ended.code, ended.out) == (2, "")
    assert "does not accept the bot's token" in ended.told
    assert "987654" not in ended.said


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_ends_well(program: Program, stop: signal.Signals) -> None:
    async with FakeTelegram() as server, running(program, server, stop) as stopped:
        pass
    ended = stopped.result()
    assert (ended.code, ended.out) == (0, "")
    assert "event=running" in ended.err
    assert "event=stopped" in ended.err


async def test_no_name_number_text_or_token_reaches_the_log(program: Program) -> None:
    async with FakeTelegram() as server:
        maya, pat = server.user("Maya"), server.user("Patience")
        group = server.group("Breathe Well", pat, owner=maya)
        async with running(program, server) as stopped:
            maya.writes(group, "/setup Europe/London")
            link = await server.until(lambda: _link(group.messages))
            maya.start(link)
            await server.until(lambda: maya.inbox)
            for said in (f"/phone {NUMBER}", "/invite Patience", WORDS):
                before = len(maya.inbox)
                maya.says(said)
                await server.until(partial(_has_more, maya, before))
            pat.start()
            pat.says(WORDS)
            await server.until(lambda: len(pat.inbox) > 1)
            server.fail(403, chat=pat.id, times=None)
            pat.says(WORDS)
            server.fail(500, times=1)
            maya.says("/people")
            await asyncio.sleep(0.3)
    ended = stopped.result()
    assert (ended.code, ended.out) == (0, "")
    private = (*NAMES, NUMBER, WORDS, "Cardiff", INVENTED_TOKEN, INVENTED_TOKEN.split(":")[1], link)
    assert [word for word in private if word in ended.err] == []
    assert all(line.startswith("at=") for line in ended.err.splitlines())


def _has_more(user: User, than: int) -> bool:
    return len(user.inbox) > than


def _link(messages: list[SeenMessage]) -> str:
    found = [m.text.rpartition("start=")[2].split()[0] for m in messages if "start=" in m.text]
    return found[0] if found else ""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_with_a_webhook_updates_are_brought_and_the_secret_is_kept(program: Program) -> None:
    public, port = "https://bot.example.org/telegram", _free_port()
    asked_for: dict[str, Any] = {
        "ALONGSIDE_TELEGRAM__WEBHOOK_URL": public,
        "ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
    secrets = set()
    async with FakeTelegram() as server:
        server.leads_to(public, f"http://127.0.0.1:{port}/telegram")
        pat = server.user("Patience")
        for _ in range(2):
            server.log.clear()
            pat.start()
            before = len(pat.inbox)
            async with running(program, server, asks="setWebhook", **asked_for) as stopped:
                await server.until(partial(_has_more, pat, before), 20)
                hook = server.world.webhook
                assert hook is not None
                secrets.add(hook.secret)
            assert stopped.result().code == 0
            assert hook.secret not in stopped.result().err
            assert server.calls("getUpdates") == []
    assert len(secrets) == 1
    assert (program.data / "webhook.secret").read_text().strip() in secrets


async def test_a_second_run_finds_what_the_first_one_kept(program: Program) -> None:
    async with FakeTelegram() as server:
        for _ in range(2):
            server.log.clear()
            async with running(program, server) as stopped:
                pass
            assert stopped.result().code == 0
    ended = await asyncio.to_thread(program, "record")
    assert (ended.code, ended.out) == (0, "There is no meeting yet.\n")
