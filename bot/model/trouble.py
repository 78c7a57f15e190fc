"""What can be wrong with the bot in a room, so that it cannot do its work there."""

from __future__ import annotations

from enum import StrEnum


class RoomTrouble(StrEnum):
    """The worst first. Each has a text of its own for staff, as a variant of `room-lost`."""

    REMOVED = "removed"
    """The bot is not in the room any more."""
    GONE = "gone"
    """There is no such room any more."""
    SILENT = "silent"
    """The bot may not write there."""
    TOPIC = "topic"
    """The topic in which it would write is closed."""
    NOT_ADMIN = "not-admin"
    """Without an administrator's rights it is not told who comes and goes (SPEC 11)."""
    NO_INVITES = "no-invites"
    """It may not let in people who ask to join."""


IN_THE_WAY = frozenset(
    {RoomTrouble.REMOVED, RoomTrouble.GONE, RoomTrouble.SILENT, RoomTrouble.TOPIC}
)
"""Whoever has these cannot write into the room; a message that arrives there ends them."""
EVERY = frozenset(RoomTrouble)
