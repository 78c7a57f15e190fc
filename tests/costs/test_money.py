"""Amounts as people write them: exact, in the right currency, or refused with a reason (C3)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.money import MOST, NotMoneyError, parse_money, shown
from bot.model.profile import Money

READ = {
    ("£12.50", "GBP"): "12.50",
    ("12,50 €", "EUR"): "12.50",
    ("12.5", "GBP"): "12.50",
    (" 7 ", "GBP"): "7.00",
    ("50p", "GBP"): "0.50",
    ("GBP 5", "GBP"): "5.00",
    ("5 pounds, please".replace(",", ""), "GBP"): "5.00",
    ("5eur", "EUR"): "5.00",
    ("5.00 CHF", "CHF"): "5.00",
}

REFUSED = {
    ("-5", "GBP"): "negative",
    ("£-5", "GBP"): "negative",
    ("\u22125", "GBP"): "negative",
    ("0", "GBP"): "nothing",
    ("0.00", "GBP"): "nothing",
    ("1000.01", "GBP"): "much",
    ("99999999999999999999", "GBP"): "much",
    ("€5", "GBP"): "currency",
    ("5 dollars", "GBP"): "currency",
    ("50p", "EUR"): "unclear",
    ("12 miles", "GBP"): "unclear",
    ("3 and 4", "GBP"): "unclear",
    ("1.234", "GBP"): "unclear",
    ("1e3", "GBP"): "unclear",
    ("NaN", "GBP"): "unclear",
    ("\u0665", "GBP"): "unclear",
    ("", "GBP"): "unclear",
    ("a lot", "GBP"): "unclear",
}


@pytest.mark.parametrize(("text", "currency"), READ)
def test_an_amount_is_read_exactly(text: str, currency: str) -> None:
    read = parse_money(text, currency)
    assert read == Money(amount=Decimal(READ[text, currency]), currency=currency)
    assert isinstance(read.amount, Decimal)


@pytest.mark.parametrize(("text", "currency"), REFUSED)
def test_what_is_no_amount_is_refused_with_its_reason(text: str, currency: str) -> None:
    with pytest.raises(NotMoneyError) as wrong:
        parse_money(text, currency)
    assert wrong.value.why == REFUSED[text, currency]


@given(st.integers(min_value=1, max_value=int(MOST) * 100), st.sampled_from(["GBP", "EUR", "CHF"]))
def test_what_is_shown_can_be_read_again(cents: int, currency: str) -> None:
    money = Money(amount=Decimal(cents) / 100, currency=currency)
    assert parse_money(shown(money), currency).amount == money.amount


@given(st.text(max_size=40))
def test_no_words_end_in_anything_but_money_or_a_reason(text: str) -> None:
    assert why_not(text) in {None, "unclear", "currency", "negative", "nothing", "much"}


def why_not(text: str) -> str | None:
    try:
        assert 0 < parse_money(text, "GBP").amount <= MOST
    except NotMoneyError as wrong:
        return wrong.why
    return None
