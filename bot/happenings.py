"""What adapters report, in the platforms' own terms: accounts, rooms, messages.

An account is the platform's immutable id, never a username. Who the person is, and which
meetings it concerns, is found out by `bot.intake` inside the transaction that takes it.
"""

from __future__ import annotations

import msgspec

from bot.model.people import Platform
from bot.model.signals import Signal


class _Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all happenings."""


class CameIn(_Happening, frozen=True, kw_only=True):
    """An account is seen in a room."""

    platform: Platform
    account: str
    room: str


class WentOut(_Happening, frozen=True, kw_only=True):
    """An account is no longer seen in a room."""

    platform: Platform
    account: str
    room: str


class MovedOver(_Happening, frozen=True, kw_only=True):
    """An account went from one room to another in one step."""

    platform: Platform
    account: str
    room: str
    to: str


class WroteIn(_Happening, frozen=True, kw_only=True):
    """An account wrote in a room. What it wrote is not kept (V3)."""

    platform: Platform
    account: str
    room: str


class LeftGroup(_Happening, frozen=True, kw_only=True):
    """An account left the chat in which the meetings are."""

    platform: Platform
    account: str
    room: str


class PressedButton(_Happening, frozen=True, kw_only=True):
    """An account pressed a button under one of our messages."""

    platform: Platform
    account: str
    message: int
    button: str
    room: str | None = None
    """Where the message stands, if it stands in a room."""


class Texted(_Happening, frozen=True, kw_only=True):
    """An account wrote to the bot privately."""

    platform: Platform
    account: str
    text: str


class Commanded(_Happening, frozen=True, kw_only=True):
    """An account used a command, privately or in a room."""

    platform: Platform
    account: str
    text: str
    name: str = ""
    """The name the platform shows, for somebody who is not on record yet."""
    room: str | None = None
    room_title: str = ""
    is_admin: bool = False
    """Whether the platform says that they run that room."""


class Reachable(_Happening, frozen=True, kw_only=True):
    """An account blocked the bot, or let it in again."""

    platform: Platform
    account: str
    reachable: bool


class Told(_Happening, frozen=True, kw_only=True):
    """A signal for one meeting, when the adapter knows the person and the meeting itself."""

    meeting: str
    signal: Signal


Happening = (
    CameIn
    | WentOut
    | MovedOver
    | WroteIn
    | LeftGroup
    | PressedButton
    | Texted
    | Commanded
    | Reachable
    | Told
)
