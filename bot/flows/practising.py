"""The offer of a practice session (P1): before a first meeting, and when something has changed.

Nobody is asked a second time by another meeting, and "not now" is respected for good. The
practice itself belongs to the person and not to a meeting: see `bot.practising`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.flows import contact, guardians
from bot.flows.turn import Turn
from bot.model.effects import Facts, Remember
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Person, PersonId
from bot.model.policy import Policy
from bot.model.signals import PractiseAgain, PractiseHelp

NOBODY = "not-taken"
"""The short word if there is nobody who could be told."""
_AGAIN = "practise-again/"
"""What stands among the steps that are done when something changed for somebody, and when."""
TWO = 2
"""Of a young person at least so many adults are told, or their guardian instead (Y7)."""


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """One for everybody expected, at once if it is nearer; one more whenever something changed."""
    if meeting.state is not MeetingState.PUBLISHED:
        return
    for who in meeting.expects:
        yield who, meeting.ahead(policy.practice_offer_before)
    for mark in meeting.done:
        if mark.startswith(_AGAIN):
            who, moment = mark.removeprefix(_AGAIN).split("/")
            yield f"{who}/{moment}", datetime.fromtimestamp(int(moment), UTC)


def due(turn: Turn, *step: str) -> None:
    """Offer it to somebody, or to whoever they take part through. Not once it has begun."""
    who = step[0]
    if turn.now < turn.meeting.planned_start and not turn.meeting.seat(who).cannot_come:
        _offer(turn, who)


def _offer(turn: Turn, who: PersonId) -> None:
    reader = turn.reader_of(who)
    person = turn.person(reader)
    if person.practice_offered or not _has_to_practise(turn, person):
        return
    held = reader != who
    facts = Facts(person=who, variant="guardian") if held else Facts(person=who)
    if turn.prompt(who, "practice-offer", facts, thread=f"practice/{reader}"):
        turn.effects.append(Remember(person=reader, what="practice-offered"))


def _has_to_practise(turn: Turn, person: Person) -> bool:
    """On the platform of the meeting; who is not there, at least on one of their own."""
    theirs = person.platforms()
    if turn.meeting.platform in theirs:
        return turn.meeting.platform not in person.practised
    return bool(theirs) and not person.practised


def again(turn: Turn, signal: PractiseAgain) -> None:
    """Their platform or device is another now: what they were offered for this meeting is past."""
    if turn.meeting.state is not MeetingState.PUBLISHED:
        return
    moment = int(turn.now.timestamp())
    for who in turn.meeting.expects:
        if turn.reader_of(who) == signal.person and f"practice/{who}" in turn.meeting.done:
            turn.once(f"{_AGAIN}{who}/{moment}")


def help_asked(turn: Turn, signal: PractiseHelp) -> None:
    """Something did not work and they would like help: that is all that anybody hears of it."""
    who = signal.person
    ranked = (contact.organiser(turn), *contact.readers(turn, who))
    out = {None, who, *turn.kept_out_by(who)}
    readers = [one for one in dict.fromkeys(ranked) if one not in out and _is_reached(turn, one)]
    if turn.person(who).is_adult(turn.today):
        told = _tell(turn, readers[:1], signal, None)
    elif len(readers) >= TWO:
        told = _tell(turn, readers[:TWO], signal, "young")
    else:
        told = _tell(turn, list(guardians.to_tell(turn, who)), signal, "guardian")
    if not told:
        turn.toast(NOBODY)


def _is_reached(turn: Turn, who: PersonId | None) -> bool:
    return who is not None and bool(turn.routes_to(who))


def _tell(
    turn: Turn, readers: Sequence[PersonId | None], signal: PractiseHelp, variant: str | None
) -> bool:
    facts = Facts(person=signal.person, reason=signal.part, variant=variant)
    thread = f"practice-help/{signal.person}"
    reached = [
        turn.prompt(reader, "practice-help", facts, thread=thread)
        for reader in readers
        if reader is not None
    ]
    return any(reached)
