"""A sentence for what happens while a meeting runs (M4). Who voted what is not told."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from bot.model import during_signals as s
from bot.model.people import PersonId

_NOT_TOLD = frozenset({"thumbs", "quiet-ask", "rules-ask"})


def shows_no_choice(key: str, button: str) -> bool:
    """Whether a press was promised to be nobody else's business: thumbs, asking for a break."""
    return key in _NOT_TOLD or button == "break"


def due_during(step: list[str], name: Callable[[PersonId], str]) -> str:
    """What fell due while the meeting ran."""
    match step:
        case ["break", _]:
            return "a break was due"
        case ["break", _, "again"]:
            return "a break was still due"
        case ["quiet", who]:
            return f"{name(who)}, who likes to be asked, had not been heard"
        case _:
            return f"{'/'.join(step)} fell due"


def told_during(signal: s.During, name: Callable[[PersonId], str]) -> str:
    """What happened, as one sentence."""
    match signal:
        case s.BreakWanted():
            return "Somebody asked for a break."
        case s.RoundAsked(by=by):
            return f"{name(by)} began a round."
        case s.HandRaised(person=who):
            return f"{name(who)} put up their hand."
        case s.HandLowered(person=who):
            return f"{name(who)} took their hand down."
        case s.NextCalled(by=by):
            return f"{name(by)} asked for the next person to speak."
        case s.ThumbsAsked(by=by):
            return f"{name(by)} put a question to everybody."
        case s.ThumbsClosed(by=by):
            return f"{name(by)} closed the question."
        case s.WordAsked():
            return "Somebody asked what a word means."
        case s.DutyOffered(by=by, duty=duty):
            return f"{name(by)} offered a role: {duty.value}."
        case s.NoteShown(by=by, to=to):
            return f"{name(by)} wrote something down about {', '.join(map(name, to))}."
        case s.RulesPut(by=by):
            return f"{name(by)} asked everybody to agree to ground rules."
        case s.RulesAgreed():
            return "Somebody agreed to the ground rules."
        case s.DecisionPut(by=by):
            return f"{name(by)} wrote down a decision."
        case s.DecisionConfirmed(person=who):
            return f"{name(who)} confirmed a decision."
        case s.Stuck(person=who):
            return f"{name(who)} asked for technical help."
        case _:
            assert_never(signal)
