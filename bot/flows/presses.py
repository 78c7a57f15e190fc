"""Buttons. That the message was sent to whoever pressed is checked before a flow sees it."""

from __future__ import annotations

from bot.flows import (
    answers,
    arranging,
    attendance,
    breaks,
    check_in,
    claims,
    contact,
    during,
    gone,
    guardians,
    hands,
    hard_topics,
    helping,
    leaving,
    minding,
    outcomes,
    permitted,
    running,
)
from bot.flows.turn import Turn
from bot.model.case import Case
from bot.model.meeting import OPEN_STATES, How
from bot.model.people import PersonId
from bot.model.signals import Arrived, CaseAsked, Ended, Leaving, Opened, Pressed

TAKEN_UNDER = frozenset(
    {
        *("case-alert", "support-alert", "concern-alert", "case-broadcast"),
        *("case-ownership-expired", "young-person-left"),
    }
)
"""The messages under which a case is taken."""


def pressed(turn: Turn, signal: Pressed) -> None:
    """What a press means depends on the message it stands under."""
    who, button = signal.person, signal.button
    case = turn.meeting.cases.get(signal.case) if signal.case else None
    refused = permitted.why_not(turn, signal, case)
    if refused is not None:
        turn.toast(refused)
        return
    match signal.key:
        case _ if button == "help":
            check_in.ask_for_help(turn, who)
        case "help-who" if case is not None and case.subject == who:
            helping.chosen(turn, case, button)
        case "guardian-confirm":
            guardians.says_here(turn, who, signal.thread)
        case "guardian-witness":
            guardians.seen(turn, signal.thread, who)
        case "call-task" | "no-show-task" if case is not None:
            minding.call_taken(turn, case, who, signal.platform)
        case "guardian-told-ask" if case is not None:
            outcomes.guardian_told(turn, case, who)
        case "check-in" | "check-in-nudge" | "support-words":
            _answer(turn, signal)
        case key if key in TAKEN_UNDER and case is not None:
            minding.take(turn, case, who, signal.platform)
        case "case-contact" if case is not None:
            outcomes.outcome(turn, case, who, button)
        case "additional-steps" if case is not None:
            outcomes.decided(turn, case, who, button)
        case key if key in during.PRESSED_UNDER:
            during.pressed(turn, signal)
        case "thanks" if button == hard_topics.ASK:
            hard_topics.asked(turn, who)
        case "pulse":
            _still_here(turn, who)
        case "roll-call":
            _roll(turn, who, button)
        case "overrun":
            _overrun(turn, who, button)
        case "open-nudge" | "open-alert":
            running.opened(turn, Opened(by=who))
        case "opening" | "contact-card":
            _card(turn, who, button)
        case "help-line":
            check_in.ask_for_help(turn, who)
            turn.toast("leaving-contact")
        case "invitation":
            answers.pressed(turn, signal)
        case "agenda-sort":
            arranging.pressed(turn, signal)
        case "agenda-became":
            arranging.said_what_became(turn, signal)
        case key if key in claims.KEYS:
            claims.pressed(turn, signal)
        case "contact-back":
            contact.taken_back(turn, who)
        case _:
            turn.toast("stale")


def case_asked(turn: Turn, signal: CaseAsked) -> None:
    """The same as the buttons of a case, in words (`/case`)."""
    case = turn.meeting.cases.get(signal.case)
    if case is None:
        turn.toast("stale")
    elif signal.button == "take":
        minding.take(turn, case, signal.person, signal.platform)
    else:
        outcomes.outcome(turn, case, signal.person, signal.button, signal.to)


def _answer(turn: Turn, signal: Pressed) -> None:
    """An answer counts even when it comes late; asking for someone is never lost (L4)."""
    who = signal.person
    case = turn.meeting.case_of(who)
    match signal.button:
        case "ok" if case is not None and case.asked_gone and signal.key != "support-words":
            gone.said_ok(turn, case, signal.platform)
            turn.toast("thanks")
        case "ok" if case is not None:
            check_in.answered(turn, case, "said ok", thank_on=signal.platform)
            turn.toast("thanks")
        case "technical" if case is not None or _not_yet_technical(turn, who):
            leaving.leaving(turn, Leaving(person=who, how=How.TECHNICAL))
        case "contact":
            check_in.ask_for_help(turn, who)
            turn.toast("leaving-contact")
        case _:
            turn.toast("thanks")


def _not_yet_technical(turn: Turn, who: PersonId) -> bool:
    """A second tap on the same button does nothing more."""
    newest: Case | None = turn.meeting.newest_case_of(who)
    if newest is None or newest.outcome == "technical":
        return False
    return turn.meeting.state in OPEN_STATES and not turn.meeting.seat(who).present


def _still_here(turn: Turn, who: PersonId) -> None:
    if turn.meeting.seat(who).present or turn.meeting.state not in OPEN_STATES:
        turn.toast("thanks")
        attendance.came_back(turn, who)
    else:
        attendance.arrived(turn, Arrived(person=who, evidence=turn.meeting.word_evidence))


def _roll(turn: Turn, who: PersonId, button: str) -> None:
    if button == "all-here":
        attendance.everybody_ticked(turn, who)
    else:
        attendance.somebody_missing(turn, who)


def _overrun(turn: Turn, who: PersonId, button: str) -> None:
    if button == "carry-on":
        running.carry_on(turn, who)
    else:
        running.ended(turn, Ended(by=who))


def _card(turn: Turn, who: PersonId, button: str) -> None:
    """The meeting card: I'm here, a break, a hand, and the four ways of leaving (L2, M4)."""
    if button == "here":
        attendance.arrived(turn, Arrived(person=who, evidence=turn.meeting.word_evidence))
    elif button == "break":
        breaks.wanted(turn, who)
    elif button == "hand":
        hands.raised(turn, who)
    else:
        leaving.leaving(turn, Leaving(person=who, how=How(button)))
