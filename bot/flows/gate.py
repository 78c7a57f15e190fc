"""Two first (Y1, Y2, Y11): who is let into a young people's room, and in which order.

The room rests locked. Whoever comes waits in the lobby; checked adults are let in at once, young
people when enough of them are there, in the order in which they came.
"""

from __future__ import annotations

from bot.flows import counting, guardians, seats
from bot.flows.turn import Turn
from bot.model.effects import Act, Facts
from bot.model.meeting import OPEN_STATES, Evidence, Place, RoomKind
from bot.model.people import PersonId
from bot.model.signals import Acted, Arrived, DeliveryOutcome


def admit(turn: Turn) -> None:
    """Let in everybody who may come in now: adults first, young people in order (Y1)."""
    if turn.meeting.state in OPEN_STATES:
        for who in _waiting(turn):
            if turn.person(who).is_checked(turn.today) and _may_come(turn, who):
                _let_in(turn, who)
    for who in _waiting(turn):
        if counting.is_young(turn, who):
            _young_person_waits(turn, who)
        elif not turn.person(who).is_checked(turn.today):
            _other_adult_waits(turn, who)


def _young_person_waits(turn: Turn, who: PersonId) -> None:
    """In when the gate is open for one more; under 16 once a guardian is there (Y3)."""
    if not _may_come(turn, who):
        return
    one_more = len(counting.young_people(turn)) + 1
    enough = counting.is_enough(turn, one_more, counting.counted(turn))
    opens = turn.meeting.state in counting.LETTING_IN and enough
    if opens and guardians.is_there(turn, who):
        _let_in(turn, who)
        turn.tell(who, "admitted", safety=False)
        guardians.release(turn, who)
    elif not turn.meeting.seat(who).told_to_wait:
        turn.seat(who, told_to_wait=True)
        turn.tell(who, "lobby-wait")


def _other_adult_waits(turn: Turn, who: PersonId) -> None:
    """Neither checked nor a guardian who is there: not admitted, and told kindly why (Y11)."""
    if not _may_come(turn, who):
        return
    if _alone_with_young(turn, who):
        send_away(turn, who, "come-later")
        return
    mixed = turn.policy.young_people_mixed
    if not mixed and not guardians.may_accompany(turn, who):
        send_away(turn, who, "refused-unchecked-adult")
    elif counting.is_open(turn) and (mixed or guardians.has_confirmed(turn, who)):
        _let_in(turn, who)


def _alone_with_young(turn: Turn, who: PersonId) -> bool:
    """No adult waits alone in the lobby with a young person who is not their own (Y11)."""
    waiting = _waiting(turn)
    others = [one for one in waiting if not counting.is_young(turn, one) and one != who]
    young = [one for one in waiting if counting.is_young(turn, one)]
    strange = [one for one in young if who not in turn.person(one).guardians]
    return bool(strange) and not others


def _may_come(turn: Turn, who: PersonId) -> bool:
    """Nobody is admitted whose agreements are not current (Y8, Y11)."""
    person = turn.person(who)
    if person.agreed and (person.guardian_agreed or not counting.is_young(turn, who)):
        return True
    send_away(turn, who, "refused-not-agreed")
    return False


def send_away(turn: Turn, who: PersonId, key: str) -> None:
    """Out of the lobby or the room; they are told privately, and nobody else is."""
    turn.effects.append(Act(do="remove", who=who))
    turn.seat(who, place=Place.AWAY, accounts=(), let_in=False, lobby_since=None)
    turn.tell(who, key, Facts(contact=turn.meeting.acting_contact or turn.meeting.contact))


def _let_in(turn: Turn, who: PersonId) -> None:
    """The bot opens the room person by person (Y2). What the platform did comes back."""
    turn.seat(who, let_in=True)
    turn.effects.append(Act(do="admit", who=who))


def came(turn: Turn, signal: Arrived) -> None:
    """At the door: into the lobby, unless the bot has let them in (Y1, Y2)."""
    seat = turn.meeting.seat(signal.person)
    if seat.let_in or seat.place is Place.ROOM:
        seats.sit(turn, signal, Place.ROOM)
        return
    if turn.meeting.room is RoomKind.VOICE and signal.evidence is Evidence.ATTESTED:
        _by_word(turn, signal)
        return
    seats.sit(turn, signal, Place.LOBBY)
    turn.seat(signal.person, lobby_since=seat.lobby_since or turn.now, door_refused_at=None)
    if not signal.at_door and not turn.person(signal.person).is_checked(turn.today):
        turn.effects.append(Act(do="remove", who=signal.person, to_lobby=True))


def _by_word(turn: Turn, signal: Arrived) -> None:
    """On the phone, by somebody's word: never counted, and nobody under 18 is let in so (Y1)."""
    if turn.person(signal.person).is_checked(turn.today):
        seats.sit(turn, signal, Place.ROOM)


def send_stranger_away(turn: Turn, account: str) -> None:
    """An unknown account, or another bot, is never admitted, and not left inside (Y11)."""
    turn.effects.append(Act(do="remove", account=account.partition("/")[2]))


def acted(turn: Turn, signal: Acted) -> None:
    """What the platform really did. Whoever it let in is in the room from now on."""
    if signal.act.account is not None:
        _stranger(turn, signal.act.account, signal.outcome)
        return
    who, done = signal.act.who, signal.outcome is DeliveryOutcome.ACCEPTED
    if who is None or signal.act.do != "admit":
        return
    seat = turn.meeting.seat(who)
    if not seat.let_in:
        return
    if not done:
        turn.seat(who, let_in=False, door_refused_at=turn.now)
        _door_trouble(turn)
    elif seat.place is Place.LOBBY:
        turn.seat(who, place=Place.ROOM, evidence=turn.meeting.room_evidence, been=True,
                  lobby_since=None, last_sign=turn.now, room_sign=turn.now)  # fmt: skip
        turn.change(empty_since=None)


def _stranger(turn: Turn, account: str, outcome: DeliveryOutcome) -> None:
    """Where the platform does not take a stranger out, the meeting is held (Y11)."""
    others = tuple(one for one in turn.meeting.strangers if one != account)
    if outcome is DeliveryOutcome.ACCEPTED:
        turn.change(strangers=others)
    else:
        turn.change(strangers=(*others, account), strangers_tried_at=turn.now)
        _door_trouble(turn)


def try_strangers_again(turn: Turn) -> None:
    """Asked again every half a minute while somebody nobody knows is inside."""
    for account in turn.meeting.strangers:
        turn.effects.append(Act(do="remove", account=account))
    turn.change(strangers_tried_at=turn.now)


def _door_trouble(turn: Turn) -> None:
    """The platform does not do what it is asked to: staff hear once, and the door stays shut."""
    reader = turn.meeting.acting_contact or turn.meeting.contact
    if turn.once("door-trouble") and reader is not None:
        turn.tell(reader, "door-trouble")


def is_for(turn: Turn, who: PersonId) -> bool:
    """Whether somebody in the group's lobby has come for this meeting."""
    meeting = turn.meeting
    part = {meeting.chair, meeting.contact, meeting.second_adult, meeting.standby}
    return counting.applies(turn) and (who in meeting.expects or who in part)


def _waiting(turn: Turn) -> list[PersonId]:
    """Who waits in the lobby and was not let in yet, in the order in which they came."""
    seats = turn.meeting.attendance
    waiting = [
        who
        for who, seat in seats.items()
        if seat.place is Place.LOBBY and not seat.let_in and seat.door_refused_at is None
    ]
    return sorted(waiting, key=lambda who: seats[who].lobby_since or turn.now)
