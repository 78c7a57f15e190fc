"""The seams: what the engine and the outbox need, and who may provide it.

Adapters and the store depend on this package; it depends on the model alone.
"""

from bot.ports.adapters import Adapter, AdapterError, Delivery, Parcel, Seen, Serving
from bot.ports.books import Books, News, Store
from bot.ports.entries import (
    Agreed,
    Code,
    Doing,
    DueStep,
    Emergency,
    GroupDetails,
    JournalEntry,
    Letter,
    MeetingDetails,
    PersonDetails,
    Proof,
    RoomDetails,
    SentMessage,
    StoredMeeting,
    ToldEntry,
)

__all__ = [
    "Adapter",
    "AdapterError",
    "Agreed",
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
    "Proof",
    "RoomDetails",
    "Seen",
    "SentMessage",
    "Serving",
    "Store",
    "StoredMeeting",
    "ToldEntry",
]
