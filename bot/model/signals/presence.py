"""Who is in the room, and who is not: what was seen, what was said (L1, L10)."""

from __future__ import annotations

from datetime import datetime

from bot.model.meeting import Evidence
from bot.model.people import PersonId
from bot.model.signals.base import MeetingSignal


class Arrived(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Somebody came into the room: seen there, said so, or ticked by staff (`by`)."""

    person: PersonId
    evidence: Evidence
    account: str | None = None
    by: PersonId | None = None
    at_door: bool = False
    """Seen in the lobby, not in the room itself."""


class Departed(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Somebody went out of the room, of the group, or stopped being seen."""

    person: PersonId
    account: str | None = None
    whole: bool = False
    """They left the group itself: no account of theirs can be in the room any more."""


class Removed(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Staff moved or removed somebody through the bot (L10)."""

    person: PersonId
    by: PersonId


class Elsewhere(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person was seen in another meeting of the group (L4, L10)."""

    person: PersonId
    in_room: bool = True
    """False: they wait in its lobby."""
    observed: bool = True
    """False: only their word says so."""


class GoneElsewhere(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person became a leaver of another meeting of the group (L6)."""

    person: PersonId


class Rejoined(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The person came back into the chat in which the meeting is: an answer, not being there."""

    person: PersonId


class Signed(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """A sign: anything a person does that reaches the bot."""

    person: PersonId
    in_room: bool = False
    wrote: bool = False
    """They wrote something that the others can read: they were heard (M4)."""


class Watched(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """The room as the platform shows it now: everybody in it, with the accounts seen.

    `blind_since` is set after a time in which nothing was seen (L12).
    """

    present: dict[PersonId, tuple[str, ...]]
    waiting: dict[PersonId, tuple[str, ...]] | None = None
    """Who is in the lobby; None: there is none, or it cannot be seen."""
    blind_since: datetime | None = None


class LobbyChanged(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Who waits in the lobby for another young people's meeting of the group changed (Y11)."""


class UnknownSeen(MeetingSignal, frozen=True, kw_only=True, tag=True):
    """Somebody whom the bot does not know is in the room (L13). Never counts."""

    account: str
