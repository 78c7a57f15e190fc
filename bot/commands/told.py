"""Who was told what about me: /whotold. From the record, and never the words (V4).

Every private message about somebody stands in the record of its meeting. What is listed is who
got it, when, and what kind of thing it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.commands.asking import Asked, Line
from bot.commands.when import shown_day, shown_time
from bot.model.effects import Edit, Effect, Send
from bot.model.people import PersonId

KINDS: dict[str, str] = {
    **dict.fromkeys(
        ("case-alert", "case-left", "young-person-left", "case-broadcast", "operator-alert"),
        "missed",
    ),
    **dict.fromkeys(("no-show-task", "call-task"), "call"),
    **dict.fromkeys(("support-alert", "concern-alert"), "help"),
    **dict.fromkeys(("case-contact", "additional-steps"), "reach"),
    **dict.fromkeys(("leaver-note", "team-words-copy"), "words"),
    "technical-note": "technical",
    **dict.fromkeys(
        ("guardian-confirm", "guardian-witness", "guardian-released", "pin-locked"), "joining"
    ),
    **dict.fromkeys(
        ("guardian-back", "guardian-told-ask", "case-withdrawn", "case-closed"), "well"
    ),
    "ended-guardian": "ended",
}
"""What kind of thing a message of each key tells; any other tells something else."""
MOST = 40
"""Lines shown, the newest first."""


class _Told(msgspec.Struct, frozen=True):
    at: datetime
    to: PersonId
    kind: str
    zone: ZoneInfo


def who_told(asked: Asked) -> None:
    """`/whotold`: who was told what kind of thing about whoever asks, and when."""
    found = sorted(_all(asked), key=lambda told: told.at, reverse=True)
    lines = [_line(asked, told) for told in found[:MOST]]
    asked.answer("told-about-you", None if lines else "none", choices=lines)


def _all(asked: Asked) -> Iterator[_Told]:
    """Each person and kind once a meeting, when it was first told."""
    for group in asked.groups():
        seen: set[tuple[str, PersonId, str]] = set()
        zone = ZoneInfo(group.timezone)
        for entry in asked.books.told_about(group.id, asked.person):
            for to, key in _about(entry.effects, asked.person):
                told = (entry.meeting, to, KINDS.get(key, "other"))
                if told not in seen:
                    seen.add(told)
                    yield _Told(entry.at, to, told[2], zone)


def _about(effects: list[dict[str, Any]], me: PersonId) -> Iterator[tuple[PersonId, str]]:
    """To whom the messages of an entry tell something about `me`, and their keys."""
    for written in effects:
        try:
            effect = msgspec.convert(written, Effect)
        except msgspec.ValidationError:
            continue
        if not isinstance(effect, Send | Edit) or effect.facts.person != me:
            continue
        if effect.to is not None and effect.to != me:
            yield effect.to, effect.key


def _line(asked: Asked, told: _Told) -> Line:
    return {
        "line": f"told-{told.kind}",
        "day": shown_day(told.at, told.zone),
        "at": shown_time(told.at, told.zone),
        "person": asked.books.name_of(told.to),
    }
