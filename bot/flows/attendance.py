"""Who is there, and how we know (SPEC 1: presence with its evidence)."""

from __future__ import annotations

from datetime import timedelta

from bot.flows import check_in, contact, counting, gate, leaving, seats
from bot.flows.turn import Turn
from bot.model.case import CaseKind
from bot.model.effects import Facts
from bot.model.meeting import NOT_OVER, OPEN_STATES, Attendance, Evidence, MeetingState, Place
from bot.model.people import PersonId
from bot.model.signals import Arrived, CannotCome, Elsewhere, Signed, UnknownSeen

GOODBYE = timedelta(minutes=2)
ANSWERED_BY_RETURNING = frozenset({CaseKind.LEFT, CaseKind.NO_SHOW})


def arrived(turn: Turn, signal: Arrived) -> None:
    """Somebody is there. Before the meeting is open they wait in the lobby (SPEC 9)."""
    if signal.by is not None and not turn.is_staff(signal.by):
        turn.toast("not-yours")
        return
    came_back(turn, signal.person)
    match turn.meeting.state:
        case state if state in NOT_OVER and counting.applies(turn):
            gate.came(turn, signal)
            turn.toast("here")
        case MeetingState.PUBLISHED:
            seats.sit(turn, signal, Place.LOBBY)
            turn.toast("not-open-yet")
        case state if state in OPEN_STATES:
            seats.sit(turn, signal, Place.ROOM)
            contact.came_back(turn, signal.person)
            turn.toast("here")
        case _:
            turn.toast("closed")


def came_back(turn: Turn, who: PersonId) -> None:
    """Coming back is an answer (L4). A request for support stays until a human has seen to it.

    It is one answer, although a platform may show it in two steps: at the door, and in the room.
    """
    case = turn.meeting.case_of(who)
    if case is not None and case.kind in ANSWERED_BY_RETURNING and not case.found:
        check_in.answered(turn, case, "came back")
    elif case is not None:
        check_in.heard(turn, case, "back")


def elsewhere(turn: Turn, signal: Elsewhere) -> None:
    """Seen in another meeting of the group: an answer, and not a leaver here (L4, L10)."""
    came_back(turn, signal.person)
    seat = turn.meeting.seat(signal.person)
    wins = signal.observed or seat.evidence is not Evidence.OBSERVED
    if seat.place is not Place.AWAY and signal.in_room and wins:
        seats.empty(turn, signal.person)
        contact.gone(turn, signal.person)
    on_break = tuple(who for who in turn.meeting.on_break if who != signal.person)
    turn.change(on_break=on_break)


def signed(turn: Turn, signal: Signed) -> None:
    """Anything a person does is a sign; in the room itself it also means they are there."""
    seat = turn.meeting.seat(signal.person)
    if seat.present:
        room_sign = turn.now if signal.in_room else seat.room_sign
        turn.seat(signal.person, last_sign=turn.now, room_sign=room_sign, pulsed_at=None)
    elif signal.in_room and turn.meeting.state in OPEN_STATES and not _says_goodbye(turn, seat):
        arrived(turn, Arrived(person=signal.person, evidence=turn.meeting.room_evidence))


def _says_goodbye(turn: Turn, seat: Attendance) -> bool:
    """Words in the room just after "I'm leaving" are a goodbye, not a return."""
    gone = seat.declared is not None and seat.declared_at is not None
    return gone and turn.now - (seat.declared_at or turn.now) <= GOODBYE


def pulse(turn: Turn, who: PersonId) -> None:
    """No sign for 15 minutes: ask quietly whether they are still there."""
    turn.seat(who, pulsed_at=turn.now)
    turn.tell(who, "pulse", Facts(contact=contact.for_reader(turn, who)), thread="pulse")


def pulse_over(turn: Turn, who: PersonId) -> None:
    """No answer to that: from now on they count as gone.

    Whoever was silent when they were asked before the planned end did not just go home at it.
    """
    leaving.went_out(turn, who, silent_at=turn.meeting.seat(who).pulsed_at)


def roll_call(turn: Turn) -> None:
    """Ask the chair whether everybody whose presence we cannot see is there (M4)."""
    turn.change(roll_called_at=turn.now)
    caller = caller_of_the_roll(turn)
    who = seats.attested(turn, caller)
    if caller is not None and who:
        turn.tell(caller, "roll-call", Facts(who=who), thread="roll-call", safety=False)


def everybody_ticked(turn: Turn, by: PersonId) -> None:
    """Everybody on the roll has given a sign."""
    for who in seats.attested(turn, by):
        turn.seat(who, last_sign=turn.now, pulsed_at=None)
    turn.toast("recorded")


def somebody_missing(turn: Turn, by: PersonId) -> None:
    """Only those who gave no sign since the roll was called are asked."""
    called = turn.meeting.roll_called_at
    for who in seats.attested(turn, by):
        seat = turn.meeting.seat(who)
        silent = called is None or seat.last_sign is None or seat.last_sign < called
        if silent and seat.pulsed_at is None:
            pulse(turn, who)
    turn.toast("recorded")


def caller_of_the_roll(turn: Turn) -> PersonId | None:
    """The chair while they are there, else the contact person of the moment.

    Nobody under 18 is asked to do so, whoever named them (SPEC 1).
    """
    chair = turn.meeting.chair
    if chair is None or not turn.person(chair).is_adult(turn.today):
        return contact.now(turn)
    return chair if turn.meeting.seat(chair).present else contact.now(turn)


def cannot_come(turn: Turn, signal: CannotCome) -> None:
    """Somebody who said so beforehand is not waited for."""
    turn.seat(signal.person, cannot_come=True)
    case = turn.meeting.case_of(signal.person)
    if case is not None and case.kind is CaseKind.NO_SHOW:
        check_in.answered(turn, case, "cannot come")
    turn.toast("recorded")


def unknown_seen(turn: Turn, signal: UnknownSeen) -> None:
    """Somebody unknown in the room is shown to staff, once, and never counts (L13)."""
    if counting.applies(turn):
        gate.send_stranger_away(turn, signal.account)
    if signal.account in turn.meeting.unknown_seen or turn.meeting.state not in OPEN_STATES:
        return
    turn.change(unknown_seen=(*turn.meeting.unknown_seen, signal.account))
    reader = contact.now(turn)
    if reader is not None:
        turn.tell(reader, "unknown-person")
