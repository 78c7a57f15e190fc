"""The parts of `/meeting` and of `/agenda`."""

from __future__ import annotations

from bot.commands.options import Kind, Option, Part
from bot.commands.parts import MEETING, NUMBER

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
        name="series",
        says="Make meetings that repeat",
        options=(
            Option(name="title", says="What they are called", longest=64),
            Option(name="date", says="The first day, like 2027-01-20", kind=Kind.DATE),
            Option(name="time", says="When they start, like 18:00", kind=Kind.TIME),
            Option(name="length", says="How long each lasts, like 60m", kind=Kind.LENGTH),
            Option(
                name="every",
                says="How often they are",
                kind=Kind.CHOICE,
                choices=("week", "fortnight", "month"),
            ),
            Option(name="times", says="How many there are, like 12", longest=2),
        ),
    ),
    Part(
        name="skip",
        says="Leave out one meeting of a series",
        options=(
            Option(name="date", says="Its day, like 2027-01-20", kind=Kind.DATE),
            Option(
                name="title",
                says="What the series is called, if there are several",
                required=False,
                longest=64,
            ),
        ),
    ),
    Part(
        name="end-series",
        says="Make no more meetings of a series",
        options=(
            Option(
                name="title",
                says="What the series is called, if there are several",
                required=False,
                longest=64,
            ),
        ),
    ),
    Part(
        name="move",
        says="Put a meeting at another time",
        options=(
            Option(name="date", says="Its new day, like 2027-01-20", kind=Kind.DATE),
            Option(name="time", says="When it starts now, like 18:00", kind=Kind.TIME),
            Option(
                name="length",
                says="How long it lasts, if that is new too",
                kind=Kind.LENGTH,
                required=False,
            ),
            Option(
                name="which",
                says="Which one, when the clocks go back and the time comes twice",
                kind=Kind.CHOICE,
                choices=("first", "second"),
                required=False,
            ),
            MEETING,
        ),
    ),
    Part(
        name="title",
        says="Call a meeting something else",
        options=(Option(name="title", says="Its new name", longest=64), MEETING),
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
    Part(
        name="why",
        says="Say what a meeting is for",
        options=(Option(name="text", says="In plain words", longest=600), MEETING),
    ),
    Part(
        name="topic",
        says="Say that it may be hard, and who writes to people next day",
        options=(Option(name="person", says="Somebody on the staff, or none"), MEETING),
    ),
    Part(
        name="confidential",
        says="Say whether it is confidential",
        options=(
            Option(name="how", says="Whether it is", kind=Kind.CHOICE, choices=("yes", "no")),
            MEETING,
        ),
    ),
    Part(name="answers", says="See who will take part, and how", options=(MEETING,)),
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

_ITEM = Option(name="item", says="Its number, as /agenda list shows it", longest=4)

AGENDA_PARTS = (
    Part(name="list", says="See what is on the agenda", options=(MEETING,)),
    Part(
        name="add",
        says="Add something to talk about",
        options=(
            Option(
                name="text",
                says="What it is; begin with anonymous to leave your name out",
                longest=220,
            ),
        ),
    ),
    Part(name="take", says="For staff: take it in", options=(_ITEM,)),
    Part(name="next", says="For staff: keep it for the next time", options=(_ITEM,)),
    Part(name="not", says="For staff: not this time", options=(_ITEM,)),
    Part(name="earlier", says="For staff: move it up", options=(_ITEM,)),
    Part(
        name="minutes",
        says="For staff: how long it may take",
        options=(_ITEM, Option(name="minutes", says="Like 15", longest=3)),
    ),
    Part(
        name="break",
        says="For staff: put in a break",
        options=(Option(name="minutes", says="Like 10", required=False, longest=3),),
    ),
)
