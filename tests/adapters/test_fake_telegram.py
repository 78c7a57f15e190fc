"""The Bot API server's methods about messages and the bot itself, used by the real library."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden
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


def keyboard(*labels: str, data: str | None = None) -> InlineKeyboardMarkup:
    buttons = [InlineKeyboardButton(label, callback_data=data or label.lower()) for label in labels]
    return InlineKeyboardMarkup([buttons])


async def test_a_message_arrives_with_its_buttons(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    sent = await bot.send_message(pat.id, "Are you OK?", reply_markup=keyboard("Yes", "No"))
    (seen,) = pat.inbox
    assert (seen.text, seen.labels, seen.edited) == ("Are you OK?", ("Yes", "No"), False)
    assert seen.id == sent.message_id == 2
    assert sent.chat.first_name == "Pat"
    assert sent.reply_markup == keyboard("Yes", "No")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "text is empty"),
        (" \n ", "must be non-empty"),
        ("x" * 4097, "too long"),
        ("\N{GRINNING FACE}" * 2049, "too long"),
    ],
)
async def test_a_text_has_limits(bot: Bot, server: FakeTelegram, text: str, complaint: str) -> None:
    pat = server.user("Pat")
    pat.start()
    with pytest.raises(BadRequest, match=complaint):
        await bot.send_message(pat.id, text)
    await bot.send_message(pat.id, "\N{GRINNING FACE}" * 2048)
    assert len(pat.inbox) == 1


@pytest.mark.parametrize("text", ["<b>open", "a < b", "</b>", "<h1>x</h1>", "<b><i>x</b></i>"])
async def test_broken_html_is_rejected(bot: Bot, server: FakeTelegram, text: str) -> None:
    pat = server.user("Pat")
    pat.start()
    with pytest.raises(BadRequest, match=r"(?i)can't parse entities"):
        await bot.send_message(pat.id, text, parse_mode="HTML")
    await bot.send_message(pat.id, "<b>5 &lt; 6</b>", parse_mode="HTML")
    assert [message.text for message in pat.inbox] == ["5 < 6"]


async def test_direction_overrides_are_taken_out(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    sent = await bot.send_message(pat.id, " a\u202eb\tc\r\n")
    assert sent.text == "ab c"


@pytest.mark.parametrize("data", ["", "x" * 65, "é" * 33])
async def test_button_data_has_1_to_64_bytes(bot: Bot, server: FakeTelegram, data: str) -> None:
    pat = server.user("Pat")
    pat.start()
    button = {"text": "Yes", "callback_data": data}
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(
            pat.id, "?", api_kwargs={"reply_markup": {"inline_keyboard": [[button]]}}
        )
    await bot.send_message(pat.id, "?", reply_markup=keyboard("Yes", data="é" * 32))


async def test_only_people_who_pressed_start_can_be_written_to(
    bot: Bot, server: FakeTelegram
) -> None:
    stranger, member = server.user("Sam"), server.user("Mo")
    server.group("Breathe Well", member)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.id, "Hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Hello")
    with pytest.raises(Forbidden, match="can't initiate"):
        await bot.send_message(member.id, "Hello")
    member.start()
    await bot.send_message(member.id, "Hello")
    member.blocks()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(member.id, "Hello")
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.edit_message_text("Hi", member.id, member.inbox[0].id)
    member.start()
    await bot.send_message(member.id, "Hello again")


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    sent = await bot.send_message(pat.id, "Take it?", reply_markup=keyboard("Take"))
    await bot.edit_message_text("Taken", pat.id, sent.message_id)
    (seen,) = pat.inbox
    assert (seen.text, seen.labels, seen.edited) == ("Taken", (), True)
    await bot.edit_message_reply_markup(pat.id, sent.message_id, reply_markup=keyboard("Again"))
    (again,) = pat.inbox
    await bot.edit_message_reply_markup(pat.id, sent.message_id)
    (bare,) = pat.inbox
    assert (again.labels, bare.labels) == (("Again",), ())


async def test_an_edit_must_change_something_that_is_there(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    own = pat.says("mine")
    sent = await bot.send_message(pat.id, "Hello", reply_markup=keyboard("A"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Hello", pat.id, sent.message_id, reply_markup=keyboard("A"))
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("Hello", pat.id, own.id)
    await bot.delete_message(pat.id, sent.message_id)
    assert pat.inbox == []
    for message_id in (sent.message_id, 999):
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await bot.edit_message_text("Hi", pat.id, message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(pat.id, sent.message_id)


async def test_old_messages_and_those_of_others_stay(bot: Bot, server: FakeTelegram) -> None:
    pat, maya = server.user("Pat"), server.user("Maya")
    pat.start()
    group = server.group("Breathe Well", pat, admins=[maya])
    group.sets_bot("administrator", maya, can_delete_messages=False)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_message(group.id, pat.writes(group, "Hello").id)
    sent = await bot.send_message(pat.id, "Hello")
    server.time_passes(48 * 3600 + 2)
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await bot.delete_message(pat.id, sent.message_id)


async def test_a_press_is_answered_in_time_or_never(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    await bot.send_message(pat.id, "Are you OK?", reply_markup=keyboard("Yes"))
    press = pat.presses("newest", "Yes")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (press.id, "yes", pat.id)
    assert await query.answer("Thank you", show_alert=True)
    assert await query.answer("Twice does no harm")
    assert (press.answered, press.text, press.alert) == (True, "Thank you", True)
    server.callbacks_last(60)
    server.time_passes(61)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()
    with pytest.raises(BadRequest, match="query id is invalid"):
        await bot.answer_callback_query("12345")


async def test_a_press_on_a_deleted_message_is_dated_1970(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    sent = await bot.send_message(pat.id, "?", reply_markup=keyboard("Yes"))
    (seen,) = pat.inbox
    await bot.delete_message(pat.id, sent.message_id)
    pat.presses(seen, "Yes")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert query.message.is_accessible is False
    assert (query.message.message_id, query.message.chat.id) == (sent.message_id, pat.id)
    assert query.message.date.timestamp() == 0


async def test_pinning_needs_the_right_and_is_told(bot: Bot, server: FakeTelegram) -> None:
    maya = server.user("Maya")
    group = server.group("Breathe Well", owner=maya)
    card = await bot.send_message(group.id, "Weekly")
    assert await bot.pin_chat_message(group.id, card.message_id, disable_notification=True)
    assert [message.text for message in group.pinned] == ["Weekly"]
    pinned = (await bot.get_updates())[-1].effective_message
    assert pinned is not None
    assert pinned.pinned_message is not None
    assert pinned.pinned_message.message_id == card.message_id
    assert await bot.unpin_chat_message(group.id)
    assert group.pinned == []
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(group.id)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(group.id, 999)
    group.sets_bot("administrator", maya, can_pin_messages=False)
    with pytest.raises(BadRequest, match=r"(?i)not enough rights to manage pinned"):
        await bot.pin_chat_message(group.id, card.message_id)


async def test_a_group_that_became_a_supergroup_tells_its_new_id(
    bot: Bot, server: FakeTelegram
) -> None:
    pat = server.user("Pat")
    group = server.group("Breathe Well", pat, kind="group")
    old_id = group.id
    new_id = group.becomes_supergroup()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old_id, "Hello")
    assert moved.value.new_chat_id == new_id == group.id
    old, new = [update.effective_message for update in await bot.get_updates()]
    assert old is not None
    assert new is not None
    assert (old.chat.id, old.migrate_to_chat_id) == (old_id, new_id)
    assert (new.chat.id, new.migrate_from_chat_id) == (new_id, old_id)
    await bot.send_message(new_id, "Hello")
    assert [message.text for message in group.messages] == ["Hello"]


async def test_a_muted_bot_cannot_write(bot: Bot, server: FakeTelegram) -> None:
    maya = server.user("Maya")
    group = server.group("Breathe Well", owner=maya)
    group.sets_bot("restricted", maya)
    with pytest.raises(BadRequest, match=r"(?i)not enough rights to send text"):
        await bot.send_message(group.id, "Hello")


async def test_a_reply_needs_its_original(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    asked = pat.says("Hello?")
    sent = await bot.send_message(pat.id, "Hello!", reply_to_message_id=asked.id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Hello?"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(pat.id, "Hello!", reply_to_message_id=999)
    entities = [MessageEntity("bold", 0, 5)]
    silent = await bot.send_message(
        pat.id,
        "Hello!",
        entities=entities,
        disable_notification=True,
        reply_to_message_id=999,
        allow_sending_without_reply=True,
    )
    assert silent.reply_to_message is None
    assert pat.inbox[-1].silent
