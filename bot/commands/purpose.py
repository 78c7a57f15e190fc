"""What a group is for, in the words of those who run it: shown to whoever is invited (P3)."""

from __future__ import annotations

from bot.commands.asking import Asked
from bot.commands.names import clean_line
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group

LONGEST = 400
"""Letters kept."""


def keep_purpose(asked: Asked, group: Group) -> None:
    """`/people why WORDS`: what the group is for, and why people are asked to join."""
    words = clean_line(" ".join(asked.words))[:LONGEST]
    asked.books.put_paper(
        Paper(
            id=f"purpose-{group.id}",
            group=group.id,
            kind=PaperKind.PURPOSE,
            at=asked.now,
            doc={"words": words},
        )
    )
    asked.answer("kept", "why", group=asked.group_name(group.id), words=words)


def purpose_of(asked: Asked, group_id: str) -> str:
    """Those words; empty: nobody has written any."""
    found = asked.books.paper(f"purpose-{group_id}")
    return "" if found is None else str(found.doc["words"])
