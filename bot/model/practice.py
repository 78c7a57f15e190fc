"""A practice session: the parts of it, in their order, and what is kept while it goes on (P1)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class PracticePart(StrEnum):
    """What is tried out, in this order."""

    BUTTON = "button"
    PRIVATE = "private"
    """A private message comes."""
    ROOM = "room"
    """They come into the practice room; where there is none, they say *I'm here*."""
    LEAVING = "leaving"
    CARD = "card"
    CHECK_IN = "check-in"


PARTS: tuple[PracticePart, ...] = tuple(PracticePart)

GOT_IT, HERE, NEXT, STOP, GO_ON, HELP_ME, AGAIN = (
    *("got-it", "here", "carry-on", "go-on-later", "go-on", "help-me", "again"),
)
ENDINGS: tuple[str, ...] = ("ok", "technical", "contact", "back-soon")
"""The ways of leaving (L2)."""
ANSWERS: tuple[str, ...] = ("ok", "technical", "contact")
"""The answers to a check-in (L3)."""

STEP_BUTTONS: tuple[str, ...] = (*ENDINGS, GOT_IT, HERE, NEXT, HELP_ME, STOP, GO_ON)
"""Everything that may stand under a step."""
_ALWAYS = (HELP_ME, STOP)

BUTTONS_OF: dict[PracticePart, tuple[str, ...]] = {
    PracticePart.BUTTON: (GOT_IT, *_ALWAYS),
    PracticePart.PRIVATE: (GOT_IT, *_ALWAYS),
    PracticePart.ROOM: (HERE, NEXT, *_ALWAYS),
    PracticePart.LEAVING: (*ENDINGS, NEXT, *_ALWAYS),
    PracticePart.CARD: (NEXT, *_ALWAYS),
    PracticePart.CHECK_IN: (*ANSWERS, NEXT, *_ALWAYS),
}
"""What stands under each part. To carry on passes over it; to stop keeps it for later."""


class Practice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A practice that has been begun and is not finished. It can be gone on with at any time."""

    began: datetime
    part: PracticePart = PracticePart.BUTTON
    worked: tuple[PracticePart, ...] = ()
    tried: tuple[str, ...] = ()
    """The ways of leaving that they have pressed."""

    @property
    def number(self) -> int:
        """Which part it is, counted from one."""
        return PARTS.index(self.part) + 1

    def after(self, *, worked: bool) -> Practice | None:
        """At the next part; None: that was the last one."""
        done = (*self.worked, self.part) if worked else self.worked
        newer = msgspec.structs.replace(self, worked=tuple(dict.fromkeys(done)))
        following = PARTS[self.number : self.number + 1]
        return msgspec.structs.replace(newer, part=following[0]) if following else None
