"""A decision of a group, as it stands in its paper (M4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from bot.model.ids import PersonId


class WhoDecides(StrEnum):
    """Whose decision it is."""

    US = "us-together"
    CONSULTED = "consulted"
    """Others decide, and hear the group first."""
    NOT_OURS = "not-ours"


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything about one decision."""

    question: str
    author: PersonId
    who: WhoDecides = WhoDecides.US
    reason: str = ""
    """Why it is not for the group to decide."""
    options: tuple[str, ...] = ()
    how: str = ""
    """By consensus, by vote, or in their words."""
    outcome: str = ""
    dissent: str = ""
    """What those thought who did not agree; without names unless they want it."""
    review: date | None = None
    key: bool = False
    """Whether it is important enough to need a quorum, and somebody who confirms it."""
    took_part: tuple[PersonId, ...] = ()
    closed_by: PersonId | None = None
    confirmed_by: PersonId | None = None


def read(doc: dict[str, Any]) -> Decision:
    """What stands in the paper."""
    return msgspec.convert(doc, Decision)


def written(decision: Decision) -> dict[str, Any]:
    """The same as it is kept."""
    doc: dict[str, Any] = msgspec.to_builtins(decision)
    return doc
