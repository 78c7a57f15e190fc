"""Permissions: what the bot needs and why, and how one overwrite becomes another.

An overwrite says what one role or one member may do in one channel. The bot changes only the
bits it means to change, and puts back only those: what staff changed meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import discord
import msgspec

from bot.model.meeting import RoomUse

Kind = Literal[0, 1]
ROLE: Kind = 0
MEMBER: Kind = 1
"""The kinds of overwrite, as the API numbers them."""
CONNECT = discord.Permissions(connect=True).value
ENTER = discord.Permissions(view_channel=True, connect=True).value
SEE = discord.Permissions(view_channel=True).value
WRITE = discord.Permissions(send_messages=True).value
QUIET = discord.Permissions(speak=True, stream=True, send_messages=True).value
"""What nobody does in the lobby: speak, show anything, or write (Y11)."""
TALK = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True).value


class Overwrite(msgspec.Struct, frozen=True):
    """What a channel allows and denies one role or member."""

    kind: Kind
    allow: int = 0
    deny: int = 0

    def allowing(self, bits: int) -> Overwrite:
        """The same, with these allowed."""
        return Overwrite(self.kind, self.allow | bits, self.deny & ~bits)

    def denying(self, bits: int) -> Overwrite:
        """The same, with these denied."""
        return Overwrite(self.kind, self.allow & ~bits, self.deny | bits)

    def not_allowing(self, bits: int) -> Overwrite:
        """The same, with these neither allowed nor, if they were not, denied."""
        return Overwrite(self.kind, self.allow & ~bits, self.deny)

    @property
    def says_nothing(self) -> bool:
        """Whether it neither allows nor denies anything."""
        return not self.allow and not self.deny


def overwrites_of(channel: Mapping[str, Any]) -> dict[int, Overwrite]:
    """A channel's overwrites by whom they are for, from the channel as the API shows it."""
    return {
        int(one["id"]): Overwrite(
            ROLE if int(one["type"]) == ROLE else MEMBER, int(one["allow"]), int(one["deny"])
        )
        for one in channel.get("permission_overwrites", ())
    }


def put_back(now: Overwrite | None, before: Overwrite | None, bits: int) -> Overwrite | None:
    """What to leave behind when the bot undoes what it did to `bits`; None: no overwrite."""
    kept = now or Overwrite(before.kind if before else MEMBER)
    was = before or Overwrite(kept.kind)
    after = Overwrite(
        kept.kind, kept.allow & ~bits | was.allow & bits, kept.deny & ~bits | was.deny & bits
    )
    gone = before is None or now is None
    return None if gone and after.says_nothing else after


class Need(msgspec.Struct, frozen=True):
    """A permission of the bot's, and what it is for."""

    flag: str
    """As the library names it."""
    shown: str
    """As Discord shows it to people."""
    why: str


VIEW = Need("view_channel", "View Channels", "to see who is there")
SEND = Need("send_messages", "Send Messages", "to write in the room")
HISTORY = Need("read_message_history", "Read Message History", "to change what it wrote")
PIN = Need("pin_messages", "Pin Messages", "to pin the card that everybody needs")
ENTER_ROOMS = Need("connect", "Connect", "to keep its own way in when it locks a room")
MOVE = Need("move_members", "Move Members", "to bring people in, and to take them out")
MUTE = Need("mute_members", "Mute Members", "to pause a meeting")
DEAFEN = Need("deafen_members", "Deafen Members", "to pause a meeting")
CHANNELS = Need("manage_channels", "Manage Channels", "to make the rooms")
ROLES = Need("manage_roles", "Manage Roles", "to lock a room and to let people in one by one")

EVERYWHERE = (VIEW, SEND, HISTORY, PIN, ENTER_ROOMS, MOVE, MUTE, DEAFEN, CHANNELS, ROLES)
"""What the bot needs in a server."""
_TEXT = (VIEW, SEND, HISTORY)
_VOICE = (VIEW, ENTER_ROOMS, MOVE, ROLES)
IN_ROOM: Mapping[RoomUse, tuple[Need, ...]] = {
    RoomUse.MEETING: (*_VOICE, SEND, HISTORY, PIN, MUTE, DEAFEN),
    RoomUse.LOBBY: _VOICE,
    RoomUse.PRACTICE: (*_VOICE, SEND, HISTORY),
    RoomUse.STAFF: _TEXT,
    RoomUse.SERVER: EVERYWHERE,
}
"""What the bot needs in a room, by what the room is for."""


def lacking(held: discord.Permissions, needs: Iterable[Need]) -> Iterator[Need]:
    """Those of the needs that are not met. An administrator lacks nothing."""
    for need in needs:
        if not held.administrator and not getattr(held, need.flag):
            yield need


def named(needs: Iterable[Need]) -> str:
    """Their names, for a sentence."""
    return ", ".join(need.shown for need in needs)
