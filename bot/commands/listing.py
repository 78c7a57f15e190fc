"""Every command, as the platforms list it and as /help shows it (SPEC 8)."""

from __future__ import annotations

from bot.commands.during_listing import FOR_EVERYBODY, FOR_STAFF
from bot.commands.listed import BOTH, Command, Scope
from bot.commands.options import Kind, Option
from bot.commands.parts import (
    CODE,
    KEEPING,
    MEETING,
    NOTE,
    NUMBER,
    PRACTISING,
    SERVER_ROOMS,
    SETTING_UP,
)
from bot.commands.parts_of_cases import CASE_PARTS
from bot.commands.parts_of_costs import CLAIM_PARTS, COSTS_PARTS
from bot.commands.parts_of_meetings import AGENDA_PARTS, MEETING_PARTS

__all__ = ["BY_NAME", "COMMANDS", "Command", "Scope", "form_of"]

_BOTH = BOTH
_ROOM = frozenset({Scope.ROOM})

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
        name="agenda",
        says="See the agenda, or add to it",
        forms=(
            "/agenda list",
            "/agenda add TEXT",
            "/agenda add anonymous TEXT, to leave your name out",
            "/agenda take NUMBER",
            "/agenda next NUMBER",
            "/agenda not NUMBER",
            "/agenda earlier NUMBER",
            "/agenda minutes NUMBER MINUTES",
            "/agenda break MINUTES",
        ),
        parts=AGENDA_PARTS,
    ),
    Command(
        name="answer",
        says="Say how you will take part, or that you cannot come",
        forms=(
            "/answer join",
            "/answer listen",
            "/answer phone",
            "/answer comments",
            "/answer cannot",
        ),
        options=(
            Option(
                name="how",
                says="How you will take part",
                kind=Kind.CHOICE,
                choices=("join", "listen", "phone", "comments", "cannot"),
                required=False,
            ),
            MEETING,
        ),
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
        name="claim",
        says="Claim what a meeting cost you",
        forms=(
            "/claim",
            "/claim yes",
            "/claim amount 7.50",
            "/claim add travel 12 miles",
            "/claim add carer 2h",
            "/claim add time 2h, half day or day, where thanks for time are paid",
            "/claim add other 4.20 WHAT, like /claim add other 4.20 bus ticket",
            "/claim way voucher, bank, cash, phone-top-up or charity",
            "/claim decline",
            "/claim statement",
        ),
        parts=CLAIM_PARTS,
    ),
    Command(
        name="concern",
        says="Say that something about an adult here is not right",
        forms=("/concern NAME", "/concern NAME NOTE, for whoever looks at it"),
        options=(Option(name="name", says="Whom it is about", longest=64), NOTE),
    ),
    Command(
        name="practice",
        says="Try everything out with me, or book a time",
        forms=(
            "/practice",
            "/practice book, for a time with someone",
            "/practice cancel, if you cannot come to it",
            "/practice slots",
            "/practice slot DATE TIME LENGTH, for staff, like /practice slot 2027-01-20 18:00 30m",
            "/practice slot DATE TIME LENGTH with NAME, if two of you run it",
            "/practice note CODE TEXT, for staff",
        ),
        options=PRACTISING,
    ),
    Command(
        name="calendar",
        says="Get your meetings for your own calendar",
    ),
    Command(
        name="diary",
        says="Write in your own diary, which nobody else reads",
        forms=(
            "/diary",
            "/diary WORDS",
            "/diary NUMBER, to read one",
            "/diary share NUMBER, to let the organisers read it",
            "/diary unshare NUMBER",
            "/diary remove NUMBER",
            "/diary shared, for organisers",
        ),
        options=(
            Option(
                name="words",
                says="What you want to write; or share, unshare or remove and a number",
                required=False,
                longest=1000,
            ),
        ),
    ),
    Command(
        name="ready",
        says="See whether a meeting is ready",
        forms=("/ready", "/ready MEETING"),
        options=(MEETING,),
    ),
    Command(
        name="whotold",
        says="See who was told what about you",
    ),
    Command(
        name="mydata",
        says="See, correct, take away or remove what I keep about you",
        forms=(
            "/mydata",
            "/mydata correct",
            "/mydata export, for a file with all of it",
            "/mydata erase",
            "/mydata NAME, or /mydata export NAME and so on, for a child of yours",
        ),
        options=(
            Option(
                name="what",
                says="What you want to do",
                kind=Kind.CHOICE,
                choices=("see", "correct", "export", "erase"),
                required=False,
            ),
            Option(name="name", says="A child of yours", required=False, longest=64),
        ),
    ),
    Command(
        name="agree",
        says="Read what we promise and ask, and say yes",
        forms=("/agree", "/agree NAME, for a child of yours"),
        options=(Option(name="name", says="A child of yours", required=False, longest=64),),
    ),
    Command(
        name="aboutme",
        says="Tell me how you take part, in short questions",
        forms=(
            "/aboutme",
            "/aboutme change",
            "/aboutme for NAME, for a child of yours",
        ),
        options=(
            Option(
                name="what",
                says="Change your answers, or answer for a child of yours",
                kind=Kind.CHOICE,
                choices=("change", "for"),
                required=False,
            ),
            Option(name="name", says="A child of yours", required=False, longest=64),
        ),
    ),
    Command(
        name="pin",
        says="Set the PIN of a parent or guardian, or type it",
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
    *FOR_EVERYBODY,
    Command(name="start", says="Hear who I am", options=(CODE,)),
    Command(
        name="setup",
        says="Set up a group in this room",
        scopes=_ROOM,
        forms=(
            "/setup Europe/London",
            "/setup Europe/London GB yes, the country, and yes if young people take part",
        ),
        options=(
            Option(
                name="timezone",
                says="Your time zone, like Europe/London",
                kind=Kind.ZONE,
                required=False,
            ),
            *SETTING_UP,
            *SERVER_ROOMS,
        ),
        runs_room=True,
    ),
    Command(
        name="people",
        says="See who is in the group",
        forms=(
            "/people",
            "/people guardian GIA GUS, who is the guardian of GIA",
            "/people guardian GIA via-lead, direct or none",
            "/people held GIA GUS, if GIA takes part through the account of GUS; or none",
            "/people check NAME enhanced 2028-01-01, or basic; or /people check NAME none",
            "/people agreed GIA GUS, if GUS has no account and says yes on paper or by phone",
            "/people role NAME ROLE, or /people role NAME not ROLE",
            "/people why WORDS, what the group is for; whoever is invited reads it",
            "/people phone NAME NUMBER, of someone who has no account",
            "/people pin NAME PIN, of a guardian who has no account",
        ),
        options=KEEPING,
    ),
    Command(
        name="invite",
        says="Invite somebody to the group",
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
        forms=("/operator NAME",),
        options=(Option(name="person", says="Who it is", kind=Kind.PERSON),),
    ),
    Command(
        name="costs",
        says="See to what people are paid",
        forms=(
            "/costs agree NAME 5.00 each meeting by voucher within 14 days: WHAT IS COVERED",
            "/costs list",
            "/costs approve NAME",
            "/costs ask NAME QUESTION",
            "/costs paid NAME",
            "/costs export 2027-01-01 2027-01-31, or without days for all",
        ),
        parts=COSTS_PARTS,
    ),
    Command(
        name="meeting",
        says="Make and run meetings",
        scopes=_BOTH,
        forms=(
            "/meeting new TITLE DATE TIME LENGTH, like /meeting new Weekly 2027-01-20 18:00 60m",
            "/meeting series TITLE DATE TIME LENGTH every week for 12, or fortnight, or month",
            "/meeting skip DATE, to leave one of a series out",
            "/meeting end-series",
            "/meeting move DATE TIME",
            "/meeting title TITLE",
            "/meeting contact NAME",
            "/meeting phone NUMBER",
            "/meeting second NAME",
            "/meeting standby NAME",
            "/meeting young",
            "/meeting why TEXT, what it is for",
            "/meeting answers",
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
        forms=(
            "/case list",
            "/case take ID",
            "/case outcome ID reached-ok, reached-support, no-answer or looking",
            "/case outcome ID hand-over NAME",
            "/case ok NAME, when you have heard that they are OK",
        ),
        parts=CASE_PARTS,
    ),
    Command(
        name="records",
        says="See what was removed for its age, and what is to be decided",
        forms=("/records", "/records keep MEETING", "/records remove MEETING"),
        options=(
            Option(
                name="what",
                says="Keep a record, or remove it",
                kind=Kind.CHOICE,
                choices=("keep", "remove"),
                required=False,
            ),
            MEETING,
        ),
    ),
    *FOR_STAFF,
)
"""In the order in which people are shown them."""

BY_NAME = {command.name: command for command in COMMANDS}


def form_of(written: str) -> str:
    """How a command is written; of one with several forms those that begin as `written` does."""
    command = BY_NAME[written.split()[0]]
    forms = [form for form in command.forms if form.startswith(f"/{written}")]
    return " · ".join(form.removesuffix(".") for form in forms) or f"/{command.name}"
