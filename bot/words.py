"""What people write to the bot: cleaned, cut, and whether it says "ok" (L4); and short ids."""

from __future__ import annotations

import secrets
import unicodedata

from bot.model import signals as s

OK_WORDS = frozenset(
    {"ok", "okay", "im ok", "i am ok", "im okay", "i am okay", "fine", "im fine", "i am fine"}
)
LONGEST_WORDS = 2000
"""Letters kept of what somebody wrote; the rest would not fit a message that passes it on."""
_PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters that nobody mistakes for another when they type them."""
_SHORT = 5


def kind_of(words: str) -> s.WordsKind:
    """Whether a whole message says "ok" (L4). "I'm not ok" does not."""
    letters = unicodedata.normalize("NFKC", words).replace("’", "").replace("'", "").lower()
    bare = " ".join("".join(c if c.isalnum() else " " for c in letters).split())
    if bare in OK_WORDS:
        return s.WordsKind.OK
    return s.WordsKind.DUTY if "contact person" in bare else s.WordsKind.OTHER


def clean_words(text: str) -> str:
    """What somebody wrote, without marks that would turn other text around, and not endless."""
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf"})
    return kept.strip()[:LONGEST_WORDS]


def plain_id() -> str:
    """A short random id that people can read out and type."""
    return "".join(secrets.choice(_PLAIN) for _ in range(_SHORT))
