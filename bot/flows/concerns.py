"""A concern about an adult (Y7): that adult is out of everything that comes of it.

They are not told of it, do not take it, and do not read it; no text about it names them as
somebody to contact. It goes to the lead, then the deputy, then the others who may see it. A
young person first chooses who that is, and at least two adults see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.flows import back, check_in, counting, helping, ladder, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import Group, PersonId
from bot.model.signals import Concerned


def kept_out(
    concerns: Iterable[Case], group: Group, day: date
) -> dict[PersonId, tuple[PersonId, ...]]:
    """Whom a concern keeps out of everything about somebody, in every meeting (decision 0029).

    Until the lead or the deputy has closed it: what anybody else closed goes on, unless there is
    no lead whom it is not about. `concerns`: all of the group, the earliest first.
    """
    out: dict[PersonId, dict[PersonId, None]] = {}
    for case in sorted(concerns, key=lambda case: case.is_open):
        leads = [person.id for person in group.leads(day) if case.may_see(person.id)]
        ended = not case.is_open and (case.closed_by in leads or not leads)
        theirs = out.setdefault(case.subject, {})
        for adult in case.excluded:
            if ended:
                theirs.pop(adult, None)
            else:
                theirs[adult] = None
    return {who: tuple(adults) for who, adults in out.items() if adults}


def keep_out(turn: Turn) -> None:
    """Of a case that is open already the adult is out as well, whichever meeting heard of it."""
    for case in turn.meeting.open_cases():
        for about in turn.kept_out_by(case.subject):
            now = turn.meeting.cases[case.id]
            if about not in now.excluded and about != case.subject:
                _leaves_the_case(turn, now, about)


def _leaves_the_case(turn: Turn, case: Case, about: PersonId) -> None:
    """The case goes on as it is, without them; if it was theirs somebody else is asked at once."""
    _reads_no_more(turn, case, about)
    owned, last = case.owner == about, case.last_owner == about
    case = _enough_readers(turn, turn.case(
        case, **_those_left(case, about), stage=Stage.ESCALATED if owned else case.stage,
        last_owner=None if last else case.last_owner,
    ))  # fmt: skip
    if owned and case.found:
        back.ask_told(turn, case)
    elif owned and case.choose_at is not None:
        turn.case(case, next=Next(step=CaseStep.CHOOSE, at=case.choose_at))
    elif owned:
        ladder.climb(turn, case)


def raised(turn: Turn, signal: Concerned) -> None:
    """Somebody has said something about an adult: nobody else hears that they have."""
    who, about = signal.person, signal.about
    turn.understood()
    turn.toast("leaving-contact")
    case = _without(turn, turn.meeting.case_of(who) or _new(turn, who), about)
    check_in.heard(turn, case, "contact")
    case = turn.meeting.cases[case.id]
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
        **_those_left(case, about),
        kind=CaseKind.CONCERN,
        stage=Stage.GRACE if case.owner == about else case.stage,
        last_owner=None if case.last_owner == about else case.last_owner,
        found=False,
        guardian_at=None,
        additional_at=None,
    )
    return _enough_readers(turn, case)


def _those_left(case: Case, about: PersonId) -> dict[str, object]:
    """Everybody who has a part in the case, but for the adult, who has none any more."""
    return {
        "excluded": tuple(dict.fromkeys((*case.excluded, about))),
        "only": tuple(who for who in case.only if who != about),
        "called": tuple(who for who in case.called if who != about),
        "alerted": tuple(who for who in case.alerted if who != about),
        "deciders": tuple(who for who in case.deciders if who != about),
        "refusals": tuple(refusal for refusal in case.refusals if refusal.to != about),
        "owner": None if case.owner == about else case.owner,
        "stopping": None if case.stopping == about else case.stopping,
    }


def _enough_readers(turn: Turn, case: Case) -> Case:
    """Whom a young person chose are two at least (Y7)."""
    if case.only and len(case.only) < helping.AT_LEAST:
        more = (*helping.leads(turn, case), *helping.team(turn, case))
        case = turn.case(case, only=tuple(dict.fromkeys((*case.only, *more))))
    return case


def _take_back(turn: Turn, case: Case, about: PersonId) -> None:
    """What the adult held about it reads as over, and what waits for anybody is not sent."""
    _reads_no_more(turn, case, about)
    turn.withdraw(case)


def _reads_no_more(turn: Turn, case: Case, about: PersonId) -> None:
    if about in {*case.alerted, case.owner}:
        facts = Facts(person=case.subject)
        for thread in (ladder.ALERT, ownership.CONTACT, check_in.STEPS):
            turn.edit("case-withdrawn", thread, to=about, case=case.id, facts=facts)
