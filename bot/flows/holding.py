"""Fewer than two (Y6): with young people in the room and too few adults, everything stops.

After every signal `keep` looks at who is there now. Nobody is told in public why; texts never
speak of muting. Only what the bot did is undone.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bot.flows import contact, counting, ending, gate, notices, seats
from bot.flows.turn import Turn
from bot.model.effects import Act, Facts
from bot.model.meeting import NOT_OVER, OPEN_STATES, MeetingState, Place, RoomKind
from bot.model.people import PersonId

HOLD = "hold"


def keep(turn: Turn) -> None:
    """See that the rules of two hold for the room as it is now (Y1, Y6)."""
    if not counting.applies(turn):
        _young_people_elsewhere(turn)
        return
    _rest_locked(turn)
    if turn.meeting.state in OPEN_STATES:
        _hold_or_go_on(turn)
    if turn.meeting.state in NOT_OVER:
        gate.admit(turn)
        _hush_newcomers(turn)


def _rest_locked(turn: Turn) -> None:
    """The room is locked from the moment the meeting is known to be one (Y2)."""
    if turn.meeting.state in NOT_OVER and turn.once("locked"):
        turn.effects.append(Act(do="lock"))


def mark(turn: Turn) -> None:
    """Anybody under 18 who is expected makes it a young people's meeting, and it stays one.

    An adults' meeting that is under way stays one: whoever is found to be under 18 is moved out.
    """
    if turn.meeting.state in {MeetingState.DRAFT, MeetingState.PUBLISHED} and any(
        counting.is_young(turn, who) for who in turn.meeting.expects
    ):
        turn.change(young=True)
    if turn.meeting.young and turn.meeting.day_ends is None:
        midnight = datetime.combine(turn.today + timedelta(days=1), time(), turn.zone)
        turn.change(day_ends=midnight.astimezone(UTC))


def _young_people_elsewhere(turn: Turn) -> None:
    """Somebody under 18 in an adults' meeting is kindly moved out, and the lead hears (Y11)."""
    if turn.meeting.state not in OPEN_STATES:
        return
    for who in counting.young_people(turn):
        turn.effects.append(Act(do="remove", who=who, to_lobby=True))
        seats.empty(turn, who)
        turn.tell(who, "adults-only", Facts(contact=contact.for_reader(turn, who)))
        for lead in notices.leads_about(turn, who):
            turn.tell(lead, "young-moved", Facts(person=who))


def _hold_or_go_on(turn: Turn) -> None:
    young, adults = counting.young_people(turn), counting.seen_adults(turn)
    enough = counting.is_enough(turn, max(len(young), 1), counting.counted(turn))
    one_and_one = len(young) == 1 and len(adults) <= 1
    one_and_one = one_and_one and not counting.is_with_their_own(turn, young, adults)
    if young and not adults and not _just_outside(turn, young=False):
        _nobody_is_with_them(turn, young)
    elif not enough and one_and_one and _just_outside(turn, young=True):
        _send_after(turn, young[0])
    elif not enough and one_and_one:
        let_out(turn, young, "separated")
        _begin(turn)
    elif young and not enough:
        _begin(turn)
    elif turn.meeting.state is MeetingState.HELD and enough:
        _go_on(turn)


def _just_outside(turn: Turn, *, young: bool) -> bool:
    """Whether some of them are in the lobby only because the meeting is held (Y6)."""
    out = [who for who, seat in turn.meeting.attendance.items() if seat.stepped_out]
    return any(counting.is_young(turn, who) is young for who in out)


def _send_after(turn: Turn, who: PersonId) -> None:
    """The last young person in a held room joins the others in the lobby, and is not sent home."""
    turn.effects.append(Act(do="remove", who=who, to_lobby=True))
    turn.seat(who, place=Place.LOBBY, let_in=False, stepped_out=True, told_to_wait=False,
              lobby_since=turn.now)  # fmt: skip


def _begin(turn: Turn) -> None:
    """Hold: everybody is kept silent, and the adults who can help are called."""
    if turn.meeting.state is MeetingState.HELD:
        return
    turn.become(MeetingState.HELD)
    turn.change(held_since=turn.now)
    turn.post("hold-room", thread=HOLD)
    _hush_newcomers(turn)
    for who in _staff_there(turn):
        turn.tell(who, "hold-adult", thread=HOLD)
    _call_for_help(turn)


def _staff_there(turn: Turn) -> list[PersonId]:
    return [who for who in counting.adults(turn) if turn.is_staff(who)]


def _hush_newcomers(turn: Turn) -> None:
    """Everyone in a held room is kept silent, whoever comes in later too (Y6).

    Adults first: what must not happen is that a young person is heard by one of them alone. In a
    text room it is young people who cannot write; adults give their sign there.
    """
    if turn.meeting.state is not MeetingState.HELD:
        return
    in_writing = turn.meeting.room is RoomKind.TEXT
    there = [w for w in turn.meeting.present() if not in_writing or counting.is_young(turn, w)]
    for who in sorted(there, key=lambda who: counting.is_young(turn, who)):
        if who not in turn.meeting.hushed:
            turn.effects.append(Act(do="mute", who=who))
            turn.effects += [] if in_writing else [Act(do="deafen", who=who)]
            turn.change(hushed=(*turn.meeting.hushed, who))


def _call_for_help(turn: Turn) -> None:
    """The standby adult and the lead, or the deputy where there is no lead."""
    standby = counting.standby(turn)
    if standby is not None and not turn.meeting.seat(standby).present:
        turn.tell(standby, "hold-standby", thread=HOLD)
    for who in notices.leads(turn):
        turn.tell(who, "hold-lead", thread=HOLD)


def _go_on(turn: Turn) -> None:
    """Enough adults again: what the bot did is undone, and nothing else (Y6)."""
    running = turn.now >= turn.meeting.planned_start
    turn.become(MeetingState.RUNNING if running else MeetingState.LOBBY)
    turn.change(held_since=None)
    ending.let_speak(turn)
    turn.post("hold-over", thread=HOLD)
    told = [*_staff_there(turn), *notices.leads(turn), turn.meeting.standby]
    for who in dict.fromkeys(one for one in told if one is not None):
        turn.edit("hold-over", HOLD, to=who)


def over(turn: Turn) -> None:
    """Five minutes, and still too few: it ends, and the young people go out together."""
    if turn.meeting.state is MeetingState.HELD:
        let_out(turn, counting.young_people(turn), "ended-young")
        ending.end(turn)


def _nobody_is_with_them(turn: Turn, young: list[PersonId]) -> None:
    """No adult at all: the young people are out at once, and the lead hears."""
    let_out(turn, young, "ended-young")
    for who in notices.leads(turn):
        turn.tell(who, "hold-lead", Facts(variant="ended"), thread=HOLD)
    ending.end(turn)


def let_out(turn: Turn, young: list[PersonId], key: str) -> None:
    """All together, each told kindly, and a guardian of each (Y6)."""
    ending.let_go(turn, young)
    for who in young:
        seats.clear(turn, who)
        notices.let_out(turn, who, key)
