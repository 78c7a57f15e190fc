"""Putting facts into a text: plain, harmless, and never too long.

Fluent only decides which words are printed. It is given a slot for each fact instead of the
fact itself, and the facts are put in afterwards. So nothing that people call themselves or
write can be taken for wording, and what is shortened is always a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import regex
from fluent.runtime.types import FluentType

NOTHING: Final = "\x03"
"""Stands where a text prints nothing; a line that holds only this is left out."""

_SLOT: Final = re.compile("\x01([a-z_]+)\x02")
_LEFT_OUT: Final = re.compile(f"^[ \t]*{NOTHING}[ \t{NOTHING}]*(?:\n|$)", re.MULTILINE)
_GAP: Final = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")

_MANY_LINES: Final = frozenset(
    (
        *(
            "tried",
            "routes",
            "choices",
            "who",
            "note",
            "words",
            "reason",
            "emergency_note",
            "rules",
        ),
        *("items", "coming", "warnings", "hard_words", "why"),
        *("cost_items", "benefits"),
    )
)
"""Facts that may have several lines. In any other a line break would only confuse."""

# Control characters, and the marks that turn the direction of all that follows on the line:
# with them a name could garble the phone number behind it. Letters of every script stay.
_HARMLESS: Final = (
    dict[int, str | None].fromkeys((*range(0x20), *range(0x7F, 0xA0)))
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
    | {ord("\t"): " ", ord("\n"): "\n", 0x2028: "\n", 0x2029: "\n"}
)


class _Slot(FluentType):
    """Stands in for a fact.

    A text can choose by it: `none` if it is empty, else its value with a hyphen for each space.
    """

    def __init__(self, name: str, value: str) -> None:
        self._mark = f"\x01{name}\x02" if value else NOTHING
        self._empty = not value
        self._choice = value.replace(" ", "-")

    def __eq__(self, other: object) -> bool:
        return self._empty if other == "none" else self._choice == other

    def __hash__(self) -> int:
        return hash(self._choice)

    def format(self, locale: object) -> str:
        """Fluent asks for this to print the fact."""
        del locale  # A slot looks the same everywhere.
        return self._mark


def plain(facts: Mapping[str, str | int], names: Iterable[str]) -> dict[str, str | int]:
    """The named facts as harmless plain text; a fact that was not given is empty."""
    return {name: _plain(name, facts.get(name, "")) for name in names}


def slots(facts: Mapping[str, str | int]) -> dict[str, _Slot | int]:
    """What Fluent is given: numbers as they are, because plurals need them, else slots."""
    return {
        name: value if isinstance(value, int) else _Slot(name, value)
        for name, value in facts.items()
    }


def tidy(body: str) -> str:
    """Leave out lines in which everything is empty; of blank lines keep one at a time."""
    shown = _LEFT_OUT.sub("", body).replace(NOTHING, "")
    return _GAP.sub("\n\n", shown).strip()


def fill(template: str, facts: Mapping[str, str | int], limit: int) -> str:
    """Put plain facts into their slots, the longest shortened until the text fits `limit`.

    `limit` is in UTF-16 units, the way chat platforms count.
    """
    pieces = _SLOT.split(template)
    wording, names = pieces[::2], pieces[1::2]
    values = {name: str(facts[name]) for name in names}
    room = limit - sum(map(_units, wording))
    if sum(_units(values[name]) for name in names) > room:
        longest = _longest_allowed([_units(values[name]) for name in names], room)
        values = {name: _shortened(value, longest) for name, value in values.items()}
    pieces[1::2] = [values[name] for name in names]
    return "".join(pieces)


def _plain(name: str, value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    if not (value.isascii() and value.isprintable()):
        value = value.encode("utf-8", "replace").decode("utf-8").translate(_HARMLESS)
    return value.strip() if name in _MANY_LINES else " ".join(value.split())


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _longest_allowed(lengths: list[int], room: int) -> int:
    """The greatest length at which, with all longer ones cut down to it, everything fits."""
    left = room
    for done, length in enumerate(sorted(lengths)):
        share = max(0, left) // (len(lengths) - done)
        if length > share:
            return share
        left -= length
    return max(lengths, default=0)


def _shortened(value: str, longest: int) -> str:
    """At most `longest` units, ending in "…", if possible between what reads as letters."""
    if _units(value) <= longest:
        return value
    if longest < 1:
        return ""
    kept, room = "", longest - 1
    for letter in regex.findall(r"\X", value[:longest]):
        room -= _units(letter)
        if room < 0:
            break
        kept += letter
    # One letter may carry more marks than there is room for.
    return (kept.rstrip() or value[: (longest - 1) // 2]) + "…"
