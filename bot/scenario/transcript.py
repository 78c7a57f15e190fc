"""What happened while a scenario was played, in order: as values, and as data (SPEC 9).

`at` is an aware datetime; who and what are keys of the scenario.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any, Literal, assert_never

import msgspec

from bot.model.effects import Do

Where = Literal["private", "group"]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of all entries: tagged by class name."""

    at: datetime


class _Words(_Entry, frozen=True, kw_only=True):
    """What a person was shown. `to` is a person, or a meeting for everybody in its group."""

    to: str
    via: str
    where: Where
    key: str
    text: str
    buttons: tuple[str, ...] = ()
    """Their names, as in `presses KEY.BUTTON`."""


class Message(_Words, frozen=True, kw_only=True):
    """A message that a platform accepted."""


class Edit(_Words, frozen=True, kw_only=True):
    """New words in the place of a message's; `key` is that of the new text."""


class RoomAction(_Entry, frozen=True, kw_only=True):
    """The bot did something in a room, to `who` or to the room itself."""

    do: Do
    who: str | None
    room: str


class State(_Entry, frozen=True, kw_only=True):
    """A meeting came into a state."""

    meeting: str
    state: str


class CaseChange(_Entry, frozen=True, kw_only=True):
    """A person's case was opened, or went on to a stage or an owner."""

    person: str
    kind: str
    stage: str
    owner: str | None = None


class Happened(_Entry, frozen=True, kw_only=True):
    """Something somebody did, as a sentence. For people to read; not part of the data."""

    text: str


Entry = Message | Edit | RoomAction | State | CaseChange | Happened


def as_json(entries: Iterable[Entry], zone: tzinfo | None = None) -> list[dict[str, Any]]:
    """The transcript as SPEC 9 has it: `at`, and one of message, edit, action, state and case.

    Times are ISO 8601 with their offset: in `zone`, or as they are if none is given.
    """
    return [
        {"at": entry.at.astimezone(zone or entry.at.tzinfo).isoformat(), name: fields}
        for entry in entries
        for name, fields in _data(entry)
    ]


def _data(entry: Entry) -> Iterable[tuple[str, dict[str, Any]]]:
    match entry:
        case Message():
            yield "message", _words(entry)
        case Edit():
            yield "edit", _words(entry)
        case RoomAction():
            yield "action", {"do": entry.do, "who": entry.who, "room": entry.room}
        case State():
            yield "state", {"meeting": entry.meeting, "state": str(entry.state)}
        case CaseChange():
            yield (
                "case",
                {
                    "person": entry.person,
                    "kind": str(entry.kind),
                    "stage": str(entry.stage),
                    "owner": entry.owner,
                },
            )
        case Happened():
            return
        case _:
            assert_never(entry)


def _words(entry: Message | Edit) -> dict[str, Any]:
    return {
        "to": entry.to,
        "via": entry.via,
        "where": entry.where,
        "key": entry.key,
        "text": entry.text,
        "buttons": list(entry.buttons),
    }
