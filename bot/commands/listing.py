"""Every command, as the platforms list it and as /help shows it (SPEC 8)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.commands.options import Kind, Option, Part
from bot.commands.parts import (
    CASE_PARTS,
    CODE,
    KEEPING,
    MEETING_PARTS,
    NOTE,
    NUMBER,
    SERVER_ROOMS,
)
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
    options: tuple[Option, ...] = ()
    """What it takes, in the order in which it is written; none if it has parts."""
    parts: tuple[Part, ...] = ()
    """The things it can do, if there are several; the part's name is the first word."""
    runs_room: bool = False
    """Whether it is for whoever runs the room, known to the bot or not."""


_BOTH = frozenset({Scope.PRIVATE, Scope.ROOM})
_ROOM = frozenset({Scope.ROOM})
_ORGANISERS = frozenset({Role.ORGANISER})

COMMANDS: tuple[Command, ...] = (
    Command(
        name="leaving",
        says="Say how you are leaving",
        scopes=_BOTH,
        forms=(
            "/leaving ok",
            "/leaving technical",
            "/leaving contact",
            "/leaving back-soon",
            "/leaving ok NOTE, for the contact person to read",
        ),
        options=(
            Option(
                name="how",
                says="How you go",
                kind=Kind.CHOICE,
                choices=("ok", "technical", "contact", "back-soon"),
                required=False,
            ),
            NOTE,
        ),
    ),
    Command(name="here", says="Say that you are here", scopes=_BOTH),
    Command(name="ok", says="Say that you are OK", scopes=_BOTH),
    Command(
        name="support",
        says="Ask for someone to contact you",
        scopes=_BOTH,
        forms=("/support", "/support NOTE, for whoever contacts you"),
        options=(NOTE,),
    ),
    Command(
        name="phone",
        says="Give me your phone number",
        forms=("/phone NUMBER, like /phone 07700 900111",),
        options=(NUMBER,),
    ),
    Command(
        name="link",
        says="Join a second account of yours",
        forms=("/link, for a code", "/link CODE, on your other account"),
        options=(CODE,),
    ),
    Command(
        name="unlink",
        says="Take one of your accounts away",
        forms=("/unlink discord", "/unlink telegram"),
        options=(
            Option(
                name="platform",
                says="Where that account is",
                kind=Kind.CHOICE,
                choices=("discord", "telegram"),
                required=False,
            ),
        ),
    ),
    Command(
        name="concern",
        says="Say that something about an adult here is not right",
        forms=("/concern NAME", "/concern NAME NOTE, for whoever looks at it"),
        options=(Option(name="name", says="Whom it is about", longest=64), NOTE),
    ),
    Command(
        name="whotold",
        says="See who was told what about you",
    ),
    Command(
        name="agree",
        says="Read what we promise and ask, and say yes",
        forms=("/agree", "/agree NAME, for a child of yours"),
        options=(Option(name="name", says="A child of yours", required=False, longest=64),),
    ),
    Command(
        name="pin",
        says="Set the PIN of a parent or guardian, or type it",
        roles=frozenset({Role.GUARDIAN, Role.YOUNG_PERSON}),
        forms=("/pin PIN, 4 to 8 digits",),
    ),
    Command(
        name="help",
        says="See what you can do",
        scopes=_BOTH,
        options=(
            Option(name="command", says="One command, like meeting", required=False, longest=32),
        ),
    ),
    Command(name="start", says="Hear who I am", options=(CODE,)),
    Command(
        name="setup",
        says="Set up a group in this room",
        scopes=_ROOM,
        forms=("/setup Europe/London",),
        options=(
            Option(
                name="timezone",
                says="Your time zone, like Europe/London",
                kind=Kind.ZONE,
                required=False,
            ),
            *SERVER_ROOMS,
        ),
        runs_room=True,
    ),
    Command(
        name="people",
        says="See who is in the group",
        roles=STAFF,
        forms=(
            "/people",
            "/people guardian GIA GUS, who is the guardian of GIA",
            "/people guardian GIA via-lead, direct or none",
            "/people held GIA GUS, if GIA takes part through the account of GUS; or none",
            "/people check NAME enhanced 2028-01-01, or basic; or /people check NAME none",
            "/people phone NAME NUMBER, of someone who has no account",
            "/people pin NAME PIN, of a guardian who has no account",
        ),
        options=KEEPING,
    ),
    Command(
        name="invite",
        says="Invite somebody to the group",
        roles=_ORGANISERS,
        forms=(
            "/invite NAME",
            "/invite NAME ROLE, like /invite Sam facilitator",
            "/invite NAME young_person BORN, like /invite Gia young_person 2012-05-03",
        ),
        options=(
            Option(name="name", says="What they are called", longest=64),
            Option(
                name="role",
                says="What they will do in the group",
                kind=Kind.CHOICE,
                choices=(
                    *("contributor", "facilitator", "organiser", "lead", "deputy"),
                    *("young_person", "guardian"),
                ),
            ),
            Option(
                name="born",
                says="The birth date of a young person, like 2012-05-03",
                required=False,
                longest=10,
            ),
        ),
    ),
    Command(
        name="operator",
        says="Name who is told when nobody answers",
        roles=_ORGANISERS,
        forms=("/operator NAME",),
        options=(Option(name="person", says="Who it is", kind=Kind.PERSON),),
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
            "/meeting second NAME",
            "/meeting standby NAME",
            "/meeting young",
            "/meeting publish",
            "/meeting open",
            "/meeting break 5m",
            "/meeting end",
            "/meeting cancel",
            "/meeting list",
        ),
        parts=MEETING_PARTS,
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
        parts=CASE_PARTS,
    ),
)
"""In the order in which people are shown them."""

BY_NAME = {command.name: command for command in COMMANDS}


def form_of(written: str) -> str:
    """How a command is written; of one with several forms those that begin as `written` does."""
    command = BY_NAME[written.split()[0]]
    forms = [form for form in command.forms if form.startswith(f"/{written}")]
    return " · ".join(form.removesuffix(".") for form in forms) or f"/{command.name}"
