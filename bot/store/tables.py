"""The tables. Times are whole microseconds since 1970 in UTC; JSON is text.

The migrations build the same tables step by step; a test holds the two equal.
"""

from __future__ import annotations

from bot.store.tables_base import from_us, metadata, to_us
from bot.store.tables_meetings import cases, deadlines, journal, meetings, papers, signals
from bot.store.tables_people import (
    accounts,
    agreements,
    awaited,
    codes,
    cost_agreements,
    groups,
    letters,
    members,
    minding,
    people,
    profiles,
    rooms,
)
from bot.store.tables_post import doings, heartbeats, inbox, outbox, platforms, room_troubles

__all__ = [
    "accounts",
    "agreements",
    "awaited",
    "cases",
    "codes",
    "cost_agreements",
    "deadlines",
    "doings",
    "from_us",
    "groups",
    "heartbeats",
    "inbox",
    "journal",
    "letters",
    "meetings",
    "members",
    "metadata",
    "minding",
    "outbox",
    "papers",
    "people",
    "platforms",
    "profiles",
    "room_troubles",
    "rooms",
    "signals",
    "to_us",
]
