"""What comes in to a meeting's flows. Every signal is taken once, by its key."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.model.effects import Act, Send
from bot.model.meeting import Evidence, How
from bot.model.people import PersonId, Platform


class _Signal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is"):
    """Base of all signals: tagged by class name, so that the journal can be read back."""


class Published(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff published the meeting."""

    by: PersonId


class Opened(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff opened the meeting (L13)."""

    by: PersonId


class Ended(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff ended the meeting (L13)."""

    by: PersonId


class Cancelled(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff cancelled the meeting. Closes no case (L11)."""

    by: PersonId


class BreakBegan(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff declared a break of `seconds` (L10)."""

    by: PersonId
    seconds: int


class Arrived(_Signal, frozen=True, kw_only=True, tag=True):
    """Somebody came into the room: seen there, said so, or ticked by staff (`by`)."""

    person: PersonId
    evidence: Evidence
    account: str | None = None
    by: PersonId | None = None
    at_door: bool = False
    """Seen in the lobby, not in the room itself."""


class Departed(_Signal, frozen=True, kw_only=True, tag=True):
    """Somebody went out of the room, of the group, or stopped being seen."""

    person: PersonId
    account: str | None = None
    whole: bool = False
    """They left the group itself: no account of theirs can be in the room any more."""


class Removed(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff moved or removed somebody through the bot (L10)."""

    person: PersonId
    by: PersonId


class Elsewhere(_Signal, frozen=True, kw_only=True, tag=True):
    """The person was seen in another meeting of the group (L4, L10)."""

    person: PersonId
    in_room: bool = True
    """False: they wait in its lobby."""
    observed: bool = True
    """False: only their word says so."""


class GoneElsewhere(_Signal, frozen=True, kw_only=True, tag=True):
    """The person became a leaver of another meeting of the group (L6)."""

    person: PersonId


class Rejoined(_Signal, frozen=True, kw_only=True, tag=True):
    """The person came back into the chat in which the meeting is: an answer, not being there."""

    person: PersonId


class Signed(_Signal, frozen=True, kw_only=True, tag=True):
    """A sign: anything a person does that reaches the bot."""

    person: PersonId
    in_room: bool = False


class Leaving(_Signal, frozen=True, kw_only=True, tag=True):
    """The person chose one of the four endings (L2)."""

    person: PersonId
    how: How


class WordsKind(StrEnum):
    """What private words are, decided before they are sealed."""

    OK = "ok"
    DUTY = "duty"
    """Speaks of being the contact person; anything else to whoever is not (L9)."""
    OTHER = "other"


class Said(_Signal, frozen=True, kw_only=True, tag=True):
    """Private words to the bot; `sealed` can be read only when a message is written."""

    person: PersonId
    kind: WordsKind
    sealed: str
    platform: Platform


class NotUnderstood(_Signal, frozen=True, kw_only=True, tag=True):
    """Nobody's flow had a use for these words: one line of help, never silence (SPEC 8)."""

    person: PersonId
    platform: Platform


class Pressed(_Signal, frozen=True, kw_only=True, tag=True):
    """A button on a message that this person was sent (checked before it becomes a signal)."""

    person: PersonId
    key: str
    button: str
    platform: Platform
    case: str | None = None
    thread: str = ""
    """What the message was about, where that is not a case: `guardian/CHILD`."""


class PinTyped(_Signal, frozen=True, kw_only=True, tag=True):
    """Somebody typed a PIN on the young person's account; it was compared before (Y3)."""

    person: PersonId
    right: bool


class CaseAsked(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff took a case or gave its outcome in words rather than by button (L6, L7)."""

    person: PersonId
    case: str
    button: str
    platform: Platform
    to: PersonId | None = None


class Logged(_Signal, frozen=True, kw_only=True, tag=True):
    """A staff member noted that the person is OK: "they texted me" (L4)."""

    person: PersonId
    by: PersonId


class Concerned(_Signal, frozen=True, kw_only=True, tag=True):
    """The person has a concern about somebody, who hears nothing of it (Y7)."""

    person: PersonId
    about: PersonId
    words: str | None = None
    """Sealed: what they wrote with it."""


class CannotCome(_Signal, frozen=True, kw_only=True, tag=True):
    """The person said beforehand that they cannot come."""

    person: PersonId


class Due(_Signal, frozen=True, kw_only=True, tag=True):
    """A deadline of this meeting was reached. `at` is when it was due."""

    step: str
    at: datetime


class DeliveryOutcome(StrEnum):
    """What became of a message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Delivered(_Signal, frozen=True, kw_only=True, tag=True):
    """What a platform did with a message of this meeting (L8, invariant 8)."""

    sent: Send
    outcome: DeliveryOutcome


class Acted(_Signal, frozen=True, kw_only=True, tag=True):
    """What a platform did of something that was to be done in this meeting's room."""

    act: Act
    outcome: DeliveryOutcome
    reason: str = ""
    """Why it was not done, in a few words that name nobody."""


class Returned(_Signal, frozen=True, kw_only=True, tag=True):
    """The bot is running again after it was not, since `blind_since` (L12)."""

    blind_since: datetime
    tell: bool = True
    """Whether staff are told by this meeting; another of the group may do it."""


class Watched(_Signal, frozen=True, kw_only=True, tag=True):
    """The room as the platform shows it now: everybody in it, with the accounts seen.

    `blind_since` is set after a time in which nothing was seen (L12).
    """

    present: dict[PersonId, tuple[str, ...]]
    waiting: dict[PersonId, tuple[str, ...]] | None = None
    """Who is in the lobby; None: there is none, or it cannot be seen."""
    blind_since: datetime | None = None


class WentAway(_Signal, frozen=True, kw_only=True, tag=True):
    """A platform stopped answering at `since` (L12)."""

    platform: Platform
    since: datetime
    tell: bool = True
    """Whether staff are told by this meeting; another of the group may do it."""


class CameBack(_Signal, frozen=True, kw_only=True, tag=True):
    """A platform answers again (L12)."""

    platform: Platform


class ClockSetBack(_Signal, frozen=True, kw_only=True, tag=True):
    """The computer's clock was set back while the bot was running."""


class UnknownSeen(_Signal, frozen=True, kw_only=True, tag=True):
    """Somebody whom the bot does not know is in the room (L13). Never counts."""

    account: str


Signal = (
    Published
    | Opened
    | Ended
    | Cancelled
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
    | Due
    | Delivered
    | Acted
    | Returned
    | Watched
    | WentAway
    | CameBack
    | ClockSetBack
    | UnknownSeen
)
