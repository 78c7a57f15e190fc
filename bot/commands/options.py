"""What a command takes, for platforms that ask for it in fields of their own.

The fields are put together to the words that the same command has when it is written out, so
that a command means the same everywhere (SPEC 8).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What goes into a field."""

    TEXT = "text"
    PERSON = "person"
    DATE = "date"
    TIME = "time"
    LENGTH = "length"
    ZONE = "zone"
    CHOICE = "choice"
    ROOM = "room"
    """A voice room. It is no part of the words: the platform itself sees to it."""
    STAFF_ROOM = "staff-room"
    """The same of a room to write in."""


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One field. Fields stand in the order in which their words are written."""

    name: str
    says: str
    """What goes into it, in one line."""
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    """Of a choice: the words there are."""
    required: bool = True
    longest: int = 100
    """Letters it takes at the most."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of the things that a command with several can do, like `/meeting open`."""

    name: str
    says: str
    options: tuple[Option, ...] = ()


def mention(account: str) -> str:
    """How an account is written among the words of a command: its immutable id, no name."""
    return f"<@{account}>"


def mentioned(words: str) -> str | None:
    """The account that the words name, if they are a mention and nothing else."""
    found = words.strip()
    if not (found.startswith("<@") and found.endswith(">")):
        return None
    account = found[2:-1].removeprefix("!")
    return account if account.isascii() and account.isdigit() else None
