"""Taking a seat and leaving it: what is known of how somebody is there (SPEC 1)."""

from __future__ import annotations

from bot.flows.turn import Turn
from bot.model.effects import Act, SeenHere
from bot.model.meeting import Evidence, Place, RoomKind
from bot.model.people import PersonId
from bot.model.signals import Arrived


def sit(turn: Turn, signal: Arrived, place: Place) -> None:
    """Give somebody their place, with what is known of how they are there."""
    seat = turn.meeting.seat(signal.person)
    if signal.evidence is Evidence.ATTESTED and not attested(turn, None):
        _begin_roll(turn)
    accounts = seat.accounts
    if signal.account is not None:
        accounts = tuple(dict.fromkeys((*accounts, signal.account)))
    seen = Evidence.OBSERVED in (signal.evidence, seat.evidence) and place is seat.place
    turn.seat(
        signal.person,
        place=place,
        evidence=Evidence.OBSERVED if seen else signal.evidence,
        accounts=accounts,
        last_sign=turn.now,
        pulsed_at=None,
        declared=None,
        declared_at=None,
        cannot_come=False,
        been=seat.been or place is Place.ROOM,
    )
    observed = signal.evidence is Evidence.OBSERVED
    news = SeenHere(person=signal.person, in_room=place is Place.ROOM, observed=observed)
    turn.effects.append(news)
    if place is Place.ROOM:
        turn.change(
            empty_since=None,
            on_break=tuple(who for who in turn.meeting.on_break if who != signal.person),
        )


def empty(turn: Turn, who: PersonId) -> None:
    """Nobody sits there any more; an empty room after the planned end closes (L13).

    Out of a voice room they are out; where people write, a young person has to be let in again.
    """
    seat, adult = turn.meeting.seat(who), turn.person(who).is_adult(turn.today)
    if turn.meeting.young and turn.meeting.room is RoomKind.TEXT and seat.let_in and not adult:
        turn.effects.append(Act(do="remove", who=who))
    clear(turn, who)
    if not turn.meeting.present() and turn.meeting.empty_since is None:
        turn.change(empty_since=turn.now)


def clear(turn: Turn, who: PersonId) -> None:
    """They are neither in the room nor in its lobby; what they said and did stays known."""
    turn.seat(who, place=Place.AWAY, accounts=(), pulsed_at=None, let_in=False, welcome=False,
              lobby_since=None, stepped_out=False)  # fmt: skip


def attested(turn: Turn, besides: PersonId | None) -> tuple[PersonId, ...]:
    """Everybody present only by somebody's word."""
    return tuple(
        who
        for who in turn.meeting.present()
        if who != besides and turn.meeting.seat(who).evidence is Evidence.ATTESTED
    )


def _begin_roll(turn: Turn) -> None:
    """The roll keeps its rhythm: the first call comes at the next quarter of an hour."""
    began = max(turn.meeting.planned_start, turn.meeting.opened_at or turn.meeting.planned_start)
    every = turn.policy.presence_roll_call_every
    if turn.now > began:
        turn.change(roll_called_at=began + (turn.now - began) // every * every)
