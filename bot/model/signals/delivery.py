"""What became of what the bot sent and did (L8, invariant 8)."""

from __future__ import annotations

from enum import StrEnum

from bot.model.effects import Act, Send
from bot.model.signals.base import MeetingSignal


class DeliveryOutcome(StrEnum):
    """What became of a message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Delivered(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """What a platform did with a message of this meeting (L8, invariant 8)."""

    sent: Send
    outcome: DeliveryOutcome


class Acted(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """What a platform did of something that was to be done in this meeting's room."""

    act: Act
    outcome: DeliveryOutcome
    reason: str = ""
    """Why it was not done, in a few words that name nobody."""
