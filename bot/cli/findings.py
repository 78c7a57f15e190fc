"""What the doctor finds."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Level(StrEnum):
    """How it stands."""

    OK = "ok"
    ATTENTION = "attention"
    WRONG = "wrong"


class Finding(msgspec.Struct, frozen=True):
    """One line: how something stands, and what to do."""

    level: Level
    about: str
    says: str


def ok(about: str, says: str) -> Finding:
    """It is as it should be."""
    return Finding(Level.OK, about, says)


def attention(about: str, says: str) -> Finding:
    """It works, but somebody should look at it."""
    return Finding(Level.ATTENTION, about, says)


def wrong(about: str, says: str) -> Finding:
    """It does not work."""
    return Finding(Level.WRONG, about, says)
