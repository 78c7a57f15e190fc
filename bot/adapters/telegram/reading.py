"""From an update of the Bot API to what somebody did. Other bots are nobody (L13)."""

from __future__ import annotations

import json
import re

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.adapters.telegram import deeds as d
from bot.adapters.telegram.buttons import pressed
from bot.commands.listing import COMMANDS

KINDS = (
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.CHAT_MEMBER,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_JOIN_REQUEST,
)
"""The updates that are asked for. Without asking, membership is not told (SPEC 11)."""

NOT_TEXT = "[sent something that is not text]"
"""Stands for a picture or a recording: words that the bot does not understand (L4)."""

_GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_OURS = frozenset(command.name for command in COMMANDS)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?=\s|$)", re.ASCII)


def read(raw: str, username: str) -> d.Deed | None:
    """What an update means; None: nothing to us. One that cannot be read is kept as it is."""
    try:
        return read_or_raise(raw, username)
    except Exception:  # whatever a library may stumble over, the other updates must go on
        return d.Unread(raw=raw)


def read_or_raise(raw: str, username: str) -> d.Deed | None:
    """The same, but raises whatever the library raises. `username` is the bot's own."""
    update = Update.de_json(json.loads(raw))
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.chat_member is not None:
        return _changed(update.chat_member)
    if update.my_chat_member is not None:
        return _changed_to_bot(update.my_chat_member)
    if update.message is not None:
        return _message(update.message, username)
    return None


def _pressed(query: CallbackQuery) -> d.Deed:
    """A message that is gone comes without anything but its chat, dated 1970; it still counts."""
    found = pressed(query.data)
    if found is None:
        return d.Forged(query=query.id)
    message, button = found
    chat = query.message.chat if query.message is not None else None
    return d.Pressed(
        query=query.id,
        account=str(query.from_user.id),
        message=message,
        button=button,
        room=str(chat.id) if chat is not None and chat.type in _GROUPS else None,
    )


def _changed(changed: ChatMemberUpdated) -> d.Deed | None:
    """Going out of a group. A restricted member who goes stays `restricted` (SPEC 11)."""
    user = changed.new_chat_member.user
    went = _inside(changed.old_chat_member) and not _inside(changed.new_chat_member)
    if user.is_bot or not went or changed.chat.type not in _GROUPS:
        return None
    return d.Left(account=str(user.id), room=str(changed.chat.id))


def _inside(member: ChatMember) -> bool:
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


def _changed_to_bot(changed: ChatMemberUpdated) -> d.Deed | None:
    """Being let in again proves the route. Being blocked is not news yet.

    The refusal of the next message is: it is answered at once on other routes, and tried again
    (L5, L8). A route marked as not proved would get no alerts at all, even after it works again.
    """
    back = _inside(changed.new_chat_member) and not _inside(changed.old_chat_member)
    if changed.chat.type != ChatType.PRIVATE or not back:
        return None
    return d.Unblocked(account=str(changed.chat.id))


def _message(message: Message, username: str) -> d.Deed | None:
    room = str(message.chat.id)
    if message.migrate_to_chat_id is not None:
        return d.Moved(old=room, new=str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        return d.Moved(old=str(message.migrate_from_chat_id), new=room)
    if message.left_chat_member is not None:
        gone = message.left_chat_member
        return None if gone.is_bot else d.Left(account=str(gone.id), room=room)
    sender = message.from_user
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    words = message.text or message.caption
    if words is None and message.effective_attachment is None:
        return None  # A line about the chat itself: somebody came in, something was pinned.
    if message.chat.type == ChatType.PRIVATE:
        return _in_private(sender, words or NOT_TEXT)
    if message.chat.type in _GROUPS:
        return _in_group(message, sender, words or NOT_TEXT, username)
    return None


def _in_private(sender: User, words: str) -> d.Deed:
    command = _COMMAND.match(words)
    if command is None:
        return d.Texted(account=str(sender.id), text=words)
    return d.Commanded(account=str(sender.id), text=_plain(command), name=sender.full_name)


def _in_group(message: Message, sender: User, words: str, username: str) -> d.Deed:
    """What is not a command of ours is only a sign that somebody wrote."""
    room = str(message.chat.id)
    command = _COMMAND.match(words)
    if command is None or not _is_for_us(command, username):
        return d.Wrote(account=str(sender.id), room=room)
    return d.Commanded(
        account=str(sender.id),
        text=_plain(command),
        name=sender.full_name,
        room=room,
        room_title=message.chat.title or "",
    )


def _is_for_us(command: re.Match[str], username: str) -> bool:
    addressed = command[2]
    if addressed is not None and addressed.casefold() != username.casefold():
        return False
    return command[1].lower() in _OURS


def _plain(command: re.Match[str]) -> str:
    """The command without the bot's name behind it."""
    return f"/{command[1].lower()}{command.string[command.end() :]}"
