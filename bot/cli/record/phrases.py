"""How a record writes names into sentences, lengths of time and platforms."""

from __future__ import annotations

from bot.cli.record import words as w
from bot.model.meeting import How
from bot.wording.facts import LATE_FROM

ENDINGS = {
    How.OK: "left, and said they are OK",
    How.TECHNICAL: "left, and said it is a technical problem",
    How.CONTACT: "asked for someone to contact them",
    How.BACK_SOON: "left, and said they would be back soon",
}


def filled(known: str, person: str) -> str:
    """A known sentence with the person it is about."""
    # Not str.format: what people call themselves is no pattern.
    return known.replace("{person}", person)


def platform_name(name: str) -> str:
    """How people call a platform."""
    return w.PLATFORMS.get(name, name)


def as_sentence(words: str) -> str:
    """Words that begin a sentence."""
    return words[:1].upper() + words[1:]


def in_minutes(seconds: int) -> str:
    """A length in seconds, as minutes and what is left."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min" if not rest else f"{minutes} min {rest} s"


def because(reason: str) -> str:
    """Why something was not done, if it is known."""
    return f" ({reason})" if reason else ""


def late(seconds: float) -> str:
    """By how much something was late, if it has to be said."""
    return f" Late by {in_minutes(int(seconds))}." if seconds >= LATE_FROM else ""
