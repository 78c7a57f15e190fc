"""Who looks for a young person: the adult who can be spared (Y4, Y5, Y13)."""

from __future__ import annotations

from bot.flows import counting, guardians, holding, ladder, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, Place
from bot.model.people import PersonId

MANY_DROPS = 3


def spare_adult(turn: Turn, case: Case) -> PersonId | None:
    """The second adult if the room can spare them, else the standby, else the lead (Y4).

    Whoever may not see the case, is missing, or cannot be reached is passed over.
    """
    second, standby = turn.meeting.second_adult, turn.meeting.standby
    asked: list[PersonId | None] = []
    if second is not None and (not turn.meeting.seat(second).present or counting.can_spare(turn, second)):
        asked.append(second)
    asked += [standby, *holding.leads(turn)]
    return _first_who_can(turn, case, asked)


def who_minds(turn: Turn, case: Case) -> PersonId | None:
    """Who hears that a young person left: the second adult, unless they are the only one (Y5).

    They can write through the bot without leaving the room.
    """
    second = turn.meeting.second_adult
    there = second is not None and turn.meeting.seat(second).present
    alone = [adult for adult in counting.adults(turn) if adult != second] == []
    first = [second] if there and not alone else []
    return _first_who_can(turn, case, [*first, turn.meeting.standby, *holding.leads(turn)])


def _first_who_can(
    turn: Turn, case: Case, asked: list[PersonId | None]
) -> PersonId | None:
    """With "not without the lead" every task about the guardian is the lead's (Y13)."""
    if turn.person(case.subject).guardian_via_lead:
        asked = [*holding.leads(turn)]
    for who in asked:
        if who is None or not case.may_see(who) or turn.is_missing(who):
            continue
        if turn.is_staff(who) and turn.person(who).platforms(proved_only=True):
            return who
    return None


# --- a young person left (Y5) ---------------------------------------------------------------------


def left(turn: Turn, case: Case) -> Case:
    """With the check-in an adult hears at once; a call to the guardian may follow."""
    who = who_minds(turn, case)
    case = turn.case(case, guardian_at=case.left_at + turn.policy.leaving_guardian_after)
    return case if who is None else _give(turn, case, who, "young-person-left")


def count_drop(turn: Turn, who: PersonId) -> None:
    """The third time in one meeting the lead hears too; the clocks stay (Y5)."""
    drops = turn.meeting.seat(who).drops + 1
    turn.seat(who, drops=drops)
    if drops == MANY_DROPS:
        for lead in holding.leads(turn):
            turn.tell(lead, "drops-often", Facts(person=who))


def call_guardian(turn: Turn, case: Case) -> None:
    """Five minutes without a word: an adult is asked to call the guardian (Y5)."""
    case = turn.case(case, guardian_at=None)
    owner = case.owner
    spared = owner is not None and (
        not turn.meeting.seat(owner).present or counting.can_spare(turn, owner)
    )
    via_lead = turn.person(case.subject).guardian_via_lead
    who = owner if spared and not via_lead else spare_adult(turn, case)
    if who is not None:
        _give(turn, case, who, "call-task")


def _give(turn: Turn, case: Case, who: PersonId, key: str) -> Case:
    facts = ladder.alert_facts(case)
    turn.tell_everywhere(who, key, facts, case=case.id, thread=ladder.ALERT)
    return turn.case(case, alerted=tuple(dict.fromkeys((*case.alerted, who))))


def call_taken(turn: Turn, case: Case, who: PersonId, platform: str) -> None:
    """Taking the call shows the guardians' numbers, in order; it is theirs from now on (Y5)."""
    if not case.may_see(who) or not turn.is_staff(who):
        turn.toast("not-yours")
        return
    if not case.is_open:
        turn.toast("closed")
        return
    if case.owner is not None and case.owner != who and case.guardian_called:
        turn.toast("taken-by", owner=case.owner)
        return
    turn.toast("taken-by-you")
    case = turn.case(case, guardian_called=True)
    ownership.show_contact(turn, ownership.own(turn, case, who), first=platform)


# --- not there at ten past (Y4) -----------------------------------------------------------------


def is_missed(turn: Turn, who: PersonId) -> bool:
    """Expected, under 18, never in touch, and neither in the room nor in the lobby."""
    seat = turn.meeting.seat(who)
    in_touch = seat.cannot_come or seat.been or seat.place is not Place.AWAY
    return counting.is_young(turn, who) and not in_touch and turn.meeting.case_of(who) is None


def no_show(turn: Turn, who: PersonId) -> None:
    """Exactly one task, to a named adult; untaken, it climbs the ladder (Y4)."""
    if turn.meeting.state not in OPEN_STATES or not turn.once(f"no-show/{who}"):
        return
    if not is_missed(turn, who):
        return
    case = Case(
        id=turn.next_case_id(),
        subject=who,
        kind=CaseKind.NO_SHOW,
        stage=Stage.ESCALATED,
        opened_at=turn.now,
        left_at=turn.now,
        climb_at=turn.now,
    )
    named = spare_adult(turn, case)
    if named is None:
        ladder.climb(turn, turn.case(case))
        return
    rung = turn.now + turn.policy.escalation_rung_timeout
    case = turn.case(case, called=(named,), next=Next(step=CaseStep.RUNG, at=rung))
    _give(turn, case, named, "no-show-task")


# --- back after somebody called (Y4, Y5) --------------------------------------------------------


def must_tell(case: Case) -> bool:
    """Whether a guardian may have been called, and must now hear that all is well."""
    return case.guardian_called and not case.guardian_told


def ask_told(turn: Turn, case: Case) -> None:
    """Back after a guardian was contacted: the case ends when they have been told (Y5)."""
    first = not case.found
    owner = case.owner or case.last_owner or spare_adult(turn, case)
    again = turn.now + turn.policy.escalation_ownership_expires
    case = turn.case(
        case,
        found=True,
        stage=Stage.OWNED if owner is not None else Stage.ESCALATED,
        owner=owner,
        next=Next(step=CaseStep.TOLD, at=again),
        guardian_at=None,
        additional_at=None,
        refusals=(),
    )
    if owner is not None:
        turn.tell(owner, "guardian-told-ask", Facts(person=case.subject), case=case.id)
    if first:
        guardians.tell(turn, case.subject, "guardian-back")
