"""What comes in to a meeting's flows. Every signal is taken once, by its key."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.model.agenda import USUAL_MINUTES
from bot.model.costs import CostItem, Settle, Wish
from bot.model.during_signals import During
from bot.model.effects import Act, Send
from bot.model.meeting import Evidence, How
from bot.model.people import PersonId, Platform
from bot.model.profile import Money, PayWay, TakesPart


class _Signal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is"):
    """Base of all signals: tagged by class name, so that the journal can be read back."""


class Published(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff published the meeting."""

    by: PersonId
    quiet: bool = False
    """The next one of a series: the room was told of the first (M6)."""


class Opened(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff opened the meeting (L13)."""

    by: PersonId


class Ended(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff ended the meeting (L13)."""

    by: PersonId


class Cancelled(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff cancelled the meeting. Closes no case (L11)."""

    by: PersonId


class Moved(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff gave a published meeting another time."""

    by: PersonId
    start: datetime
    end: datetime


class Renamed(_Signal, frozen=True, kw_only=True, tag=True):
    """Staff gave a published meeting another name, which stands with its particulars."""

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
    wrote: bool = False
    """They wrote something that the others can read: they were heard (M4)."""


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
    wrong_before: int = 0
    """How many wrong ones were typed within a day for a guardian of theirs, but for those that
    this meeting has counted for them: in other meetings, or for a brother or sister."""


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


class Forgotten(_Signal, frozen=True, kw_only=True, tag=True):
    """Nothing is kept of the person any more but what a record needs (V4)."""

    person: PersonId


class Faded(_Signal, frozen=True, kw_only=True, tag=True):
    """The meeting was over long ago: only what has to be kept of it stays (V5)."""

    keeps_record: bool = True
    """Whether there were cases in it, whose record stays until it is looked at again."""
    keeps_claims: bool = True
    """Whether what was paid has still to be kept for finance."""


class RecordRemoved(_Signal, frozen=True, kw_only=True, tag=True):
    """The lead had the record of the meeting, its cases and all words in it removed (V5)."""

    by: PersonId


class Expected(_Signal, frozen=True, kw_only=True, tag=True):
    """The person is expected from now on, in a meeting that is published already."""

    person: PersonId


class Answered(_Signal, frozen=True, kw_only=True, tag=True):
    """The person said how they will take part."""

    person: PersonId
    answer: TakesPart


class PractiseAgain(_Signal, frozen=True, kw_only=True, tag=True):
    """The person has another platform or device now: a practice is worth offering again (P1)."""

    person: PersonId


class PractiseHelp(_Signal, frozen=True, kw_only=True, tag=True):
    """The person asked for help with something that did not work in their practice (P1)."""

    person: PersonId
    part: str


class ItemAdded(_Signal, frozen=True, kw_only=True, tag=True):
    """Something was put on the agenda (M1). `by` None: without a name, and nobody knows whose."""

    words: str
    """Sealed."""
    by: PersonId | None = None
    minutes: int = USUAL_MINUTES
    is_break: bool = False


class ItemSorted(_Signal, frozen=True, kw_only=True, tag=True):
    """The organiser arranged an agenda item by command: the same as the buttons, and its length."""

    by: PersonId
    item: str
    button: str
    """Of `agenda-sort`."""
    minutes: int | None = None


class WhySaid(_Signal, frozen=True, kw_only=True, tag=True):
    """It was said what the meeting is for (M1)."""

    by: PersonId


class ClaimWished(_Signal, frozen=True, kw_only=True, tag=True):
    """Somebody said what they want of a claim, in words rather than by a button (C2)."""

    person: PersonId
    wish: Wish
    of: PersonId | None = None
    """Whose claim it is, if somebody takes part through the account of `person`."""
    amount: Money | None = None
    item: CostItem | None = None
    way: PayWay | None = None
    words: str | None = None
    """Sealed."""


class ClaimSettled(_Signal, frozen=True, kw_only=True, tag=True):
    """An organiser approved a claim, asked about it, or paid it, in words (C3)."""

    by: PersonId
    of: PersonId
    settle: Settle
    words: str | None = None
    """Sealed: what they ask."""


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


class LobbyChanged(_Signal, frozen=True, kw_only=True, tag=True):
    """Who waits in the lobby for another young people's meeting of the group changed (Y11)."""


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
