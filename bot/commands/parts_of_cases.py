"""The parts of `/case`."""

from __future__ import annotations

from bot.commands.options import Kind, Option, Part
from bot.commands.parts import CASE

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
