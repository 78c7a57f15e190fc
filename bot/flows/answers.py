"""Answers to the invitation: how somebody takes part, or that they cannot come (P3).

The newest answer counts, and anybody may change their mind until the meeting is over.
"""

from __future__ import annotations

from bot.flows import agenda, attendance, contact, reminding
from bot.flows.turn import Turn
from bot.model.effects import Facts, Remember
from bot.model.meeting import NOT_OVER, Attendance, MeetingState
from bot.model.people import PersonId
from bot.model.phone_cost import leaves_a_bill
from bot.model.profile import TakesPart
from bot.model.signals import Answered, CannotCome, Expected, Pressed, Published

CANNOT = "cannot"


def published(turn: Turn, signal: Published) -> None:
    """Everybody expected is asked; whoever publishes it will be there."""
    if signal.by in turn.meeting.expects and not is_answered(turn.meeting.seat(signal.by)):
        turn.seat(signal.by, answer=TakesPart.JOIN)
    for who in turn.meeting.expects:
        _invite(turn, who)


def expected(turn: Turn, signal: Expected) -> None:
    """Somebody is expected who was not: they are asked now, and get what the others have."""
    if turn.meeting.state is MeetingState.PUBLISHED and signal.person in turn.meeting.expects:
        _invite(turn, signal.person)
        agenda.comes_later(turn, signal.person)


def _invite(turn: Turn, who: PersonId) -> None:
    if not is_answered(turn.meeting.seat(who)) and turn.once(f"invited/{who}"):
        turn.prompt(who, "invitation", _facts(turn, who), thread=_thread(who))


def is_answered(seat: Attendance) -> bool:
    """Whether they have said how they take part, or that they cannot come."""
    return seat.cannot_come or seat.answer is not None


def pressed(turn: Turn, signal: Pressed) -> None:
    """A button under the invitation; a guardian answers for whose seat they hold."""
    who = signal.thread.partition("/")[2] or signal.person
    if signal.person not in {who, turn.person(who).held_by}:
        turn.toast("not-yours")
    elif signal.button == CANNOT:
        cannot_come(turn, CannotCome(person=who))
    else:
        answered(turn, Answered(person=who, answer=TakesPart(signal.button)))


def answered(turn: Turn, signal: Answered) -> None:
    """They take part, in this way. It takes back that they cannot come."""
    who, before = signal.person, turn.meeting.seat(signal.person)
    if turn.meeting.state not in NOT_OVER:
        turn.toast("closed")
        return
    instead = contact.now(turn)
    turn.seat(who, answer=signal.answer, cannot_come=False)
    turn.toast("recorded")
    if before.answer is signal.answer and not before.cannot_come:
        return
    _show(turn, who, _how(turn, who, signal.answer))
    _ask_about_device(turn, who)
    if before.cannot_come:
        _tell_of_coming(turn, who, instead)


def cannot_come(turn: Turn, signal: CannotCome) -> None:
    """Nobody waits for them, and the organiser hears it, without a reason."""
    who, before = signal.person, turn.meeting.seat(signal.person)
    attendance.cannot_come(turn, signal)
    turn.seat(who, answer=None)
    if turn.meeting.state not in NOT_OVER or before.cannot_come:
        return
    _show(turn, who, CANNOT)
    agenda.cannot_come(turn, who)
    reminding.cannot_come(turn, who)
    instead = contact.now(turn) if who == turn.meeting.contact else None
    facts = Facts(person=who, contact=instead if instead != who else None)
    readers = (_organiser_about(turn, who), facts.contact)
    for reader in dict.fromkeys(readers):
        if reader is not None:
            turn.prompt(reader, "cannot-come-note", facts, thread=f"cannot/{who}")


def _tell_of_coming(turn: Turn, who: PersonId, instead: PersonId | None) -> None:
    """Whoever heard of it hears the rest; `instead` is who was the contact person meanwhile."""
    facts = Facts(person=who, variant="noted")
    for reader in dict.fromkeys((_organiser_about(turn, who), instead)):
        if reader is not None:
            turn.edit("cannot-come-note", f"cannot/{who}", to=reader, facts=facts)
    if who in turn.meeting.agenda.missed:
        agenda.comes_later(turn, who)
    reminding.comes_after_all(turn, who)


def _organiser_about(turn: Turn, who: PersonId) -> PersonId | None:
    """Who hears it: never themselves, nor anybody whom they have a concern about (Y7)."""
    ranked = (contact.organiser(turn), *contact.readers(turn, who))
    out = {None, who, *turn.kept_out_by(who)}
    return next((reader for reader in ranked if reader not in out), None)


def _show(turn: Turn, who: PersonId, answer: str) -> None:
    """The invitation says what they have answered; the buttons stay."""
    facts = _facts(turn, who, answer)
    turn.edit("invitation", _thread(who), to=turn.reader_of(who), facts=facts)


def _how(turn: Turn, who: PersonId, answer: TakesPart) -> str:
    """By phone is not settled while the call would leave them with a bill: the organiser hears."""
    cost = turn.meeting.dial_cost
    bill = cost is not None and leaves_a_bill(cost, turn.person(who).connection)
    if answer is not TakesPart.PHONE or not bill:
        return answer.value
    reader = _organiser_about(turn, who)
    if reader is not None:
        turn.prompt(reader, "phone-cost", Facts(person=who, variant="asked"))
    return "phone-bill"


def _facts(turn: Turn, who: PersonId, answer: str | None = None) -> Facts:
    """Whoever reads it for somebody else is told for whom it is."""
    return Facts(person=None if turn.reader_of(who) == who else who, reason=answer)


def _ask_about_device(turn: Turn, who: PersonId) -> None:
    """With the first answer, once for ever: what being online costs them (C1)."""
    person = turn.person(who)
    if person.connection is None and not person.device_asked and person.routes:
        turn.prompt(who, "device-ask")
        turn.effects.append(Remember(person=who, what="device-asked"))


def _thread(who: PersonId) -> str:
    return f"invitation/{who}"
