"""What staff do with a meeting as a whole: publish, open, move, break, end (L13)."""

from __future__ import annotations

from datetime import datetime

from bot.model.people import PersonId
from bot.model.signals.base import MeetingSignal


class Published(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff published the meeting."""

    by: PersonId
    quiet: bool = False
    """The next one of a series: the room was told of the first (M6)."""


class Opened(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff opened the meeting (L13)."""

    by: PersonId


class Ended(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff ended the meeting (L13)."""

    by: PersonId


class Cancelled(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff cancelled the meeting. Closes no case (L11)."""

    by: PersonId


class Moved(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff gave a published meeting another time."""

    by: PersonId
    start: datetime
    end: datetime


class Renamed(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff gave a published meeting another name, which stands with its particulars."""

    by: PersonId


class BreakBegan(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff declared a break of `seconds` (L10)."""

    by: PersonId
    seconds: int
