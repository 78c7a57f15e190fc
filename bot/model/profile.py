"""What somebody told the bot about how they take part (P3). Kept sealed, all of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from bot.model.ids import PersonId, Platform
from bot.model.practice import Practice


class Connection(StrEnum):
    """How somebody pays for being online or on the phone (C1)."""

    UNLIMITED = "unlimited"
    LIMITED = "limited"
    PAY_AS_YOU_GO = "pay-as-you-go"


class TakesPart(StrEnum):
    """How somebody takes part; each counts as taking part (P3)."""

    JOIN = "join"
    LISTEN = "listen"
    """Listen and type."""
    PHONE = "phone"
    """Be phoned, or join by phone."""
    COMMENTS = "comments"
    """Send comments before or after."""


class PayWay(StrEnum):
    """How somebody would like to be paid (C1)."""

    VOUCHER = "voucher"
    BANK = "bank"
    CASH = "cash"
    PHONE = "phone-top-up"
    CHARITY = "charity"
    NOTHING = "nothing"


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """An exact amount; `currency` is its three letters (C3)."""

    amount: Decimal
    currency: str


class CostTerms(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules have to know of an agreement that holds (C1)."""

    each: Money
    way: PayWay
    pay_within_days: int


class CostAgreement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was agreed about somebody's costs. It holds when both have said yes (C1)."""

    covers: str
    """In words: what is paid for."""
    each: Money
    """What is paid for one meeting."""
    worked_out: str = ""
    """In words: how the amount comes about."""
    way: PayWay = PayWay.VOUCHER
    pay_within_days: int = 14
    """Days after the meeting by which it is paid."""
    offered_by: PersonId | None = None
    offered_at: datetime | None = None
    accepted_at: datetime | None = None

    @property
    def terms(self) -> CostTerms | None:
        """What the rules go by; None while not both have said yes."""
        if self.offered_at is None or self.accepted_at is None:
            return None
        return CostTerms(each=self.each, way=self.way, pay_within_days=self.pay_within_days)


class Profile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything of this kind that is known of one person, in every group of theirs."""

    connection: Connection | None = None
    """None: not asked, or not answered."""
    takes_part: TakesPart | None = None
    """How they usually take part; each meeting may be different."""
    needs: str = ""
    """Access needs, in their own words."""
    needs_asked_at: datetime | None = None
    device: str = ""
    microphone: bool | None = None
    camera: bool | None = None
    payment: PayWay | None = None
    shares_number: bool = False
    """Whether the others in a call may see their number (M2)."""
    why: str = ""
    """Why they take part, for the agenda (M1)."""
    timezone: str = ""
    """Where they are, if that is not where the group is (M2)."""
    quiet: bool = False
    """Whether they would like to be asked privately if they want to speak (M4)."""
    practised: dict[Platform, datetime] = {}
    """When they last finished a practice on each platform (P1)."""
    practice_offered: bool = False
    practice_declined: bool = False
    """Whether they said "not now": then it is not offered any more (P1)."""
    practising: dict[Platform, Practice] = {}
    """What they have begun to try out, platform by platform, and not finished (P1)."""
    device_asked: bool = False
    """Whether they were asked what being online costs them (C1)."""
    consents: dict[str, datetime] = {}
    """What they agreed to, purpose by purpose, since when (V7)."""
    answered: tuple[str, ...] = ()
    """The questions about themselves that they have answered, or passed over (P3)."""
    last_seen: date | None = None
    """The day on which they last took part in anything, for the retention clock (V5)."""

    @property
    def has_limits(self) -> bool:
        """Whether being online or on the phone costs them something (C1)."""
        return self.connection in {Connection.LIMITED, Connection.PAY_AS_YOU_GO}
