"""What stands in the books, as it is put in and read out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from bot.model.meeting import Meeting, RoomUse
from bot.model.people import PersonId, Platform, Role


class StoredMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as it was read, with the version to write it back against."""

    meeting: Meeting
    version: int


class DueStep(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline that has been reached."""

    meeting: str
    step: str
    at: datetime


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a meeting's record. `holds`: its link in the chain is whole."""

    seq: int
    at: datetime
    signal: dict[str, Any]
    effects: list[dict[str, Any]]
    hash: str
    holds: bool
    readable: bool = True
    """False: what was written cannot be read any more."""


class ToldEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What was done at one moment of a meeting, as far as it may be about somebody."""

    meeting: str
    at: datetime
    effects: list[dict[str, Any]]


class SentMessage(msgspec.Struct, frozen=True, kw_only=True):
    """What a press needs to know of the message under which it happened."""

    id: int
    meeting: str | None
    recipient: PersonId | None
    platform: Platform
    keys: tuple[str, ...]
    """Every key it has had, that of its words now first."""
    case: str | None
    thread: str = ""
    address: str = ""
    """Of an answer: the account it was for."""
    sealed: str = ""
    """Of an answer to a command: its facts, sealed."""


class Emergency(msgspec.Struct, frozen=True, kw_only=True):
    """The emergency contact somebody named in advance (P3)."""

    name: str
    phone: str
    note: str = ""
    """What may be said to them, in the words of whoever named them."""
    safe: str = ""
    """Whether it is safe to contact them: `safe-any-time`, `safe-with-care`, or not said."""


class PersonDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is, for the register. Numbers and dates are sealed when written."""

    id: PersonId
    name: str
    roles: tuple[Role, ...]
    born: date | None = None
    phone: str | None = None
    email: str | None = None
    emergency: Emergency | None = None
    discreet: bool = True


class GroupDetails(msgspec.Struct, frozen=True, kw_only=True):
    """A group, for the register."""

    id: str
    name: str
    timezone: str
    country: str
    operator: PersonId | None = None


class MeetingDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What people are shown of a meeting besides its document."""

    title: str
    room: str
    way_in: str = ""
    dial_in: str | None = None
    why: str = ""
    """What the meeting is for, in the words of who calls it (M1)."""


class RoomDetails(msgspec.Struct, frozen=True, kw_only=True):
    """A room of a group: the platform's own id of it, and what it is for."""

    group: str
    ref: str
    title: str
    kind: RoomUse


class Doing(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot did in a room and has not undone.

    `account` is whom or what it was done to, by the platform's own id; `before` is what was
    there before, in the adapter's own words.
    """

    room: str
    account: str
    what: str
    before: dict[str, Any]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """An account of somebody, when it was last known to work, and how that was shown (P2)."""

    platform: Platform
    account: str
    at: datetime | None
    how: str = ""


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the guidelines that was accepted (Y8)."""

    by: PersonId
    about: PersonId
    part: str
    version: int
    at: datetime


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """Where an account's private chat is, and the last message that was taken from it."""

    account: str
    channel: str
    last: str | None = None


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What a one-time code is for."""

    purpose: str
    group: str | None = None
    person: PersonId | None = None
    account: str | None = None
    """Only this account may use it: a code that others can see is of no use to them."""
