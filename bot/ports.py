"""The seams: what the engine and the outbox need, and who may provide it.

Adapters and the store depend on this module; it depends on the model alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

import msgspec

from bot.model.effects import Edit, Effect, Post, Reply, Send
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Group, PersonId, Platform, Role
from bot.model.signals import DeliveryOutcome, Signal

T = TypeVar("T")


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    """A plain value."""


class StoredMeeting(_Value, frozen=True, kw_only=True):
    """A meeting as it was read, with the version to write it back against."""

    meeting: Meeting
    version: int


class DueStep(_Value, frozen=True, kw_only=True):
    """A deadline that has been reached."""

    meeting: str
    step: str
    at: datetime


class JournalEntry(_Value, frozen=True, kw_only=True):
    """One entry of a meeting's record. `holds`: its link in the chain is whole."""

    seq: int
    at: datetime
    signal: dict[str, Any]
    effects: list[dict[str, Any]]
    hash: str
    holds: bool
    readable: bool = True
    """False: what was written cannot be read any more."""


class SentMessage(_Value, frozen=True, kw_only=True):
    """What a press needs to know of the message under which it happened."""

    id: int
    meeting: str | None
    recipient: PersonId | None
    platform: Platform
    keys: tuple[str, ...]
    """Every key it has had, that of its words now first."""
    case: str | None


class Emergency(_Value, frozen=True, kw_only=True):
    """The emergency contact somebody named in advance (P3)."""

    name: str
    phone: str
    note: str = ""


class PersonDetails(_Value, frozen=True, kw_only=True):
    """Who somebody is, for the register. Numbers and dates are sealed when written."""

    id: PersonId
    name: str
    roles: tuple[Role, ...]
    born: date | None = None
    phone: str | None = None
    email: str | None = None
    emergency: Emergency | None = None
    discreet: bool = True


class GroupDetails(_Value, frozen=True, kw_only=True):
    """A group, for the register."""

    id: str
    name: str
    timezone: str
    country: str
    operator: PersonId | None = None


class MeetingDetails(_Value, frozen=True, kw_only=True):
    """What people are shown of a meeting besides its document."""

    title: str
    room: str
    way_in: str = ""
    dial_in: str | None = None


class Code(_Value, frozen=True, kw_only=True):
    """What a one-time code is for."""

    purpose: str
    group: str | None = None
    person: PersonId | None = None
    account: str | None = None
    """Only this account may use it: a code that others can see is of no use to them."""


class Parcel(_Value, frozen=True, kw_only=True):
    """One message as an adapter gets it: everything is decided, nothing is looked up."""

    id: int
    do: str
    """`send`, `post`, `edit` or `reply`."""
    platform: Platform
    address: str
    """The account, or the room, on that platform; empty when there is none any more."""
    key: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    """Name and label of each."""
    ref: str | None = None
    """For an edit: the platform's own reference of the message."""
    again: bool = False
    attempts: int = 0
    """How often a platform was asked to take it before."""
    pinned: bool = False
    meeting: str | None = None
    recipient: PersonId | None = None
    effect: Send | Post | Edit | Reply


class Delivery(_Value, frozen=True, kw_only=True):
    """What a platform did with a parcel.

    `retry_after` (seconds) is set when the platform asked to wait: it took nothing.
    """

    outcome: DeliveryOutcome
    ref: str | None = None
    reason: str = ""
    retry_after: float | None = None


class Seen(_Value, frozen=True, kw_only=True):
    """Who is in a room, by account, as the platform shows it."""

    accounts: tuple[str, ...]


class Adapter(Protocol):
    """A platform. It never pretends: what it cannot do is refused."""

    platform: Platform

    async def perform(self, parcel: Parcel) -> Delivery:
        """Deliver one parcel. Raises nothing: what is not known is `unknown`."""
        ...

    async def snapshot(self, room: str) -> Seen | None:
        """Who is in the room now; None when the platform cannot show it."""
        ...


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


class Books(Protocol):
    """One open transaction, as the engine and the outbox use it (see `bot.store`)."""

    # the ledger
    def take_key(self, key: str, at: datetime) -> bool: ...
    def meeting(self, meeting_id: str) -> StoredMeeting | None: ...
    def live_meetings(self, group_id: str) -> list[str]: ...
    def meetings_of(self, group_id: str, states: Collection[MeetingState]) -> list[str]: ...
    def meetings_with_open_cases(self, group_id: str) -> list[str]: ...
    def all_live_meetings(self) -> list[str]: ...
    def meetings_with_case_of(self, person: PersonId) -> list[str]: ...
    def others_concerned(self, group_id: str, meeting_id: str) -> list[str]: ...
    def meetings_in_room(self, platform: Platform, room: str) -> list[str]: ...
    def save(
        self, meeting: Meeting, version: int, before: Meeting, due: Mapping[str, datetime]
    ) -> None: ...
    def save_deadlines(self, meeting_id: str, due: Mapping[str, datetime]) -> None: ...
    def due(self, now: datetime, limit: int) -> list[DueStep]: ...
    def next_due(self) -> datetime | None: ...
    def postpone(self, step: DueStep, until: datetime) -> None: ...
    def missing_elsewhere(self, group_id: str, meeting_id: str) -> frozenset[PersonId]: ...
    def platforms_away(self) -> dict[Platform, datetime]: ...
    def set_platform(self, platform: Platform, away_since: datetime | None) -> None: ...
    def heartbeat(self, process: str, at: datetime) -> None: ...
    def last_heartbeat(self) -> datetime | None: ...
    def write_journal(
        self, meeting_id: str, at: datetime, signal: Signal, effects: tuple[Effect, ...]
    ) -> None: ...
    def journal(self, meeting_id: str) -> list[JournalEntry]: ...

    # the register
    def group(self, group_id: str) -> Group: ...
    def group_policy(self, group_id: str) -> dict[str, Any]: ...
    def group_details(self, group_id: str) -> GroupDetails | None: ...
    def add_group(self, group: GroupDetails, policy: Mapping[str, Any]) -> None: ...
    def add_person(self, group_id: str, person: PersonDetails) -> None: ...
    def remove_member(self, group_id: str, person: PersonId) -> None: ...
    def set_phone(self, person: PersonId, phone: str) -> None: ...
    def set_roles(self, group_id: str, person: PersonId, roles: tuple[Role, ...]) -> None: ...
    def set_operator(self, group_id: str, person: PersonId) -> None: ...
    def name_of(self, person: PersonId) -> str: ...
    def link(
        self, person: PersonId, platform: Platform, account: str, proved_at: datetime | None
    ) -> None: ...
    def unlink(self, person: PersonId, platform: Platform) -> None: ...
    def prove(self, platform: Platform, account: str, at: datetime | None) -> None: ...
    def person_of(self, platform: Platform, account: str) -> PersonId | None: ...
    def groups_of(self, person: PersonId) -> list[str]: ...
    def add_room(self, group_id: str, platform: Platform, ref: str, title: str) -> None: ...
    def move_room(self, platform: Platform, old: str, new: str) -> None: ...
    def group_of_room(self, platform: Platform, ref: str) -> str | None: ...
    def rooms_of(self, group_id: str) -> list[tuple[Platform, str]]: ...
    def add_meeting(
        self, meeting: Meeting, details: MeetingDetails, due: Mapping[str, datetime]
    ) -> None: ...
    def meeting_details(self, meeting_id: str) -> MeetingDetails: ...
    def set_dial_in(self, meeting_id: str, dial_in: str) -> None: ...
    def add_code(self, code: str, what: Code, expires: datetime) -> None: ...
    def use_code(self, code: str, account: str, now: datetime) -> Code | None: ...
    def seal(self, text: str) -> str: ...
    def unseal(self, sealed: str) -> str: ...

    # the post
    def queue(
        self, meeting: Meeting | None, effects: tuple[Effect, ...], now: datetime
    ) -> list[int]: ...
    def sent_message(self, message_id: int) -> SentMessage | None: ...
    def waiting(
        self, platform: Platform, now: datetime, limit: int, skip: frozenset[int]
    ) -> list[Parcel]: ...
    def next_try(self) -> datetime | None: ...
    def retry_now(self, platform: Platform, now: datetime) -> None: ...
    def settle(
        self,
        message_id: int,
        status: str,
        *,
        ref: str | None = None,
        next_try: datetime | None = None,
        again: bool = False,
    ) -> bool: ...
    def suspect_unfinished(self, platform: Platform) -> int: ...

    # the inbox
    def put_in_inbox(self, platform: Platform, update_id: int, body: str, at: datetime) -> bool: ...
    def inbox(self, platform: Platform, limit: int) -> list[tuple[int, str, int]]: ...
    def taken_from_inbox(self, platform: Platform, update_id: int) -> None: ...
    def failed_in_inbox(self, platform: Platform, update_id: int) -> None: ...
    def last_update(self, platform: Platform) -> int | None: ...
    def forget(self, before: datetime) -> int: ...


class Store(Protocol):
    """Durable transactions, one after another."""

    async def run(self, work: Callable[[Books], T]) -> T:
        """Run `work` in one transaction; answers after the commit."""
        ...
