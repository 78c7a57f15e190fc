"""An adapter: what it is handed, and what it answers with."""

from __future__ import annotations

from typing import Protocol

import msgspec

from bot.model.effects import Act, Edit, Post, Reply, Send
from bot.model.people import PersonId, Platform
from bot.model.signals import DeliveryOutcome
from bot.model.trouble import RoomTrouble


class AdapterError(Exception):
    """Why an adapter cannot run, in one sentence, and what to do."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """One message or deed as an adapter gets it: all is decided, nothing is looked up."""

    id: int
    do: str
    """`send`, `post`, `edit` or `reply`; of an act what is to be done, such as `mute`."""
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
    accounts: tuple[str, ...] = ()
    """Of an act: to whom it is done, by every account that they have there."""
    lobby: str | None = None
    """Of an act: the room in which the group's people wait."""
    file: tuple[str, bytes] | None = None
    """A small document that goes with the text: its name, and what is in it."""
    effect: Send | Post | Edit | Reply | Act


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """What a platform did with a parcel.

    `retry_after` (seconds) is set when the platform asked to wait: it took nothing.
    """

    outcome: DeliveryOutcome
    ref: str | None = None
    reason: str = ""
    retry_after: float | None = None
    trouble: RoomTrouble | None = None
    """Set when it was refused because of how the bot stands in that room."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """Who is in a room, by account, as the platform shows it."""

    accounts: tuple[str, ...]
    bots: tuple[str, ...] = ()
    """Other bots, which are nobody, and may not be with young people (Y11)."""


class Adapter(Protocol):
    """A platform. It never pretends: what it cannot do is refused."""

    platform: Platform

    async def perform(self, parcel: Parcel) -> Delivery:
        """Deliver one parcel. Raises nothing: what is not known is `unknown`."""
        ...

    async def snapshot(self, room: str) -> Seen | None:
        """Who is in the room now; None when the platform cannot show it."""
        ...


class Serving(Adapter, Protocol):
    """An adapter that runs: it listens to its platform until it is stopped."""

    async def start(self) -> None:
        """Find out who the bot is. A server that does not answer is asked again later.

        Raises:
            AdapterError: the token is wrong.
        """
        ...

    async def drain_waiting(self) -> None:
        """Take everything that waits at the platform (L12). Give it a time limit."""
        ...

    async def run(self) -> None:
        """Listen until cancelled. Nothing that goes wrong ends it."""
        ...

    async def stop(self) -> None:
        """Close every connection. Nothing that was stored is lost."""
        ...
