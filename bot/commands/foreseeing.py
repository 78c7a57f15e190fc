"""What the rules will make of a signal, asked before it is handed to them.

The rules are pure, and decide again in the same transaction, on the same meeting, in the same
order. So an answer that is given here says what really happens.
"""

from __future__ import annotations

import msgspec

from bot.beside import context_of
from bot.commands.asking import Asked
from bot.flows.decide import decide
from bot.model.effects import Send, Toast
from bot.model.meeting import Meeting
from bot.model.signals import Signal


class Foreseen(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a signal."""

    meeting: Meeting
    """As it will be."""
    toast: Toast
    """The short word that a button would show."""
    writes: bool
    """Whether the rules themselves write to whoever asked: then that is the answer."""


def hand_over(asked: Asked, meeting_id: str, signal: Signal) -> Foreseen:
    """Let a meeting have a signal, after those it has already, and tell what will come of it."""
    books, before = asked.books, asked.meeting(meeting_id)
    context = context_of(books, before, asked.now, asked.policy_of(before.group), rates=asked.rates)
    decision = decide(before, signal, context)
    asked.routed.signals.append((meeting_id, signal))
    asked.foreseen[meeting_id] = decision.meeting
    toasts = [effect for effect in decision.effects if isinstance(effect, Toast)]
    return Foreseen(
        meeting=decision.meeting,
        toast=next(iter(toasts), Toast(name="recorded")),
        writes=any(
            isinstance(effect, Send) and effect.to == asked.known_as for effect in decision.effects
        ),
    )
