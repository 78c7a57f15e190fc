"""What adapters report, in the platforms' own terms: accounts, rooms, messages.

An account is the platform's immutable id, never a username. Who the person is, and which
meetings it concerns, is found out by `bot.intake` inside the transaction that takes it.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.model.meeting import RoomUse
from bot.model.people import Platform
from bot.model.signals import Signal
from bot.model.trouble import RoomTrouble


class JoinAnswer(StrEnum):
    """What a platform made of an answer to somebody who asked to be let in."""

    DONE = "done"
    OVER = "over"
    """They do not ask any more: somebody answered already, or they took it back."""
    NOT_ALLOWED = "not-allowed"
    """The bot may not answer there."""


class _Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all happenings."""


class FoundRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A room of a server that is being set up, and what it is for."""

    use: RoomUse
    ref: str
    title: str
    made: bool = False
    """Whether the bot made it just now."""


class CameIn(_Happening, frozen=True, kw_only=True):
    """An account is seen in a room; or at its door, where a room rests locked (Y2)."""

    platform: Platform
    account: str
    room: str
    at_door: bool = False
    bot: bool = False
    """Another bot: nobody, but in a young people's room it is not left (Y11)."""


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
    by: str | None = None
    """The account that took them out; None: they went themselves."""


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
    unseen: bool = False
    """Whether nobody else there sees the command, nor the answers to it."""
    server: str | None = None
    """The server that the room belongs to, on a platform that has servers."""
    server_title: str = ""
    rooms: tuple[FoundRoom, ...] = ()
    """Of a server that is being set up: the rooms that were found in it or made."""
    lacks: str = ""
    """Of the same: permissions without which the bot could not do it, as people see them."""
    unfit: str = ""
    """Of the same: a room that was chosen and cannot be used for that."""


class JoinedGroup(_Happening, frozen=True, kw_only=True):
    """An account came into the chat in which the meetings are. That is not being there."""

    platform: Platform
    account: str
    room: str
    themselves: bool
    """False: somebody else brought them in, which is no sign of them."""


class AskedToJoin(_Happening, frozen=True, kw_only=True):
    """An account asked to be let into a room."""

    platform: Platform
    account: str
    room: str
    name: str
    """As the platform shows it, for staff to see whom they let in. Sealed, never in a log."""
    answer: JoinAnswer | None = None
    """What came of letting them in; None: that is for staff to decide."""


class AnsweredJoin(_Happening, frozen=True, kw_only=True):
    """Staff pressed a button about somebody who asked to be let in, and it was done."""

    platform: Platform
    account: str
    message: int
    answer: JoinAnswer


class StandsInRoom(_Happening, frozen=True, kw_only=True):
    """How the bot stands in a room now."""

    platform: Platform
    room: str
    wrong: tuple[RoomTrouble, ...]
    about: tuple[RoomTrouble, ...] | None = None
    """What this says anything about; None: everything."""


class RoomMoved(_Happening, frozen=True, kw_only=True):
    """The platform gave a room another id."""

    platform: Platform
    old: str
    new: str


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
    | JoinedGroup
    | AskedToJoin
    | AnsweredJoin
    | StandsInRoom
    | RoomMoved
    | Reachable
    | Told
)
