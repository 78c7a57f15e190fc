"""Everything people read: a message key and facts become a text.

The words are in `config/wording/LOCALE/*.ftl` (Project Fluent), so that people who do not
program can change them. How those files work is told at the top of `parts.ftl`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.wording.book import Book, Entry, WordingError, read_book
from bot.wording.fill import fill, plain, slots, tidy

__all__ = ["TEXT_LIMIT", "TOAST_LIMIT", "Wording", "WordingError"]

TEXT_LIMIT = 4000
"""The longest text, in UTF-16 units, the way chat platforms count: never less than letters."""

TOAST_LIMIT = 200
"""The longest short word shown when a button is pressed, in UTF-16 units."""

_BUTTON, _TOAST, _PART, _LINE = "button-", "toast-", "part-", "line-"
_FIRST_LINE, _AGAIN = "part-first-line", "part-again"


class Wording:
    """Key + facts → text.

    With `strict`, a fact that a text names and nobody gave is a `WordingError`, which is for
    tests. Without, it counts as empty: a message that somebody waits for is always sent.
    """

    def __init__(self, book: Book, *, strict: bool = False) -> None:
        self._book = book
        self._strict = strict
        self._keys = frozenset(
            name
            for name, variant in book.entries
            if variant is None and not name.startswith((_BUTTON, _TOAST, _PART, _LINE))
        )
        self._first_line = self._render(_FIRST_LINE, {})
        self._again = self._render(_AGAIN, {})

    @classmethod
    def load(cls, folder: Path, locale: str = "en-GB", *, strict: bool = False) -> Wording:
        """Read every text in `folder/locale`.

        Raises `WordingError`, one sentence with file and line, when a text cannot be used.
        """
        return cls(read_book(folder, locale), strict=strict)

    def text(
        self,
        key: str,
        facts: Mapping[str, str | int],
        *,
        variant: str | None = None,
        private: bool = True,
    ) -> str:
        """The text of a message, at most `TEXT_LIMIT` long; only facts are ever shortened.

        A variant that is not there falls back to the plain text. `private` puts the neutral
        first line before it (V8). The fact `again` = 1 adds the line about repeats.
        Raises `WordingError` for an unknown key.
        """
        if key not in self._keys:
            raise WordingError(f"There is no text called {key!r}.")
        before = f"{self._first_line}\n\n" if private else ""
        after = f"\n\n{self._again}" if facts.get("again") in (1, "1") else ""
        return self._render(key, facts, variant, before=before, after=after)

    def button(self, name: str) -> str:
        """The label of a button. Raises `WordingError` for an unknown name."""
        return self._render(_BUTTON + name, {})

    def toast(self, name: str, facts: Mapping[str, str | int]) -> str:
        """The short word shown to whoever pressed a button, at most `TOAST_LIMIT` long.

        Raises `WordingError` for an unknown name.
        """
        return self._render(_TOAST + name, facts, limit=TOAST_LIMIT)

    def line(self, name: str, facts: Mapping[str, str | int], *, limit: int = TOAST_LIMIT) -> str:
        """One ready-made line, such as one thing that has been tried, at most `limit` long.

        Raises `WordingError` for an unknown name.
        """
        return self._render(_LINE + name, facts, limit=limit)

    def has(self, key: str, variant: str | None = None) -> bool:
        """Whether there is a text of this key, in exactly this variant."""
        return key in self._keys and (key, variant) in self._book.entries

    def keys(self) -> frozenset[str]:
        """Every message key that has a text."""
        return self._keys

    def variants(self, key: str) -> frozenset[str]:
        """The variants of a key besides the plain text."""
        return frozenset(v for name, v in self._book.entries if name == key and v is not None)

    def _render(
        self,
        name: str,
        facts: Mapping[str, str | int],
        variant: str | None = None,
        *,
        before: str = "",
        after: str = "",
        limit: int = TEXT_LIMIT,
    ) -> str:
        entry = self._entry(name, variant)
        if self._strict and not entry.facts <= facts.keys():
            missing = ", ".join(sorted(entry.facts - facts.keys()))
            raise WordingError(f"The text {name!r} needs facts that were not given: {missing}.")
        given = plain(facts, entry.facts)
        body, _ = self._book.bundle.format_pattern(entry.pattern, slots(given))
        return fill(f"{before}{tidy(str(body))}{after}", given, limit)

    def _entry(self, name: str, variant: str | None) -> Entry:
        entries = self._book.entries
        entry = entries.get((name, variant)) or entries.get((name, None))
        if entry is None:
            raise WordingError(f"There is no text called {name!r}.")
        return entry
