"""A guardian-held seat (Y9, Y13): a young person takes part through their guardian's account.

They have no account of their own. Each has a seat of their own in the meeting and counts as a
young person; where the guardian is, they are, and what is done to them is done to that account.
"""

from __future__ import annotations

import msgspec

from bot.flows import blindness, check_in, contact, counting, leaving, reminding, seats
from bot.flows.turn import Turn
from bot.model import signals as s
from bot.model.case import CaseKind
from bot.model.effects import Act, Effect
from bot.model.meeting import OPEN_STATES, Attendance, Evidence, How, Place, RoomKind
from bot.model.people import PersonId


def begin(turn: Turn, signal: s.Signal) -> None:
    """Whoever comes by an account of their own no longer comes through somebody else's."""
    if not isinstance(signal, s.Arrived) or not turn.person(signal.person).routes:
        return
    if turn.meeting.seat(signal.person).through is not None:
        turn.seat(signal.person, through=None, place=Place.AWAY, let_in=False, lobby_since=None)


def follow(turn: Turn, signal: s.Signal) -> None:
    """After what happened to a guardian the same has happened to the children they hold."""
    if not counting.applies(turn):
        return
    if isinstance(signal, s.CannotCome):
        _cannot_come_either(turn, signal.person)
    for child, guardian in _pairs(turn):
        seat, theirs = turn.meeting.seat(child), turn.meeting.seat(guardian)
        if not _can_bring(turn, theirs):
            if seat.through == guardian:
                _goes(turn, child, theirs, signal)
        elif seat.through == guardian or _is_at_the_door(theirs):
            _is_there(turn, child, guardian)


def settle(turn: Turn) -> None:
    """What the bot has just done to one of them holds for both, and nobody has left by it (L10).

    Whatever is to be done to a young person who has no account is done to the guardian's.
    """
    if not counting.applies(turn):
        return
    for child, guardian in _pairs(turn):
        seat, theirs = turn.meeting.seat(child), turn.meeting.seat(guardian)
        if seat.through != guardian:
            continue
        if theirs.place is Place.AWAY and seat.place is not Place.AWAY:
            turn.seat(child, place=Place.AWAY, let_in=False, lobby_since=None, stepped_out=False)
        elif theirs.place is Place.ROOM and seat.place is not Place.ROOM:
            _goes_out_with(turn, guardian, seat)
    turn.effects = _by_account(turn)


def _pairs(turn: Turn) -> list[tuple[PersonId, PersonId]]:
    """Each young person who comes through somebody's account, and who that is now."""
    known = dict.fromkeys((*turn.meeting.expects, *turn.meeting.attendance))
    found = []
    for child in known:
        seat = turn.meeting.seat(child)
        through = seat.through if seat.place is not Place.AWAY else None
        if child in turn.meeting.expects:
            through = through or counting.holder(turn, child)
        if through is not None:
            found.append((child, through))
    return found


def _can_bring(turn: Turn, theirs: Attendance) -> bool:
    """There, and not only by somebody's word on the phone: nobody under 18 comes in so (Y1)."""
    by_phone = turn.meeting.room is RoomKind.VOICE and theirs.evidence is Evidence.ATTESTED
    return theirs.place is not Place.AWAY and not by_phone


def _is_at_the_door(theirs: Attendance) -> bool:
    """They come in together: whoever is in already brings nobody."""
    return theirs.place is Place.LOBBY and not theirs.let_in


def _is_there(turn: Turn, child: PersonId, guardian: PersonId) -> None:
    """Where the guardian is, with the same evidence; coming back is an answer (L4)."""
    seat, theirs = turn.meeting.seat(child), turn.meeting.seat(guardian)
    if seat.place is Place.AWAY:
        case = turn.meeting.case_of(child)
        if case is not None and case.kind in {CaseKind.LEFT, CaseKind.NO_SHOW} and not case.found:
            check_in.answered(turn, case, "came back")
        elif case is not None:
            check_in.heard(turn, case, "back")
    if seat.place is not theirs.place:
        seats.sit(turn, s.Arrived(person=child, evidence=theirs.evidence), theirs.place)
    turn.seat(
        child,
        through=guardian,
        accounts=(),
        evidence=theirs.evidence,
        last_sign=theirs.last_sign,
        room_sign=theirs.room_sign,
        pulsed_at=theirs.pulsed_at,
        let_in=theirs.let_in,
        lobby_since=theirs.lobby_since,
        stepped_out=theirs.stepped_out,
        door_refused_at=theirs.door_refused_at,
    )


def _goes(turn: Turn, child: PersonId, theirs: Attendance, signal: s.Signal) -> None:
    """The guardian's account went, and the child with it (Y5); a word on leaving is for both."""
    seat = turn.meeting.seat(child)
    if seat.place is Place.AWAY:
        return
    turn.seat(child, declared=theirs.declared, declared_at=theirs.declared_at)
    match signal:
        case s.Removed():
            seats.empty(turn, child)
        case s.Watched(blind_since=since):
            if blindness.vanished(turn, child, since):
                leaving.lose_cases(turn, child)
        case s.Due():
            leaving.went_out(turn, child, silent_at=seat.pulsed_at)
        case _:
            leaving.went_out(turn, child)
    _may_be_back_soon(turn, child, signal)


def _may_be_back_soon(turn: Turn, child: PersonId, signal: s.Signal) -> None:
    """The guardian said so of both; the clock of a young person is their own (L2)."""
    said_so = turn.meeting.seat(child).declared is How.BACK_SOON
    goes_on = turn.meeting.state in OPEN_STATES and turn.now < turn.meeting.planned_end
    if isinstance(signal, s.Removed | s.Elsewhere) or not (said_so and goes_on):
        return
    if leaving.has_said_so(turn, child) and turn.meeting.case_of(child) is None:
        leaving.hold_the_clock(turn, child)


def _goes_out_with(turn: Turn, guardian: PersonId, seat: Attendance) -> None:
    """The young person was let out, or sent to the lobby: it is the guardian's account that is."""
    if seat.place is Place.LOBBY:
        turn.seat(guardian, place=Place.LOBBY, let_in=False, stepped_out=seat.stepped_out,
                  lobby_since=seat.lobby_since)  # fmt: skip
    else:
        seats.clear(turn, guardian)
    contact.gone(turn, guardian)


def _cannot_come_either(turn: Turn, guardian: PersonId) -> None:
    """Through whom they would have come cannot: nobody waits for them (Y4)."""
    for child, holder in _pairs(turn):
        if holder != guardian or turn.meeting.seat(child).place is not Place.AWAY:
            continue
        turn.seat(child, cannot_come=True)
        reminding.cannot_come(turn, child)
        case = turn.meeting.case_of(child)
        if case is not None and case.kind is CaseKind.NO_SHOW:
            check_in.answered(turn, case, "cannot come")


def _by_account(turn: Turn) -> list[Effect]:
    """The same acts, each once, with the account that they can be done to."""
    seats_of = turn.meeting.attendance
    through = {who: seat.through for who, seat in seats_of.items() if seat.through is not None}
    done: list[Effect] = []
    last: dict[str, Act] = {}
    for effect in turn.effects:
        act = effect
        if isinstance(act, Act):
            who = through.get(act.who or "", act.who)
            act = msgspec.structs.replace(act, who=who)
            if who in through.values() and last.get(act.thread) == act:
                continue
            last[act.thread] = act
        done.append(act)
    return done
