"""HTTP under the library: each way in which a server can fail has its own meaning."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.adapters.telegram import outcomes
from bot.adapters.telegram.http import AioRequest

TOKEN = "1:a"
Reader = asyncio.StreamReader
Writer = asyncio.StreamWriter


@asynccontextmanager
async def server(
    answer: Callable[[Reader, Writer], Awaitable[None]],
) -> AsyncIterator[str]:
    """A server on a bare socket that does as `answer` says, once it has read the request."""

    async def serve(reader: Reader, writer: Writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        try:
            await answer(reader, writer)
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = listening.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}"
    finally:
        listening.close()


@asynccontextmanager
async def client(url: str, *, connections: int = 2, patience: float = 0.2) -> AsyncIterator[Bot]:
    pool = AioRequest(api_url=url, connections=connections, connect=0.2, patience=patience)
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=pool, get_updates_request=pool)
    try:
        yield bot
    finally:
        await pool.shutdown()


async def failed(url: str) -> NetworkError:
    async with client(url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(1, "hello")
    return raised.value


async def silent(reader: Reader, writer: Writer) -> None:
    await reader.read()


async def drops(reader: Reader, writer: Writer) -> None:
    writer.transport.abort()


async def half(reader: Reader, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + b'{"ok":true,')
    await writer.drain()


async def half_and_silent(reader: Reader, writer: Writer) -> None:
    await half(reader, writer)
    await reader.read()


@pytest.mark.parametrize("answer", [drops, half], ids=["drops", "half an answer"])
async def test_a_connection_that_breaks_may_have_carried_it(
    answer: Callable[[Reader, Writer], Awaitable[None]],
) -> None:
    async with server(answer) as url:
        error = await failed(url)
    assert not isinstance(error, TimedOut)
    assert outcomes.is_lost(error)
    assert not outcomes.never_left(error)
    assert TOKEN not in str(error)


@pytest.mark.parametrize("answer", [silent, half_and_silent], ids=["silence", "half, then silence"])
async def test_a_silence_is_a_time_out(
    answer: Callable[[Reader, Writer], Awaitable[None]],
) -> None:
    async with server(answer) as url:
        error = await failed(url)
    assert isinstance(error, TimedOut)
    assert outcomes.is_lost(error)
    assert not outcomes.never_left(error)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with server(silent) as url:
        pass
    error = await failed(url)
    assert outcomes.is_lost(error)
    assert outcomes.never_left(error)


async def test_without_a_free_connection_nothing_is_sent_and_it_says_so() -> None:
    async with server(silent) as url, client(url, connections=1, patience=0.3) as bot:
        both = await asyncio.gather(
            *(bot.send_message(1, "hello") for _ in range(2)), return_exceptions=True
        )
    assert [type(one) for one in both] == [TimedOut, TimedOut]
    assert sorted("No connection is free" in str(one) for one in both) == [False, True]


async def test_after_the_end_nothing_is_sent() -> None:
    async with server(drops) as url:
        async with client(url) as bot:
            pass
        with pytest.raises(NetworkError, match="closed"):
            await bot.send_message(1, "hello")


async def test_a_server_that_asks_to_wait_is_understood() -> None:
    async def answer(request: web.Request) -> web.Response:
        body = {"ok": False, "description": "Too Many", "parameters": {"retry_after": 7}}
        return web.json_response(body, status=429)

    async with served(answer) as url, client(url, patience=2) as bot:
        with pytest.raises(RetryAfter) as raised:
            await bot.send_message(1, "hello")
    assert outcomes.seconds(raised.value) == 7


async def test_a_file_and_words_arrive_whole() -> None:
    got: dict[str, object] = {}

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        for name, value in form.items():
            whole = value.file.read() if isinstance(value, web.FileField) else value
            got[name] = whole
        message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
        return web.json_response({"ok": True, "result": message})

    async with served(answer) as url, client(url, patience=2) as bot:
        await bot.send_document(1, InputFile(b"\x00\xff" * 5000, "record.bin"), caption="Zoë & Ørn")
        assert got["document"] == b"\x00\xff" * 5000
        assert got["caption"] == "Zoë & Ørn"
        await bot.send_message(1, "50% & more = 😀")
        assert got["text"] == "50% & more = 😀"


async def test_a_proxy_of_the_environment_is_used_but_not_for_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def answer(reader: Reader, writer: Writer) -> None:
        asked.append("proxy")

    async with server(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("no_proxy", "left-out.example")
        await failed("http://api.example")
        assert asked == ["proxy"]
        await failed("http://left-out.example")
        assert asked == ["proxy"]


@asynccontextmanager
async def served(answer: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_route("*", "/{all:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
