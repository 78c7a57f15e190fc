"""Everything that can go wrong on the way, with the real library."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from tests.fakes.telegram import FakeTelegram, User
from tests.fakes.telegram.library import bot_for

Bot = ExtBot[Any]


@pytest.fixture(autouse=True)
def _times_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the library warns whenever it meets a 429."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(server: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_for(server) as bot:
        yield bot


@pytest.fixture
def pat(server: FakeTelegram) -> User:
    pat = server.user("Pat")
    pat.start()
    return pat


@pytest.mark.parametrize(
    ("answer", "error", "sentence"),
    [
        (400, BadRequest, "Message is not modified"),
        (401, InvalidToken, "Unauthorized"),
        (403, Forbidden, "blocked by the user"),
        (500, NetworkError, "Internal Server Error"),
        (502, NetworkError, "Bad Gateway"),
    ],
)
async def test_errors_become_the_library_s_own(
    bot: Bot,
    server: FakeTelegram,
    pat: User,
    answer: int,
    error: type[TelegramError],
    sentence: str,
) -> None:
    description = "message is not modified" if answer == 400 else None
    server.fail(method="sendMessage", chat=pat.id, answer=answer, description=description)
    await bot.get_chat(pat.id)
    with pytest.raises(error, match=sentence) as failed:
        await bot.send_message(pat.id, "Hello")
    assert type(failed.value) is error
    assert pat.inbox == []
    await bot.send_message(pat.id, "Hello")
    assert len(pat.inbox) == 1


async def test_a_fault_hits_so_many_calls_of_its_chat(
    bot: Bot, server: FakeTelegram, pat: User
) -> None:
    sam = server.user("Sam")
    sam.start()
    server.fail(403, chat=sam.id, times=2)
    await bot.send_message(pat.id, "Hello")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(sam.id, "Hello")
    await bot.send_message(sam.id, "Hello")
    server.fail(500, times=None)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.get_me()
    await bot.get_updates(timeout=0)
    server.heals()
    await bot.get_me()
    assert [call.fault for call in server.calls("sendMessage", sam.id)] == ["403", "403", None]
    with pytest.raises(ValueError, match="no fault 418"):
        server.fail(418)


async def test_a_flood_says_how_long_to_wait(bot: Bot, server: FakeTelegram, pat: User) -> None:
    server.fail(429, method="sendMessage", retry_after=7)
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(pat.id, "Hello")
    assert told.value.retry_after == datetime.timedelta(seconds=7)
    server.answers_429_for(20)
    server.time_passes(15)
    with pytest.raises(RetryAfter) as told:
        await bot.get_updates(timeout=0)
    assert told.value.retry_after == datetime.timedelta(seconds=5)
    server.time_passes(5)
    await bot.send_message(pat.id, "Hello")


async def test_limits_hold_when_enforced(bot: Bot, server: FakeTelegram, pat: User) -> None:
    group = server.group("Breathe Well", pat)
    server.enforce_limits(per_chat=True)
    await bot.send_message(pat.id, "one")
    with pytest.raises(RetryAfter):
        await bot.send_message(pat.id, "two")
    await bot.send_message(group.id, "one")
    server.time_passes(1)
    await bot.send_message(pat.id, "two")
    server.enforce_limits(per_group=True)
    for number in range(20):
        await bot.send_message(group.id, f"{number}")
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(group.id, "too many")
    assert isinstance(told.value.retry_after, datetime.timedelta)
    assert told.value.retry_after.total_seconds() > 50
    server.enforce_limits(overall=True)
    for number in range(30):
        await bot.send_message(pat.id, f"{number}")
    with pytest.raises(RetryAfter):
        await bot.send_message(pat.id, "too many")
    await bot.get_me()


async def test_silence_after_accepting_is_a_time_out_and_the_message_is_there(
    server: FakeTelegram, pat: User
) -> None:
    async with bot_for(server, patience=0.1) as bot:
        server.fail("timeout_after_accepting", method="sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(pat.id, "Hello")
        server.fail("timeout_before_accepting", method="sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(pat.id, "Never there")
    assert [message.text for message in pat.inbox] == ["Hello"]
    assert [call.executed for call in server.calls("sendMessage")] == [True, False]
    assert [call.status for call in server.calls("sendMessage")] == [None, None]


async def test_a_lost_connection_is_a_network_error(
    bot: Bot, server: FakeTelegram, pat: User
) -> None:
    server.fail("drop_connection_before", method="sendMessage")
    server.fail("drop_connection_after", method="sendMessage")
    for _ in range(2):
        with pytest.raises(NetworkError) as lost:
            await bot.send_message(pat.id, "Hello")
        assert not isinstance(lost.value, TimedOut | BadRequest)
    await bot.send_message(pat.id, "Hello again")
    assert [message.text for message in pat.inbox] == ["Hello", "Hello again"]
    assert [call.executed for call in server.calls("sendMessage")] == [False, True, True]


async def test_a_server_that_went_away_cuts_polls_and_comes_back(
    bot: Bot, server: FakeTelegram, pat: User
) -> None:
    offset = (await bot.get_updates())[-1].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=30))
    await server.until(lambda: len(server.log) == 3)
    server.goes_away()
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await bot.send_message(pat.id, "Hello")
    pat.says("still here?")
    server.comes_back()
    (update,) = await bot.get_updates(offset=offset, timeout=0)
    assert update.message is not None
    assert update.message.text == "still here?"
    assert server.calls("sendMessage") == []


async def test_a_server_that_is_off_refuses_connections(
    bot: Bot, server: FakeTelegram, pat: User
) -> None:
    server.stops_listening()
    with pytest.raises(NetworkError):
        await bot.send_message(pat.id, "Hello, on the old connection")
    with pytest.raises(NetworkError, match="ConnectError"):
        await bot.send_message(pat.id, "Hello, on a new one")
    await server.listens_again()
    await bot.send_message(pat.id, "Hello")
    assert len(pat.inbox) == 1
