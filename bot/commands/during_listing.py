"""The commands for while a meeting runs (M4), as the platforms list them."""

from __future__ import annotations

from bot.commands.listed import BOTH, Command
from bot.commands.options import Kind, Option
from bot.model.during import Duty


def _choice(name: str, says: str, *choices: str, required: bool = False) -> Option:
    return Option(name=name, says=says, kind=Kind.CHOICE, choices=choices, required=required)


def _words(says: str, *, name: str = "words", required: bool = True, longest: int = 500) -> Option:
    return Option(name=name, says=says, required=required, longest=longest)


FOR_EVERYBODY: tuple[Command, ...] = (
    Command(name="break", says="Ask for a break; nobody hears who", scopes=BOTH),
    Command(
        name="hand",
        says="Say that you would like to speak",
        scopes=BOTH,
        forms=(
            "/hand",
            "/hand down",
            "/hand next, for the chair",
            "/hand list, for the chair",
        ),
        options=(_choice("what", "What you want to do", "up", "down", "next", "list"),),
    ),
    Command(
        name="jargon",
        says="Ask what a word means; nobody hears who",
        forms=("/jargon WORD",),
        options=(_words("The word", name="word", longest=60),),
    ),
    Command(
        name="glossary",
        says="See the words that we have explained",
        forms=("/glossary", "/glossary WORD", "/glossary add WORD = MEANING, for staff"),
        options=(
            _choice("what", "What you want to do", "add"),
            _words("A word; or the word = what it means", required=False),
        ),
    ),
    Command(
        name="stuck",
        says="Get technical help, and stay",
        scopes=BOTH,
    ),
    Command(
        name="notes",
        says="See what was agreed in a meeting",
        forms=("/notes", "/notes MEETING"),
        options=(_words("Its short name or its title", name="meeting", required=False),),
    ),
    Command(
        name="rules",
        says="See what we have agreed on for our group",
        forms=(
            "/rules",
            "/rules add TEXT, for staff",
            "/rules drop NUMBER, for staff",
            "/rules adopt, for staff: ask everybody in the room",
        ),
        options=(
            _choice("what", "What you want to do", "add", "drop", "adopt"),
            _words("The rule, or its number", required=False, longest=200),
        ),
    ),
    Command(
        name="roles",
        says="See who does what in the next meeting",
        forms=("/roles", "/roles offer, for staff", "/roles offer ROLE, for staff"),
        options=(
            _choice("what", "What you want to do", "offer"),
            _choice("role", "Which role", *(duty.value for duty in Duty)),
        ),
    ),
    Command(
        name="note",
        says="Write something down, if you take the notes",
        forms=("/note TEXT",),
        options=(_words("What to write down", longest=800),),
    ),
    Command(
        name="action",
        says="Write down who does what, if you take the notes",
        forms=("/action WHO: TEXT by DATE, like /action Pat: book the room by 2027-02-01",),
        options=(
            Option(name="who", says="Who does it", kind=Kind.PERSON),
            _words("What they do", required=False, longest=800),
            Option(name="by", says="By when, like 2027-02-01", kind=Kind.DATE, required=False),
        ),
    ),
    Command(
        name="decide",
        says="Write down a decision, if you take the notes",
        forms=(
            "/decide list, for everybody",
            "/decide new QUESTION",
            "/decide who us-together, consulted, or not-ours and the reason",
            "/decide option TEXT",
            "/decide how TEXT, like consensus or vote",
            "/decide outcome TEXT",
            "/decide dissent TEXT",
            "/decide review DATE, like /decide review 2027-06-01",
            "/decide key yes, if someone else has to confirm it",
            "/decide close",
        ),
        options=(
            _choice(
                "what", "What you want to do",
                *("list", "new", "who", "option", "how", "outcome", "dissent", "review", "key"),
                *("close",),
                required=True,
            ),
            _words("The words that go with it", required=False),
        ),
    ),
)  # fmt: skip

FOR_STAFF: tuple[Command, ...] = (
    Command(
        name="ask",
        says="Begin a round in which everybody may speak",
        scopes=BOTH,
        forms=("/ask checkin", "/ask checkin QUESTION"),
        options=(
            _choice("what", "What you ask", "checkin", required=True),
            _words("Your question", required=False),
        ),
    ),
    Command(
        name="thumbs",
        says="Ask everybody for a thumb up, down or unsure",
        scopes=BOTH,
        forms=("/thumbs QUESTION", "/thumbs close"),
        options=(_words("Your question, or close"),),
    ),
)
