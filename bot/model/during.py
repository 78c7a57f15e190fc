"""What goes on in a meeting while it runs (M4): breaks, hands, thumbs, and who does what.

It stands in the meeting's document. What people wrote is sealed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.model.ids import PersonId


class Vote(StrEnum):
    """A thumb. Not being sure is an answer too."""

    UP = "up"
    DOWN = "down"
    UNSURE = "unsure"


class Duty(StrEnum):
    """What somebody may do for the others in a meeting."""

    CHAIR = "chair"
    CO_CHAIR = "co-chair"
    NOTES = "notes"
    TIME = "time"
    WELCOME = "welcome"


class Thumbs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question put to everybody in the room."""

    number: int
    words: str
    """Sealed."""
    votes: dict[PersonId, Vote] = {}
    open: bool = True


class Offer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A duty that somebody has been asked to do."""

    to: PersonId
    by: PersonId
    then: tuple[PersonId, ...] = ()
    """Who is asked next, if they would rather not."""


class RulesAsked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Ground rules that everybody in the room was asked to agree to."""

    number: int
    agreed: tuple[PersonId, ...] = ()
    adopted: bool = False


class During(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything of this kind about one meeting."""

    break_ended: datetime | None = None
    """When the last declared break is over, or was."""
    break_said_at: datetime | None = None
    """When it was last said that a break is due."""
    wants_break: tuple[PersonId, ...] = ()
    """Who has asked for one since. Nobody is told who."""
    hands: tuple[PersonId, ...] = ()
    """Who would like to speak, in the order of asking."""
    hands_shown_to: PersonId | None = None
    """Who was shown the order of speaking last."""
    heard: dict[PersonId, int] = {}
    """How often somebody was heard; typing counts."""
    heard_at: dict[PersonId, datetime] = {}
    quiet: dict[PersonId, datetime] = {}
    """Who would like to be asked whether they want to speak, and since when they are here."""
    put: int = 0
    """How many questions were put to the room, for their numbers."""
    thumbs: Thumbs | None = None
    rules: RulesAsked | None = None
    duties: dict[Duty, PersonId] = {}
    offers: dict[Duty, Offer] = {}
