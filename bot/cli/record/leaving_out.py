"""A record without what somebody is kept out of (Y7): for whoever reads it beside them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from bot.cli.exits import CannotError
from bot.cli.record.reading import Record
from bot.model.people import PersonId
from bot.ports import JournalEntry


def without(record: Record, named: str) -> Record:
    """The record without every case that this person is kept out of, and all that came of it.

    CannotError: nobody in the group, or more than one, is called so.
    """
    person = _person(record, named)
    cases = record.meeting.cases
    hidden = {name for name, case in cases.items() if person in case.excluded}
    shown = {name: case for name, case in cases.items() if name not in hidden}
    entries = (_without_cases(entry, hidden, person) for entry in record.entries)
    return msgspec.structs.replace(
        record,
        meeting=msgspec.structs.replace(record.meeting, cases=shown),
        entries=tuple(entry for entry in entries if entry is not None),
    )


def _person(record: Record, named: str) -> PersonId:
    wanted = named.strip().casefold()
    found = [who for who, name in record.names.items() if wanted in {who, name.casefold()}]
    if len(found) != 1:
        how_many = "Nobody" if not found else "More than one person"
        raise CannotError(f"{how_many} in that group is called “{named}”; write the whole name.")
    return found[0]


def _without_cases(
    entry: JournalEntry, hidden: Collection[str], person: PersonId
) -> JournalEntry | None:
    """The entry as far as it is about anything else; None if it is about nothing else."""
    if _is_about(entry.signal, hidden, person):
        return None
    kept = [effect for effect in entry.effects if effect.get("case") not in hidden]
    if entry.effects and not kept:
        return None
    return msgspec.structs.replace(entry, effects=kept)


def _is_about(signal: dict[str, Any], hidden: Collection[str], person: PersonId) -> bool:
    sent = signal.get("sent") or {}
    step = str(signal.get("step", "")).split("/")
    return (
        (signal.get("is") == "Concerned" and signal.get("about") == person)
        or signal.get("case") in hidden
        or sent.get("case") in hidden
        or (step[0] == "case" and step[1] in hidden)
    )
