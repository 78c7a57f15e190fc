"""Whether a press may do anything, asked before any flow sees it (V6).

That the message was for whoever pressed is known by then. What is asked here is what the table
says besides: their role, the case, and how the meeting is, all at the moment of pressing.
"""

from __future__ import annotations

from typing import assert_never

from bot.flows import attendance, claim_words, guardians, hands
from bot.flows.turn import Turn
from bot.model.case import Case
from bot.model.meeting import OPEN_STATES, MeetingState
from bot.model.people import PersonId, Role
from bot.model.permissions import button_right
from bot.model.rights import NOT_BEGUN, ButtonRight, Presser, States
from bot.model.signals import Pressed


def why_not(turn: Turn, signal: Pressed, case: Case | None) -> str | None:
    """The short word for whoever may not press this, or presses it too late; None: they may."""
    right = button_right(signal.key, signal.button)
    if right is None:
        return "stale"
    if right.while_open and case is None:
        return "stale"
    if right.while_open and case is not None and not case.is_open:
        return "closed"
    if not _may(turn, signal, right, case):
        return "not-yours"
    if right.states is not None and turn.meeting.state not in right.states:
        return _too_soon_or_too_late(turn.meeting.state, right.states)
    return None


def _too_soon_or_too_late(now: MeetingState, states: States) -> str:
    if now in NOT_BEGUN and MeetingState.RUNNING in states:
        return "not-open-yet"
    return "stale" if now in OPEN_STATES else "closed"


def _may(turn: Turn, signal: Pressed, right: ButtonRight, case: Case | None) -> bool:
    who = signal.person
    match right.who:
        case Presser.READER | Presser.MEMBER:
            return True
        case Presser.STAFF:
            return turn.is_staff(who)
        case Presser.ORGANISER:
            return turn.is_staff(who) and turn.person(who).has(Role.ORGANISER)
        case Presser.LEADS_MEETING:
            return hands.may_call(turn, who)
        case Presser.CALLS_ROLL:
            asked = who == attendance.caller_of_the_roll(turn)
            return turn.is_staff(who) or (asked and turn.person(who).is_adult(turn.today))
        case Presser.CONTACT:
            return turn.is_staff(who) and turn.meeting.contact == who
        case Presser.SETTLER:
            return claim_words.may_settle(turn, who, signal.thread.partition("/")[2])
        case Presser.GUARDIAN:
            return guardians.is_guardian(turn, who, signal.thread)
        case Presser.WITNESS:
            return guardians.is_witness(turn, who, signal.thread)
        case Presser.SUBJECT:
            return case is not None and case.subject == who
        case Presser.CASE | Presser.OWNER | Presser.DECIDER:
            return case is not None and _may_case(turn, right.who, who, case)
        case _:
            assert_never(right.who)


def _may_case(turn: Turn, presser: Presser, who: PersonId, case: Case) -> bool:
    """The subject of a case, and whoever is excluded from it, may nothing about it."""
    if not turn.is_staff(who) or not case.may_see(who):
        return False
    if presser is Presser.OWNER:
        return who == (case.owner if case.owner is not None else case.last_owner)
    return presser is not Presser.DECIDER or who in case.deciders
