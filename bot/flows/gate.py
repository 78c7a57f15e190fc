"""Two first (Y1, Y2, Y11): who is let into a young people's room, and in which order.

The room rests locked. Whoever comes waits in the lobby; checked adults are let in at once, young
people when enough of them are there, in the order in which they came.
"""

from __future__ import annotations

from bot.flows import contact, counting, guardians, seats
from bot.flows.turn import Turn
from bot.model.effects import OUT_ALREADY, Act, Facts, SeenHere
from bot.model.meeting import OPEN_STATES, Evidence, MeetingState, Place, RoomKind
from bot.model.people import PersonId
from bot.model.signals import Acted, Arrived, DeliveryOutcome

_MUST_WORK = frozenset({"remove", "mute"})
"""What keeps young people safe: where the platform refuses it, staff have to know."""


def admit(turn: Turn) -> None:
    """Let in everybody who may come in now: adults first, young people in order (Y1)."""
    if turn.meeting.state in OPEN_STATES:
        for who in _waiting(turn):
            alone = not counting.comes_with(turn, who) and not _stays_outside(turn, who)
            if alone and turn.person(who).is_checked(turn.today) and _may_come(turn, who):
                _let_in(turn, who)
    for who in _waiting(turn):
        if turn.meeting.seat(who).through is not None:
            continue
        if counting.comes_with(turn, who):
            _family_waits(turn, who, counting.comes_with(turn, who))
        elif counting.is_young(turn, who):
            _young_person_waits(turn, who)
        elif not turn.person(who).is_checked(turn.today):
            _other_adult_waits(turn, who)
        elif turn.meeting.state is MeetingState.PUBLISHED and _alone_with_young(turn, who):
            _waits_inside(turn, who)


def _young_person_waits(turn: Turn, who: PersonId) -> None:
    """In when the gate is open for one more; under 16 once a guardian is there (Y3)."""
    if not _may_come(turn, who):
        return
    opens = counting.opens_for(turn, len(counting.young_people(turn)) + 1)
    if opens and guardians.is_there(turn, who):
        _welcome(turn, who)
    elif not turn.meeting.seat(who).told_to_wait:
        turn.seat(who, told_to_wait=True)
        turn.tell(who, "lobby-wait")


def _family_waits(turn: Turn, who: PersonId, children: list[PersonId]) -> None:
    """A guardian comes in only together with all whom they hold; coming is their own act (Y3)."""
    if not _may_come(turn, who) or not all(_may_come(turn, c, asked=who) for c in children):
        return
    young = len(counting.young_people(turn)) + len(children)
    if counting.opens_for(turn, young):
        _welcome(turn, who)
        for child in children:
            turn.seat(child, let_in=True)
    elif _alone_with_young(turn, who):
        send_away(turn, who, "come-later")
    elif not turn.meeting.seat(who).told_to_wait:
        turn.seat(who, told_to_wait=True)
        turn.tell(who, "lobby-wait")


def _welcome(turn: Turn, who: PersonId) -> None:
    """Let in; told so when the platform has done it, but not after only a moment away (L3)."""
    seat = turn.meeting.seat(who)
    _let_in(turn, who)
    turn.seat(who, welcome=seat.told_to_wait or not seat.been)


def _other_adult_waits(turn: Turn, who: PersonId) -> None:
    """Neither checked nor a guardian who is there: not admitted, and told kindly why (Y11)."""
    if not _may_come(turn, who):
        return
    mixed = turn.policy.young_people_mixed
    if not mixed and not guardians.may_accompany(turn, who):
        send_away(turn, who, "refused-unchecked-adult")
    elif counting.is_open(turn) and (mixed or guardians.has_confirmed(turn, who)):
        _let_in(turn, who)
    elif _alone_with_young(turn, who):
        send_away(turn, who, "come-later")


def _waits_inside(turn: Turn, who: PersonId) -> None:
    """Before the opening a checked adult waits in the empty room, not alone with somebody young."""
    if _may_come(turn, who):
        _let_in(turn, who)


def _alone_with_young(turn: Turn, who: PersonId) -> bool:
    """No adult waits alone in the lobby with a young person who is not their own (Y11).

    The group's meetings share the lobby: who waits for another of them is in it as well.
    """
    waiting = turn.meeting.at_the_door() | turn.context.in_lobby_elsewhere
    others = [one for one in waiting if not counting.is_young(turn, one) and one != who]
    young = [one for one in waiting if counting.is_young(turn, one)]
    strange = [one for one in young if who not in turn.person(one).guardians]
    return bool(strange) and not others


def _may_come(turn: Turn, who: PersonId, *, asked: PersonId | None = None) -> bool:
    """Nobody is admitted whose agreements are not current (Y8, Y11).

    `asked`: who is told so, if it is not they themselves.
    """
    person = turn.person(who)
    if person.agreed and (person.guardian_agreed or not counting.is_young(turn, who)):
        return True
    turn.once(f"not-agreed/{who}")
    send_away(turn, asked or who, "refused-not-agreed")
    return False


def send_away(turn: Turn, who: PersonId, key: str) -> None:
    """Out of the lobby or the room; they are told privately, and nobody else is."""
    turn.effects.append(Act(do="remove", who=who))
    seats.clear(turn, who)
    turn.tell(who, key, Facts(contact=contact.now(turn)))


def _let_in(turn: Turn, who: PersonId) -> None:
    """The bot opens the room person by person (Y2). What the platform did comes back."""
    turn.seat(who, let_in=True)
    turn.effects.append(Act(do="admit", who=who))


def came(turn: Turn, signal: Arrived) -> None:
    """At the door: into the lobby, unless the bot has let them in (Y1, Y2)."""
    seat = turn.meeting.seat(signal.person)
    if signal.at_door and seat.place is Place.ROOM and signal.account in seat.accounts:
        _steps_out(turn, signal)
        return
    if signal.at_door and seat.place is Place.LOBBY and seat.let_in:
        seats.sit(turn, signal, Place.LOBBY)
        return
    if signal.at_door and seat.place is Place.ROOM and seat.accounts:
        return
    only_by_word = turn.meeting.room is RoomKind.VOICE and seat.evidence is Evidence.ATTESTED
    if seat.let_in or (seat.place is Place.ROOM and not (signal.at_door and only_by_word)):
        seats.sit(turn, signal, Place.ROOM)
        _stays_silent(turn, signal.person)
        return
    if turn.meeting.room is RoomKind.VOICE and signal.evidence is Evidence.ATTESTED:
        _by_word(turn, signal)
        return
    seats.sit(turn, signal, Place.LOBBY)
    turn.seat(signal.person, lobby_since=seat.lobby_since or turn.now, door_refused_at=None)
    brings = counting.comes_with(turn, signal.person) != []
    if not signal.at_door and (brings or not turn.person(signal.person).is_checked(turn.today)):
        turn.effects.append(Act(do="remove", who=signal.person, to_lobby=True))


def _steps_out(turn: Turn, signal: Arrived) -> None:
    """From the room into the lobby: nobody is pulled back at once, and they count no more.

    In a hold it is there that whoever shows a camera or a screen is moved (Y6).
    """
    who, held = signal.person, turn.meeting.state is MeetingState.HELD
    others = tuple(a for a in turn.meeting.seat(who).accounts if a != signal.account)
    if others:
        turn.seat(who, accounts=others)
        return
    seats.empty(turn, who)
    seats.sit(turn, signal, Place.LOBBY)
    turn.seat(who, lobby_since=turn.now, stepped_out=held, told_to_wait=False,
              door_refused_at=None)  # fmt: skip
    if not held and not _alone_with_young(turn, who):
        turn.seat(who, door_refused_at=turn.now)


def _stays_outside(turn: Turn, who: PersonId) -> bool:
    """Whoever stepped out of a hold comes back when it can go on with them (Y6)."""
    out = [one for one in _waiting(turn) if turn.meeting.seat(one).stepped_out]
    if who not in out or turn.meeting.state is not MeetingState.HELD:
        return False
    if _alone_with_young(turn, who):
        return False
    back = [one for one in out if turn.person(one).is_checked(turn.today)]
    young = max(len(counting.young_people(turn)), 1)
    return not counting.is_enough(turn, young, [*counting.counted(turn), *back])


def _stays_silent(turn: Turn, who: PersonId) -> None:
    """Whoever comes back into a held room is kept silent, also if they left too soon for it."""
    voice, held = turn.meeting.room is RoomKind.VOICE, turn.meeting.state is MeetingState.HELD
    if voice and held and who in turn.meeting.hushed:
        turn.effects += [Act(do="mute", who=who), Act(do="deafen", who=who)]


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
    refused = signal.outcome is DeliveryOutcome.REFUSED and signal.reason not in OUT_ALREADY
    if refused and signal.act.do in _MUST_WORK and counting.applies(turn):
        _door_trouble(turn)
    if who is None or signal.act.do != "admit":
        return
    seat = turn.meeting.seat(who)
    if not seat.let_in:
        if done and seat.place is not Place.ROOM:
            turn.effects.append(Act(do="remove", who=who, to_lobby=True))
        return
    if not done:
        turn.seat(who, let_in=False, welcome=False, door_refused_at=turn.now)
        _door_trouble(turn)
        return
    if seat.place is Place.LOBBY:
        turn.seat(who, place=Place.ROOM, evidence=turn.meeting.room_evidence, been=True,
                  lobby_since=None, stepped_out=False, last_sign=turn.now,
                  room_sign=turn.now)  # fmt: skip
        turn.change(empty_since=None)
        observed = turn.meeting.room_evidence is Evidence.OBSERVED
        turn.effects.append(SeenHere(person=who, in_room=True, observed=observed))
        _stays_silent(turn, who)
    _greet(turn, who)


def _greet(turn: Turn, who: PersonId) -> None:
    """The door is open for them: they hear it, and whoever brought them may go (Y1, Y3)."""
    if turn.meeting.seat(who).welcome:
        turn.seat(who, welcome=False, told_to_wait=False)
        turn.tell(who, "admitted", safety=False)
    guardians.release(turn, who)


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
    reader = contact.now(turn)
    if turn.once("door-trouble") and reader is not None:
        turn.tell(reader, "door-trouble")


def _waiting(turn: Turn) -> list[PersonId]:
    """Who waits in the lobby and was not let in yet, in the order in which they came."""
    seats = turn.meeting.attendance
    waiting = [
        who
        for who, seat in seats.items()
        if seat.place is Place.LOBBY and not seat.let_in and seat.door_refused_at is None
    ]
    return sorted(waiting, key=lambda who: seats[who].lobby_since or turn.now)
