"""The ladder (L5): who is asked to take a case, and in which order.

Contact person, then the co-organisers, then the safeguarding lead, then the deputy; a concern
about an adult begins with the lead and the deputy, and never reaches that adult (Y7). Each is
alerted on every proved route at once; two minutes without anyone taking it adds the next.
When the last has had their time, all staff and the operator contact are told every five
minutes until somebody takes it. Nothing turns this off.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.flows import contact
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId, Role

ALERT = "alert"


def order(turn: Turn, case: Case) -> tuple[PersonId, ...]:
    """The rungs for this case, first to last; nobody twice (L5).

    Never the subject, nobody excluded, nobody under 18, and nobody who is missing themselves.
    Whom a young person chose are asked in the order of their choice (Y12).
    """

    def may_be_asked(who: PersonId) -> bool:
        return case.may_see(who) and turn.is_staff(who) and not turn.is_missing(who)

    if case.only and case.kind is not CaseKind.CONCERN:
        return tuple(who for who in case.only if may_be_asked(who))
    group, meeting, today = turn.context.group, turn.meeting, turn.today
    organisers = [p.id for p in group.with_role(Role.ORGANISER, today) if may_be_asked(p.id)]
    expected = [who for who in organisers if who in meeting.expects]
    leads = [person.id for person in group.leads(today)]
    rungs: list[PersonId | None] = [*leads] if case.kind is CaseKind.CONCERN else []
    if not turn.person(case.subject).is_adult(today):
        second = meeting.second_adult
        checked = second is not None and turn.person(second).is_checked(today)
        rungs.append(second if checked else None)
    first = contact.now(turn)
    rungs.append(first)
    co_organisers = [who for who in expected if who != first] or organisers
    rungs.extend(co_organisers)
    rungs.extend(leads)
    return tuple(dict.fromkeys(who for who in rungs if who is not None and may_be_asked(who)))


def climb(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """Begin at the first rung."""
    call_next(turn, turn.case(case, called=(), owner=None, refusals=()), late_by=late_by)


def call_next(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """Add the next rung; somebody who cannot be reached at all does not hold up the others."""
    for who in order(turn, case):
        if who not in case.called:
            case = turn.case(case, called=(*case.called, who))
            if alert(turn, case, who, late_by=late_by):
                return
            case = turn.meeting.cases[case.id]
    broadcast(turn, case, late_by=late_by)


def alert_key(case: Case) -> str:
    """The words of an alert: somebody left, asked for help, or has a concern."""
    if case.kind is CaseKind.CONCERN:
        return "concern-alert"
    return "support-alert" if case.kind is CaseKind.SUPPORT else "case-alert"


def alert_facts(case: Case, *, late_by: int = 0) -> Facts:
    """Who, since when, what has been tried; of a concern, whom it is about (Y7)."""
    about = case.excluded if case.kind is CaseKind.CONCERN else ()
    return Facts(person=case.subject, since=case.left_at, tried=case.tried, late_by=late_by,
                 who=about)  # fmt: skip


def alert(turn: Turn, case: Case, who: PersonId, *, late_by: int = 0) -> bool:
    """Alert one person on every proved route. False: no route of theirs works at the moment."""
    facts = alert_facts(case, late_by=late_by)
    turn.tell_everywhere(who, alert_key(case), facts, case=case.id, thread=ALERT)
    case = turn.case(case, alerted=tuple(dict.fromkeys((*case.alerted, who))))
    _wait(turn, case, CaseStep.RUNG, turn.now + turn.policy.escalation_rung_timeout)
    away = turn.context.unreachable
    return any(p not in away for p in turn.person(who).platforms(proved_only=True))


def broadcast(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """Tell all staff and the operator contact, again and again until somebody takes it (L5)."""
    facts = alert_facts(case, late_by=late_by)
    if case.kind in {CaseKind.CONCERN, CaseKind.SUPPORT}:
        facts = msgspec.structs.replace(facts, variant=case.kind.value)
    operator = turn.context.group.operator
    all_staff = [p.id for p in turn.context.group.staff(turn.today) if case.may_see(p.id)]
    there = [who for who in all_staff if not turn.is_missing(who)]
    can_be_told = [who for who in there if turn.person(who).platforms(proved_only=True)]
    staff = there if can_be_told else all_staff
    for who in staff:
        told = who == operator or turn.tell_everywhere(
            who, "case-broadcast", facts, case=case.id, thread=ALERT
        )
        if not told and not can_be_told:
            turn.tell(who, "case-broadcast", facts, case=case.id, thread=ALERT)
    alerted = [*case.alerted, *staff]
    if operator is not None and case.may_see(operator):
        turn.tell_everywhere(operator, "operator-alert", facts, case=case.id, thread=ALERT)
        alerted.append(operator)
    case = turn.case(case, alerted=tuple(dict.fromkeys(alerted)))
    _wait(turn, case, CaseStep.BROADCAST, turn.now + turn.policy.escalation_broadcast_every)


def _wait(turn: Turn, case: Case, step: CaseStep, at: datetime) -> None:
    turn.case(case, stage=Stage.ESCALATED, owner=None, next=Next(step=step, at=at))
