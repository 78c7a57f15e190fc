"""What comes in before and after a meeting: who comes, the agenda, practice, costs."""

from __future__ import annotations

from bot.model.agenda import USUAL_MINUTES
from bot.model.costs import CostItem, Settle, Wish
from bot.model.people import PersonId
from bot.model.profile import Money, PayWay, TakesPart
from bot.model.signals.base import MeetingSignal


class CannotCome(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person said beforehand that they cannot come."""

    person: PersonId


class Expected(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person is expected from now on, in a meeting that is published already."""

    person: PersonId


class Answered(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person said how they will take part."""

    person: PersonId
    answer: TakesPart


class PractiseAgain(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person has another platform or device now: a practice is worth offering again (P1)."""

    person: PersonId


class PractiseHelp(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person asked for help with something that did not work in their practice (P1)."""

    person: PersonId
    part: str


class ItemAdded(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Something was put on the agenda (M1). `by` None: without a name, and nobody knows whose."""

    words: str
    """Sealed."""
    by: PersonId | None = None
    minutes: int = USUAL_MINUTES
    is_break: bool = False


class ItemSorted(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The organiser arranged an agenda item by command: the same as the buttons, and its length."""

    by: PersonId
    item: str
    button: str
    """Of `agenda-sort`."""
    minutes: int | None = None


class WhySaid(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """It was said what the meeting is for (M1)."""

    by: PersonId


class ClaimWished(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Somebody said what they want of a claim, in words rather than by a button (C2)."""

    person: PersonId
    wish: Wish
    of: PersonId | None = None
    """Whose claim it is, if somebody takes part through the account of `person`."""
    amount: Money | None = None
    item: CostItem | None = None
    way: PayWay | None = None
    words: str | None = None
    """Sealed."""


class ClaimSettled(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """An organiser approved a claim, asked about it, or paid it, in words (C3)."""

    by: PersonId
    of: PersonId
    settle: Settle
    words: str | None = None
    """Sealed: what they ask."""
