"""What a call to a number costs whoever makes it (C1): nobody is to be left with a bill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from bot.model.profile import Connection


class PhoneCost(StrEnum):
    """What calling a number costs."""

    FREE = "free"
    INCLUSIVE = "inclusive"
    """Free only as far as somebody has minutes in their contract."""
    CHARGED = "charged"
    REFUSED = "refused"
    """Dear, from every phone: nobody is asked to call it."""
    UNKNOWN = "unknown"


_CODES: Mapping[str, str] = {"GB": "44"}
_GB: tuple[tuple[str, PhoneCost], ...] = (
    ("0800", PhoneCost.FREE),
    ("0808", PhoneCost.FREE),
    ("116", PhoneCost.FREE),
    ("084", PhoneCost.REFUSED),
    ("087", PhoneCost.REFUSED),
    ("09", PhoneCost.REFUSED),
    ("118", PhoneCost.REFUSED),
    ("070", PhoneCost.REFUSED),
    ("03", PhoneCost.INCLUSIVE),
    ("01", PhoneCost.CHARGED),
    ("02", PhoneCost.CHARGED),
    ("07", PhoneCost.CHARGED),
)
"""By the first digits, as of November 2026; the first that fits counts."""

_ABROAD = re.compile(r"^(?:\+|00)")


def cost_of(number: str, country: str) -> PhoneCost:
    """What calling `number` costs somebody in `country` (two letters).

    Of a country whose numbers are not known here, nothing is known.
    """
    digits = _at_home(number, country)
    if digits is None or country != "GB":
        return PhoneCost.UNKNOWN if digits is not None else PhoneCost.CHARGED
    return next((cost for begins, cost in _GB if digits.startswith(begins)), PhoneCost.UNKNOWN)


def leaves_a_bill(cost: PhoneCost, connection: Connection | None) -> bool:
    """Whether somebody with such a contract may have to pay for the call."""
    match cost:
        case PhoneCost.FREE:
            return False
        case PhoneCost.INCLUSIVE:
            return connection is Connection.PAY_AS_YOU_GO
        case PhoneCost.CHARGED | PhoneCost.REFUSED | PhoneCost.UNKNOWN:
            return connection in {Connection.LIMITED, Connection.PAY_AS_YOU_GO}
        case _:
            assert_never(cost)


def _at_home(number: str, country: str) -> str | None:
    """Its digits as they are dialled at home; None: it is a number abroad."""
    written = re.sub(r"\(0\)", "", number)
    digits = re.sub(r"\D", "", written)
    if not _ABROAD.match(written.strip()):
        return digits
    digits = digits.removeprefix("00")
    code = _CODES.get(country)
    if code is None:
        return digits
    return "0" + digits.removeprefix(code).removeprefix("0") if digits.startswith(code) else None
