"""What a step of a scenario expects (SPEC 9). One type for each kind of expectation."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from bot.model.case import Stage
from bot.model.meeting import MeetingState


class _Expectation(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of all expectations. `line` is where it stands in the file."""

    line: int


class Message(_Expectation, frozen=True, kw_only=True):
    """A message or edit with `key` was sent; `to` is a person, or a meeting for its group."""

    to: str
    key: str
    says: str | None = None
    via: str | None = None
    where: Literal["private", "group"] | None = None

    def matches(self, text: str) -> bool:
        """Whether `text` has what `says` looks for, case ignored, anywhere in it."""
        return self.says is None or re.search(self.says, text, re.IGNORECASE) is not None


class Not(_Expectation, frozen=True, kw_only=True):
    """No message or edit with `key` was sent, to anybody or to `to`."""

    key: str
    to: str | None = None


class MeetingIs(_Expectation, frozen=True, kw_only=True):
    """A meeting is in a state."""

    meeting: str
    state: MeetingState


class Gate(_Expectation, frozen=True, kw_only=True):
    """The room of a young people's meeting is open to them, or not."""

    meeting: str
    open: bool


class Within(_Expectation, frozen=True, kw_only=True):
    """Exactly these people are admitted and present."""

    meeting: str
    who: tuple[str, ...]


class Muted(_Expectation, frozen=True, kw_only=True):
    """Exactly these people are muted by the bot, anywhere."""

    who: tuple[str, ...]


class OpenCases(_Expectation, frozen=True, kw_only=True):
    """So many cases of a meeting are open, those in grace not counted."""

    meeting: str
    open: int


class CaseStage(_Expectation, frozen=True, kw_only=True):
    """A person's newest case is at a stage."""

    person: str
    stage: Stage


Expectation = Message | Not | MeetingIs | Gate | Within | Muted | OpenCases | CaseStage
