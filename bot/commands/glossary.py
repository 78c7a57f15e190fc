"""The words of a group, explained once for everybody: /glossary (M4)."""

from __future__ import annotations

import msgspec

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.listing import form_of
from bot.commands.names import clean_line
from bot.model.paper import Paper, PaperKind
from bot.model.people import STAFF, Group

LONGEST_MEANING = 300
MOST_SHOWN = 40


class Explained(msgspec.Struct, frozen=True):
    """A word and what it means."""

    word: str
    meaning: str


def glossary(asked: Asked) -> None:
    """`/glossary`, and for staff `/glossary add WORD = MEANING`."""
    match asked.words:
        case []:
            _show(asked)
        case ["add", *words]:
            _add(asked, " ".join(words))
        case words:
            known = meaning_of(asked, " ".join(words))
            if known is None:
                raise SorryError("glossary", "unknown", words=" ".join(words))
            asked.answer("word-known", words=known.word, note=known.meaning)


def meaning_of(asked: Asked, word: str) -> Explained | None:
    """What the glossary of any group of theirs says about it."""
    for group in asked.groups():
        found = _words(asked, group).get(_same(word))
        if found is not None:
            return found
    return None


def _show(asked: Asked) -> None:
    words = {key: word for group in asked.groups() for key, word in _words(asked, group).items()}
    shown = [words[key] for key in sorted(words)][:MOST_SHOWN]
    lines: list[Line] = [{"line": "word", "words": one.word, "note": one.meaning} for one in shown]
    asked.answer("glossary", None if lines else "none", choices=lines)


def _add(asked: Asked, written: str) -> None:
    group = asked.group_for(STAFF)
    word, equals, meaning = (clean_line(part) for part in written.partition("="))
    if not word or not equals or not meaning:
        raise SorryError("wrong-form", command=form_of("glossary add"))
    words = {**_words(asked, group), _same(word): Explained(word, meaning[:LONGEST_MEANING])}
    asked.books.put_paper(
        Paper(
            id=f"glossary/{group.id}",
            group=group.id,
            kind=PaperKind.GLOSSARY,
            at=asked.now,
            doc={key: [one.word, one.meaning] for key, one in words.items()},
        )
    )
    asked.answer("glossary", "added", words=word)


def _words(asked: Asked, group: Group) -> dict[str, Explained]:
    paper = asked.books.paper(f"glossary/{group.id}")
    doc = paper.doc if paper is not None else {}
    return {key: Explained(word, meaning) for key, (word, meaning) in doc.items()}


def _same(word: str) -> str:
    """However it is spelt: Co-production is co-production."""
    return " ".join(word.casefold().split())
