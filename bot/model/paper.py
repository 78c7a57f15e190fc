"""Papers: what a group writes down for itself. Each is small, and sealed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from bot.model.people import PersonId


class PaperKind(StrEnum):
    """What a paper is."""

    AGENDA_ITEM = "agenda-item"
    NOTE = "note"
    ACTION = "action"
    DECISION = "decision"
    GROUND_RULES = "ground-rules"
    GLOSSARY = "glossary"
    PURPOSE = "purpose"
    """What the group is for, as whoever is invited reads it (P3)."""
    DIARY = "diary"
    SERIES = "series"
    SLOT = "slot"
    """A time at which a person runs a practice session (P1)."""
    REPORT = "report"
    """What the retention clock removed (V5)."""
    NOTICES = "notices"
    """What the daily look has told once and must not tell again."""
    ERASURE = "erasure"
    """Somebody asked for everything of theirs to be removed, and it waits (L11, V4)."""
    REVIEW = "review"
    """How it stands with the record of a meeting that had cases: when it is looked at (V5)."""


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One paper. `doc` is its text and particulars; it is sealed when it is written."""

    id: str
    group: str
    kind: PaperKind
    at: datetime
    doc: dict[str, Any]
    meeting: str | None = None
    person: PersonId | None = None
    """Whose it is; of a diary the only reader."""
    state: str = ""


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """The next private words of somebody belong to a question they were asked."""

    command: str
    """What the words are put behind, without the slash: `aboutme needs`."""
    until: datetime
