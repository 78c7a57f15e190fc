"""Costs, for organisers: /costs (C1, C3). Who may settle a claim is asked when they do (V6)."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.commands.asking import ORGANISERS, Asked, Line, SorryError
from bot.commands.cost_offers import offer
from bot.commands.cost_rows import Found, as_csv, claims_in, within
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.names import member_called
from bot.commands.when import read_date, shown_day
from bot.flows.concerns import kept_out
from bot.model.costs import ClaimState, Settle
from bot.model.money import shown
from bot.model.people import Group
from bot.model.signals import ClaimSettled
from bot.wording.claim_facts import promised

_FITS = {
    Settle.APPROVE: ClaimState.SENT,
    Settle.ASK: ClaimState.SENT,
    Settle.PAID: ClaimState.APPROVED,
}
_TOLD = {Settle.APPROVE: "approved", Settle.ASK: "asked", Settle.PAID: "paid"}


def costs(asked: Asked) -> None:
    """`/costs …`: agree, approve, ask, paid, list, export."""
    what = asked.words.pop(0).lower() if asked.words else "list"
    group = asked.group_for(ORGANISERS)
    act = _ACTS.get(what)
    if act is None:
        raise SorryError("wrong-form", command=form_of("costs"))
    act(asked, group)


def _list(asked: Asked, group: Group) -> None:
    open_now = {ClaimState.SENT, ClaimState.APPROVED}
    found = [one for one in _visible(asked, group) if one.claim.state in open_now]
    lines = [_line(asked, group, one) for one in found]
    asked.answer("costs", None if lines else "none", choices=lines)


def _export(asked: Asked, group: Group) -> None:
    """`/costs export [FROM [UNTIL]]`: one row for each claim, for finance."""
    days = [read_date(word) for word in asked.words]
    if None in days or len(days) > len(("from", "until")):
        raise SorryError("wrong-form", command=form_of("costs export"))
    since, until = (*days, None, None)[:2]
    found = within(_visible(asked, group), since, until)
    content = as_csv(asked.books, found, ZoneInfo(group.timezone))
    asked.answer_with_file("costs-export", "costs.csv", content, group=asked.group_name(group.id))


def _approve(asked: Asked, group: Group) -> None:
    _settle(asked, group, Settle.APPROVE)


def _paid(asked: Asked, group: Group) -> None:
    _settle(asked, group, Settle.PAID)


def _ask(asked: Asked, group: Group) -> None:
    _settle(asked, group, Settle.ASK)


def _settle(asked: Asked, group: Group, settle: Settle) -> None:
    one, words = _meant(asked, group, settle)
    if words and settle is not Settle.ASK:
        raise SorryError("wrong-form", command=form_of(f"costs {settle.value}"))
    sealed = asked.books.seal(" ".join(words)) if words else None
    signal = ClaimSettled(by=asked.person, of=one.person, settle=settle, words=sealed)
    foreseen = hand_over(asked, one.meeting.id, signal)
    person = asked.books.name_of(one.person)
    match foreseen.toast.name:
        case "recorded":
            claim = foreseen.meeting.claims[one.person]
            told, amount, due = _TOLD[settle], shown(claim.total), promised(claim.due_on)
            asked.answer("costs", told, person=person, amount=amount, promised=due)
        case "write-question":
            asked.answer("costs", "question")
        case "not-one-to-one":
            asked.answer("costs", "young", person=person)
        case "not-yours":
            asked.answer("costs", "not-yours")
        case _:
            asked.answer("costs", "stale", person=person)


def _meant(asked: Asked, group: Group, settle: Settle) -> tuple[Found, list[str]]:
    """The claim that is named, or the oldest of whoever is; and what follows."""
    visible = list(_visible(asked, group))
    words = asked.words
    for one in visible:
        if words and words[0] in {one.claim.id, f"{one.meeting.id}/{one.person}"}:
            return one, words[1:]
    if not words:
        raise SorryError("wrong-form", command=form_of(f"costs {settle.value}"))
    end = 1 if settle is Settle.ASK else len(words)
    who = member_called(asked, group, " ".join(words[:end]))
    fits = [one for one in visible if one.person == who and one.claim.state is _FITS[settle]]
    if not fits:
        raise SorryError("costs", "stale", person=asked.books.name_of(who))
    return fits[0], words[end:]


def _visible(asked: Asked, group: Group) -> list[Found]:
    """Not of anybody whose concern keeps whoever asks out of everything about them (Y7)."""
    out = kept_out(asked.books.concerns(group.id), group, asked.today(group))
    found = claims_in(asked.books, group.id)
    return [one for one in found if asked.person not in out.get(one.person, ())]


def _line(asked: Asked, group: Group, one: Found) -> Line:
    return {
        "line": "cost",
        "person": asked.books.name_of(one.person),
        "code": one.claim.id,
        "meeting": title_of(asked, one.meeting),
        "day": shown_day(one.meeting.planned_start, ZoneInfo(group.timezone)),
        "amount": shown(one.claim.total),
        "status": one.claim.state.value,
        "promised": promised(one.claim.due_on),
    }


_ACTS: dict[str, Callable[[Asked, Group], None]] = {
    "agree": offer,
    "approve": _approve,
    "ask": _ask,
    "paid": _paid,
    "list": _list,
    "export": _export,
}
