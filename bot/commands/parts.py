"""The parts of the commands that can do several things, and fields that several share."""

from __future__ import annotations

from bot.commands.options import Kind, Option, Part

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
CODE = Option(name="code", says="The code you were given", required=False, longest=64)

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
        choices=("guardian", "check", "phone", "pin"),
        required=False,
    ),
    Option(name="who", says="Whom it is about, as /people shows them", required=False, longest=64),
    Option(
        name="more",
        says="Their guardian; or the check and its last day, like enhanced 2028-01-01; or a number",
        required=False,
        longest=64,
    ),
)
"""What can be kept about somebody, in the order in which it is written."""

MEETING_PARTS = (
    Part(
        name="new",
        says="Make a meeting in this room",
        options=(
            Option(name="title", says="What it is called", longest=64),
            Option(name="date", says="Its day, like 2027-01-20", kind=Kind.DATE),
            Option(name="time", says="When it starts, like 18:00", kind=Kind.TIME),
            Option(name="length", says="How long it lasts, like 60m", kind=Kind.LENGTH),
            Option(
                name="which",
                says="Which one, when the clocks go back and the time comes twice",
                kind=Kind.CHOICE,
                choices=("first", "second"),
                required=False,
            ),
        ),
    ),
    Part(
        name="contact",
        says="Choose who people can ask about a meeting",
        options=(Option(name="person", says="Who it is", kind=Kind.PERSON), MEETING),
    ),
    Part(
        name="phone",
        says="Give a number for joining by phone",
        options=(NUMBER, MEETING),
    ),
    Part(
        name="second",
        says="Name the second adult of a young people's meeting",
        options=(Option(name="person", says="A checked adult", kind=Kind.PERSON), MEETING),
    ),
    Part(
        name="standby",
        says="Name the adult who comes when one is missing",
        options=(Option(name="person", says="A checked adult", kind=Kind.PERSON), MEETING),
    ),
    Part(name="young", says="Make it a young people's meeting", options=(MEETING,)),
    Part(name="publish", says="Let people know about a meeting", options=(MEETING,)),
    Part(name="open", says="Open a meeting", options=(MEETING,)),
    Part(
        name="break",
        says="Have a break",
        options=(
            Option(name="length", says="How long it is, like 5m", kind=Kind.LENGTH),
            MEETING,
        ),
    ),
    Part(name="end", says="End a meeting", options=(MEETING,)),
    Part(name="cancel", says="Call a meeting off", options=(MEETING,)),
    Part(name="list", says="See all meetings to come"),
)

CASE_PARTS = (
    Part(name="list", says="See who needs someone now"),
    Part(name="take", says="Say that you will look after them", options=(CASE,)),
    Part(
        name="outcome",
        says="Say how it went",
        options=(
            CASE,
            Option(
                name="what",
                says="How it went",
                kind=Kind.CHOICE,
                choices=("reached-ok", "reached-support", "no-answer", "looking", "hand-over"),
            ),
            Option(
                name="person",
                says="Who takes it, if you hand it over",
                kind=Kind.PERSON,
                required=False,
            ),
        ),
    ),
    Part(
        name="ok",
        says="Say that you have heard they are OK",
        options=(Option(name="person", says="Who is OK", kind=Kind.PERSON),),
    ),
)
