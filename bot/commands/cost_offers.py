"""Agreeing on costs beforehand: /costs agree, and the answer to it (C1).

It holds when both have said yes. What was agreed before holds until then.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import Asked, Fact, SorryError
from bot.commands.listing import form_of
from bot.commands.names import member_called
from bot.flows import quiet
from bot.model.effects import Reply
from bot.model.money import NotMoneyError, parse_money, shown
from bot.model.people import Group, PersonId
from bot.model.profile import CostAgreement, PayWay

BUTTONS = ("yes-agreed", "other-terms")
SAME_EACH_TIME = "the same amount for each meeting"

_OFFER = re.compile(
    r"(?P<name>.+?) (?P<amount>(?:[£€$]|[A-Z]{3})? ?-?\d[\d.,]*"
    r"(?: ?(?:[€£$p]|[a-z]{3}(?<!per)|pounds?|euros?))?)"
    r"(?: (?:each|per|a))?(?: meeting)? by (?P<way>[a-z -]+?)"
    r" within (?P<days>\d{1,3}) ?(?:days?|d)? ?: ?(?P<covers>.+?)"
    r"(?:,? worked out as (?P<how>.+))?",
    re.IGNORECASE | re.ASCII,
)
_WAYS = {
    "voucher": PayWay.VOUCHER,
    "vouchers": PayWay.VOUCHER,
    "bank": PayWay.BANK,
    "cash": PayWay.CASH,
    "phone top-up": PayWay.PHONE,
    "phone-top-up": PayWay.PHONE,
    "top-up": PayWay.PHONE,
    "charity": PayWay.CHARITY,
}


def offer(asked: Asked, group: Group) -> None:
    """`/costs agree NAME AMOUNT by WAY within DAYS: WHAT IS COVERED`; the person is asked."""
    found = _OFFER.fullmatch(" ".join(asked.words))
    way = _WAYS.get(" ".join(found["way"].lower().split())) if found is not None else None
    if found is None or way is None:
        raise SorryError("wrong-form", command=form_of("costs agree"))
    who = member_called(asked, group, found["name"])
    if who == asked.person:
        raise SorryError("costs", "not-yours")
    currency = asked.rates.of(group.country, asked.today(group)).currency
    try:
        each = parse_money(found["amount"], currency)
    except NotMoneyError as wrong:
        raise SorryError("costs", wrong.why, code=currency) from None
    terms = CostAgreement(
        covers=found["covers"].strip(),
        each=each,
        worked_out=(found["how"] or SAME_EACH_TIME).strip(),
        way=way,
        pay_within_days=int(found["days"]),
        offered_by=asked.person,
        offered_at=asked.now,
    )
    _ask(asked, group, who, terms)


def _ask(asked: Asked, group: Group, who: PersonId, terms: CostAgreement) -> None:
    known = asked.books.cost_agreement(group.id, who)
    if known is None or known.terms is None:
        asked.books.save_cost_agreement(group.id, who, terms)
    person = group.people[who]
    young = not person.is_adult(asked.today(group))
    rate = asked.rates.of(group.country, asked.today(group))
    asked_them = _write(
        asked, group, person.held_by or who if not person.routes else who, "cost-agreement",
        BUTTONS,
        variant="child" if young and person.routes else "",
        about=who,
        in_group=group.id,
        terms=msgspec.json.encode(terms).decode(),
        group=asked.group_name(group.id),
        person=asked.books.name_of(asked.person),
        note=terms.covers,
        amount=shown(terms.each),
        reason=terms.worked_out,
        way=terms.way.value.replace("-", " "),
        minutes=terms.pay_within_days,
        benefits="\n".join(rate.benefits),
    )  # fmt: skip
    asked.answer("costs", "offered" if asked_them else "no-way", person=asked.books.name_of(who))


def said_yes(asked: Asked) -> None:
    """`/claim yes-agreed NUMBER`: only what they were shown, and what is current, is agreed."""
    group, who, terms = _shown(asked)
    known = asked.books.cost_agreement(group.id, who)
    if not _is_current(known, terms):
        raise SorryError("claim", "late")
    agreed = msgspec.structs.replace(terms, accepted_at=asked.now)
    asked.books.save_cost_agreement(group.id, who, agreed)
    asked.answer("claim", "agreed")
    _tell_who_offered(asked, group, who, terms, "accepted")


def wants_other_terms(asked: Asked) -> None:
    """`/claim other-terms NUMBER`: whoever offered it hears so, and nobody is asked why."""
    group, who, terms = _shown(asked)
    if not _is_current(asked.books.cost_agreement(group.id, who), terms):
        raise SorryError("claim", "late")
    offered_by = terms.offered_by or ""
    asked.answer("claim", "not-agreed", person=asked.books.name_of(offered_by))
    _tell_who_offered(asked, group, who, terms, "wants-other")


def _is_current(known: CostAgreement | None, terms: CostAgreement) -> bool:
    if known is None or terms.offered_at is None:
        return False
    if known.accepted_at is not None:
        return terms.offered_at > known.accepted_at
    return known.offered_at == terms.offered_at


def _shown(asked: Asked) -> tuple[Group, PersonId, CostAgreement]:
    number = asked.words[0] if asked.words else ""
    message = asked.books.sent_message(int(number)) if number.isdigit() else None
    if message is None or "cost-agreement" not in message.keys or not message.sealed:
        raise SorryError("claim", "late")
    facts: dict[str, Any] = json.loads(asked.books.unseal(message.sealed))
    group = next((one for one in asked.groups() if one.id == facts["in_group"]), None)
    mine = facts["owner"] == asked.person
    if group is None or not mine or facts["about"] not in group.people:
        raise SorryError("claim", "late")
    terms = msgspec.json.decode(facts["terms"], type=CostAgreement)
    return group, facts["about"], terms


def _tell_who_offered(
    asked: Asked, group: Group, who: PersonId, terms: CostAgreement, variant: str
) -> None:
    if terms.offered_by in group.people:
        person = asked.books.name_of(who)
        _write(asked, group, terms.offered_by, "costs", (), variant=variant, person=person)


def _write(
    asked: Asked,
    group: Group,
    to: PersonId,
    key: str,
    buttons: tuple[str, ...],
    /,
    **facts: Fact,
) -> bool:
    """Write to another member, when they are up. False: there is no route to them."""
    member = group.people[to]
    route = next((route for route in member.routes if route.proved), None)
    if route is None:
        return False
    hours = asked.policy_of(group.id).quiet_hours
    zone = ZoneInfo(member.timezone or group.timezone)
    waits: datetime | None = quiet.end_of(hours, asked.now, zone)
    given = {name: fact for name, fact in facts.items() if fact != ""}
    sealed = asked.books.seal(json.dumps({**given, "owner": to}))
    reply = Reply(platform=route.platform, address=route.account, key=key, sealed=sealed,
                  buttons=buttons, not_before=waits)  # fmt: skip
    asked.routed.replies.append(reply)
    return True
