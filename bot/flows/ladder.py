"""The ladder (L5, L6): who is asked to take a case, in which order, and until when.

Contact person, then the co-organisers, then the safeguarding lead, then the deputy. Each is
alerted on every proved route at once; two minutes without anyone taking it adds the next.
When the last has had their time, all staff and the operator contact are told every five
minutes until somebody takes it. Nothing turns this off.
"""

from __future__ import annotations

from datetime import datetime

from bot.flows import contact
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId, Platform, Role

ALERT = "alert"
CONTACT = "contact"


def order(turn: Turn, case: Case) -> tuple[PersonId, ...]:
    """The rungs for this case, first to last; nobody twice (L5).

    Never the subject, nobody excluded, nobody under 18, and nobody who is missing themselves.
    """

    def may_be_asked(who: PersonId) -> bool:
        return case.may_see(who) and turn.is_staff(who) and not turn.is_missing(who)

    group, meeting, today = turn.context.group, turn.meeting, turn.today
    organisers = [p.id for p in group.with_role(Role.ORGANISER, today) if may_be_asked(p.id)]
    expected = [who for who in organisers if who in meeting.expects]
    rungs: list[PersonId | None] = []
    if not turn.person(case.subject).is_adult(today):
        rungs.append(meeting.second_adult)
    first = contact.now(turn)
    rungs.append(first)
    co_organisers = [who for who in expected if who != first] or organisers
    rungs.extend(co_organisers)
    for role in (Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD):
        rungs.extend(person.id for person in group.with_role(role, today))
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


def ask_by_name(turn: Turn, case: Case, who: PersonId) -> None:
    """Hand the case to a named person: they are alerted now, and the climb goes on from there."""
    _nobody_has_it(turn, case)
    case = turn.case(case, owner=None, called=tuple(dict.fromkeys((*case.called, who))))
    if not alert(turn, case, who):
        call_next(turn, turn.meeting.cases[case.id])


def alert_key(case: Case) -> str:
    """The words of an alert: somebody left, or somebody asked for help."""
    return "support-alert" if case.kind is CaseKind.SUPPORT else "case-alert"


def alert_facts(case: Case, *, late_by: int = 0) -> Facts:
    """Who, since when, what has been tried."""
    return Facts(person=case.subject, since=case.left_at, tried=case.tried, late_by=late_by)


def alert(turn: Turn, case: Case, who: PersonId, *, late_by: int = 0) -> bool:
    """Alert one person on every proved route. False: no route of theirs works at the moment."""
    facts = alert_facts(case, late_by=late_by)
    turn.tell_everywhere(who, alert_key(case), facts, case=case.id, thread=ALERT)
    case = turn.case(case, alerted=tuple(dict.fromkeys((*case.alerted, who))))
    _wait(turn, case, CaseStep.RUNG, turn.now + turn.policy.escalation_rung_timeout)
    away = turn.context.platforms_away
    return any(p not in away for p in turn.person(who).platforms(proved_only=True))


def broadcast(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """Tell all staff and the operator contact, again and again until somebody takes it (L5)."""
    facts = alert_facts(case, late_by=late_by)
    operator = turn.context.group.operator
    staff = [p.id for p in turn.context.group.staff(turn.today) if case.may_see(p.id)]
    for who in staff:
        if who != operator:
            turn.tell_everywhere(who, "case-broadcast", facts, case=case.id, thread=ALERT)
    alerted = [*case.alerted, *staff]
    if operator is not None and case.may_see(operator):
        turn.tell_everywhere(operator, "operator-alert", facts, case=case.id, thread=ALERT)
        alerted.append(operator)
    case = turn.case(case, alerted=tuple(dict.fromkeys(alerted)))
    _wait(turn, case, CaseStep.BROADCAST, turn.now + turn.policy.escalation_broadcast_every)


def _wait(turn: Turn, case: Case, step: CaseStep, at: datetime) -> None:
    turn.case(case, stage=Stage.ESCALATED, owner=None, next=Next(step=step, at=at))


def take(turn: Turn, case: Case, who: PersonId, platform: Platform) -> None:
    """One tap, first wins (L6). Only the owner then sees how to reach the person."""
    if not case.may_see(who) or not turn.is_staff(who):
        turn.toast("not-yours")
    elif not case.is_open:
        turn.toast("closed")
    elif case.owner is not None:
        turn.toast("taken-by-you" if case.owner == who else "taken-by", owner=case.owner)
    else:
        own(turn, case, who)
        turn.toast("taken-by-you")
        show_contact(turn, turn.meeting.cases[case.id], first=platform)


def own(turn: Turn, case: Case, who: PersonId) -> None:
    """Give the case to `who`, and tell the others who has it."""
    turn.withdraw(case)
    expires = turn.now + turn.policy.escalation_ownership_expires
    case = turn.case(
        case,
        stage=Stage.OWNED,
        owner=who,
        refusals=(),
        next=Next(step=CaseStep.OWNERSHIP_EXPIRES, at=expires),
    )
    facts = Facts(person=case.subject, owner=who, until=expires)
    for other in case.alerted:
        variant = "owner" if other == who else None
        told = Facts(variant=variant, person=case.subject, owner=who, until=expires)
        turn.edit("case-taken", ALERT, to=other, case=case.id, facts=told if variant else facts)


def show_contact(turn: Turn, case: Case, *, first: Platform | None = None) -> None:
    """Show the owner how to reach the person; the reveal is recorded (L6, V2)."""
    if case.owner is not None:
        turn.tell(case.owner, "case-contact", contact_facts(case), case=case.id,
                  thread=CONTACT, first=first)  # fmt: skip


def contact_facts(case: Case) -> Facts:
    """What the owner is shown, and until when the case is theirs."""
    return Facts(person=case.subject, since=case.left_at, until=case.owner_expires,
                 words=case.words, reveal=True)  # fmt: skip


def ownership_expired(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """Nothing was heard from the owner: the case climbs again from the first rung (L6)."""
    if case.owner is not None:
        turn.tell(case.owner, "case-ownership-expired", alert_facts(case), case=case.id,
                  thread=ALERT)  # fmt: skip
    _nobody_has_it(turn, case)
    climb(turn, case, late_by=late_by)


def pass_on(turn: Turn, case: Case) -> None:
    """The owner hands over or is gone: the next rung is asked at once (L6, L7)."""
    _nobody_has_it(turn, case)
    owner = case.owner
    case = turn.case(case, owner=None)
    left = [who for who in order(turn, case) if who not in case.called]
    if not left and owner is not None:
        case = turn.case(case, called=(owner,))
    call_next(turn, case)


def _nobody_has_it(turn: Turn, case: Case) -> None:
    """Nobody may go on reading that somebody has the case when nobody has."""
    for who in case.alerted:
        if who != case.owner:
            turn.edit("case-ownership-expired", ALERT, to=who, case=case.id,
                      facts=Facts(variant="others", person=case.subject))  # fmt: skip
