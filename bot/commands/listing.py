"""Every command, as the platforms list it and as /help shows it (SPEC 8)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.model.people import STAFF, Role


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
    roles: frozenset[Role] | None = None
    """Who may use it; None: anybody."""
    forms: tuple[str, ...] = ()
    """How it is written, with its slash."""


_BOTH = frozenset({Scope.PRIVATE, Scope.ROOM})
_ORGANISERS = frozenset({Role.ORGANISER})

COMMANDS: tuple[Command, ...] = (
    Command(name="leaving", says="Say how you are leaving", scopes=_BOTH),
    Command(name="here", says="Say that you are here", scopes=_BOTH),
    Command(name="ok", says="Say that you are OK", scopes=_BOTH),
    Command(name="support", says="Ask for someone to contact you", scopes=_BOTH),
    Command(name="phone", says="Give me your phone number"),
    Command(name="link", says="Join a second account of yours"),
    Command(name="help", says="What you can do", scopes=_BOTH),
    Command(name="start", says="Who I am"),
    Command(name="setup", says="Set up a group here", scopes=frozenset({Scope.ROOM})),
    Command(name="people", says="Who is in the group", roles=STAFF),
    Command(name="invite", says="Invite somebody", roles=_ORGANISERS),
    Command(name="meeting", says="Make and run meetings", scopes=_BOTH, roles=STAFF),
    Command(name="case", says="See who needs someone", roles=STAFF),
)
"""In the order in which people are shown them."""
