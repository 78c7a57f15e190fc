"""What comes in to a meeting's flows. Every signal is taken once, by its key."""

from __future__ import annotations

from bot.model.during_signals import During
from bot.model.signals.answers import NotUnderstood, PinTyped, Pressed, Said, WordsKind
from bot.model.signals.around import (
    Answered,
    CannotCome,
    ClaimSettled,
    ClaimWished,
    Expected,
    ItemAdded,
    ItemSorted,
    PractiseAgain,
    PractiseHelp,
    WhySaid,
)
from bot.model.signals.cases import CaseAsked, Concerned, Leaving, Logged
from bot.model.signals.clock import CameBack, ClockSetBack, Due, Returned, WentAway
from bot.model.signals.delivery import Acted, Delivered, DeliveryOutcome
from bot.model.signals.keeping import Faded, Forgotten, RecordRemoved
from bot.model.signals.presence import (
    Arrived,
    Departed,
    Elsewhere,
    GoneElsewhere,
    LobbyChanged,
    Rejoined,
    Removed,
    Signed,
    UnknownSeen,
    Watched,
)
from bot.model.signals.running import (
    BreakBegan,
    Cancelled,
    Ended,
    Moved,
    Opened,
    Published,
    Renamed,
)

__all__ = [
    "Acted",
    "Answered",
    "Arrived",
    "BreakBegan",
    "CameBack",
    "Cancelled",
    "CannotCome",
    "CaseAsked",
    "ClaimSettled",
    "ClaimWished",
    "ClockSetBack",
    "Concerned",
    "Delivered",
    "DeliveryOutcome",
    "Departed",
    "Due",
    "Elsewhere",
    "Ended",
    "Expected",
    "Faded",
    "Forgotten",
    "GoneElsewhere",
    "ItemAdded",
    "ItemSorted",
    "Leaving",
    "LobbyChanged",
    "Logged",
    "Moved",
    "NotUnderstood",
    "Opened",
    "PinTyped",
    "PractiseAgain",
    "PractiseHelp",
    "Pressed",
    "Published",
    "RecordRemoved",
    "Rejoined",
    "Removed",
    "Renamed",
    "Returned",
    "Said",
    "Signal",
    "Signed",
    "UnknownSeen",
    "Watched",
    "WentAway",
    "WhySaid",
    "WordsKind",
]

Signal = (
    Published
    | Opened
    | Ended
    | Cancelled
    | Moved
    | Renamed
    | BreakBegan
    | Arrived
    | Departed
    | Removed
    | Elsewhere
    | GoneElsewhere
    | Rejoined
    | Signed
    | Leaving
    | Said
    | NotUnderstood
    | Pressed
    | PinTyped
    | CaseAsked
    | Logged
    | Concerned
    | CannotCome
    | Forgotten
    | Faded
    | RecordRemoved
    | Expected
    | Answered
    | PractiseAgain
    | PractiseHelp
    | ItemAdded
    | ItemSorted
    | WhySaid
    | ClaimWished
    | ClaimSettled
    | Due
    | Delivered
    | Acted
    | Returned
    | Watched
    | WentAway
    | CameBack
    | LobbyChanged
    | ClockSetBack
    | UnknownSeen
    | During
)
