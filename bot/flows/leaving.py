"""Leaving (L1, L2, L10): anyone may, at any time, and may say how or say nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.flows import back, check_in, contact, counting, gone, minding, seats
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts, GoneFromHere
from bot.model.meeting import OPEN_STATES, Evidence, How, MeetingState, OwedReason, Place
from bot.model.people import PersonId, Role
from bot.model.signals import Departed, Leaving, Removed

SAID_IN_GOING = timedelta(minutes=2)
"""So soon after *I'd like someone* going is what they meant by it; later it may be a drop."""
WAITS_FROM = timedelta(hours=1)
"""How long before the start somebody in the lobby has come for the meeting, and is not just
looking round: only then is going out of it leaving (Y5)."""


def departed(turn: Turn, signal: Departed) -> None:
    """Somebody is no longer seen. Another account of theirs in the room keeps them present."""
    seat = turn.meeting.seat(signal.person)
    accounts = tuple(a for a in seat.accounts if a != signal.account)
    if accounts and signal.account is not None and not signal.whole:
        turn.seat(signal.person, accounts=accounts)
        return
    went_out(turn, signal.person)


def went_out(turn: Turn, who: PersonId, *, silent_at: datetime | None = None) -> None:
    """Take somebody out of the room, and see whether they need to be asked.

    `silent_at`: when they were found silent, where nobody could see them go (decision 0012).
    """
    waited = _waited_young(turn, who)
    was_present = turn.meeting.seat(who).present or waited
    seats.empty(turn, who)
    if not was_present or (turn.meeting.state not in OPEN_STATES and not waited):
        return
    contact.gone(turn, who)
    if (silent_at or turn.now) >= turn.meeting.planned_end:
        return
    if _in_break(turn) and not has_said_so(turn, who):
        turn.change(on_break=tuple(dict.fromkeys((*turn.meeting.on_break, who))))
        return
    if not has_said_so(turn, who):
        _dropped(turn, who)
    lose_cases(turn, who)


def _dropped(turn: Turn, who: PersonId) -> None:
    """An undeclared leave; a case that waited only for a guardian to be told begins anew (Y5)."""
    case = turn.meeting.case_of(who)
    if case is None:
        check_in.open_left_case(turn, who, turn.now)
    elif case.found:
        # What they asked for before has been seen to; what they wrote then was for those alone.
        again = turn.case(case, kind=CaseKind.LEFT, stage=Stage.GRACE, owner=None, called=(),
                          only=(), words=(), found=False)  # fmt: skip
        check_in.count_from(turn, again, turn.now)
    elif not _went_asking(turn, who):
        gone.went(turn, case, turn.now)
    if not turn.person(who).is_adult(turn.today):
        minding.count_drop(turn, who)


def _waited_young(turn: Turn, who: PersonId) -> bool:
    """Of a young person leaving the lobby counts as leaving (Y5).

    Not while it is hours until the start, nor once everybody was told not to wait.
    """
    meeting = turn.meeting
    is_early = turn.now < meeting.planned_start - WAITS_FROM
    before = meeting.state is MeetingState.PUBLISHED
    if before and (is_early or "not-open" in meeting.done):
        return False
    waits = before or meeting.state in OPEN_STATES
    there = waits and meeting.seat(who).place is Place.LOBBY
    return there and counting.applies(turn) and counting.is_young(turn, who)


def lose_cases(turn: Turn, who: PersonId) -> None:
    """An owner who becomes a leaver loses their cases to the next rung at once (L6)."""
    lose_cases_here(turn, who)
    turn.effects.append(GoneFromHere(person=who))


def lose_cases_here(turn: Turn, who: PersonId) -> None:
    """The same, when they left another meeting of the group."""
    for case in turn.meeting.open_cases():
        if case.owner == who:
            back.pass_on(turn, case)


def removed(turn: Turn, signal: Removed) -> None:
    """Moved out by staff: not a leaver; only that staff member is asked why (L10)."""
    if not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    seats.empty(turn, signal.person)
    on_break = tuple(who for who in turn.meeting.on_break if who != signal.person)
    turn.change(on_break=on_break)
    contact.gone(turn, signal.person)
    owed = OwedReason(by=signal.by, person=signal.person)
    turn.change(owed_reasons=(*turn.meeting.owed_reasons, owed))
    turn.tell(signal.by, "removal-reason", Facts(person=signal.person),
              thread=f"reason/{signal.person}")  # fmt: skip


def leaving(turn: Turn, signal: Leaving) -> None:
    """One of the four endings, chosen by the person. Never asks why (L1, L2)."""
    who, how = signal.person, signal.how
    seat = turn.meeting.seat(who)
    was_present = seat.present
    by_word = turn.meeting.by_signs or seat.evidence is Evidence.ATTESTED
    case = turn.meeting.case_of(who)
    was_missed = case is not None
    if case is not None and how in {How.TECHNICAL, How.BACK_SOON}:
        check_in.heard(turn, case, how.value)
    match how:
        case How.OK:
            _settle(turn, who, "said ok")
        case How.TECHNICAL:
            if not _asked_for_help(turn, who):
                _settle(turn, who, "technical")
            technical(turn, who)
        case How.CONTACT:
            check_in.ask_for_help(turn, who)
        case How.BACK_SOON:
            if not _asked_for_help(turn, who):
                _settle(turn, who, "back soon")
                waits_for_guardian = turn.meeting.case_of(who) is not None
                if (was_present or was_missed) and not waits_for_guardian:
                    hold_the_clock(turn, who)
    turn.seat(who, declared=how, declared_at=turn.now)
    if was_present and by_word:
        went_out(turn, who)
    turn.toast(f"leaving-{how.value}", minutes=_back_soon_minutes(turn, who))


def _asked_for_help(turn: Turn, who: PersonId) -> bool:
    """Whoever asked for somebody is not let go of by another word (L2)."""
    case = turn.meeting.case_of(who)
    return case is not None and case.kind in {CaseKind.SUPPORT, CaseKind.CONCERN}


def technical(turn: Turn, who: PersonId) -> None:
    """The way back in for them, and a word to the contact person (L2)."""
    turn.tell(who, "contact-card", Facts(contact=contact.for_reader(turn, who)))
    contact.note(turn, who, "technical-note", Facts(person=who, since=turn.now))


def back_soon_over(turn: Turn, case: Case) -> None:
    """They said they would be back and are not: an undeclared leave from this moment (L2).

    While the room cannot be seen nobody knows that they stayed, so they are asked.
    """
    if turn.meeting.seat(case.subject).present and not turn.meeting.is_dark:
        check_in.close(turn, case, "stayed")
        turn.seat(case.subject, declared=None, declared_at=None)
        return
    if turn.now >= turn.meeting.planned_end or turn.meeting.state not in OPEN_STATES:
        check_in.close(turn, case, "the meeting is over")
        return
    check_in.count_from(turn, case, turn.now)
    lose_cases(turn, case.subject)


def break_over(turn: Turn) -> None:
    """Two minutes after a break: whoever has not come back has left, from this moment (L10)."""
    waiting = turn.meeting.on_break
    turn.change(break_until=None, on_break=())
    if turn.now >= turn.meeting.planned_end:
        return
    missing = [
        who for who in waiting if not turn.meeting.seat(who).present and not has_said_so(turn, who)
    ]
    for who in missing:
        case = turn.meeting.case_of(who)
        if case is None:
            check_in.open_left_case(turn, who, turn.now)
        elif not _went_asking(turn, who):
            gone.went(turn, case, turn.now)
    for who in missing:
        lose_cases(turn, who)


def _settle(turn: Turn, who: PersonId, outcome: str) -> None:
    """A word from somebody who was being looked for is their answer (L4)."""
    case = turn.meeting.case_of(who)
    if case is not None:
        check_in.answered(turn, case, outcome)


def hold_the_clock(turn: Turn, who: PersonId) -> None:
    """They said that they will be back: so long nobody asks (L2)."""
    adult = turn.person(who).is_adult(turn.today)
    wait = turn.policy.leaving_back_soon if adult else turn.policy.leaving_back_soon_young
    turn.case(
        Case(
            id=turn.next_case_id(),
            subject=who,
            kind=CaseKind.LEFT,
            stage=Stage.GRACE,
            opened_at=turn.now,
            left_at=turn.now,
            climb_at=turn.now + wait + turn.policy.leaving_escalate_after,
            next=Next(step=CaseStep.BACK_SOON_OVER, at=turn.now + wait),
        )
    )


def _back_soon_minutes(turn: Turn, who: PersonId) -> int:
    adult = turn.person(who).is_adult(turn.today)
    wait = turn.policy.leaving_back_soon if adult else turn.policy.leaving_back_soon_young
    return int(wait.total_seconds() // 60)


def has_said_so(turn: Turn, who: PersonId, *, at: datetime | None = None) -> bool:
    """A word about leaving holds for a while. Asking for somebody is not saying "I leave".

    A guardian who came along with a young person was told that they may go (Y3).
    """
    if _came_along(turn, who):
        return True
    seat = turn.meeting.seat(who)
    if seat.declared_at is None or seat.declared is How.CONTACT:
        return False
    return (at or turn.now) - seat.declared_at <= turn.policy.leaving_declared_for


def _went_asking(turn: Turn, who: PersonId) -> bool:
    """They left saying that they would like someone (L2): that is known, and not asked again."""
    seat = turn.meeting.seat(who)
    if seat.declared is not How.CONTACT or seat.declared_at is None:
        return False
    return turn.now - seat.declared_at <= SAID_IN_GOING


def _came_along(turn: Turn, who: PersonId) -> bool:
    only_a_guardian = turn.person(who).roles == {Role.GUARDIAN}
    if any(seat.through == who for seat in turn.meeting.attendance.values()):
        return False
    return turn.meeting.young and only_a_guardian and who not in turn.meeting.expects


def _in_break(turn: Turn) -> bool:
    until = turn.meeting.break_until
    return until is not None and turn.now <= until + turn.policy.break_return_within
