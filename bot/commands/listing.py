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
    """Where it is listed. It may be written anywhere, and is answered privately."""
    roles: frozenset[Role] | None = None
    """Who may use it; None: anybody. It is checked again whenever it is used (V6)."""
    forms: tuple[str, ...] = ()
    """How it is written, where it takes more than its name."""


_BOTH = frozenset({Scope.PRIVATE, Scope.ROOM})
_ROOM = frozenset({Scope.ROOM})
_ORGANISERS = frozenset({Role.ORGANISER})

COMMANDS: tuple[Command, ...] = (
    Command(
        name="leaving",
        says="Say how you are leaving",
        scopes=_BOTH,
        forms=("/leaving ok", "/leaving technical", "/leaving contact", "/leaving back-soon"),
    ),
    Command(name="here", says="Say that you are here", scopes=_BOTH),
    Command(name="ok", says="Say that you are OK", scopes=_BOTH),
    Command(name="support", says="Ask for someone to contact you", scopes=_BOTH),
    Command(
        name="phone",
        says="Give me your phone number",
        forms=("/phone NUMBER, like /phone 07700 900111",),
    ),
    Command(name="link", says="Join a second account of yours"),
    Command(name="help", says="See what you can do", scopes=_BOTH),
    Command(name="start", says="Hear who I am"),
    Command(
        name="setup",
        says="Set up a group in this room",
        scopes=_ROOM,
        forms=("/setup Europe/London",),
    ),
    Command(name="people", says="See who is in the group", roles=STAFF),
    Command(
        name="invite",
        says="Invite somebody to the group",
        roles=_ORGANISERS,
        forms=("/invite NAME", "/invite NAME ROLE, like /invite Sam facilitator"),
    ),
    Command(
        name="operator",
        says="Name who is told when nobody answers",
        roles=_ORGANISERS,
        forms=("/operator NAME",),
    ),
    Command(
        name="meeting",
        says="Make and run meetings",
        scopes=_BOTH,
        roles=STAFF,
        forms=(
            "/meeting new TITLE DATE TIME LENGTH, like /meeting new Weekly 2027-01-20 18:00 60m",
            "/meeting contact NAME",
            "/meeting phone NUMBER",
            "/meeting publish",
            "/meeting open",
            "/meeting break 5m",
            "/meeting end",
            "/meeting cancel",
            "/meeting list",
        ),
    ),
    Command(
        name="case",
        says="See who needs someone",
        roles=STAFF,
        forms=(
            "/case list",
            "/case take ID",
            "/case outcome ID reached-ok, reached-support, no-answer or looking",
            "/case outcome ID hand-over NAME",
            "/case ok NAME, when you have heard that they are OK",
        ),
    ),
)
"""In the order in which people are shown them."""

BY_NAME = {command.name: command for command in COMMANDS}


def form_of(written: str) -> str:
    """How a command is written; of one with several forms those that begin as `written` does."""
    command = BY_NAME[written.split()[0]]
    forms = [form for form in command.forms if form.startswith(f"/{written}")]
    return " · ".join(form.removesuffix(".") for form in forms) or f"/{command.name}"
