"""A case: the record that somebody needs looking after."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.model.people import PersonId, Platform


class CaseKind(StrEnum):
    """Why somebody needs looking after."""

    LEFT = "left"
    NO_SHOW = "no_show"
    SUPPORT = "support"
    SHORTFALL = "shortfall"
    CONCERN = "concern"


class Stage(StrEnum):
    """grace → checking → nudged → escalated → owned → closed."""

    GRACE = "grace"
    CHECKING = "checking"
    NUDGED = "nudged"
    ESCALATED = "escalated"
    OWNED = "owned"
    CLOSED = "closed"


class CaseStep(StrEnum):
    """What a case waits for next."""

    BACK_SOON_OVER = "back-soon-over"
    CHECK_IN = "check-in"
    NUDGE = "nudge"
    ESCALATE = "escalate"
    RUNG = "rung"
    BROADCAST = "broadcast"
    OWNERSHIP_EXPIRES = "ownership-expires"
    TOLD = "told"
    """Whoever has the case is asked again whether the guardian was told (Y5)."""
    CHOOSE = "choose"
    """A young person has not said who may see it; then the lead and the deputy do (Y12)."""


_OF_AN_OWNER = frozenset({CaseStep.OWNERSHIP_EXPIRES, CaseStep.TOLD})


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """The next deadline of a case."""

    step: CaseStep
    at: datetime


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that has been tried, for the alert's "what has been tried" and the record."""

    what: str
    at: datetime
    platform: Platform | None = None
    by: PersonId | None = None
    ok: bool = True


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A staff message about the case that a platform refused; tried again every minute (L5)."""

    to: PersonId
    platform: Platform
    key: str
    thread: str
    retry_at: datetime


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One case. It always has a next deadline, or an owner whose ownership expires."""

    id: str
    subject: PersonId
    kind: CaseKind
    stage: Stage
    opened_at: datetime
    left_at: datetime
    """L, the moment the times of L3 are counted from."""
    climb_at: datetime
    """When the case goes up the ladder if nothing is heard."""
    next: Next | None = None
    excluded: tuple[PersonId, ...] = ()
    only: tuple[PersonId, ...] = ()
    """The only people who may see it, if a young person chose (Y12). Empty: all staff."""
    tried: tuple[Tried, ...] = ()

    called: tuple[PersonId, ...] = ()
    """The rungs called in this climb."""
    alerted: tuple[PersonId, ...] = ()
    """Everybody who holds an alert about this case."""
    refusals: tuple[Refusal, ...] = ()
    words: tuple[str, ...] = ()
    """Sealed: what the person wrote. Only the owner is shown it."""

    unseen: bool = False
    """The person vanished while nothing was seen (L12)."""

    gone_at: datetime | None = None
    """Since when they are out of the meeting without a word, though they are looked after (L3)."""
    ask_at: datetime | None = None
    """When they are asked about that whether they are OK, or asked once more."""
    asked_gone: bool = False
    """Whether they were asked so: that they are OK says nothing of what they wanted before."""

    owner: PersonId | None = None
    last_owner: PersonId | None = None
    """Who had it until their time ran out; what they report still counts."""
    failed_at: datetime | None = None
    additional_at: datetime | None = None
    """When the owner and the lead are asked about additional steps (L7)."""
    deciders: tuple[PersonId, ...] = ()
    stopping: PersonId | None = None
    """Who chose to do nothing more and owes a written reason (L7)."""

    choose_at: datetime | None = None
    """Until when a young person is asked who may see it (Y12)."""
    guardian_at: datetime | None = None
    """When an adult is asked to call the guardian (Y5)."""
    guardian_called: bool = False
    """Somebody took it on to call a guardian, and has seen the numbers."""
    guardian_told: bool = False
    """The guardian was told that all is well."""
    found: bool = False
    """The person is well; the case waits only for the guardian to be told."""

    closed_at: datetime | None = None
    outcome: str | None = None
    closed_by: PersonId | None = None
    reason: str | None = None
    """Sealed words: why nothing more was done."""

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended yet, in grace or beyond."""
        return self.stage is not Stage.CLOSED

    @property
    def counts(self) -> bool:
        """Whether the case counts as open to people: those in grace do not (SPEC 9)."""
        return self.is_open and self.stage is not Stage.GRACE

    @property
    def owner_expires(self) -> datetime | None:
        """When the ownership expires, if somebody owns the case (L6)."""
        if self.owner is None or self.next is None:
            return None
        return self.next.at if self.next.step in _OF_AN_OWNER else None

    def may_see(self, person: PersonId) -> bool:
        """Neither the subject nor anybody excluded ever sees a case (L5, invariant 3)."""
        chosen = not self.only or person in self.only
        return chosen and person != self.subject and person not in self.excluded
