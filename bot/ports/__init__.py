"""The seams: what the engine and the outbox need, and who may provide it.

Adapters and the store depend on this package; it depends on the model alone.
"""

from bot.ports.adapters import Adapter, AdapterError, Delivery, Parcel, Seen, Serving
from bot.ports.books import Books, News, Store
from bot.ports.entries import (
    Code,
    Doing,
    DueStep,
    Emergency,
    GroupDetails,
    JournalEntry,
    Letter,
    MeetingDetails,
    PersonDetails,
    RoomDetails,
    SentMessage,
    StoredMeeting,
    ToldEntry,
)

__all__ = [
    "Adapter",
    "AdapterError",
    "Books",
    "Code",
    "Delivery",
    "Doing",
    "DueStep",
    "Emergency",
    "GroupDetails",
    "JournalEntry",
    "Letter",
    "MeetingDetails",
    "News",
    "Parcel",
    "PersonDetails",
    "RoomDetails",
    "Seen",
    "SentMessage",
    "Serving",
    "Store",
    "StoredMeeting",
    "ToldEntry",
]
