"""Polling, acknowledging and waiting, with the real library."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Update
from telegram.error import Conflict
from telegram.ext import Application, ContextTypes, ExtBot, MessageHandler, filters

from tests.fakes.telegram import FakeTelegram, User
from tests.fakes.telegram.library import bot_for

Bot = ExtBot[Any]


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


async def texts(bot: Bot, **how: Any) -> list[str | None]:
    updates = await bot.get_updates(**{"timeout": 0} | how)
    return [update.message.text for update in updates if update.message]


async def test_updates_stay_until_a_higher_offset_is_asked_for(bot: Bot, pat: User) -> None:
    pat.says("one")
    pat.says("two")
    assert await texts(bot, limit=2) == ["/start", "one"]
    assert await texts(bot) == ["/start", "one", "two"]
    first = (await bot.get_updates(timeout=0))[0].update_id
    assert await texts(bot, offset=first + 1) == ["one", "two"]
    assert await texts(bot) == ["one", "two"]
    assert await texts(bot, offset=-1) == ["two"]
    assert await texts(bot) == ["two"]
    assert await texts(bot, offset=first + 1000) == ["two"], "an offset far ahead is a mistake"
    assert await texts(bot, offset=first + 3) == []


async def test_updates_are_kept_for_a_day(bot: Bot, server: FakeTelegram, pat: User) -> None:
    server.time_passes(23 * 3600)
    pat.says("late")
    server.time_passes(2 * 3600)
    assert await texts(bot) == ["late"]


async def test_a_long_poll_ends_with_the_first_update(
    bot: Bot, server: FakeTelegram, pat: User
) -> None:
    offset = (await bot.get_updates())[-1].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=30))
    await server.until(lambda: len(server.log) == 3)
    pat.says("hello")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "hello"
    assert await texts(bot, offset=update.update_id + 1, timeout=1) == []


async def test_of_two_pollers_the_earlier_is_sent_away(bot: Bot, server: FakeTelegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await server.until(lambda: len(server.log) == 2)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first
    server.user("Pat").start()
    assert len(await second) == 1


async def test_a_poller_that_died_is_not_in_the_way(server: FakeTelegram, pat: User) -> None:
    async with bot_for(server) as dead:
        offset = (await dead.get_updates())[-1].update_id + 1
        poll = asyncio.create_task(dead.get_updates(offset=offset, timeout=30))
        await server.until(lambda: len(server.log) == 3)
        poll.cancel()
        await server.until(lambda: server.log[-1].fault == "the client went away")
    pat.says("anybody there?")
    async with bot_for(server) as alive:
        assert await texts(alive, offset=offset) == ["anybody there?"]


async def test_the_stock_application_gets_each_update_twice_if_asked(
    server: FakeTelegram, bot: Bot, pat: User
) -> None:
    server.deliver_twice()
    seen: list[int] = []

    async def remember(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        seen.append(update.update_id)
        server.world.bell.ring()

    app = Application.builder().bot(bot).build()
    app.add_handler(MessageHandler(filters.ALL, remember))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0)
        pat.says("hello")
        await server.until(lambda: len(seen) == 4)
        server.deliver_once()
        pat.says("once")
        await server.until(lambda: len(seen) == 5)
        await app.updater.stop()
        await app.stop()
    assert sorted(seen) == [seen[0], seen[0], seen[0] + 1, seen[0] + 1, seen[0] + 2]
    assert server.world.updates.waiting == []
