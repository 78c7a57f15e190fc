"""The fields that several commands share, and those of commands without parts."""

from __future__ import annotations

from bot.commands.options import Kind, Option

MEETING = Option(
    name="meeting", says="Its short name, if there are several", required=False, longest=64
)
CASE = Option(name="case", says="Its short name, as /case list shows it", longest=32)
NUMBER = Option(name="number", says="A phone number, like 07700 900111", longest=32)
NOTE = Option(
    name="note",
    says="Anything you would like to add; the group does not see it",
    required=False,
    longest=1000,
)
CLAIM = Option(
    name="claim", says="Its short name, if there are several", required=False, longest=64
)
CODE = Option(name="code", says="The code you were given", required=False, longest=64)

SETTING_UP = (
    Option(name="country", says="Your country, like GB", required=False, longest=2),
    Option(
        name="young",
        says="Whether anyone under 18 takes part",
        kind=Kind.CHOICE,
        choices=("yes", "no"),
        required=False,
    ),
)
SERVER_ROOMS = (
    Option(name="lobby", says="Where people wait", kind=Kind.ROOM, required=False),
    Option(name="meeting", says="Where you meet", kind=Kind.ROOM, required=False),
    Option(name="practice", says="Where people try things out", kind=Kind.ROOM, required=False),
    Option(name="staff", says="What only staff see", kind=Kind.STAFF_ROOM, required=False),
)
"""Rooms of a server that are there already, by what they are for; the others are made."""

KEEPING = (
    Option(
        name="what",
        says="What you want to put on record, if anything",
        kind=Kind.CHOICE,
        choices=("guardian", "held", "agreed", "check", "role", "phone", "pin", "why"),
        required=False,
    ),
    Option(
        name="who",
        says="Whom it is about, as /people shows them; or what the group is for",
        required=False,
        longest=400,
    ),
    Option(
        name="more",
        says="A guardian; a check and its last day, like enhanced 2028-01-01; a role; a number",
        required=False,
        longest=64,
    ),
)
"""What can be kept about somebody, in the order in which it is written."""

PRACTISING = (
    Option(
        name="what",
        says="Leave it out to try things out with me now",
        kind=Kind.CHOICE,
        choices=("book", "cancel", "slots", "slot", "note"),
        required=False,
    ),
    Option(
        name="more",
        says="For staff: a day, a time and a length, like 2027-01-20 18:00 30m",
        required=False,
        longest=600,
    ),
)
"""What there is besides trying things out alone with the bot."""
