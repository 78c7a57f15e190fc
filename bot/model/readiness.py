"""Whether a meeting is ready: what is looked at, and how it stands (P4)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.model.ids import PersonId


class Light(StrEnum):
    """How something stands: it is right, it could be better, it has to be mended."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class ReadyLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the list."""

    about: str
    """The name of what was looked at: `adults`, `contact`, `routes` …"""
    light: Light
    who: tuple[PersonId, ...] = ()
    """Whom it concerns."""
    number: int = 0
