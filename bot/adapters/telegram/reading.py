"""From an update of the Bot API to what somebody did. Other bots are nobody (L13)."""

from __future__ import annotations

import re

import msgspec
from telegram import Update

from bot.adapters.telegram import deeds as d
from bot.adapters.telegram import wire
from bot.adapters.telegram.buttons import pressed
from bot.adapters.telegram.rooms import stands
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

_OURS = frozenset(command.name for command in COMMANDS)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?=\s|$)", re.ASCII)


def read(raw: str, username: str) -> d.Deed | None:
    """What an update means; None: nothing to us. One that cannot be read is kept as it is."""
    try:
        return read_or_raise(raw, username)
    except msgspec.DecodeError:
        return d.Unread(raw=raw)


def read_or_raise(raw: str, username: str) -> d.Deed | None:
    """The same, but raises `msgspec.DecodeError`. `username` is the bot's own."""
    update = wire.update(raw)
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.chat_member is not None:
        return _changed(update.chat_member)
    if update.my_chat_member is not None:
        return _changed_to_bot(update.my_chat_member)
    if update.chat_join_request is not None:
        return _asked_in(update.chat_join_request)
    if bytes(update.message):
        message = wire.message(update.message)
        return _about_room(message) or _written(message, update.message, username)
    return None


def _pressed(press: wire.Press) -> d.Deed:
    """A message that is gone comes without anything but its chat; the press still counts."""
    found = pressed(press.data)
    if found is None:
        return d.Forged(query=press.id)
    message, button = found
    chat = press.message.chat if press.message is not None else None
    return d.Pressed(
        query=press.id,
        account=str(press.sender.id),
        message=message,
        button=button,
        room=str(chat.id) if chat is not None and chat.is_group else None,
    )


def _changed(change: wire.Standing) -> d.Deed | None:
    user, room = change.new.user, str(change.chat.id)
    if user.is_bot or not change.chat.is_group:
        return None
    if change.went_out:
        return d.Left(account=str(user.id), room=room, by=_other(change.by, user))
    if change.came_in:
        themselves = _other(change.by, user) is None
        return d.Came(account=str(user.id), room=room, themselves=themselves)
    return None


def _other(by: wire.User | None, user: wire.User) -> str | None:
    """Who else did it to somebody; None: they did it themselves."""
    return None if by is None or by.id == user.id else str(by.id)


def _changed_to_bot(change: wire.Standing) -> d.Deed | None:
    """In a group: what is wrong now. In private: whether somebody lets the bot write to them.

    Being blocked takes the proof from the route, so that alerts go elsewhere at once (L5, L8).
    It is proved again as soon as they let the bot in or write to it.
    """
    if change.chat.is_group:
        return stands(change)
    if not change.chat.is_private:
        return None
    if change.came_in:
        return d.Unblocked(account=str(change.chat.id))
    return d.Blocked(account=str(change.chat.id)) if change.went_out else None


def _asked_in(request: wire.JoinRequest) -> d.Deed | None:
    sender = request.sender
    if sender.is_bot or not request.chat.is_group:
        return None
    return d.AskedIn(account=str(sender.id), room=str(request.chat.id), name=sender.name)


def _about_room(message: wire.Message) -> d.Deed | None:
    """A line about the group. Who left is told twice where the bot runs it; that does no harm."""
    room = str(message.chat.id)
    if message.migrate_to is not None:
        return d.Moved(old=room, new=str(message.migrate_to))
    if message.migrate_from is not None:
        return d.Moved(old=str(message.migrate_from), new=room)
    if message.left is not None and not message.left.is_bot:
        by = _other(message.sender, message.left)
        return d.Left(account=str(message.left.id), room=room, by=by)
    for user in message.came:
        if message.sender is not None and user.id == message.sender.id and not user.is_bot:
            return d.Came(account=str(user.id), room=room)
    return None


def _written(message: wire.Message, raw: msgspec.Raw, username: str) -> d.Deed | None:
    """Whoever writes in a channel's name, or as a bot, is nobody."""
    sender = message.sender
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    if not wire.has_content(raw):
        return None
    words = message.text or message.caption or NOT_TEXT
    if message.chat.is_private:
        return _in_private(sender, words)
    if message.chat.is_group:
        return _in_group(message.chat, sender, words, username)
    return None


def _in_private(sender: wire.User, words: str) -> d.Deed:
    command = _COMMAND.match(words)
    if command is None:
        return d.Texted(account=str(sender.id), text=words)
    return d.Commanded(account=str(sender.id), text=_plain(command), name=sender.name)


def _in_group(chat: wire.Chat, sender: wire.User, words: str, username: str) -> d.Deed:
    """What is not a command of ours is only a sign that somebody wrote."""
    command = _COMMAND.match(words)
    if command is None or not _is_for_us(command, username):
        return d.Wrote(account=str(sender.id), room=str(chat.id))
    return d.Commanded(
        account=str(sender.id),
        text=_plain(command),
        name=sender.name,
        room=str(chat.id),
        room_title=chat.title,
    )


def _is_for_us(command: re.Match[str], username: str) -> bool:
    addressed = command[2]
    if addressed is not None and addressed.casefold() != username.casefold():
        return False
    return command[1].lower() in _OURS


def _plain(command: re.Match[str]) -> str:
    """The command without the bot's name behind it."""
    return f"/{command[1].lower()}{command.string[command.end() :]}"
