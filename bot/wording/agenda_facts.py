"""The facts about an agenda, for the texts that show one (M1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from bot.model.agenda import AgendaShown, Item, Sorting
from bot.model.hard_words import HardWords
from bot.model.people import PersonId
from bot.ports import MeetingDetails

LINE_LIMIT = 400
"""The longest line about one item or one person, in UTF-16 units."""


class _Names(Protocol):
    """Who and what the ids stand for."""

    meeting: MeetingDetails | None

    def name(self, person: PersonId) -> str: ...
    def why_of(self, person: PersonId) -> str: ...
    def unseal(self, sealed: str) -> str: ...


class _Line(Protocol):
    """Writes one ready-made line."""

    def __call__(self, name: str, facts: Mapping[str, str | int], *, limit: int) -> str: ...


NOTHING: Mapping[str, str | int] = dict.fromkeys(
    ("why", "items", "coming", "warnings", "hard_words", "closes"), ""
)


def agenda_facts(
    shown: AgendaShown | None,
    names: _Names,
    line: _Line,
    day: Callable[[datetime | None], str],
    hard_words: HardWords,
) -> Mapping[str, str | int]:
    """What is on it, who is coming and why, until when it is open; and what to look at again."""
    if shown is None:
        return NOTHING
    words = {item.id: names.unseal(item.words) for item in shown.items}
    why = names.meeting.why if names.meeting else ""
    lines = {
        item.id: _line_of(number, item, words[item.id], names, line, shown)
        for number, item in enumerate(shown.items, 1)
    }
    hard = hard_words.found_in("\n".join([why, *words.values()])) if shown.sorts else []
    return {
        "why": why,
        "items": "\n".join(lines.values()),
        "note": _looked_at(shown, words, lines),
        "coming": "\n".join(_coming(who, names, line) for who in shown.coming),
        "warnings": "\n".join(
            line(name, {"minutes": _minutes(name, shown)}, limit=LINE_LIMIT)
            for name in shown.warnings
        ),
        "hard_words": "\n".join(
            line("hard-word", {"words": word, "note": plainer}, limit=LINE_LIMIT)
            for word, plainer in hard
        ),
        "closes": day(shown.closes),
    }


def _line_of(
    number: int, item: Item, words: str, names: _Names, line: _Line, shown: AgendaShown
) -> str:
    facts: dict[str, str | int] = {
        "code": item.id if shown.sorts else str(number),
        "words": words,
        "minutes": item.minutes,
        "person": names.name(item.by) if item.by is not None else "",
        "reason": item.sorting.value,
    }
    name = "agenda-item" if item.sorting is Sorting.TAKE_IN else "agenda-put-off"
    return line(name, facts, limit=LINE_LIMIT)


def _looked_at(shown: AgendaShown, words: Mapping[str, str], lines: Mapping[str, str]) -> str:
    """The item that the buttons are about; of a single one its words alone."""
    if shown.at is not None:
        return lines.get(shown.at, "")
    alone = len(shown.items) == 1 and not shown.sorts
    return next(iter(words.values())) if alone else ""


def _coming(who: PersonId, names: _Names, line: _Line) -> str:
    facts = {"person": names.name(who), "words": names.why_of(who)}
    return line("coming", facts, limit=LINE_LIMIT)


def _minutes(warning: str, shown: AgendaShown) -> int:
    return shown.break_by if warning == "agenda-no-break" else shown.total
