"""Around a meeting: before, during and after it (SPEC 5). Each part knows its own steps.

A step is taken once. Which steps a meeting still waits for follows from its document alone, like
every other deadline; so none can be forgotten, and what is edited moves with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from bot.flows import (
    agenda,
    costs,
    during,
    hard_topics,
    practising,
    readying,
    refreshing,
    reminding,
    thanking,
)
from bot.flows.turn import Turn
from bot.model.meeting import Meeting, MeetingState
from bot.model.policy import Policy

_NOTHING_TO_DO = frozenset({MeetingState.DRAFT, MeetingState.CANCELLED})


class Part(Protocol):
    """One of the things that go on around a meeting."""

    def steps(self, meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
        """Its steps, done or not, each with the moment at which it falls due."""
        ...

    def due(self, turn: Turn, *step: str) -> None:
        """Take a step that has fallen due. It will not fall due again."""
        ...


PARTS: Mapping[str, Part] = {
    "agenda": agenda,
    "during": during,
    "costs": costs,
    "practice": practising,
    "hard": hard_topics,
    "ready": readying,
    "reminding": reminding,
    "refresh": refreshing,
    "thanks": thanking,
}
"""By the first word of their steps."""


def steps(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """What the meeting still waits for, by name, with the moment at which it falls due."""
    if meeting.state in _NOTHING_TO_DO:
        return
    for name, part in PARTS.items():
        for step, at in part.steps(meeting, policy):
            whole = f"{name}/{step}"
            if whole not in meeting.done:
                yield whole, at


def due(turn: Turn, part: str, *step: str) -> None:
    """Take a step, once."""
    if turn.once("/".join((part, *step))):
        PARTS[part].due(turn, *step)
