"""The commands for taking part: leaving, asking for someone, agenda, answers, claims."""

from __future__ import annotations

from bot.commands.listed import BOTH, Command
from bot.commands.options import Kind, Option
from bot.commands.parts import CODE, MEETING, NOTE, NUMBER
from bot.commands.parts_of_costs import CLAIM_PARTS
from bot.commands.parts_of_meetings import AGENDA_PARTS

TAKING_PART: tuple[Command, ...] = (
    Command(
        name="leaving",
        says="Say how you are leaving",
        scopes=BOTH,
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
    Command(name="here", says="Say that you are here", scopes=BOTH),
    Command(name="ok", says="Say that you are OK", scopes=BOTH),
    Command(
        name="support",
        says="Ask for someone to contact you",
        scopes=BOTH,
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
)
