"""The agenda of a meeting: what people asked to talk about, and what became of it (M1).

It stands in the meeting's document. What people wrote is sealed; an item without a name has no
author anywhere in it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from bot.model.ids import PersonId

USUAL_MINUTES = 10
"""How long an item is meant to take until the organiser says otherwise."""
SHORTEST, LONGEST = 5, 60
"""Minutes that an item may be given."""
STEP = 5
"""Minutes by which a button makes an item longer or shorter."""


class Sorting(StrEnum):
    """Where the organiser wants an item. Until they say so, all are taken in."""

    TAKE_IN = "take-in"
    NEXT_TIME = "next-time"
    NOT_NOW = "not-now"


class Became(StrEnum):
    """What became of an item, as the one who asked for it hears."""

    TAKEN_UP = "taken-up"
    NEXT_TIME = "next-time"
    NOT_NOW = "not-now"
    ON_IT = "on-it"
    """It was on the agenda, and nobody said what came of it."""


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to talk about."""

    id: str
    words: str
    """Sealed."""
    by: PersonId | None = None
    """None: it is without a name."""
    minutes: int = USUAL_MINUTES
    sorting: Sorting = Sorting.TAKE_IN
    is_break: bool = False
    became: Became | None = None
    """None: it is not known yet."""


class Agenda(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is on the agenda of one meeting, in its order."""

    items: tuple[Item, ...] = ()
    added: int = 0
    """How many items it has ever had, for their numbers."""
    at: str | None = None
    """The item that the organiser looks at."""
    waits: bool = False
    """It would have gone out, but it is not said what the meeting is for."""
    sent_at: datetime | None = None
    missed: tuple[PersonId, ...] = ()
    """Who was not sent it, because they had said that they cannot come."""

    def item(self, item_id: str | None) -> Item | None:
        """One item."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def taken_in(self) -> tuple[Item, ...]:
        """What will be talked about, breaks included."""
        return tuple(item for item in self.items if item.sorting is Sorting.TAKE_IN)

    @property
    def total(self) -> int:
        """How many minutes all of that takes."""
        return sum(item.minutes for item in self.taken_in)

    def longest_run(self) -> int:
        """The most minutes from one break to the next."""
        longest = run = 0
        for item in self.taken_in:
            run = 0 if item.is_break else run + item.minutes
            longest = max(longest, run)
        return longest


class AgendaShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a text says of an agenda."""

    items: tuple[Item, ...] = ()
    at: str | None = None
    """The item that the reader's buttons are about."""
    coming: tuple[PersonId, ...] = ()
    """Who is coming; why they do comes in when it is written."""
    warnings: tuple[str, ...] = ()
    """The names of the lines that warn the organiser."""
    total: int = 0
    """Minutes of all that is taken in."""
    break_by: int = 0
    """Minutes after which there has to be a break."""
    closes: datetime | None = None
    """Until when items are collected."""
    sorts: bool = False
    """Whether it is for whoever puts it in order: with what was put off, and hard words."""


def closes_before(ask_before: timedelta, send_before: timedelta) -> timedelta:
    """How long before the start items are no longer collected.

    One day before the agenda goes out, or half-way to it where it is asked for later than that.
    """
    return min(send_before + timedelta(days=1), (ask_before + send_before) / 2)
