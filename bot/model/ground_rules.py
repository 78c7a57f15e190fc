"""The ground rules of a group, as they stand in its one paper of that kind (M4).

What was adopted before is kept: each version with its day.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """Ground rules that the group has agreed to."""

    version: int
    at: datetime
    lines: tuple[str, ...]


class GroundRules(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of them: what holds, what held before, and what was proposed since."""

    versions: tuple[Adopted, ...] = ()
    proposed: tuple[str, ...] = ()
    put: str = ""
    """Where the group was asked about what is proposed: the meeting, and the question's number."""
    asked: tuple[str, ...] = ()
    """What it was asked: everything that would hold."""

    @property
    def current(self) -> tuple[str, ...]:
        """What holds."""
        return self.versions[-1].lines if self.versions else ()


def paper_id(group: str) -> str:
    """The id of a group's paper of ground rules."""
    return f"ground-rules/{group}"


def read(doc: dict[str, Any]) -> GroundRules:
    """What stands in the paper."""
    return msgspec.convert(doc, GroundRules)


def written(rules: GroundRules) -> dict[str, Any]:
    """The same as it is kept."""
    doc: dict[str, Any] = msgspec.to_builtins(rules)
    return doc


def as_lines(lines: tuple[str, ...]) -> str:
    """As they are shown."""
    return "\n".join(f"• {line}" for line in lines)
