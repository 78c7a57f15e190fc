"""What people write to the bot: cleaned, cut, and whether it says "ok" (L4); and short ids."""

from __future__ import annotations

import re
import secrets
import unicodedata

from bot.model import signals as s

OK_WORDS = frozenset(
    {"ok", "okay", "im ok", "i am ok", "im okay", "i am okay", "fine", "im fine", "i am fine"}
)
HELP_WORDS = frozenset(
    {
        *("help", "help me", "please help", "please help me", "help me please", "help please"),
        *("i need help", "i need help please", "i need help now"),
        *("i need someone", "i need somebody"),
        *("i need to talk", "i need to talk to someone", "i need to talk to somebody"),
        *("can someone help me", "can somebody help me", "someone help me", "somebody help me"),
        *("i want to talk to someone", "i am scared", "im scared", "i am not safe", "im not safe"),
        *("i am not ok", "im not ok", "i am in danger", "im in danger"),
    }
)
"""What is a call for help and never an answer to a question (Y12)."""
LONGEST_WORDS = 2000
"""Letters kept of what somebody wrote; the rest would not fit a message that passes it on."""
_PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters that nobody mistakes for another when they type them."""
_SHORT = 5
_PARTS = re.compile(r"[.,;:!?\n]+| - | – ")


def kind_of(words: str) -> s.WordsKind:
    """Whether a whole message says "ok" (L4). "I'm not ok" does not."""
    bare = _bare(words)
    if bare in OK_WORDS:
        return s.WordsKind.OK
    return s.WordsKind.DUTY if "contact person" in bare else s.WordsKind.OTHER


def calls_for_help(words: str, *, young: bool) -> bool:
    """Whether a whole message asks for help; of a young person one sentence of it is enough."""
    parts = [words, *_PARTS.split(words)] if young else [words]
    return any(_bare(part) in HELP_WORDS for part in parts)


def _bare(words: str) -> str:
    letters = unicodedata.normalize("NFKC", words).replace("’", "").replace("'", "").lower()
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def clean_words(text: str) -> str:
    """What somebody wrote, without marks that would turn other text around, and not endless."""
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf"})
    return kept.strip()[:LONGEST_WORDS]


def plain_id() -> str:
    """A short random id that people can read out and type."""
    return "".join(secrets.choice(_PLAIN) for _ in range(_SHORT))
