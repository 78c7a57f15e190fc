"""One's own claims: /claim (C2). The rules decide; the answer says what they do."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.cost_offers import said_yes, wants_other_terms
from bot.commands.cost_rows import CLAIMED, Found, as_csv, claims_in
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.when import shown_day
from bot.model.costs import CHANGEABLE, Claim, CostItem, CostKind, Wish
from bot.model.money import MOST, NotMoneyError, exact, parse_money, shown
from bot.model.profile import Money, PayWay
from bot.model.rates import Rate
from bot.model.signals import ClaimWished
from bot.wording.claim_facts import promised

MOST_SHOWN = 12
"""Claims that are listed, the newest first."""
MOST_HOURS, MOST_MILES = Decimal(24), Decimal(1000)
"""More than this for one meeting is a slip of the pen."""

_QUANTITY = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(miles?|mi|hours?|hrs?|h)?", re.ASCII)
_WAYS = {way.value: way for way in PayWay if way is not PayWay.NOTHING} | {
    "vouchers": PayWay.VOUCHER,
    "top-up": PayWay.PHONE,
    "topup": PayWay.PHONE,
    "phone": PayWay.PHONE,
}


def claim(asked: Asked) -> None:
    """`/claim …`: see them, and say what is wanted of the newest, or of the one that is named."""
    what = asked.words.pop(0).lower() if asked.words else "status"
    act = _ACTS.get(what)
    if act is None:
        raise SorryError("wrong-form", command=form_of("claim"))
    act(asked)


def way_called(words: str) -> PayWay | None:
    """The way of paying that somebody wrote; None if it is none."""
    return _WAYS.get("-".join(words.lower().split()))


# --- seeing ----------------------------------------------------------------------------------


def _status(asked: Asked) -> None:
    mine = _mine(asked)[:MOST_SHOWN]
    asked.answer("claim", None if mine else "none", choices=[_line(asked, one) for one in mine])


def _statement(asked: Asked) -> None:
    mine = [one for one in reversed(_mine(asked)) if one.claim.state in CLAIMED]
    if not mine:
        raise SorryError("claim", "none")
    zone = ZoneInfo(asked.books.group(mine[-1].meeting.group).timezone)
    content = as_csv(asked.books, mine, zone)
    asked.answer_with_file("claim-statement", "claims.csv", content)


def _mine(asked: Asked) -> list[Found]:
    """Theirs, and those of whoever takes part through their account; the newest first."""
    found = [
        one
        for group in asked.groups()
        for one in claims_in(asked.books, group.id)
        if one.person in group.people
        if asked.person in {one.person, group.people[one.person].held_by}
    ]
    return sorted(found, key=lambda one: one.claim.asked_at, reverse=True)


def _line(asked: Asked, one: Found) -> Line:
    zone = ZoneInfo(asked.books.group(one.meeting.group).timezone)
    return {
        "line": "claim",
        "code": one.claim.id,
        "meeting": title_of(asked, one.meeting),
        "day": shown_day(one.meeting.planned_start, zone),
        "amount": shown(one.claim.total),
        "status": one.claim.state.value,
        "promised": promised(one.claim.due_on),
    }


# --- saying what is wanted -------------------------------------------------------------------


def _send(asked: Asked) -> None:
    _wish(asked, _meant(asked), Wish.CLAIM)


def _decline(asked: Asked) -> None:
    _wish(asked, _meant(asked), Wish.DECLINE)


def _charity(asked: Asked) -> None:
    _wish(asked, _meant(asked), Wish.CLAIM, way=PayWay.CHARITY)


def _amount(asked: Asked) -> None:
    one = _meant(asked)
    _wish(asked, one, Wish.AMOUNT, amount=_money(asked, one.claim))


def _less(asked: Asked) -> None:
    """Never more than what they were shown (C2)."""
    one = _meant(asked)
    amount, most = _money(asked, one.claim), one.claim.for_the_meeting
    if amount.amount > most.amount:
        raise SorryError("claim", "less", amount=shown(most))
    _wish(asked, one, Wish.AMOUNT, amount=amount)


def _way(asked: Asked) -> None:
    one = _meant(asked)
    way = way_called(" ".join(asked.words))
    if way is None:
        raise SorryError("wrong-form", command=form_of("claim way"))
    _wish(asked, one, Wish.WAY, way=way)


def _answer(asked: Asked) -> None:
    one = _meant(asked)
    if not asked.words:
        raise SorryError("wrong-form", command=form_of("claim answer"))
    _refuse_words_of_children(asked, one)
    _wish(asked, one, Wish.ANSWER, words=asked.books.seal(" ".join(asked.words)))


def _add(asked: Asked) -> None:
    one = _meant(asked)
    group = asked.books.group(one.meeting.group)
    rate = asked.rates.of(group.country, one.claim.ended_on)
    kind = asked.words.pop(0).lower() if asked.words else ""
    if kind == "other":
        _refuse_words_of_children(asked, one)
        item = _other(asked, one.claim)
    else:
        item = _by_rate(asked, kind, rate)
    if item.amount.currency != one.claim.total.currency:
        raise SorryError("claim", "currency", code=one.claim.total.currency)
    _wish(asked, one, Wish.ADD, item=item)


def _by_rate(asked: Asked, kind: str, rate: Rate) -> CostItem:
    """Miles, or hours, at what is usually paid for one."""
    words = " ".join(asked.words).lower()
    if kind == CostKind.TIME.value and words in {"half day", "day"}:
        price = rate.half_day if words == "half day" else rate.day
        return _item(CostKind.TIME, None, price, rate)
    number = _QUANTITY.fullmatch(words)
    if kind not in _PRICES or number is None:
        raise SorryError("wrong-form", command=form_of("claim add"))
    quantity = Decimal(number[1].replace(",", "."))
    most = MOST_MILES if kind == CostKind.TRAVEL.value else MOST_HOURS
    if quantity == 0 or quantity > most:
        raise SorryError("claim", "much" if quantity else "nothing")
    return _item(CostKind(kind), quantity, _PRICES[kind](rate), rate)


def _item(kind: CostKind, quantity: Decimal | None, price: Decimal | None, rate: Rate) -> CostItem:
    if price is None:
        raise SorryError("claim", "no-rate")
    amount = exact(price * (quantity if quantity is not None else 1))
    if amount > MOST:
        raise SorryError("claim", "much")
    money = Money(amount=amount, currency=rate.currency)
    return CostItem(kind=kind, amount=money, quantity=quantity)


def _other(asked: Asked, mine: Claim) -> CostItem:
    """AMOUNT WHAT: the amount first, and what it was for in their words."""
    if len(asked.words) < len(("amount", "what")):
        raise SorryError("wrong-form", command=form_of("claim add"))
    first, *rest = asked.words
    asked.words = [first]
    amount = _money(asked, mine)
    words = asked.books.seal(" ".join(rest))
    return CostItem(kind=CostKind.OTHER, amount=amount, words=words)


def _refuse_words_of_children(asked: Asked, one: Found) -> None:
    """What a young person writes is never for one adult alone (Y7)."""
    group = asked.books.group(one.meeting.group)
    if not group.people[one.person].is_adult(asked.today(group)):
        raise SorryError("claim", "not-own-words")


def _money(asked: Asked, mine: Claim) -> Money:
    currency = mine.total.currency
    try:
        return parse_money(" ".join(asked.words), currency)
    except NotMoneyError as wrong:
        raise SorryError("claim", wrong.why, code=currency) from None


def _meant(asked: Asked) -> Found:
    """The claim that is named first among the words, or their newest that can be changed."""
    mine = _mine(asked)
    for one in mine:
        named = {one.claim.id, f"{one.meeting.id}/{one.person}"}
        if asked.words and asked.words[0] in named:
            asked.words.pop(0)
            return one
    if not mine:
        raise SorryError("claim", "none")
    return next((one for one in mine if one.claim.state in CHANGEABLE), mine[0])


def _wish(asked: Asked, one: Found, wish: Wish, **more: object) -> None:
    signal = msgspec.structs.replace(
        ClaimWished(person=asked.person, wish=wish, of=one.person), **more
    )
    foreseen = hand_over(asked, one.meeting.id, signal)
    now = foreseen.meeting.claims[one.person]
    if foreseen.toast.name not in {"recorded", "thanks"}:
        raise SorryError("claim", "closed")
    told = "answered" if wish is Wish.ANSWER else now.state.value
    asked.answer("claim", told, amount=shown(now.total), meeting=title_of(asked, one.meeting))


_PRICES: dict[str, Callable[[Rate], Decimal | None]] = {
    CostKind.TRAVEL.value: lambda rate: rate.mile,
    CostKind.CARER.value: lambda rate: rate.carer_hour,
    CostKind.TIME.value: lambda rate: rate.hour,
}
_ACTS: dict[str, Callable[[Asked], None]] = {
    "status": _status,
    "list": _status,
    "statement": _statement,
    "yes": _send,
    "claim": _send,
    "decline": _decline,
    "charity": _charity,
    "amount": _amount,
    "change": _amount,
    "less": _less,
    "way": _way,
    "add": _add,
    "answer": _answer,
    "yes-agreed": said_yes,
    "other-terms": wants_other_terms,
}
