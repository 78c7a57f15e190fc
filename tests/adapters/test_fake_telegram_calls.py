"""How the server is called, what it remembers of the calls, and what it does not let pass."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    ChatPermissions,
)
from telegram.error import BadRequest, Conflict, InvalidToken
from telegram.ext import ExtBot

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.library import bot_for

Bot = ExtBot[Any]
JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(server: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_for(server) as bot:
        yield bot


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (7000000001, "alongside_test_bot", True)
    assert me.can_read_all_group_messages is False


async def test_commands_are_kept_by_scope_and_language(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    commands = [BotCommand("ok", "I'm OK")]
    scope = BotCommandScopeChat(pat.id)
    assert await bot.set_my_commands(commands)
    assert await bot.set_my_commands([("here", "I'm here")], scope, language_code="en")
    assert await bot.get_my_commands() == tuple(commands)
    assert [c.command for c in await bot.get_my_commands(scope, "en")] == ["here"]
    assert await bot.get_my_commands(BotCommandScopeAllGroupChats()) == ()
    assert await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Not OK", "no")])
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands(commands, BotCommandScopeChat(1))


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot, server: FakeTelegram) -> None:
    server.user("Pat").start()
    with pytest.raises(BadRequest, match=r"(?i)https url must be provided"):
        await bot.set_webhook("http://example.org")
    await bot.set_webhook("https://example.org/hook", allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates(timeout=0) == ()
    assert (await bot.get_webhook_info()).url == ""


async def test_parameters_come_as_form_multipart_json_or_query(server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    url = f"{server.api_url}/bot{server.token}/sendMessage"
    fields = {"chat_id": str(pat.id), "text": "form"}
    multipart = aiohttp.FormData(fields | {"text": "multipart"}, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        await session.post(url, data=fields)
        await session.post(url, data=multipart)
        await session.post(url, json={"chat_id": pat.id, "text": "json"})
        await session.get(url, params={"chat_id": pat.id, "text": "query"})
    assert [message.text for message in pat.inbox] == ["form", "multipart", "json", "query"]


async def test_the_log_has_every_call_in_order(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await bot.send_message(pat.id, "Hello", api_kwargs={"reply_markup": markup})
    with pytest.raises(BadRequest):
        await bot.send_message(1, "Hello")
    first, good, bad = server.log
    assert [call.number for call in server.log] == [1, 2, 3]
    assert first.method == "getMe"
    assert good.params == {"chat_id": pat.id, "text": "Hello", "reply_markup": markup}
    assert (good.status, good.result["message_id"], good.text) == (200, 2, "Hello")
    assert (bad.status, bad.result) == (400, None)
    assert good.at <= bad.at
    assert server.calls(chat=pat.id) == [good]
    with pytest.raises(AssertionError, match="Not within 0 s"):
        await server.until(lambda: len(server.log) == 99, 0)


async def misbehave(server: FakeTelegram, bot: Bot) -> None:
    server.user("Pat", 5).start()
    with pytest.raises(InvalidToken):
        await bot.send_dice(5)
    with pytest.raises(BadRequest, match="Unknown parameters"):
        await bot.send_message(5, "Hello", message_effect_id="1")
    with pytest.raises(BadRequest, match="No files here"):
        await bot.set_webhook("https://example.org", certificate=b"none")
    await bot.get_updates(timeout=0, allowed_updates=["messages"])
    await bot.restrict_chat_member(server.group("G").id, 5, ChatPermissions(True))
    with pytest.raises(InvalidToken):
        async with bot_for(server, token="7:wrong"):
            pass
    async with aiohttp.ClientSession() as session:
        await session.get(f"{server.api_url}/file/photo.jpg")
        await session.post(f"{server.api_url}/bot{server.token}/getMe", data="{", headers=JSON)


async def test_whatever_nobody_expected_fails_the_test() -> None:
    server = FakeTelegram()
    async with server, bot_for(server) as bot:
        await misbehave(server, bot)
        problems = server.problems.copy()
        server.problems.clear()
    assert problems == [
        "sendDice is not known.",
        "sendMessage came with parameters ['message_effect_id'].",
        "setWebhook came with files ['certificate'].",
        "allowed_updates names unknown kinds ['messages'].",
        "getMe came with a wrong token.",
        "GET /file/photo.jpg: nothing is served there.",
        "getMe came with a broken body.",
    ]


async def test_leaving_the_block_with_problems_fails() -> None:
    server = FakeTelegram()
    await server.__aenter__()
    server.problems.append("sendDice is not known.")
    with pytest.raises(AssertionError, match="sendDice is not known"):
        await server.__aexit__(None, None, None)
    error = RuntimeError("first")
    await server.__aexit__(RuntimeError, error, None)
    assert "sendDice" in error.__notes__[0]
