"""Taking a case, and losing it again (L6)."""

from __future__ import annotations

from bot.flows import guardians, ladder
from bot.flows.turn import Turn
from bot.model.case import Case, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId, Platform

CONTACT = "contact"
STEPS = "steps"
"""The thread of the question about additional steps (L7)."""


def take(turn: Turn, case: Case, who: PersonId, platform: Platform) -> None:
    """One tap, first wins. Only the owner then sees how to reach the person."""
    if not case.may_see(who) or not turn.is_staff(who):
        turn.toast("not-yours")
    elif not case.is_open:
        turn.toast("closed")
    elif case.owner is not None:
        turn.toast("taken-by-you" if case.owner == who else "taken-by", owner=case.owner)
    else:
        turn.toast("taken-by-you")
        show_contact(turn, own(turn, case, who), first=platform)


def own(turn: Turn, case: Case, who: PersonId) -> Case:
    """Give the case to `who`, and tell the others who has it."""
    expires = turn.now + turn.policy.escalation_ownership_expires
    never_reached = {refusal.to for refusal in case.refusals}
    case = turn.case(
        case,
        stage=Stage.OWNED,
        owner=who,
        last_owner=who,
        alerted=tuple(dict.fromkeys((*case.alerted, who))),
        called=tuple(called for called in case.called if called not in never_reached),
        refusals=(),
        next=Next(step=CaseStep.OWNERSHIP_EXPIRES, at=expires),
    )
    for other in case.alerted:
        facts = Facts(variant="owner" if other == who else None, person=case.subject,
                      owner=who, until=expires)  # fmt: skip
        turn.edit("case-taken", ladder.ALERT, to=other, case=case.id, facts=facts)
    turn.withdraw(case)
    return case


def show_contact(turn: Turn, case: Case, *, first: Platform | None = None) -> None:
    """Show the owner how to reach the person; the reveal is recorded (V2)."""
    if case.owner is None:
        return
    turn.tell(case.owner, "case-contact", contact_facts(turn, case), case=case.id,
              thread=CONTACT, first=first)  # fmt: skip
    if case.only and case.words and case.choose_at is None:
        _share_words(turn, case)


def _share_words(turn: Turn, case: Case) -> None:
    """What a young person wrote is seen by a second adult too, whoever takes it (Y7)."""
    for who in [reader for reader in case.only if reader != case.owner][:1]:
        facts = Facts(variant="young", person=case.subject, words=case.words)
        turn.tell(who, "leaver-note", facts, case=case.id)


def contact_facts(turn: Turn, case: Case) -> Facts:
    """What the owner is shown, and until when the case is theirs.

    The guardians' numbers are for whoever took it on to call them (Y5).
    """
    subject, owner = turn.person(case.subject), case.owner
    called = case.guardian_called and owner is not None
    return Facts(
        variant=None if subject.is_adult(turn.today) else "young",
        person=case.subject,
        since=case.left_at,
        until=case.owner_expires,
        words=case.words if case.choose_at is None else (),
        guardians=guardians.to_call(turn, case.subject, owner) if called and owner else (),
        reveal=True,
    )


def expired(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """Nothing was heard from the owner: the case climbs again from the first rung."""
    if case.owner is not None:
        turn.tell(case.owner, "case-ownership-expired", ladder.alert_facts(case), case=case.id,
                  thread=ladder.ALERT)  # fmt: skip
    case = _nobody_has_it(turn, case)
    ladder.climb(turn, case, late_by=late_by)


def pass_on(turn: Turn, case: Case) -> None:
    """The owner hands over or is gone: the next rung is asked at once."""
    owner = case.owner
    case = turn.case(_nobody_has_it(turn, case), owner=None)
    if owner is not None:
        called = tuple(dict.fromkeys((*case.called, owner)))
        left = [who for who in ladder.order(turn, case) if who not in called]
        case = turn.case(case, called=called if left else (owner,))
    ladder.call_next(turn, case)


def hand_to(turn: Turn, case: Case, who: PersonId) -> None:
    """Hand the case to a named person: they are alerted now, and the climb goes on from there."""
    case = _nobody_has_it(turn, case)
    case = turn.case(case, owner=None, called=tuple(dict.fromkeys((*case.called, who))))
    if not ladder.alert(turn, case, who):
        ladder.call_next(turn, turn.meeting.cases[case.id])


def _nobody_has_it(turn: Turn, case: Case) -> Case:
    """Nobody may go on reading that somebody has the case, or how to reach the person."""
    facts = Facts(variant="others", person=case.subject)
    for who in case.alerted:
        if who != case.owner:
            turn.edit("case-ownership-expired", ladder.ALERT, to=who, case=case.id, facts=facts)
    if case.owner is not None:
        turn.edit("case-ownership-expired", CONTACT, to=case.owner, case=case.id, facts=facts)
    kept = tuple(refusal for refusal in case.refusals if refusal.thread != CONTACT)
    return turn.case(case, refusals=kept)
