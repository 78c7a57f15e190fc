"""What comes in about a meeting while it runs (M4). Part of `bot.model.signals`."""

from __future__ import annotations

import msgspec

from bot.model.during import Duty
from bot.model.ids import PersonId


class DuringSignal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is"):
    """Base of these signals: tagged by class name, so that the journal can be read back."""


class BreakWanted(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody would like a break. The others do not hear who."""

    person: PersonId


class RoundAsked(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Staff began a round in which everybody may say something, the organiser first."""

    by: PersonId
    words: str | None = None
    """Sealed: the question; None: how everybody is today."""


class HandRaised(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody would like to speak."""

    person: PersonId


class HandLowered(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody would not like to speak any more."""

    person: PersonId


class NextCalled(DuringSignal, frozen=True, kw_only=True, tag=True):
    """The chair asks whoever is next to speak."""

    by: PersonId


class ThumbsAsked(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Staff put a question to everybody in the room."""

    by: PersonId
    words: str
    """Sealed."""


class ThumbsClosed(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Staff closed the question."""

    by: PersonId


class WordAsked(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody would like to know what a word means. Who it is stands nowhere."""

    words: str
    """Sealed."""


class DutyOffered(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Staff offered a duty, to those first who have had it least."""

    by: PersonId
    duty: Duty
    order: tuple[PersonId, ...]


class NoteShown(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Something was written down about people, who are asked whether it is right."""

    by: PersonId
    paper: str
    words: str
    """Sealed."""
    to: tuple[PersonId, ...]


class RulesPut(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Staff asked everybody in the room to agree to ground rules."""

    by: PersonId
    words: tuple[str, ...]
    """Sealed, each of them."""


class RulesAgreed(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody agrees to the ground rules."""

    person: PersonId
    number: int


class DecisionPut(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Something was decided. A key decision is first confirmed by somebody else."""

    by: PersonId
    paper: str
    words: tuple[str, ...]
    """Sealed: the question, and what was decided."""
    confirm: bool = False


class DecisionConfirmed(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody who takes part confirmed a key decision."""

    person: PersonId
    paper: str
    words: tuple[str, ...]


class Stuck(DuringSignal, frozen=True, kw_only=True, tag=True):
    """Somebody needs technical help, and is not leaving (SPEC 8)."""

    person: PersonId


During = (
    BreakWanted
    | RoundAsked
    | HandRaised
    | HandLowered
    | NextCalled
    | ThumbsAsked
    | ThumbsClosed
    | WordAsked
    | DutyOffered
    | NoteShown
    | RulesPut
    | RulesAgreed
    | DecisionPut
    | DecisionConfirmed
    | Stuck
)
