"""Private words to the bot (L2, L4, L7, L10). What they say is sealed; flows see only the kind."""

from __future__ import annotations

from datetime import timedelta

from bot.flows import check_in, contact, counting, helping, outcomes
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep
from bot.model.effects import Facts
from bot.model.meeting import OPEN_STATES, How, Place
from bot.model.signals import NotUnderstood, Said, WordsKind

NOTE_WITHIN = timedelta(minutes=10)
"""How long after saying that they leave somebody's words are taken as the note of L2."""


def said(turn: Turn, signal: Said) -> None:
    """Answers of somebody who was asked come first, then reasons owed, then a leaver's note."""
    case = turn.meeting.case_of(signal.person)
    is_asked = case is not None and case.counts
    if not is_asked and (_owed_reason(turn, signal) or _stopping_reason(turn, signal)):
        turn.understood()
        return
    if signal.kind is WordsKind.DUTY and contact.may_take_back(turn, signal.person):
        contact.taken_back(turn, signal.person)
        turn.understood()
    elif case is not None and not _is_held(case):
        _about_their_case(turn, case, signal)
        turn.understood()
    elif (
        signal.kind is WordsKind.OK and turn.meeting.newest_case_of(signal.person)
    ) or helping.pass_on(turn, signal.person, signal.sealed):
        turn.understood()
    elif _is_for_two(turn, signal):
        helping.ask_who(turn, signal.person, words=signal.sealed)
        turn.understood()
    elif _is_leaving_note(turn, signal):
        _pass_note_on(turn, signal)
        turn.understood()


def not_understood(turn: Turn, signal: NotUnderstood) -> None:
    """One line of help, with the one button that matters if they need somebody."""
    who = signal.person
    facts = Facts(contact=contact.for_reader(turn, who),
                  variant="staff" if turn.is_staff(who) else None)  # fmt: skip
    turn.tell(who, "help-line", facts, first=signal.platform)


def _owed_reason(turn: Turn, signal: Said) -> bool:
    owed = next((o for o in turn.meeting.owed_reasons if o.by == signal.person), None)
    if owed is None:
        return False
    turn.change(owed_reasons=tuple(o for o in turn.meeting.owed_reasons if o != owed))
    turn.edit("removal-reason", f"reason/{owed.person}", to=signal.person,
              facts=Facts(person=owed.person, variant="noted"))  # fmt: skip
    return True


def _stopping_reason(turn: Turn, signal: Said) -> bool:
    for case in turn.meeting.open_cases():
        if case.stopping == signal.person:
            outcomes.stopped(turn, case, signal.person, signal.sealed)
            return True
    return False


def _about_their_case(turn: Turn, case: Case, signal: Said) -> None:
    """A plain "ok" is an answer; any other words turn the case into a support case at once (L4)."""
    if signal.kind is not WordsKind.OK:
        check_in.ask_for_help(turn, signal.person, words=signal.sealed)
    elif case.kind in {CaseKind.SUPPORT, CaseKind.CONCERN}:
        check_in.heard(turn, case, "ok")
        turn.tell(signal.person, "support-words", case=case.id, first=signal.platform)
    else:
        check_in.answered(turn, case, "said ok", thank_on=signal.platform)


def _is_for_two(turn: Turn, signal: Said) -> bool:
    """What a young person writes during a meeting of theirs, which two adults will see (Y7)."""
    who, meeting = signal.person, turn.meeting
    here = meeting.seat(who).place is not Place.AWAY
    theirs = meeting.state in OPEN_STATES and (who in meeting.expects or meeting.seat(who).been)
    is_plain_ok = signal.kind is WordsKind.OK
    return counting.is_young(turn, who) and (here or theirs) and not is_plain_ok


def _is_leaving_note(turn: Turn, signal: Said) -> bool:
    """Words of somebody who said that they leave, or who has just answered a check-in.

    Whoever says how they go may write before they are out of the room.
    """
    seat = turn.meeting.seat(signal.person)
    if seat.present and seat.declared is None:
        return False
    case = turn.meeting.case_of(signal.person)
    if case is not None:
        return _is_held(case)
    said_at = None if seat.declared in {None, How.CONTACT} else seat.declared_at
    answered = turn.meeting.newest_case_of(signal.person)
    answered_at = answered.closed_at if answered is not None else None
    return any(at is not None and turn.now - at <= NOTE_WITHIN for at in (said_at, answered_at))


def _is_held(case: Case) -> bool:
    """Whether the person said "back soon" and the clock is held."""
    return case.next is not None and case.next.step is CaseStep.BACK_SOON_OVER


def _pass_note_on(turn: Turn, signal: Said) -> None:
    """A leaver's note goes to the contact person only (L2); a young person's to two (Y7)."""
    if counting.is_young(turn, signal.person):
        helping.ask_who(turn, signal.person, words=signal.sealed)
        return
    facts = Facts(person=signal.person, words=(signal.sealed,))
    contact.note(turn, signal.person, "leaver-note", facts)
    turn.tell(signal.person, "note-passed", first=signal.platform)
