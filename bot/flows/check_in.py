"""Asking somebody who dropped out whether they are OK (L3), and their answer (L4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.flows import back, contact, counting, helping, ladder, minding, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId, Platform

STEPS = ownership.STEPS


def grace_for(turn: Turn, who: PersonId) -> timedelta:
    """How long somebody may be gone before they are asked."""
    adult = turn.person(who).is_adult(turn.today)
    return turn.policy.leaving_grace if adult else turn.policy.leaving_grace_young


def open_left_case(turn: Turn, who: PersonId, left_at: datetime) -> Case:
    """An undeclared leave at `left_at`: nothing is sent before the grace is over (L3)."""
    case = Case(
        id=turn.next_case_id(),
        subject=who,
        kind=CaseKind.LEFT,
        stage=Stage.GRACE,
        opened_at=turn.now,
        left_at=left_at,
        climb_at=left_at + turn.policy.leaving_escalate_after,
    )
    return count_from(turn, case, left_at)


def count_from(turn: Turn, case: Case, left_at: datetime) -> Case:
    """Let L, the moment all times are counted from, be `left_at`."""
    young = counting.is_young(turn, case.subject)
    return turn.case(
        case,
        left_at=left_at,
        guardian_at=left_at + turn.policy.leaving_guardian_after if young else None,
        climb_at=left_at + turn.policy.leaving_escalate_after,
        next=Next(step=CaseStep.CHECK_IN, at=left_at + grace_for(turn, case.subject)),
    )


def ask(turn: Turn, case: Case) -> None:
    """One private message: are you OK? With no route at all the case climbs now (L3)."""
    if counting.is_young(turn, case.subject):
        case = minding.left(turn, case)
    routes = turn.routes_to(case.subject)
    if not routes:
        escalate(turn, turn.note_tried(case, "no-route", ok=False))
        return
    case = turn.note_tried(case, "check-in", platform=routes[0])
    nudge_at = case.left_at + turn.policy.leaving_nudge_after
    climbs = Next(step=CaseStep.ESCALATE, at=max(case.climb_at, turn.now))
    asks_again = Next(step=CaseStep.NUDGE, at=nudge_at)
    in_time = turn.now < nudge_at < case.climb_at
    turn.case(case, stage=Stage.CHECKING, next=asks_again if in_time else climbs)
    write(turn, case, "check-in", routes[0])


def nudge(turn: Turn, case: Case) -> None:
    """Ask once more: on the other routes, or on the same one if there is no other (L3)."""
    others = _other_routes(turn, case, case.left_at)
    if not others:
        escalate(turn, case)
        return
    for platform in others:
        case = turn.note_tried(case, "check-in-nudge", platform=platform)
    climbs = Next(step=CaseStep.ESCALATE, at=max(case.climb_at, turn.now))
    turn.case(case, stage=Stage.NUDGED, next=climbs)
    for platform in others:
        write(turn, case, "check-in-nudge", platform)


def ask_once_more(turn: Turn, case: Case) -> None:
    """The same of somebody who is looked after already: their case goes its own way."""
    for platform in _other_routes(turn, case, case.gone_at or case.left_at):
        case = turn.note_tried(case, "check-in-nudge", platform=platform)
        write(turn, case, "check-in-nudge", platform)


def _other_routes(turn: Turn, case: Case, since: datetime) -> tuple[Platform, ...]:
    asked = [tried for tried in case.tried if tried.what == "check-in" and tried.at >= since]
    routes, used = turn.routes_to(case.subject), {tried.platform for tried in asked}
    return tuple(p for p in routes if p not in used) or routes[:1]


def escalate(turn: Turn, case: Case, *, late_by: int = 0) -> None:
    """No word from them: the case goes up the ladder (L3)."""
    ladder.climb(turn, case, late_by=late_by)


def write(turn: Turn, case: Case, key: str, platform: Platform) -> None:
    """The question itself, on one route."""
    facts = Facts(contact=contact.for_reader(turn, case.subject), platform=platform)
    turn.tell(case.subject, key, facts, case=case.id, thread=contact.CHECK_IN, first=platform)


# --- answers ------------------------------------------------------------------------------


def answered(
    turn: Turn,
    case: Case,
    outcome: str,
    *,
    thank_on: Platform | None = None,
    by: PersonId | None = None,
) -> None:
    """The person is heard of: everything further stops and the alerts are taken back (L4).

    A concern is no question whether they are OK: only a human who has seen to it ends it (Y7).
    """
    if case.kind is CaseKind.CONCERN:
        heard(turn, case, "ok")
        if thank_on is not None:
            turn.tell(case.subject, "check-in-thanks", first=thank_on, case=case.id)
        return
    facts = Facts(person=case.subject, by=by, reason=outcome, since=case.left_at)
    for who in case.alerted:
        turn.edit("case-withdrawn", ladder.ALERT, to=who, case=case.id, facts=facts)
    turn.withdraw(case)
    for who in case.alerted:
        turn.edit("case-withdrawn", STEPS, to=who, case=case.id, facts=facts)
    for who in case.alerted:
        turn.edit("case-withdrawn", ownership.CONTACT, to=who, case=case.id, facts=facts)
    if case.owner is not None and not back.must_tell(case):
        turn.tell(case.owner, "case-withdrawn", facts, case=case.id)
    if thank_on is not None:
        turn.tell(case.subject, "check-in-thanks", first=thank_on, case=case.id)
    close(turn, case, outcome, by=by)


def is_known_gone(case: Case) -> bool:
    """Whether they were asked, and their people told, since they dropped out (see `gone`)."""
    return any(tried.what == "left" and tried.at == case.gone_at for tried in case.tried)


def heard(turn: Turn, case: Case, how: str) -> None:
    """Somebody who is looked after and had dropped out is heard of: no question goes on (L4).

    Their case stays, and its owner hears how.
    """
    if case.gone_at is None:
        return
    was_asked = is_known_gone(case)
    case = turn.case(case, gone_at=None, ask_at=None)
    if not was_asked:
        return
    case = turn.note_tried(case, "heard")
    turn.edit("check-in-thanks", contact.CHECK_IN, to=case.subject, case=case.id)
    if case.owner is not None:
        facts = Facts(variant=how, person=case.subject)
        turn.tell(case.owner, "case-left", facts, case=case.id)


def close(
    turn: Turn,
    case: Case,
    outcome: str,
    *,
    by: PersonId | None = None,
    reason: str | None = None,
) -> None:
    """End the case, once; not before a guardian who was called has been told (Y5)."""
    if back.must_tell(case):
        back.ask_told(turn, case)
        return
    turn.case(
        case,
        stage=Stage.CLOSED,
        next=None,
        refusals=(),
        additional_at=None,
        guardian_at=None,
        choose_at=None,
        ask_at=None,
        stopping=None,
        closed_at=turn.now,
        outcome=outcome,
        closed_by=by,
        reason=reason,
    )


def ask_for_help(turn: Turn, who: PersonId, *, words: str | None = None) -> None:
    """The person would like someone: a support case at the top of the ladder, now (L2, L4).

    A young person first chooses who may see it (Y12).
    """
    case = turn.meeting.case_of(who)
    if case is not None:
        heard(turn, case, "contact")
        case = turn.meeting.cases[case.id]
    if counting.is_young(turn, who) and (case is None or not case.only or case.choose_at):
        helping.ask_who(turn, who, words=words)
        return
    if case is not None and case.only and words is None:
        helping.ask_again(turn, case)
        return
    if case is not None and case.kind in {CaseKind.SUPPORT, CaseKind.CONCERN}:
        _more_words(turn, case, words)
        return
    if case is None:
        case = Case(
            id=turn.next_case_id(),
            subject=who,
            kind=CaseKind.SUPPORT,
            stage=Stage.ESCALATED,
            opened_at=turn.now,
            left_at=turn.now,
            climb_at=turn.now,
        )
    turn.withdraw(case)
    case = turn.case(case, kind=CaseKind.SUPPORT, words=_with(case, words))
    turn.tell(who, "support-received", Facts(contact=contact.for_reader(turn, who)), case=case.id)
    facts = ladder.alert_facts(case)
    for other in case.alerted:
        turn.edit("support-alert", ladder.ALERT, to=other, case=case.id, facts=facts)
    if case.owner is None:
        ladder.climb(turn, case)
    else:
        turn.tell(case.owner, "support-alert", facts, case=case.id, thread=ladder.ALERT)
        turn.edit("case-contact", ownership.CONTACT, to=case.owner, case=case.id,
                  facts=ownership.contact_facts(turn, case))  # fmt: skip


def _more_words(turn: Turn, case: Case, words: str | None) -> None:
    """Further words go to whoever has the case, or wait for the one who takes it."""
    if words is None:
        return
    case = turn.case(case, words=_with(case, words))
    if case.owner is None:
        turn.tell(case.subject, "note-passed", case=case.id)
        return
    second = helping.second_reader(turn, case) if counting.is_young(turn, case.subject) else None
    readers = [who for who in (case.owner, second) if who is not None]
    for who in readers:
        young = "young" if second is not None else None
        facts = Facts(variant=young, person=case.subject, words=(words,),
                      reveal=who == case.owner)  # fmt: skip
        turn.tell(who, "leaver-note", facts, case=case.id)
    turn.tell(case.subject, "note-passed", Facts(who=tuple(readers)), case=case.id)


def _with(case: Case, words: str | None) -> tuple[str, ...]:
    return case.words if words is None else (*case.words, words)
