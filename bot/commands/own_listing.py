"""The commands for what is somebody's own: practice, diary, data, agreement, answers, PIN."""

from __future__ import annotations

from bot.commands.listed import BOTH, Command
from bot.commands.options import Kind, Option
from bot.commands.parts import MEETING, PRACTISING

ONES_OWN: tuple[Command, ...] = (
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
        scopes=BOTH,
        options=(
            Option(name="command", says="One command, like meeting", required=False, longest=32),
        ),
    ),
)
