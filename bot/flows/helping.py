"""A young person asks for someone, or writes (Y7, Y12).

Before anything is sent they choose who may see it, and are told who will. At least two adults
see it, always; nobody else ever does. No choice in a minute means the lead and the deputy.
"""

from __future__ import annotations

from datetime import datetime

from bot.flows import contact, counting, ladder, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId

THREAD = "help"
AT_LEAST = 2
"""Adults who see what a young person wrote: never one alone (Y7)."""


def ask_who(turn: Turn, who: PersonId, *, words: str | None = None) -> None:
    """Ask who may see it, and wait a minute (Y12). Until then nobody hears anything more."""
    case = turn.meeting.case_of(who) or _new(turn, who)
    if words is not None:
        case = turn.case(case, words=(*case.words, words))
    if case.choose_at is None:
        turn.withdraw(case)
        at = turn.now + turn.policy.young_people_help_choose_within
        case = turn.case(
            case,
            kind=_kind(case),
            choose_at=at,
            next=_waits(turn, case, at),
            guardian_at=None,
            found=False,
            refusals=(),
        )
    elif words is None:
        return
    facts = Facts(who=team(turn, case), by=next(iter(leads(turn, case)), None))
    turn.tell(who, "help-who", facts, case=case.id, thread=THREAD)


def _waits(turn: Turn, case: Case, at: datetime) -> Next:
    """Nobody is asked before they choose; who has it keeps it so long."""
    if case.stage is not Stage.OWNED or case.next is None:
        return Next(step=CaseStep.CHOOSE, at=at)
    later = at + turn.policy.escalation_rung_timeout
    return Next(step=case.next.step, at=max(case.next.at, later))


def _new(turn: Turn, who: PersonId) -> Case:
    return turn.case(
        Case(
            id=turn.next_case_id(),
            subject=who,
            kind=CaseKind.SUPPORT,
            stage=Stage.GRACE,
            opened_at=turn.now,
            left_at=turn.now,
            climb_at=turn.now,
        )
    )


def chosen(turn: Turn, case: Case, how: str) -> None:
    """They chose, or did not in time: those people are asked, at least two at once."""
    if case.choose_at is None:
        turn.toast("thanks")
        return
    only, again = _readers(turn, case, how), bool(case.only)
    turn.withdraw(case)
    _take_back(turn, case, only)
    case = turn.case(
        case,
        kind=_kind(case),
        only=only,
        choose_at=None,
        alerted=tuple(who for who in case.alerted if who in only),
        deciders=tuple(who for who in case.deciders if who in only),
        last_owner=None,
        stopping=None,
    )
    facts = Facts(who=only, contact=contact_for(turn, case))
    worried = case.kind is CaseKind.CONCERN and not again
    key = "concern-received" if worried else "support-received"
    turn.tell(case.subject, key, facts, case=case.id)
    ladder.climb(turn, case)
    _never_one_alone(turn, case.id)
    if again:
        _they_need_someone(turn, turn.meeting.cases[case.id])
    turn.toast("leaving-contact")


def ask_again(turn: Turn, case: Case) -> None:
    """They need someone once more: they read who sees it, and those hear it (Y12).

    After a concern they choose anew who may see it; whom it is about stays out of it (Y7).
    """
    if case.kind is CaseKind.CONCERN:
        ask_who(turn, case.subject)
        return
    facts = Facts(who=case.only, contact=contact_for(turn, case))
    turn.tell(case.subject, "support-received", facts, case=case.id)
    _they_need_someone(turn, case)


def _they_need_someone(turn: Turn, case: Case) -> None:
    """The owner hears; as long as nobody has it, everybody who was asked so far and is there."""
    asked = [who for who in case.called if not turn.is_missing(who)]
    for who in [case.owner] if case.owner is not None else asked:
        facts = Facts(person=case.subject, since=case.left_at, tried=case.tried)
        turn.tell(who, "support-alert", facts, case=case.id, thread=ladder.ALERT)


def _readers(turn: Turn, case: Case, how: str) -> tuple[PersonId, ...]:
    """Whom they chose, and at least two whom a message reaches (Y7).

    The lead and the deputy stand behind the two who are named, should those not answer.
    """
    safety, named = leads(turn, case), team(turn, case)
    picked = (*named, *safety) if how == "team" else safety
    reached = [who for who in dict.fromkeys(picked) if _is_reached(turn, who)]
    more = [who for who in named if who not in reached]
    return tuple(dict.fromkeys((*reached, *more[: max(0, AT_LEAST - len(reached))], *picked)))


def _is_reached(turn: Turn, who: PersonId) -> bool:
    return bool(turn.person(who).platforms(proved_only=True)) and not turn.is_missing(who)


def _take_back(turn: Turn, case: Case, only: tuple[PersonId, ...]) -> None:
    """Whoever they did not choose reads nothing more of it; nobody has it until it is taken."""
    facts = Facts(person=case.subject)
    for other in case.alerted:
        if other not in only:
            for thread in (ladder.ALERT, ownership.CONTACT, ownership.STEPS):
                turn.edit("case-withdrawn", thread, to=other, case=case.id, facts=facts)
        elif other == case.owner:
            again = Facts(variant="others", person=case.subject)
            turn.edit("case-ownership-expired", ownership.CONTACT, to=other, case=case.id,
                      facts=again)  # fmt: skip


def _never_one_alone(turn: Turn, case_id: str) -> None:
    case = turn.meeting.cases[case_id]
    more = len(ladder.order(turn, case)) > len(case.called)
    if len(case.called) < AT_LEAST and more and case.next and case.next.step is CaseStep.RUNG:
        ladder.call_next(turn, case)


def _kind(case: Case) -> CaseKind:
    """Asking for someone makes it a support case; a concern stays one (Y7)."""
    return CaseKind.CONCERN if case.kind is CaseKind.CONCERN else CaseKind.SUPPORT


def contact_for(turn: Turn, case: Case) -> PersonId | None:
    """Whom they can reach about it: of a concern one of those who look after safety.

    Of anything else nobody whom they did not choose (Y12).
    """
    named = contact.for_reader(turn, case.subject)
    if case.kind is CaseKind.CONCERN:
        return next(iter(leads(turn, case)), named)
    return case.only[0] if case.only and named not in case.only else named


def team(turn: Turn, case: Case) -> tuple[PersonId, ...]:
    """The two adults who are named: who runs the meeting, and the second adult."""
    meeting = turn.meeting
    ranked = [contact.now(turn), meeting.second_adult, meeting.chair, meeting.standby]
    ranked += [person.id for person in turn.context.group.staff(turn.today)]
    able = [
        who
        for who in dict.fromkeys(ranked)
        if who is not None and turn.is_staff(who) and who != case.subject
        and who not in case.excluded and not turn.is_missing(who)
    ]  # fmt: skip
    reached = [who for who in able if _is_reached(turn, who)]
    checked = [who for who in reached if turn.person(who).is_checked(turn.today)]
    return tuple(dict.fromkeys((*checked, *reached, *able)))[:AT_LEAST]


def leads(turn: Turn, case: Case) -> tuple[PersonId, ...]:
    """The lead and the deputy, unless it is about them."""
    out = {*case.excluded, case.subject}
    return tuple(p.id for p in turn.context.group.leads(turn.today) if p.id not in out)


def pass_on(turn: Turn, who: PersonId, words: str) -> bool:
    """Whoever looks after a young person writes to them through the bot (Y5).

    A second adult reads it too: no conversation of one and one (Y7). False: there is no such case.
    """
    for case in turn.meeting.open_cases():
        if case.owner != who or not counting.is_young(turn, case.subject):
            continue
        second = second_reader(turn, case)
        if second is None:
            return False
        facts = Facts(person=case.subject, by=who, words=(words,), who=(who, second))
        turn.tell(case.subject, "team-words", facts, case=case.id)
        turn.tell(second, "team-words-copy", facts, case=case.id)
        passed = Facts(variant="young", person=case.subject, contact=second)
        turn.tell(who, "note-passed", passed, case=case.id)
        return True
    return False


def second_reader(turn: Turn, case: Case) -> PersonId | None:
    """The adult who reads what is written as well, besides the owner (Y7)."""
    return next(iter(readers(turn, case)), None)


def readers(turn: Turn, case: Case) -> list[PersonId]:
    """Who may read it as well, in order: whom they chose, else those who look after them."""
    second = counting.second_adult(turn)
    ranked = [*case.only, second, contact.now(turn), *leads(turn, case)]
    ranked += [person.id for person in turn.context.group.staff(turn.today)]
    return [
        who
        for who in dict.fromkeys(ranked)
        if who is not None and who != case.owner and case.may_see(who)
        and turn.is_staff(who) and turn.person(who).platforms(proved_only=True)
    ]  # fmt: skip
