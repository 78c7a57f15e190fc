"""What people did on Telegram, as it waits in the inbox.

Who and where; words only if they were written to the bot. What a group says among itself
never touches the disk (V3).
"""

from __future__ import annotations

import msgspec

from bot.model.trouble import RoomTrouble


class _Deed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="did"):
    """Base of all deeds. Accounts and rooms are Telegram's immutable ids."""


class Wrote(_Deed, frozen=True, kw_only=True, tag=True):
    """Wrote in a room."""

    account: str
    room: str


class Texted(_Deed, frozen=True, kw_only=True, tag=True):
    """Wrote to the bot privately."""

    account: str
    text: str


class Commanded(_Deed, frozen=True, kw_only=True, tag=True):
    """Used a command; `text` begins with its slash, without the bot's name behind it."""

    account: str
    text: str
    name: str
    room: str | None = None
    room_title: str = ""


class Pressed(_Deed, frozen=True, kw_only=True, tag=True):
    """Pressed one of our buttons. `query` is what the answer is given to."""

    query: str
    account: str
    message: int
    button: str
    room: str | None = None


class Forged(_Deed, frozen=True, kw_only=True, tag=True):
    """Pressed something that is none of our buttons."""

    query: str


class Left(_Deed, frozen=True, kw_only=True, tag=True):
    """Left a room, or was taken out of it."""

    account: str
    room: str
    by: str | None = None
    """Who took them out; None: they went themselves."""


class Came(_Deed, frozen=True, kw_only=True, tag=True):
    """Came into a room, or was brought in by somebody else."""

    account: str
    room: str
    themselves: bool = True


class AskedIn(_Deed, frozen=True, kw_only=True, tag=True):
    """Asked to be let into a room."""

    account: str
    room: str
    name: str


class Stands(_Deed, frozen=True, kw_only=True, tag=True):
    """How the bot stands in a room now; `about`: what this says anything about."""

    room: str
    wrong: tuple[RoomTrouble, ...]
    about: tuple[RoomTrouble, ...]


class Blocked(_Deed, frozen=True, kw_only=True, tag=True):
    """Does not let the bot write to them any more."""

    account: str


class Unblocked(_Deed, frozen=True, kw_only=True, tag=True):
    """Let the bot in again after blocking it."""

    account: str


class Moved(_Deed, frozen=True, kw_only=True, tag=True):
    """A group turned into a supergroup, which has another id."""

    old: str
    new: str


class Unread(_Deed, frozen=True, kw_only=True, tag=True):
    """An update that could not be read, as it came. Kept, and tried again."""

    raw: str


Deed = (
    Wrote
    | Texted
    | Commanded
    | Pressed
    | Forged
    | Left
    | Came
    | AskedIn
    | Stands
    | Blocked
    | Unblocked
    | Moved
    | Unread
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Deed] = msgspec.json.Decoder(Deed)


def to_text(deed: Deed) -> str:
    """As it is stored."""
    return _encoder.encode(deed).decode()


def from_text(text: str) -> Deed:
    """The deed again."""
    return _decoder.decode(text)
