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

CLAIM_PARTS = (
    Part(name="list", says="See your claims, and how they are"),
    Part(name="yes", says="Send your claim", options=(CLAIM,)),
    Part(
        name="amount",
        says="Change the amount, and send it",
        options=(Option(name="amount", says="Like 7.50", longest=32),),
    ),
    Part(
        name="add",
        says="Add something you paid for",
        options=(
            Option(
                name="what",
                says="What it was",
                kind=Kind.CHOICE,
                choices=("travel", "carer", "time", "other"),
            ),
            Option(
                name="much",
                says="Like 12 miles, or 2h; or the amount and what it was for",
                longest=200,
            ),
        ),
    ),
    Part(
        name="way",
        says="Say how you would like to be paid",
        options=(
            Option(
                name="how",
                says="How you would like it",
                kind=Kind.CHOICE,
                choices=("voucher", "bank", "cash", "phone-top-up", "charity"),
            ),
        ),
    ),
    Part(name="decline", says="Claim nothing", options=(CLAIM,)),
    Part(name="statement", says="Get a list of all you claimed"),
)

_NAMED = Option(name="name", says="Whose claim it is", longest=64)

COSTS_PARTS = (
    Part(
        name="agree",
        says="Agree with somebody what is paid",
        options=(
            Option(
                name="terms",
                says="Like Pat 5.00 each meeting by voucher within 14 days: data and calls",
                longest=600,
            ),
        ),
    ),
    Part(name="list", says="See the claims that are not paid yet"),
    Part(name="approve", says="Approve a claim", options=(_NAMED,)),
    Part(
        name="ask",
        says="Ask about a claim",
        options=(_NAMED, Option(name="question", says="What you would like to know", longest=600)),
    ),
    Part(name="paid", says="Say that a claim is paid", options=(_NAMED,)),
    Part(
        name="export",
        says="Get the claims as a file for finance",
        options=(
            Option(name="since", says="The first day, like 2027-01-01", required=False, longest=10),
            Option(name="until", says="The last day, like 2027-01-31", required=False, longest=10),
        ),
    ),
)

_ITEM = Option(name="item", says="Its number, as /agenda list shows it", longest=4)

AGENDA_PARTS = (
    Part(name="list", says="See what is on the agenda", options=(MEETING,)),
    Part(
        name="add",
        says="Add something to talk about",
        options=(
            Option(name="text", says="What it is; begin with anonymous to leave your name out",
                   longest=220),
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
