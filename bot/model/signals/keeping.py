"""What is not kept of a meeting any longer (V4, V5)."""

from __future__ import annotations

from bot.model.people import PersonId
from bot.model.signals.base import MeetingSignal


class Forgotten(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Nothing is kept of the person any more but what a record needs (V4)."""

    person: PersonId


class Faded(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The meeting was over long ago: only what has to be kept of it stays (V5)."""

    keeps_record: bool = True
    """Whether there were cases in it, whose record stays until it is looked at again."""
    keeps_claims: bool = True
    """Whether what was paid has still to be kept for finance."""


class RecordRemoved(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The lead had the record of the meeting, its cases and all words in it removed (V5)."""

    by: PersonId
