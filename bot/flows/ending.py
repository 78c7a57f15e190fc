"""The end of a meeting: everybody's seat is emptied; young people are let out first (Y1, L11)."""

from __future__ import annotations

from bot.flows import counting, notices, seats
from bot.flows.turn import Turn
from bot.model.effects import Act
from bot.model.meeting import MeetingState, Place, RoomKind
from bot.model.people import PersonId

BREAK = "break"
"""The thread of what says that a break is due."""
WITHIN_A_HOLD = "ended-within-a-hold"
"""Among what was done: it ended while it was held for want of adults (Y6)."""


def end(turn: Turn) -> None:
    """The meeting is over; open cases carry on (L11)."""
    if turn.meeting.state is MeetingState.HELD:
        turn.once(WITHIN_A_HOLD)
    if counting.applies(turn):
        _let_everybody_out(turn)
    for who in turn.meeting.present():
        seats.clear(turn, who)
    turn.become(MeetingState.ENDED)
    turn.recall(BREAK)
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
    early = turn.meeting.state is MeetingState.HELD
    young = counting.young_people(turn)
    let_go(turn, young)
    for who in young:
        seats.clear(turn, who)
        if early:
            _tell_ended(turn, who)
    for who in empty_the_lobby(turn):
        _tell_ended(turn, who)
    let_speak(turn)
    turn.effects.append(Act(do="lock"))


def empty_the_lobby(turn: Turn) -> list[PersonId]:
    """Nobody under 18 goes on waiting for a meeting that is over or off; answers with them."""
    waiting = [who for who, seat in turn.meeting.attendance.items() if seat.place is Place.LOBBY]
    young = [who for who in waiting if counting.is_young(turn, who)] if turn.meeting.young else []
    for who in young:
        turn.effects.append(Act(do="remove", who=who))
    for who in waiting:
        seats.clear(turn, who)
    return young


def _tell_ended(turn: Turn, who: PersonId) -> None:
    """Kindly, and a guardian too, for whom it ended before anybody expected it (Y6)."""
    notices.let_out(turn, who, "ended-young")


def let_go(turn: Turn, young: list[PersonId]) -> None:
    """All of them out together; nobody goes on being silent elsewhere because of a hold here.

    The adults are kept silent until they have gone.
    """
    _let_speak(turn, [who for who in turn.meeting.hushed if who in young])
    for who in young:
        turn.effects.append(Act(do="remove", who=who))


def let_speak(turn: Turn) -> None:
    """Undo what the bot did, and nothing else (Y6)."""
    _let_speak(turn, list(turn.meeting.hushed))


def _let_speak(turn: Turn, people: list[PersonId]) -> None:
    for who in people:
        if turn.meeting.room is RoomKind.VOICE:
            turn.effects.append(Act(do="undeafen", who=who))
        turn.effects.append(Act(do="unmute", who=who))
    turn.change(hushed=tuple(who for who in turn.meeting.hushed if who not in people))
