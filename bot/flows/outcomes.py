"""What the owner of a case reports, and the additional steps (L7)."""

from __future__ import annotations

from bot.flows import back, check_in, ladder, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next
from bot.model.effects import Facts
from bot.model.people import PersonId


def outcome(turn: Turn, case: Case, who: PersonId, what: str, to: PersonId | None = None) -> None:
    """One outcome, from the owner only."""
    if not case.is_open:
        turn.toast("closed")
        return
    if not turn.is_staff(who) or not case.may_see(who):
        turn.toast("not-yours")
        return
    if case.owner is None and case.last_owner == who:
        case = ownership.own(turn, case, who)
    if case.owner != who:
        turn.toast("not-yours")
        return
    turn.toast("recorded")
    case = turn.note_tried(case, what, by=who)
    match what:
        case "reached-ok":
            finish(turn, case, "reached ok", by=who)
        case "reached-support":
            kind = CaseKind.CONCERN if case.kind is CaseKind.CONCERN else CaseKind.SUPPORT
            _keep(turn, turn.case(case, kind=kind, additional_at=None, gone_at=None, ask_at=None))
        case "no-answer":
            _no_answer(turn, case)
        case "looking":
            told = case.guardian_called or not turn.person(case.subject).is_adult(turn.today)
            _keep(turn, turn.case(case, guardian_called=told))
        case "hand-over":
            _hand_over(turn, case, to)


def _keep(turn: Turn, case: Case) -> None:
    """The case stays with its owner; the time starts again (L6)."""
    expires = turn.now + turn.policy.escalation_ownership_expires
    case = turn.case(case, next=Next(step=CaseStep.OWNERSHIP_EXPIRES, at=expires))
    turn.edit("case-contact", ownership.CONTACT, to=case.owner, case=case.id,
              facts=ownership.contact_facts(turn, case))  # fmt: skip


def _no_answer(turn: Turn, case: Case) -> None:
    if case.failed_at is None:
        wait = turn.policy.escalation_additional_steps_after
        case = turn.case(case, failed_at=turn.now, additional_at=turn.now + wait)
    _keep(turn, case)


def _hand_over(turn: Turn, case: Case, to: PersonId | None) -> None:
    """To a named person, or to the next rung."""
    giver = case.owner
    able = to is not None and turn.is_staff(to) and case.may_see(to) and not turn.is_missing(to)
    if able and to is not None and to != giver:
        back.pass_on(turn, case, to)
    else:
        back.pass_on(turn, case)


def finish(turn: Turn, case: Case, what: str, *, by: PersonId, reason: str | None = None) -> None:
    """A human has answered: close the case and say so to everybody who was alerted."""
    waits = "told" if back.must_tell(case) else None
    facts = Facts(variant=waits, person=case.subject, by=by, since=case.left_at, at=turn.now)
    for who in case.alerted:
        turn.edit("case-closed", ladder.ALERT, to=who, case=case.id, facts=facts)
        turn.edit("case-closed", ownership.CONTACT, to=who, case=case.id, facts=facts)
    for who in case.alerted:
        turn.edit("case-closed", check_in.STEPS, to=who, case=case.id, facts=facts)
    turn.withdraw(case)
    check_in.close(turn, case, what, by=by, reason=reason)


def guardian_told(turn: Turn, case: Case, who: PersonId) -> None:
    """The guardian has heard that all is well: now the case may end (Y5).

    Pressed while the young person is missing again, or asks for someone, it says nothing yet.
    """
    if not case.is_open:
        turn.toast("closed")
    elif not turn.is_staff(who) or not case.may_see(who):
        turn.toast("not-yours")
    elif not case.found:
        turn.toast("stale")
    else:
        turn.toast("recorded")
        finish(turn, turn.case(case, guardian_told=True), "the guardian was told", by=who)


def additional_steps(turn: Turn, case: Case) -> None:
    """Ask the owner and the lead together what else to do; the deputy if the lead is missing."""
    asked = tuple(dict.fromkeys([*_owner(case), *_lead(turn, case)]))
    alerted = tuple(dict.fromkeys((*case.alerted, *asked)))
    case = turn.case(case, additional_at=None, deciders=asked, stopping=None, alerted=alerted)
    facts = Facts(person=case.subject, since=case.left_at, tried=case.tried, reveal=True,
                  owner=case.owner)  # fmt: skip
    for who in asked:
        turn.tell(who, "additional-steps", facts, case=case.id, thread=check_in.STEPS)
    if not asked:
        wait = turn.policy.escalation_retry_every
        turn.case(case, additional_at=turn.now + wait)


def _owner(case: Case) -> list[PersonId]:
    return [case.owner] if case.owner is not None else []


def _lead(turn: Turn, case: Case) -> list[PersonId]:
    """The lead; if there is none who may be asked besides the owner, the deputy."""
    leads = [person.id for person in turn.context.group.leads(turn.today)]
    fit = (who for who in leads if case.may_see(who) and not turn.is_missing(who))
    return [who for who in fit if who != case.owner][:1]


def decided(turn: Turn, case: Case, who: PersonId, what: str) -> None:
    """The owner or the lead chose one of the additional steps."""
    if not case.is_open:
        turn.toast("closed")
        return
    if who not in case.deciders or not turn.is_staff(who) or not case.may_see(who):
        turn.toast("not-yours")
        return
    if what == "stop":
        wait = turn.policy.escalation_additional_steps_after
        turn.case(case, stopping=who, additional_at=turn.now + wait)
        turn.edit(
            "stop-reason", check_in.STEPS, to=who, case=case.id, facts=Facts(person=case.subject)
        )
        turn.toast("write-reason")
        return
    case = turn.note_tried(case, what, by=who)
    wait = turn.policy.escalation_additional_steps_after
    case = turn.case(case, stopping=None, additional_at=turn.now + wait)
    turn.toast("recorded")
    if case.owner == who:
        _keep(turn, case)


def stopped(turn: Turn, case: Case, who: PersonId, reason: str) -> None:
    """Doing nothing more, with the written reason (L7)."""
    case = turn.note_tried(case, "stop", by=who)
    finish(turn, case, "nothing more to be done", by=who, reason=reason)
