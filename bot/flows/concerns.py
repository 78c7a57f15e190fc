"""A concern about an adult (Y7): that adult is out of everything that comes of it.

They are not told of it, do not take it, and do not read it; no text about it names them as
somebody to contact. It goes to the lead, then the deputy, then the others who may see it. A
young person first chooses who that is, and at least two adults see it.
"""

from __future__ import annotations

from bot.flows import check_in, counting, helping, ladder, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId
from bot.model.signals import Concerned


def raised(turn: Turn, signal: Concerned) -> None:
    """Somebody has said something about an adult: nobody else hears that they have."""
    who, about = signal.person, signal.about
    turn.understood()
    turn.toast("leaving-contact")
    case = _without(turn, turn.meeting.case_of(who) or _new(turn, who), about)
    if signal.words is not None:
        case = turn.case(case, words=(*case.words, signal.words))
    if counting.is_young(turn, who) and not case.only:
        helping.ask_who(turn, who)
        return
    facts = Facts(who=case.only, contact=helping.contact_for(turn, case))
    turn.tell(who, "concern-received", facts, case=case.id)
    ladder.climb(turn, case)


def _new(turn: Turn, who: PersonId) -> Case:
    return Case(
        id=turn.next_case_id(),
        subject=who,
        kind=CaseKind.CONCERN,
        stage=Stage.GRACE,
        opened_at=turn.now,
        left_at=turn.now,
        climb_at=turn.now,
    )


def _without(turn: Turn, case: Case, about: PersonId) -> Case:
    """Take the adult out of the case, and nobody may go on reading what it was before."""
    known = case.id in turn.meeting.cases
    if known:
        _take_back(turn, case, about)
    case = turn.case(
        case,
        kind=CaseKind.CONCERN,
        excluded=tuple(dict.fromkeys((*case.excluded, about))),
        only=tuple(who for who in case.only if who != about),
        called=tuple(who for who in case.called if who != about),
        alerted=tuple(who for who in case.alerted if who != about),
        deciders=tuple(who for who in case.deciders if who != about),
        refusals=tuple(refusal for refusal in case.refusals if refusal.to != about),
        owner=None if case.owner == about else case.owner,
        stage=Stage.GRACE if case.owner == about else case.stage,
        last_owner=None if case.last_owner == about else case.last_owner,
        found=False,
        guardian_at=None,
        additional_at=None,
        stopping=None if case.stopping == about else case.stopping,
    )
    if case.only and len(case.only) < helping.AT_LEAST:
        more = (*helping.leads(turn, case), *helping.team(turn, case))
        case = turn.case(case, only=tuple(dict.fromkeys((*case.only, *more))))
    return case


def _take_back(turn: Turn, case: Case, about: PersonId) -> None:
    """What the adult held about it reads as over, and what waits for anybody is not sent."""
    if about in {*case.alerted, case.owner}:
        facts = Facts(person=case.subject)
        for thread in (ladder.ALERT, ownership.CONTACT, check_in.STEPS):
            turn.edit("case-withdrawn", thread, to=about, case=case.id, facts=facts)
    turn.withdraw(case)
