"""What people tell the bot in private, in words or by a button (SPEC 8)."""

from __future__ import annotations

from enum import StrEnum

from bot.model.people import PersonId, Platform
from bot.model.signals.base import MeetingSignal


class WordsKind(StrEnum):
    """What private words are, decided before they are sealed."""

    OK = "ok"
    DUTY = "duty"
    """Speaks of being the contact person; anything else to whoever is not (L9)."""
    OTHER = "other"


class Said(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Private words to the bot; `sealed` can be read only when a message is written."""

    person: PersonId
    kind: WordsKind
    sealed: str
    platform: Platform


class NotUnderstood(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Nobody's flow had a use for these words: one line of help, never silence (SPEC 8)."""

    person: PersonId
    platform: Platform


class Pressed(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """A button on a message that this person was sent (checked before it becomes a signal)."""

    person: PersonId
    key: str
    button: str
    platform: Platform
    case: str | None = None
    thread: str = ""
    """What the message was about, where that is not a case: `guardian/CHILD`."""


class PinTyped(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Somebody typed a PIN on the young person's account; it was compared before (Y3)."""

    person: PersonId
    right: bool
    by: PersonId | None = None
    """The guardian, when it was typed on their own account."""
    wrong_before: int = 0
    """How many wrong ones were typed within a day for a guardian of theirs, but for those that
    this meeting has counted for them: in other meetings, or for a brother or sister."""
