"""What the flows want done. Effects are values; the outbox and the adapters do them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Literal

import msgspec

from bot.model.agenda import AgendaShown, Item
from bot.model.case import Tried
from bot.model.costs import ClaimShown
from bot.model.people import PersonId, Platform
from bot.model.readiness import ReadyLine

Do = Literal["admit", "remove", "mute", "unmute", "deafen", "undeafen", "lock", "unlock"]
"""What can be done in a room (SPEC 9)."""

NOT_IN_A_ROOM = "not in a room"
NOBODY = "no account there"
NOT_A_MEMBER = "not in the server"
OUT_ALREADY = frozenset({NOT_IN_A_ROOM, NOBODY, NOT_A_MEMBER})
"""Why a platform does not do it, where there is nothing left to be done."""

_PAIRS: Mapping[Do, str] = {
    "admit": "door",
    "remove": "door",
    "mute": "voice",
    "unmute": "voice",
    "deafen": "ears",
    "undeafen": "ears",
    "lock": "lock",
    "unlock": "lock",
}


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a text is about: ids, times and sealed words. Names come in when it is written."""

    variant: str | None = None
    person: PersonId | None = None
    contact: PersonId | None = None
    owner: PersonId | None = None
    by: PersonId | None = None
    since: datetime | None = None
    until: datetime | None = None
    at: datetime | None = None
    tried: tuple[Tried, ...] = ()
    late_by: int = 0
    """Seconds (L12)."""
    minutes: int = 0
    platform: Platform | None = None
    who: tuple[PersonId, ...] = ()
    guardians: tuple[PersonId, ...] = ()
    """Whose numbers are shown, in the order in which they are to be called (Y5, Y13)."""
    words: tuple[str, ...] = ()
    """Sealed: what somebody wrote, for the one who may read it."""
    reason: str | None = None
    """The name of a reason that has a text of its own."""
    agenda: AgendaShown | None = None
    """What is on the agenda (M1)."""
    hard: bool = False
    """Whether the text names support services, because it may be hard to talk about (P5)."""
    ready: tuple[ReadyLine, ...] = ()
    """What was looked at before a meeting, and how it stands (P4)."""
    tally: tuple[int, int, int, int] | None = None
    """Thumbs up, down and unsure, and how many of those present did not answer (M4)."""
    buttons: tuple[str, ...] | None = None
    """The buttons that are shown, where not all of the key's are."""
    claim: ClaimShown | None = None
    """What somebody claims, for them and whoever approves it; never for the group (C3, V1)."""
    reveal: bool = False
    """Whether the text shows how to reach the person; each reveal is recorded (L6, V2)."""


class _Effect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="do"):
    """Base of all effects: tagged by class name, so that the journal can be read back."""


class Few(msgspec.Struct, frozen=True):
    """Nobody gets more than a few prompts a day; one beyond that waits for another day."""

    most: int
    zone: str
    """Where the reader is: it is a day of theirs."""
    again_at: time
    """When one that waited is sent, on the reader's clock."""


class Send(_Effect, frozen=True, kw_only=True, tag=True):
    """A private message to one person over one platform."""

    to: PersonId
    key: str
    platform: Platform
    then: tuple[Platform, ...] = ()
    """Where to try next, at once, when this platform refuses (L8)."""
    facts: Facts = Facts()
    case: str | None = None
    thread: str = ""
    """Messages of one thread to one person are edited together."""
    safety: bool = True
    """Safety messages go before all others."""
    not_before: datetime | None = None
    """Quiet hours: it waits until then (never for safety)."""
    few: Few | None = None
    """Set when it may wait for a day on which the reader gets less."""
    until: datetime | None = None
    """From then on it is of no use: what still waits is not sent any more."""


class Post(_Effect, frozen=True, kw_only=True, tag=True):
    """A message in the meeting's room. Nothing of V1 may be in it."""

    key: str
    facts: Facts = Facts()
    thread: str = ""
    until: datetime | None = None
    """From then on it is of no use: what still waits is not sent any more."""


class Edit(_Effect, frozen=True, kw_only=True, tag=True):
    """New words for everything already sent in a thread; what is not sent yet is not sent."""

    key: str
    thread: str
    to: PersonId | None = None
    """None: the room's message."""
    case: str | None = None
    facts: Facts = Facts()


class SealedFile(msgspec.Struct, frozen=True):
    """A document on its way to one person: `sealed` holds its content, as base64."""

    name: str
    sealed: str


class Reply(_Effect, frozen=True, kw_only=True, tag=True):
    """An answer to a command, to an account or a room, whoever that is.

    `sealed` holds the ready facts of its text: they may name people or carry a one-time code.
    """

    platform: Platform
    address: str
    key: str
    sealed: str
    buttons: tuple[str, ...] = ()
    safety: bool = False
    not_before: datetime | None = None
    """Quiet hours: it waits until then (never for safety)."""
    file: SealedFile | None = None
    """A small document that goes with it."""


class Act(_Effect, frozen=True, kw_only=True, tag=True, rename={"do": "deed"}):
    """Something done in the meeting's room: to somebody in it, or to the room (Y1, Y2, Y6).

    To do it again does no harm, so one whose fate is unknown is simply done again. A newer one
    takes the place of its opposite that still waits.
    """

    do: Do
    who: PersonId | None = None
    """None: the room itself, or nobody but `account`."""
    account: str | None = None
    """An account of somebody whom nobody knows."""
    to_lobby: bool = False
    """Whether somebody who is removed is moved to the group's lobby, if it has one (Y6, Y11)."""

    @property
    def thread(self) -> str:
        """What it and its opposite have in common."""
        return f"act/{_PAIRS[self.do]}/{self.who or self.account or ''}"


class Withdraw(_Effect, frozen=True, kw_only=True, tag=True):
    """Nothing of this case that is still waiting may be sent any more (L4)."""

    case: str


class Recall(_Effect, frozen=True, kw_only=True, tag=True):
    """Nothing of this thread that still waits is sent any more: it speaks of what has changed."""

    thread: str | None = None
    """None: nothing that waits about the meeting at all, but for its costs and its safety."""
    to: PersonId | None = None
    """Set with `keys`: only these, and only to this person, in whichever thread."""
    keys: tuple[str, ...] = ()


class SeenHere(_Effect, frozen=True, kw_only=True, tag=True):
    """News for the group's other meetings: the person is in this one (L4, L10)."""

    person: PersonId
    in_room: bool = True
    observed: bool = True


class GoneFromHere(_Effect, frozen=True, kw_only=True, tag=True):
    """News for the group's other meetings: the person has left this one (L6)."""

    person: PersonId


class Remember(_Effect, frozen=True, kw_only=True, tag=True):
    """Something to be kept about a person, whatever becomes of this meeting."""

    person: PersonId
    what: Literal["practice-offered", "device-asked", "needs-asked"]


class KeptForNext(_Effect, frozen=True, kw_only=True, tag=True):
    """An agenda item is for the next meeting of the group (M1). Passes on, and is not stored."""

    item: Item


class AwaitWords(_Effect, frozen=True, kw_only=True, tag=True):
    """Somebody was asked something: their next private words are the answer to it."""

    person: PersonId
    command: str
    """What the words are put behind, without the slash."""
    until: datetime


class Toast(_Effect, frozen=True, kw_only=True, tag=True):
    """The short word shown to somebody who pressed a button. Never stored."""

    name: str
    owner: PersonId | None = None
    minutes: int = 0


class Understood(_Effect, frozen=True, kw_only=True, tag=True):
    """The words were meant for this meeting; no line of help is needed."""


Effect = (
    Send
    | Post
    | Edit
    | Reply
    | Act
    | Withdraw
    | Recall
    | SeenHere
    | GoneFromHere
    | Remember
    | KeptForNext
    | AwaitWords
    | Toast
    | Understood
)
