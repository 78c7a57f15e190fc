"""What a platform is told of a command, to list it (SPEC 8)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.commands.options import Option, Part
from bot.model.people import Role
from bot.model.permissions import listed_for


class Scope(StrEnum):
    """Where a platform lists a command."""

    PRIVATE = "private"
    ROOM = "room"


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One command."""

    name: str
    """Without the slash."""
    says: str
    """What it does, in one line."""
    scopes: frozenset[Scope] = frozenset({Scope.PRIVATE})
    """Where it is listed. It may be written anywhere, and is answered privately."""
    forms: tuple[str, ...] = ()
    """How it is written, where it takes more than its name."""
    options: tuple[Option, ...] = ()
    """What it takes, in the order in which it is written; none if it has parts."""
    parts: tuple[Part, ...] = ()
    """The things it can do, if there are several; the part's name is the first word."""
    runs_room: bool = False
    """Whether it is for whoever runs the room, known to the bot or not."""

    @property
    def roles(self) -> frozenset[Role] | None:
        """For whom it is listed, as the table of permissions has it; None: for everybody.

        It is checked again whenever it is used (V6).
        """
        return listed_for(self.name)


BOTH = frozenset({Scope.PRIVATE, Scope.ROOM})
