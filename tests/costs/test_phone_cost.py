"""What a call costs whoever makes it (C1)."""

from __future__ import annotations

import pytest

from bot.model.phone_cost import PhoneCost, cost_of, leaves_a_bill
from bot.model.profile import Connection

IN_BRITAIN = {
    "0800 111 0000": PhoneCost.FREE,
    "0808 157 0123": PhoneCost.FREE,
    "+44 808 157 0123": PhoneCost.FREE,
    "+44 (0)808 157 0123": PhoneCost.FREE,
    "0044 808 157 0123": PhoneCost.FREE,
    "0300 123 4567": PhoneCost.INCLUSIVE,
    "0330 123 4567": PhoneCost.INCLUSIVE,
    "0844 123 4567": PhoneCost.REFUSED,
    "0871 123 4567": PhoneCost.REFUSED,
    "0905 123 4567": PhoneCost.REFUSED,
    "+44 871 123 4567": PhoneCost.REFUSED,
    "020 7946 0000": PhoneCost.CHARGED,
    "07700 900111": PhoneCost.CHARGED,
    "+33 1 99 00 00 00": PhoneCost.CHARGED,
    "0500 123456": PhoneCost.UNKNOWN,
}


@pytest.mark.parametrize("number", IN_BRITAIN)
def test_a_number_is_known_by_how_it_begins(number: str) -> None:
    assert cost_of(number, "GB") is IN_BRITAIN[number]


def test_nothing_is_said_of_countries_that_are_not_known() -> None:
    assert cost_of("0800 111 0000", "FR") is PhoneCost.UNKNOWN


@pytest.mark.parametrize(
    ("cost", "unlimited", "limited", "as_you_go"),
    [
        (PhoneCost.FREE, False, False, False),
        (PhoneCost.INCLUSIVE, False, False, True),
        (PhoneCost.CHARGED, False, True, True),
        (PhoneCost.UNKNOWN, False, True, True),
    ],
)
def test_a_03_number_is_free_only_with_minutes(
    cost: PhoneCost, unlimited: bool, limited: bool, as_you_go: bool
) -> None:
    assert leaves_a_bill(cost, Connection.UNLIMITED) is unlimited
    assert leaves_a_bill(cost, Connection.LIMITED) is limited
    assert leaves_a_bill(cost, Connection.PAY_AS_YOU_GO) is as_you_go
    assert leaves_a_bill(cost, None) is False
