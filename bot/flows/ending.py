"""The end of a meeting: everybody's seat is emptied; young people are let out first (Y1, L11)."""

from __future__ import annotations

from bot.flows import counting, guardians
from bot.flows.turn import Turn
from bot.model.effects import Act
from bot.model.meeting import MeetingState, Place, RoomKind


def end(turn: Turn) -> None:
    """The meeting is over; open cases carry on (L11)."""
    if counting.applies(turn):
        _let_everybody_out(turn)
    for who in turn.meeting.present():
        turn.seat(who, place=Place.AWAY, accounts=(), pulsed_at=None, let_in=False)
    turn.become(MeetingState.ENDED)
    turn.change(
        ended_at=turn.now,
        break_until=None,
        on_break=(),
        empty_since=None,
        card_changes_at=None,
        held_since=None,
    )


def _let_everybody_out(turn: Turn) -> None:
    """Young people first, together; then the door is locked and nobody is kept silent (Y1, Y2)."""
    for who in counting.young_people(turn):
        turn.effects.append(Act(do="remove", who=who))
        turn.seat(who, place=Place.AWAY, accounts=(), pulsed_at=None, let_in=False)
    for who, seat in turn.meeting.attendance.items():
        if seat.place is Place.LOBBY:
            turn.seat(who, place=Place.AWAY, accounts=(), let_in=False, lobby_since=None)
            if counting.is_young(turn, who):
                turn.tell(who, "ended-young")
                guardians.tell(turn, who, "ended-guardian")
    let_speak(turn)
    turn.effects.append(Act(do="lock"))


def let_speak(turn: Turn) -> None:
    """Undo what the bot did, and nothing else (Y6)."""
    for who in turn.meeting.hushed:
        turn.effects += [Act(do="undeafen", who=who), Act(do="unmute", who=who)]
    turn.change(hushed=())
    if turn.meeting.room is RoomKind.TEXT:
        turn.effects.append(Act(do="unlock"))
