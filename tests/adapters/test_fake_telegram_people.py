"""What people do, and which updates and memberships the real library sees of it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import ChatMember, ChatMemberRestricted, ChatPermissions, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from tests.fakes.telegram import CannotDo, FakeTelegram
from tests.fakes.telegram.library import bot_for

Bot = ExtBot[Any]
MEMBERSHIP = ["message", "chat_member", "my_chat_member", "chat_join_request"]


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(server: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_for(server) as bot:
        yield bot


async def news(bot: Bot) -> list[Update]:
    """The updates that wait, acknowledged."""
    updates = await bot.get_updates(timeout=0)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return list(updates)


async def test_start_brings_its_payload_as_a_command(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat", 77, username="pat_p", language="en")
    pat.start("join-4821")
    (update,) = await news(bot)
    assert update.message is not None
    assert update.message.text == "/start join-4821"
    assert [(e.type, e.offset, e.length) for e in update.message.entities] == [
        ("bot_command", 0, 6)
    ]
    user = update.message.from_user
    assert user is not None
    assert (user.id, user.username, user.language_code) == (77, "pat_p", "en")


async def test_words_and_their_corrections_arrive(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    with pytest.raises(CannotDo, match="not pressed start"):
        pat.says("hello")
    pat.start()
    pat.edits(pat.says("I'm nt ok"), "I'm not ok")
    _, said, edited = await news(bot)
    assert said.message is not None
    assert edited.edited_message is not None
    assert (said.message.text, edited.edited_message.text) == ("I'm nt ok", "I'm not ok")
    assert edited.edited_message.message_id == said.message.message_id
    assert edited.edited_message.edit_date is not None
    assert [m.text for m in pat.conversation] == ["/start", "I'm not ok"]
    assert pat.inbox == []


def test_no_app_sends_what_telegram_does_not_carry(server: FakeTelegram) -> None:
    pat = server.user("Pat")
    with pytest.raises(CannotDo, match="1 to 64"):
        pat.start("x" * 65)
    pat.start("x" * 64)
    with pytest.raises(CannotDo, match="too long"):
        pat.says("x" * 4097)
    with pytest.raises(CannotDo, match="non-empty"):
        pat.says("  ")
    assert pat.says("  <b>\u202eOK*_`  ").text == "<b>OK*_`"


async def test_a_block_and_its_end_are_told(bot: Bot, server: FakeTelegram) -> None:
    pat = server.user("Pat")
    pat.start()
    pat.blocks()
    with pytest.raises(CannotDo, match="has blocked the bot"):
        pat.says("hello")
    pat.unblocks()
    changes = [update.my_chat_member for update in await news(bot)]
    assert [c and c.new_chat_member.status for c in changes] == [None, "kicked", "member"]


async def test_privacy_mode_hides_what_is_not_for_the_bot(server: FakeTelegram, bot: Bot) -> None:
    pat = server.user("Pat")
    hidden = server.group("Plain", pat, bot="member")
    shown = server.group("Administered", pat)
    for group in (hidden, shown):
        pat.writes(group, "hello everybody")
        pat.writes(group, "/here")
        pat.writes(group, "/here@another_bot")
        pat.writes(group, "thank you @alongside_test_bot")
    messages = [update.message for update in await news(bot)]
    texts = [(m.chat.title, m.text) for m in messages if m]
    assert texts[:2] == [("Plain", "/here"), ("Plain", "thank you @alongside_test_bot")]
    assert len(texts) == 6


async def test_comings_and_goings_are_told_to_an_administrator_who_asked(
    bot: Bot, server: FakeTelegram
) -> None:
    pat, maya = server.user("Pat"), server.user("Maya")
    group = server.group("Breathe Well", admins=[maya])
    plain = server.group("Plain", maya, bot="member")
    pat.joins(group)
    assert [u.chat_member for u in await news(bot)] == [None]
    await bot.get_updates(timeout=0, allowed_updates=MEMBERSHIP)
    pat.leaves(group)
    pat.joins(plain)
    updates = await news(bot)
    changes = [u.chat_member for u in updates if u.chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "left")
    ]
    lines = [u.message for u in updates if u.message]
    assert lines[0].left_chat_member is not None
    assert [user.id for user in lines[1].new_chat_members] == [pat.id]
    with pytest.raises(CannotDo, match="not in"):
        pat.writes(group, "hello")


async def test_the_bot_hears_what_happens_to_itself(bot: Bot, server: FakeTelegram) -> None:
    maya = server.user("Maya")
    group = server.group("Breathe Well", owner=maya, bot=None)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(group.id)
    maya.adds_bot(group, payload="setup-7")
    group.sets_bot("administrator", maya, can_promote_members=True)
    updates = await news(bot)
    changes = [u.my_chat_member for u in updates if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["member", "administrator"]
    texts = [u.message.text for u in updates if u.message]
    assert texts == [None, "/start@alongside_test_bot setup-7"]
    maya.removes_bot(group)
    gone, change = await news(bot)
    assert gone.message is not None
    assert gone.message.left_chat_member == bot.bot
    assert change.my_chat_member is not None
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup"):
        await bot.send_message(group.id, "Hello")


async def test_the_bot_can_leave(bot: Bot, server: FakeTelegram) -> None:
    group = server.group("Breathe Well")
    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="not a member of the supergroup"):
        await bot.send_message(group.id, "Hello")


async def test_every_standing_can_be_asked_for(bot: Bot, server: FakeTelegram) -> None:
    maya, tom, pat, sam = (server.user(name) for name in ("Maya", "Tom", "Pat", "Sam"))
    helper = server.user("Helper", is_bot=True)
    group = server.group("Breathe Well", pat, owner=maya, admins=[tom, helper])
    asked = [await bot.get_chat_member(group.id, user.id) for user in (maya, tom, pat, sam)]
    assert [m.status for m in asked] == ["creator", "administrator", "member", "left"]
    assert (await bot.get_chat_member(pat.id, pat.id)).status == ChatMember.MEMBER
    admins = await bot.get_chat_administrators(group.id)
    assert {admin.user.id for admin in admins} == {maya.id, tom.id, bot.id}
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(group.id, 1)
    pat.start()
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        await bot.get_chat_administrators(pat.id)
    card = await bot.send_message(group.id, "Weekly")
    await bot.pin_chat_message(group.id, card.message_id)
    full = await bot.get_chat(group.id)
    assert (full.title, full.type) == ("Breathe Well", "supergroup")
    assert full.pinned_message == card
    assert (await bot.get_chat(pat.id)).first_name == "Pat"


async def test_a_restricted_member_who_leaves_stays_restricted(
    bot: Bot, server: FakeTelegram
) -> None:
    gia = server.user("Gia")
    group = server.group("Breathe Well", gia)
    assert await bot.restrict_chat_member(group.id, gia.id, ChatPermissions.no_permissions())
    with pytest.raises(CannotDo, match="may not write"):
        gia.writes(group, "hello")
    gia.leaves(group)
    member = await bot.get_chat_member(group.id, gia.id)
    assert isinstance(member, ChatMemberRestricted)
    assert (member.is_member, member.can_send_messages) == (False, False)
    gia.joins(group)
    assert await bot.restrict_chat_member(group.id, gia.id, ChatPermissions.all_permissions())
    assert group.status(gia) == "member"


async def test_bans_hold_until_lifted(bot: Bot, server: FakeTelegram) -> None:
    pat, maya = server.user("Pat"), server.user("Maya")
    group = server.group("Breathe Well", pat, admins=[maya])
    assert await bot.ban_chat_member(group.id, pat.id)
    with pytest.raises(CannotDo, match="banned"):
        pat.joins(group)
    assert await bot.unban_chat_member(group.id, pat.id, only_if_banned=True)
    pat.joins(group)
    assert await bot.unban_chat_member(group.id, pat.id, only_if_banned=True)
    assert group.has(pat)
    assert await bot.unban_chat_member(group.id, pat.id)
    assert not group.has(pat)
    with pytest.raises(BadRequest, match="User is an administrator"):
        await bot.ban_chat_member(group.id, maya.id)
    group.sets_bot("administrator", maya, can_restrict_members=False)
    with pytest.raises(BadRequest, match="Not enough rights to restrict"):
        await bot.ban_chat_member(group.id, pat.id)
    basic = server.group("Basic", pat, kind="group")
    with pytest.raises(BadRequest, match="only for supergroups"):
        await bot.restrict_chat_member(basic.id, pat.id, ChatPermissions.no_permissions())


async def test_a_join_request_lets_the_bot_write_for_five_minutes(
    bot: Bot, server: FakeTelegram
) -> None:
    gia, sam = server.user("Gia"), server.user("Sam")
    group = server.group("Breathe Well")
    link = await bot.create_chat_invite_link(group.id, creates_join_request=True)
    assert link.creates_join_request
    assert (await bot.export_chat_invite_link(group.id)).startswith("https://t.me/+")
    gia.requests_to_join(group, link.to_dict())
    sam.requests_to_join(group)
    first, _ = await news(bot)
    request = first.chat_join_request
    assert request is not None
    assert request.invite_link == link
    await bot.send_message(request.user_chat_id, "One moment")
    assert await request.approve()
    assert group.has(gia)
    with pytest.raises(Forbidden, match="can't initiate"):
        await bot.send_message(gia.id, "Too late: she is in now")
    with pytest.raises(BadRequest, match=r"(?i)user_already_participant"):
        await request.approve()
    server.time_passes(5 * 60 + 1)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(sam.id, "Hello")
    assert await bot.decline_chat_join_request(group.id, sam.id)
    assert not group.asks_to_join(sam)
    with pytest.raises(BadRequest, match=r"(?i)hide_requester_missing"):
        await bot.approve_chat_join_request(group.id, sam.id)


async def test_staff_can_take_somebody_out(bot: Bot, server: FakeTelegram) -> None:
    pat, maya = server.user("Pat"), server.user("Maya")
    group = server.group("Breathe Well", pat, admins=[maya])
    await bot.get_updates(timeout=0, allowed_updates=MEMBERSHIP)
    group.removes(pat, by=maya)
    group.makes_admin(maya, by=maya, can_pin_messages=False)
    group.renamed("Breathe Better", by=maya)
    changes = [update.chat_member for update in await news(bot) if update.chat_member]
    assert [(c.from_user.id, c.new_chat_member.status) for c in changes] == [
        (maya.id, "left"),
        (maya.id, "administrator"),
    ]


async def test_buttons_can_be_pressed_in_groups_late_and_forged(
    bot: Bot, server: FakeTelegram
) -> None:
    pat, sam = server.user("Pat"), server.user("Sam")
    group = server.group("Breathe Well", pat)
    markup = {"inline_keyboard": [[{"text": "I'm here", "callback_data": "here"}]]}
    card = await bot.send_message(group.id, "Weekly", api_kwargs={"reply_markup": markup})
    (seen,) = group.messages
    pat.presses(group, "I'm here")
    await bot.edit_message_text("Ended", group.id, card.message_id)
    pat.presses(seen, "here")
    pat.forges(seen, "somebody-else")
    queries = [update.callback_query for update in await news(bot)]
    assert [q and q.data for q in queries] == ["here", "here", "somebody-else"]
    with pytest.raises(CannotDo, match="sees no button"):
        pat.presses(group, "I'm here")
    with pytest.raises(CannotDo, match="not in"):
        sam.presses(group, "I'm here")
    pat.renames("Patricia", username="patricia")
    assert (await bot.get_chat_member(group.id, pat.id)).user.first_name == "Patricia"
