"""Words that not everybody knows, and plainer ones for them (M1). The table is in config/."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

MOST = 12
"""How many are shown at a time: more would not be read."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORTEST_CAPITALS = 2


class HardWords(msgspec.Struct, frozen=True, kw_only=True):
    """The table of an organisation."""

    known: frozenset[str] = frozenset()
    """Words in capitals that everybody knows."""
    letters: int = 14
    """Words of at least this many letters are hard, in the table or not."""
    words: Mapping[str, str] = {}
    """Each with a plainer one, or with nothing; in small letters."""

    def found_in(self, text: str) -> list[tuple[str, str]]:
        """The hard words of a text in their order, each once, with what could stand instead."""
        places: dict[str, tuple[int, str, str]] = {}
        for hard, plainer in self.words.items():
            # Of "inclusion criteria" the second word alone is not shown again.
            if found := re.search(rf"(?<!\w){re.escape(hard)}(?!\w)", text, re.IGNORECASE):
                places[hard] = (found.start(), found[0], plainer)
        for found in _WORD.finditer(text):
            if found[0].casefold() not in places and self._looks_hard(found[0]):
                places[found[0].casefold()] = (found.start(), found[0], "")
        shown = [place for name, place in places.items() if not _is_in_another(name, places)]
        return [(word, plainer) for _, word, plainer in sorted(shown)][:MOST]

    def _looks_hard(self, word: str) -> bool:
        in_capitals = word.isupper() and len(word) >= _SHORTEST_CAPITALS
        return (in_capitals and word not in self.known) or len(word) >= self.letters


def _is_in_another(name: str, places: Mapping[str, object]) -> bool:
    return any(name != other and f" {name} " in f" {other} " for other in places)
