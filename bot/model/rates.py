"""What is usually paid, country by country: a dated table (C2, C3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import msgspec

from bot.model.profile import Money


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is usually paid in one country, from one day on. All amounts in `currency`."""

    begins: date
    currency: str
    """Three letters (ISO 4217)."""
    source: str
    """How it is known, in words."""
    online_meeting: Decimal
    """For taking part in one meeting online: the group's standard online amount (C2)."""
    hour: Decimal | None = None
    """Thanks for an hour, half a day and a day of somebody's time."""
    half_day: Decimal | None = None
    day: Decimal | None = None
    mile: Decimal | None = None
    """For a mile by car."""
    carer_hour: Decimal | None = None
    """For an hour of somebody who cares in one's place."""
    benefits: tuple[str, ...] = ()
    """Where somebody with benefits can ask before they accept anything: web addresses."""

    @property
    def standard(self) -> Money:
        """The group's standard online amount (C2)."""
        return Money(amount=self.online_meeting, currency=self.currency)


_NOBODY_SAID = Rate(
    begins=date(2000, 1, 1),
    currency="EUR",
    source="Our choice, where there is no table at all.",
    online_meeting=Decimal("5.00"),
)


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """The table."""

    elsewhere: tuple[Rate, ...] = (_NOBODY_SAID,)
    """For every country that has no rows of its own, the oldest first."""
    countries: Mapping[str, tuple[Rate, ...]] = {}
    """By the country's two letters, the oldest first."""

    def of(self, country: str, day: date) -> Rate:
        """What holds in a country on a day; before the first day, what held first."""
        rows = self.countries.get(country) or self.elsewhere
        begun = [row for row in rows if row.begins <= day]
        return begun[-1] if begun else rows[0]
