"""What somebody may claim for one meeting, and how far that is (C2, C3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

import msgspec

from bot.model.ids import PersonId
from bot.model.money import exact
from bot.model.profile import Money, PayWay


class ClaimState(StrEnum):
    """asked → declined, or sent → approved → paid."""

    ASKED = "asked"
    DECLINED = "declined"
    SENT = "sent"
    """The organiser is to approve it."""
    APPROVED = "approved"
    """It is promised for a day."""
    PAID = "paid"


CHANGEABLE = frozenset({ClaimState.ASKED, ClaimState.DECLINED, ClaimState.SENT})
"""Until it is approved the person it is for may change it."""


class CostKind(StrEnum):
    """What a part of a claim is for."""

    MEETING = "meeting"
    """Being online or on the phone for the meeting itself."""
    TRAVEL = "travel"
    CARER = "carer"
    TIME = "time"
    """Thanks for somebody's time: an honorarium."""
    OTHER = "other"


class CostItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One part of a claim."""

    kind: CostKind
    amount: Money
    quantity: Decimal | None = None
    """Miles, or hours, where it was worked out from a rate."""
    words: str | None = None
    """Sealed: what it is, in their words."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person's claim for one meeting. There is one, however many accounts they have."""

    id: str
    items: tuple[CostItem, ...]
    state: ClaimState = ClaimState.ASKED
    way: PayWay | None = None
    """How it is to be paid; None: the organiser asks."""
    agreed: Money | None = None
    """What was agreed beforehand for one meeting (C1)."""
    pay_within_days: int
    """Days after the meeting by which it is promised."""
    ended_on: date
    """The day on which the meeting ended, where the group is."""
    asked_at: datetime
    remind_at: datetime
    shown_at: datetime | None = None
    """When it reached them, or was refused; nobody is reminded of what they do not have."""
    pressed: bool = False
    """Whether they have said what they want of it; then they are not reminded."""
    changing: bool = False
    """Whether they were asked for another amount, and it has not come."""
    sent_at: datetime | None = None
    organiser: PersonId | None = None
    """Who was asked to approve it."""
    approved_at: datetime | None = None
    approved_by: PersonId | None = None
    due_on: date | None = None
    """The promised day."""
    raise_at: tuple[datetime, ...] = ()
    """When the organiser hears of it while it is not paid."""
    paid_at: datetime | None = None
    question: str | None = None
    """Sealed: what the organiser asked."""
    answer: str | None = None
    """Sealed: what they answered."""

    @property
    def total(self) -> Money:
        """Everything in it, added up exactly."""
        amounts = [item.amount for item in self.items]
        return Money(
            amount=exact(sum((money.amount for money in amounts), Decimal(0))),
            currency=amounts[0].currency,
        )

    @property
    def promised_on(self) -> date:
        """The day by which it was to be paid, as agreed or as the policy says."""
        return self.ended_on + timedelta(days=self.pay_within_days)

    @property
    def for_the_meeting(self) -> Money:
        """The part that is for the meeting itself."""
        return self.items[0].amount


class ClaimShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a text says of a claim."""

    claim: Claim
    links: tuple[str, ...] = ()
    """Where somebody with benefits can ask."""


class Settle(StrEnum):
    """What an organiser does with a claim."""

    APPROVE = "approve"
    ASK = "ask"
    PAID = "paid"


class Wish(StrEnum):
    """What somebody wants of their own claim."""

    CLAIM = "claim"
    AMOUNT = "amount"
    ADD = "add"
    WAY = "way"
    DECLINE = "decline"
    ANSWER = "answer"
