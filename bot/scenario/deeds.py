"""What people, the bot's process and the platforms do in a scenario (SPEC 9). One type each verb.

`meeting`, `person` and `who` are keys of the scenario; `platform` is discord or telegram.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.model.meeting import How


class _Deed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of all deeds: tagged by class name."""


# --- what people do ------------------------------------------------------------------------------


class Joins(_Deed, frozen=True, kw_only=True):
    """Comes into the room of a meeting; `by_phone` is a staff member's tick (attested)."""

    meeting: str
    by_phone: bool = False


class Leaves(_Deed, frozen=True, kw_only=True):
    """Leaves a meeting, saying how (L2), or drops out without a word (L3)."""

    meeting: str
    how: How | None = None


class Moves(_Deed, frozen=True, kw_only=True):
    """Moves from where they are to the room of another meeting."""

    meeting: str


class Says(_Deed, frozen=True, kw_only=True):
    """Writes to the bot in private."""

    text: str


class Writes(_Deed, frozen=True, kw_only=True):
    """Writes in the room of a meeting."""

    meeting: str
    text: str


class Presses(_Deed, frozen=True, kw_only=True):
    """Presses a button on the newest message of `key` they were sent, even a stale one."""

    key: str
    button: str


class CannotCome(_Deed, frozen=True, kw_only=True):
    """Says that they cannot come."""

    meeting: str


class Opens(_Deed, frozen=True, kw_only=True):
    """Opens a meeting; this does not make them present."""

    meeting: str


class Ends(_Deed, frozen=True, kw_only=True):
    """Ends a meeting."""

    meeting: str


class StartsBreak(_Deed, frozen=True, kw_only=True):
    """Declares a break (L10)."""

    meeting: str
    lasts: timedelta


class Removes(_Deed, frozen=True, kw_only=True):
    """Removes somebody from a meeting; what they say next is the reason (L10)."""

    person: str
    meeting: str


class Logs(_Deed, frozen=True, kw_only=True):
    """Logs that somebody is OK (L4)."""

    person: str


class Blocks(_Deed, frozen=True, kw_only=True):
    """Blocks the bot: no private message reaches them."""


class Unblocks(_Deed, frozen=True, kw_only=True):
    """Lets the bot write to them again."""


class Links(_Deed, frozen=True, kw_only=True):
    """Links an account on one more platform."""

    platform: str


class Unlinks(_Deed, frozen=True, kw_only=True):
    """Takes the account on a platform away again."""

    platform: str


class LeavesGroup(_Deed, frozen=True, kw_only=True):
    """Leaves the whole group in which a meeting is held; seen at once."""

    meeting: str


class Sends(_Deed, frozen=True, kw_only=True):
    """Sends a command, with its slash."""

    text: str


# --- what the bot's process and the platforms do -------------------------------------------------


class BotStops(_Deed, frozen=True, kw_only=True):
    """The process is gone with all its state; the database stays."""


class BotStarts(_Deed, frozen=True, kw_only=True):
    """The process starts again."""


class GoesAway(_Deed, frozen=True, kw_only=True):
    """A platform stops answering (L12)."""

    platform: str


class ComesBack(_Deed, frozen=True, kw_only=True):
    """A platform answers again (L12)."""

    platform: str


class Refuses(_Deed, frozen=True, kw_only=True):
    """A platform refuses private messages to a person (L8)."""

    platform: str
    person: str


class Accepts(_Deed, frozen=True, kw_only=True):
    """A platform takes private messages to a person again."""

    platform: str
    person: str


class Delivers(_Deed, frozen=True, kw_only=True):
    """A platform hands everything over twice, or once again as it should."""

    platform: str
    twice: bool


class Answers429(_Deed, frozen=True, kw_only=True):
    """A platform says "too many" to every message for a while."""

    platform: str
    lasts: timedelta


PersonDeed = (
    Joins
    | Leaves
    | Moves
    | Says
    | Writes
    | Presses
    | CannotCome
    | Opens
    | Ends
    | StartsBreak
    | Removes
    | Logs
    | Blocks
    | Unblocks
    | Links
    | Unlinks
    | LeavesGroup
    | Sends
)
BotDeed = BotStops | BotStarts
PlatformDeed = GoesAway | ComesBack | Refuses | Accepts | Delivers | Answers429

Deed = PersonDeed | BotDeed | PlatformDeed
