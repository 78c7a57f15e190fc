"""While a meeting runs (M4). The bot starts none of this by itself except the break."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from bot.flows import asking_all, attendance, breaks, duties, hands, leaving
from bot.flows.turn import Turn
from bot.model import during_signals as s
from bot.model.during import Duty
from bot.model.meeting import Meeting
from bot.model.policy import Policy
from bot.model.signals import Pressed, Signed

PRESSED_UNDER = frozenset({"break-due", "hands", "quiet-ask", "thumbs", "role-offer"})
"""The messages whose buttons mean something here."""


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """When a break is due, and when somebody quiet is asked."""
    yield from breaks.steps(meeting, policy)
    yield from hands.steps(meeting, policy)


def due(turn: Turn, *step: str) -> None:
    """A break is due, or somebody has not been heard for a while."""
    match step:
        case ("break", _, *again):
            breaks.due(turn, again=bool(again))
        case ("quiet", who):
            hands.ask_quietly(turn, who)
        case _:
            raise ValueError(step)


def taken(turn: Turn, signal: s.During) -> None:
    """What somebody asked for while the meeting runs."""
    match signal:
        case s.BreakWanted(person=who):
            breaks.wanted(turn, who)
        case s.HandRaised(person=who):
            hands.raised(turn, who)
        case s.HandLowered(person=who):
            hands.lowered(turn, who)
        case s.NextCalled(by=by):
            hands.next_called(turn, by)
        case s.RoundAsked():
            asking_all.round_asked(turn, signal)
        case s.WordAsked():
            asking_all.word_asked(turn, signal)
        case s.ThumbsAsked():
            asking_all.thumbs_asked(turn, signal)
        case s.ThumbsClosed():
            asking_all.thumbs_closed(turn, signal)
        case s.RulesPut():
            asking_all.rules_put(turn, signal)
        case s.RulesAgreed():
            asking_all.rules_agreed(turn, signal)
        case s.DecisionPut():
            asking_all.decision_put(turn, signal)
        case s.DecisionConfirmed():
            asking_all.decision_confirmed(turn, signal)
        case s.DutyOffered():
            duties.offered(turn, signal)
        case s.NoteShown():
            duties.note_shown(turn, signal)
        case s.Stuck(person=who):
            leaving.technical(turn, who)
        case _:
            assert_never(signal)


def pressed(turn: Turn, signal: Pressed) -> None:
    """A button under one of these messages."""
    who, button = signal.person, signal.button
    match signal.key, signal.thread.split("/"):
        case "break-due", _:
            breaks.pressed(turn, who, button)
        case "hands", _:
            hands.next_called(turn, who)
        case "quiet-ask", [_, asked] if turn.reader_of(asked) == who:
            hands.answered(turn, asked, button)
        case "thumbs", [_, number]:
            asking_all.voted(turn, who, number, button)
        case "role-offer", [_, duty]:
            duties.answered(turn, who, Duty(duty), button)
        case _:
            turn.toast("stale")


def heard(turn: Turn, signal: Signed) -> None:
    """Writing in the meeting's room is being heard; a sign given elsewhere is not."""
    attendance.signed(turn, signal)
    if signal.wrote:
        hands.heard(turn, signal.person)
