"""Money as people write it and read it: exact, with its currency, never a float (C3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from bot.model.profile import Money

CENT = Decimal("0.01")
MOST = Decimal(1000)
"""More than this for one thing is a slip of the pen."""

SYMBOLS: Mapping[str, str] = {"£": "GBP", "€": "EUR", "$": "USD"}
_SHOWN = {currency: symbol for symbol, currency in SYMBOLS.items()}
_WORDS: Mapping[str, frozenset[str]] = {
    "GBP": frozenset({"pound", "pounds", "quid", "gbp"}),
    "EUR": frozenset({"euro", "euros", "eur"}),
    "USD": frozenset({"dollar", "dollars", "usd"}),
}
_POLITE = frozenset({"please", "thanks", "only", "just", "about"})
_AMOUNT = re.compile(r"([-\u2212])?(\d+)(?:[.,](\d{1,2}))?(p)?", re.ASCII)


class NotMoneyError(ValueError):
    """An amount that cannot be taken. `why` is the name of the sentence that says so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def parse_money(text: str, currency: str) -> Money:
    """Read "£12.50", "12,50 €", "12.5" or "50p" as money in `currency`.

    Raises:
        NotMoneyError: `unclear`, `currency` (another one), `negative`, `nothing` or `much`.
    """
    amount = _amount(text, currency)
    if amount == 0:
        raise NotMoneyError("nothing")
    if amount > MOST:
        raise NotMoneyError("much")
    return Money(amount=amount, currency=currency)


def parse_amount(text: str) -> Money:
    """The same, where the text itself has to say which currency it is in."""
    lowered = text.lower()
    named = [known for symbol, known in SYMBOLS.items() if symbol in text]
    named += [known for known, words in _WORDS.items() if words & set(lowered.split())]
    if not named:
        raise NotMoneyError("unclear")
    return parse_money(text, named[0])


def _amount(text: str, currency: str) -> Decimal:
    rest: list[str] = []
    found: re.Match[str] | None = None
    for word in _apart(text):
        number = _AMOUNT.fullmatch(word)
        if number is None:
            rest.append(word)
        elif found is not None:
            raise NotMoneyError("unclear")
        else:
            found = number
    _refuse_other_words(rest, currency)
    if found is None or (found[4] and (currency != "GBP" or found[3])):
        raise NotMoneyError("unclear")
    if found[1]:
        raise NotMoneyError("negative")
    whole = Decimal(f"{found[2]}.{found[3] or '0'}")
    return exact(whole / 100 if found[4] else whole)


def _apart(text: str) -> list[str]:
    """Its words, with the signs of currencies as words of their own."""
    cleaned = text.strip().rstrip(".!").lower()
    for symbol in SYMBOLS:
        cleaned = cleaned.replace(f"-{symbol}", f"{symbol}-").replace(symbol, f" {symbol} ")
    return re.sub(r"([a-z]{3})(?=\d)|(?<=\d)(?=[a-z]{2})", r"\1 ", cleaned).split()


def _refuse_other_words(words: Iterable[str], currency: str) -> None:
    for word in words:
        mine = word in _WORDS.get(currency, ()) or word == currency.lower()
        if mine or SYMBOLS.get(word) == currency or word in _POLITE:
            continue
        other = word in SYMBOLS or any(word in names for names in _WORDS.values())
        raise NotMoneyError("currency" if other else "unclear")


def exact(amount: Decimal) -> Decimal:
    """To the cent, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def shown(money: Money | None) -> str:
    """Like £5.00, or 5.00 CHF; nothing for no money."""
    if money is None:
        return ""
    amount = f"{exact(money.amount)}"
    symbol = _SHOWN.get(money.currency)
    return f"{symbol}{amount}" if symbol else f"{amount} {money.currency}"
