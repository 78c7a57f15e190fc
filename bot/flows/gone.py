"""Somebody drops out who has asked for someone, or has a concern, and is being looked after (L3).

Their case stays as it is. Whoever has it hears that they are gone, without an owner the next one
is asked at once, and they themselves are asked whether they are OK, as anybody is (decision 0028).
"""

from __future__ import annotations

from datetime import datetime

from bot.flows import check_in, ladder, minding
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, Tried
from bot.model.effects import Facts
from bot.model.people import Platform

_ASKED_FOR_SOMEONE = frozenset({CaseKind.SUPPORT, CaseKind.CONCERN})


def went(turn: Turn, case: Case, left_at: datetime) -> Case:
    """They are gone since `left_at`; back within the grace nobody hears of it."""
    if case.kind not in _ASKED_FOR_SOMEONE or case.found:
        return case
    ask_at = left_at + check_in.grace_for(turn, case.subject)
    return turn.case(case, gone_at=left_at, ask_at=ask_at)


def ask(turn: Turn, case: Case) -> None:
    """The grace is over: one question to them, and word to whoever looks after them.

    Five minutes after they left they are asked once more.
    """
    left_at = case.gone_at or turn.now
    if check_in.is_known_gone(case):
        check_in.ask_once_more(turn, turn.case(case, ask_at=None))
        return
    routes = turn.routes_to(case.subject)
    again = left_at + turn.policy.leaving_nudge_after
    case = turn.case(
        case,
        ask_at=again if routes and again > turn.now else None,
        tried=(*case.tried, Tried(what="left", at=left_at)),
        asked_gone=True,
    )
    minding.note_many_drops(turn, case.subject)
    if routes:
        case = turn.note_tried(case, "check-in", platform=routes[0])
        check_in.write(turn, case, "check-in", routes[0])
    else:
        case = turn.note_tried(case, "no-route", ok=False)
    _tell(turn, case)


def _tell(turn: Turn, case: Case) -> None:
    """Nobody hears anything before a young person has chosen who may (Y12)."""
    if case.choose_at is not None:
        return
    if case.owner is None:
        ladder.call_next(turn, case)
    else:
        facts = Facts(person=case.subject, since=case.gone_at)
        turn.tell(case.owner, "case-left", facts, case=case.id)


def said_ok(turn: Turn, case: Case, platform: Platform) -> None:
    """An answer to whether they are OK. What they had asked for stays (decision 0003)."""
    if case.gone_at is None:
        return
    check_in.heard(turn, case, "ok")
    key = "check-in-thanks" if case.kind is CaseKind.CONCERN else "support-words"
    turn.tell(case.subject, key, case=case.id, first=platform)
