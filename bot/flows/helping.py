"""A young person asks for someone, or writes (Y7, Y12).

Before anything is sent they choose who may see it, and are told who will. At least two adults
see it, always; nobody else ever does. No choice in a minute means the lead and the deputy.
"""

from __future__ import annotations

from bot.flows import contact, counting, ladder
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.people import PersonId, Role

THREAD = "help"
_NOT_CLIMBING = frozenset({Stage.GRACE, Stage.CHECKING, Stage.NUDGED})
AT_LEAST = 2
"""Adults who see what a young person wrote: never one alone (Y7)."""


def ask_who(turn: Turn, who: PersonId, *, words: str | None = None) -> None:
    """Ask who may see it, and wait a minute (Y12)."""
    case = turn.meeting.case_of(who) or _new(turn, who)
    if words is not None:
        case = turn.case(case, words=(*case.words, words))
    if case.choose_at is not None:
        return
    at = turn.now + turn.policy.young_people_help_choose_within
    case = turn.case(case, kind=_kind(case), choose_at=at)
    if case.stage in _NOT_CLIMBING:
        turn.case(case, next=Next(step=CaseStep.CHOOSE, at=at))
    facts = Facts(who=team(turn, case), by=next(iter(leads(turn, case)), None))
    turn.tell(who, "help-who", facts, case=case.id, thread=THREAD)


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
    picked = team(turn, case) if how == "team" else ()
    readers = tuple(dict.fromkeys((*picked, *leads(turn, case))))
    if len(readers) < AT_LEAST:
        readers = tuple(dict.fromkeys((*readers, *team(turn, case))))
    turn.withdraw(case)
    case = turn.case(case, kind=_kind(case), only=readers, choose_at=None)
    for other in case.alerted:
        if other not in readers:
            turn.edit("case-ownership-expired", ladder.ALERT, to=other, case=case.id,
                      facts=Facts(variant="others", person=case.subject))  # fmt: skip
    case = turn.case(case, alerted=tuple(a for a in case.alerted if a in readers))
    facts = Facts(who=readers, contact=contact_for(turn, case))
    key = "concern-received" if case.kind is CaseKind.CONCERN else "support-received"
    turn.tell(case.subject, key, facts, case=case.id)
    ladder.climb(turn, case)
    _never_one_alone(turn, case.id)
    turn.toast("leaving-contact")


def _never_one_alone(turn: Turn, case_id: str) -> None:
    case = turn.meeting.cases[case_id]
    more = len(ladder.order(turn, case)) > len(case.called)
    if len(case.called) < AT_LEAST and more and case.next and case.next.step is CaseStep.RUNG:
        ladder.call_next(turn, case)


def _kind(case: Case) -> CaseKind:
    """Asking for someone makes it a support case; a concern stays one (Y7)."""
    return CaseKind.CONCERN if case.kind is CaseKind.CONCERN else CaseKind.SUPPORT


def contact_for(turn: Turn, case: Case) -> PersonId | None:
    """Whom they can reach about it: of a concern one of those who look after safety."""
    named = contact.for_reader(turn, case.subject)
    if case.kind is CaseKind.CONCERN:
        return next(iter(leads(turn, case)), named)
    return named


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
    checked = [who for who in able if turn.person(who).is_checked(turn.today)]
    return tuple(dict.fromkeys((*checked, *able)))[:AT_LEAST]


def leads(turn: Turn, case: Case) -> tuple[PersonId, ...]:
    """The lead and the deputy, unless it is about them."""
    group, today = turn.context.group, turn.today
    both = [*group.with_role(Role.SAFEGUARDING_LEAD, today),
            *group.with_role(Role.DEPUTY_LEAD, today)]  # fmt: skip
    return tuple(dict.fromkeys(p.id for p in both
                               if p.id not in case.excluded and p.id != case.subject))  # fmt: skip


def is_young(turn: Turn, who: PersonId) -> bool:
    """Whether these rules hold for somebody's words and wishes."""
    return counting.is_young(turn, who)


def pass_on(turn: Turn, who: PersonId, words: str) -> bool:
    """Whoever looks after a young person writes to them through the bot, and a second adult
    reads it too: no conversation of one and one (Y5, Y7). False: there is no such case.
    """
    for case in turn.meeting.open_cases():
        if case.owner != who or not counting.is_young(turn, case.subject):
            continue
        second = _second_reader(turn, case)
        if second is None:
            return False
        facts = Facts(person=case.subject, by=who, words=(words,))
        turn.tell(case.subject, "team-words", facts, case=case.id)
        turn.tell(second, "team-words-copy", facts, case=case.id)
        turn.tell(who, "note-passed", Facts(person=case.subject, contact=second), case=case.id)
        return True
    return False


def _second_reader(turn: Turn, case: Case) -> PersonId | None:
    meeting = turn.meeting
    ranked = [*case.only, meeting.second_adult, contact.now(turn), *leads(turn, case)]
    ranked += [person.id for person in turn.context.group.staff(turn.today)]
    able = (who for who in ranked if who is not None and who != case.owner)
    return next((w for w in able if turn.is_staff(w) and case.may_see(w)), None)
