"""Who looks for a young person: the adult who can be spared (Y4, Y5, Y13)."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.flows import counting, guardians, helping, ladder, notices, ownership
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, Place
from bot.model.people import PersonId, Platform

MANY_DROPS = 3
ANSWER_TIME = timedelta(minutes=2)
"""What somebody asked late has to answer before anybody else is asked about them (L12)."""


def spare_adult(turn: Turn, case: Case, besides: PersonId | None = None) -> PersonId | None:
    """The second adult if the adults needed stay there, else the standby, else the lead (Y4).

    Whoever may not see the case, is missing, or cannot be reached is passed over; so is a
    standby or a lead whom the room needs, while there is anybody else. Nor is it `besides`.
    """
    second, ranked = counting.second_adult(turn), _standby_and_leads(turn, case)
    first = [second] if second is not None and counting.can_spare(turn, second) else []
    free = [who for who in ranked if who is not None and _is_free(turn, who)]
    asked = [*first, *free, *ranked]
    if turn.person(case.subject).guardian_via_lead:
        asked = [*helping.leads(turn, case)]
    return first_who_can(turn, case, [who for who in asked if who != besides])


def who_minds(turn: Turn, case: Case) -> PersonId | None:
    """Who hears that a young person left: the second adult, unless they are the only one (Y5).

    They can write through the bot without leaving the room.
    """
    second = counting.second_adult(turn)
    there = second is not None and turn.meeting.seat(second).present
    alone = [adult for adult in counting.adults(turn) if adult != second] == []
    first = [second] if there and not alone else []
    return first_who_can(turn, case, [*first, *_standby_and_leads(turn, case)])


def _standby_and_leads(turn: Turn, case: Case) -> list[PersonId | None]:
    return [counting.standby(turn), *helping.leads(turn, case)]


def _is_free(turn: Turn, who: PersonId) -> bool:
    """Out of the room, or not needed in it."""
    return not turn.meeting.seat(who).present or counting.can_spare(turn, who)


def first_who_can(turn: Turn, case: Case, asked: list[PersonId | None]) -> PersonId | None:
    """The first who may be asked; whoever a message reaches comes before whom none reaches."""
    able = [who for who in asked if who is not None and case.may_see(who)
            and turn.is_staff(who) and not turn.is_missing(who)
            and turn.person(who).platforms(proved_only=True)]  # fmt: skip
    return next((who for who in able if not _is_out_of_reach(turn, case, who)), None)


def _is_out_of_reach(turn: Turn, case: Case, who: PersonId) -> bool:
    refused = {refusal.platform for refusal in case.refusals if refusal.to == who}
    return refused.issuperset(turn.person(who).platforms(proved_only=True))


# --- a young person left (Y5) ---------------------------------------------------------------------


def left(turn: Turn, case: Case) -> Case:
    """With the check-in an adult hears at once; a call to the guardian may follow.

    Whoever vanished unseen is given the time to answer first (L12).
    """
    if case.unseen and case.guardian_at is not None:
        case = turn.case(case, guardian_at=max(case.guardian_at, turn.now + ANSWER_TIME))
    note_many_drops(turn, case.subject)
    who = who_minds(turn, case)
    return case if who is None else _give(turn, case, who, "young-person-left")


def count_drop(turn: Turn, who: PersonId) -> None:
    """Somebody left without a word, once more; the clocks stay (Y5)."""
    turn.seat(who, drops=turn.meeting.seat(who).drops + 1)


def note_many_drops(turn: Turn, who: PersonId) -> None:
    """The third time in one meeting the lead hears too; of a moment's absence nobody does."""
    if turn.meeting.seat(who).drops >= MANY_DROPS and turn.once(f"drops-often/{who}"):
        for lead in notices.leads_about(turn, who):
            turn.tell(lead, "drops-often", Facts(person=who))


def call_guardian(turn: Turn, case: Case) -> None:
    """Five minutes without a word: an adult is asked to call the guardian (Y5).

    With nobody whom that could be the case climbs now (L8).
    """
    case = turn.case(case, guardian_at=None)
    who = _who_calls(turn, case)
    if who is not None:
        _give(turn, case, who, "call-task")
    elif case.owner is None and case.stage is not Stage.ESCALATED:
        ladder.climb(turn, case)


def _who_calls(turn: Turn, case: Case) -> PersonId | None:
    """The owner if the room can spare them, else as at ten past."""
    owner = case.owner
    may_call = owner is not None and guardians.may_call(turn, case.subject, owner)
    able = owner is not None and may_call and _may_stand_in(turn, owner)
    return owner if owner and able and _is_free(turn, owner) else spare_adult(turn, case)


def _may_stand_in(turn: Turn, who: PersonId) -> bool:
    """A second adult or standby whose check has lapsed is shown no guardian's number (SPEC 1).

    The lead and the deputy are asked for what they are, and need no check for that.
    """
    named = who in {turn.meeting.second_adult, turn.meeting.standby}
    leads = [person.id for person in turn.context.group.leads(turn.today)]
    return not named or who in leads or turn.person(who).is_checked(turn.today)


def refused(turn: Turn, case: Case, key: str, who: PersonId) -> None:
    """A task reached nobody: the next adult has it at once (L8)."""
    if not _is_out_of_reach(turn, case, who):
        return
    if key == "young-person-left" and case.stage in {Stage.CHECKING, Stage.NUDGED}:
        after = who_minds(turn, case)
        if after is not None:
            _give(turn, case, after, key)
    elif key == "call-task" and not case.guardian_called:
        call_guardian(turn, case)


def _give(
    turn: Turn, case: Case, who: PersonId, key: str, *, variant: str | None = None,
    late_by: int = 0,
) -> Case:  # fmt: skip
    facts = ladder.alert_facts(case, late_by=late_by)
    facts = msgspec.structs.replace(facts, variant=variant)
    turn.tell_everywhere(who, key, facts, case=case.id, thread=ladder.ALERT)
    return turn.case(case, alerted=tuple(dict.fromkeys((*case.alerted, who))))


def take(turn: Turn, case: Case, who: PersonId, platform: Platform) -> None:
    """Taking an alert. Once a guardian ought to be called that is part of it (Y4, Y5).

    If the room needs whoever takes it, or only the lead may call, somebody else is asked to.
    """
    climbs = case.stage is Stage.ESCALATED
    due = _is_call_due(turn, case)
    able = guardians.may_call(turn, case.subject, who) and _may_stand_in(turn, who)
    if due and able and (climbs or _is_free(turn, who)):
        call_taken(turn, case, who, platform)
        return
    ownership.take(turn, case, who, platform)
    case = turn.meeting.cases[case.id]
    if due and case.owner == who:
        call_guardian(turn, case)


def _is_call_due(turn: Turn, case: Case) -> bool:
    """Nobody has taken on the call, and it is time for it."""
    since = turn.now - case.left_at
    waited = case.kind is CaseKind.NO_SHOW or since >= turn.policy.leaving_guardian_after
    looked_for = case.kind in {CaseKind.LEFT, CaseKind.NO_SHOW} and case.choose_at is None
    nobody = case.is_open and case.owner is None and not case.found and not case.guardian_called
    return nobody and waited and looked_for and counting.is_young(turn, case.subject)


def call_taken(turn: Turn, case: Case, who: PersonId, platform: Platform) -> None:
    """Taking the call shows the guardians' numbers, in order; it is theirs from now on (Y5)."""
    may_call = guardians.may_call(turn, case.subject, who) and _may_stand_in(turn, who)
    if not case.may_see(who) or not turn.is_staff(who) or not may_call:
        turn.toast("not-yours")
        return
    if not case.is_open or case.found or case.choose_at is not None:
        turn.toast("closed")
        return
    if case.owner is not None and case.owner != who and case.guardian_called:
        turn.toast("taken-by", owner=case.owner)
        return
    turn.toast("taken-by-you")
    case = turn.case(case, guardian_at=None, guardian_called=True, guardian_told=False)
    ownership.show_contact(turn, ownership.own(turn, case, who), first=platform)


# --- not there at ten past (Y4) -----------------------------------------------------------------


def is_missed(turn: Turn, who: PersonId) -> bool:
    """Expected, under 18, never in touch, and neither in the room nor in the lobby.

    Whoever was there and left, said how they are, or was looked for already has been in touch.
    """
    seat = turn.meeting.seat(who)
    in_touch = seat.cannot_come or seat.in_touch or seat.been or seat.declared is not None
    there = seat.place is not Place.AWAY
    looked_for = turn.meeting.newest_case_of(who) is not None
    return counting.is_young(turn, who) and not (in_touch or there or looked_for)


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
        excluded=turn.kept_out_by(who),
    )
    named = spare_adult(turn, case)
    if named is None:
        ladder.climb(turn, turn.case(case))
        return
    rung = turn.now + turn.policy.escalation_rung_timeout
    due = turn.meeting.planned_start + turn.policy.young_people_no_show_after
    late = turn.now - max(due, turn.meeting.opened_at or due)
    was_down = late > turn.policy.blindness_tell_after
    case = turn.case(case, called=(named,), next=Next(step=CaseStep.RUNG, at=rung))
    came = "came" if f"not-agreed/{who}" in turn.meeting.done else None
    _give(turn, case, named, "no-show-task", variant=came,
          late_by=int(late.total_seconds()) if was_down else 0)  # fmt: skip
