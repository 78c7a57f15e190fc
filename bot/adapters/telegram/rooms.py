"""How the bot stands in a group, as the platform tells it: by an update, or by an error."""

from __future__ import annotations

from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.adapters.telegram import deeds as d
from bot.adapters.telegram import wire
from bot.model.trouble import RoomTrouble as T

_ABOUT = (T.REMOVED, T.GONE, T.NOT_ADMIN, T.NO_INVITES)
"""What a standing says. Whether a plain member may write is a matter of the group's own rules."""

_SAID: tuple[tuple[str, T], ...] = (
    ("chat not found", T.GONE),
    ("chat was deleted", T.GONE),
    ("group is deactivated", T.GONE),
    ("topic_closed", T.TOPIC),
    ("topic closed", T.TOPIC),
    ("rights to send", T.SILENT),
    ("chat_write_forbidden", T.SILENT),
    ("chat_restricted", T.SILENT),
)
"""Loosely: the library changes the case of sentences, and the server their words."""


def stands(change: wire.Standing) -> d.Stands:
    """What is wrong with the bot in a group from now on."""
    wrong, about = _of(change.new)
    return d.Stands(room=str(change.chat.id), wrong=wrong, about=about)


def trouble_of(error: Exception, chat: int) -> T | None:
    """What an error says about how the bot stands in a group; None: nothing."""
    if chat >= 0:
        return None
    match error:
        case Forbidden():
            return T.REMOVED
        case BadRequest(message=sentence):
            said = sentence.casefold()
            return next((trouble for words, trouble in _SAID if words in said), None)
        case _:
            return None


def _of(bot: wire.Member) -> tuple[tuple[T, ...], tuple[T, ...]]:
    if not bot.is_inside:
        return (T.REMOVED,), _ABOUT
    match bot.status:
        case ChatMemberStatus.OWNER:
            return (), (*_ABOUT, T.SILENT)
        case ChatMemberStatus.ADMINISTRATOR:
            return () if bot.can_invite_users else (T.NO_INVITES,), (*_ABOUT, T.SILENT)
        case ChatMemberStatus.RESTRICTED if not bot.can_send_messages:
            return (T.SILENT, T.NOT_ADMIN), (*_ABOUT, T.SILENT)
        case _:
            return (T.NOT_ADMIN,), _ABOUT
