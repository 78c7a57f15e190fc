"""What the clock brings: deadlines, and times in which the bot or a platform was away (L12)."""

from __future__ import annotations

from datetime import datetime

from bot.model.people import Platform
from bot.model.signals.base import MeetingSignal


class Due(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """A deadline of this meeting was reached. `at` is when it was due."""

    step: str
    at: datetime


class Returned(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The bot is running again after it was not, since `blind_since` (L12)."""

    blind_since: datetime
    tell: bool = True
    """Whether staff are told by this meeting; another of the group may do it."""


class WentAway(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """A platform stopped answering at `since` (L12)."""

    platform: Platform
    since: datetime
    tell: bool = True
    """Whether staff are told by this meeting; another of the group may do it."""


class CameBack(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """A platform answers again (L12)."""

    platform: Platform


class ClockSetBack(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The computer's clock was set back while the bot was running."""
