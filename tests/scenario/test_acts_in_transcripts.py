"""What was done in rooms stands in the transcript, and `muted` is compared with the platforms."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from bot.deciding import Change
from bot.model.effects import Act
from bot.model.meeting import Meeting, RoomKind
from bot.model.signals import Acted, DeliveryOutcome
from bot.scenario import expected as e
from bot.scenario.checking import failures
from bot.scenario.noting import Notes
from bot.scenario.story import Step
from bot.scenario.transcript import as_json

AT = datetime(2027, 1, 20, 18, tzinfo=UTC)
MEETING = Meeting(
    id="weekly",
    group="g",
    platform="discord",
    room=RoomKind.VOICE,
    planned_start=AT,
    planned_end=AT,
)
ACCEPTED, REFUSED, UNKNOWN = DeliveryOutcome


def noted(*signals: Acted) -> list[dict[str, object]]:
    notes = Notes("a.yaml", lambda: AT, None)
    for signal in signals:
        notes.change(Change(before=MEETING, after=MEETING, signal=signal, effects=()))
    return as_json(notes.entries)


def test_what_a_platform_did_is_an_action_with_who_and_where() -> None:
    done = noted(
        Acted(act=Act(do="lock"), outcome=ACCEPTED),
        Acted(act=Act(do="admit", who="gia"), outcome=ACCEPTED),
        Acted(act=Act(do="remove", account="77"), outcome=ACCEPTED),
    )
    assert [entry["action"] for entry in done] == [
        {"do": "lock", "who": None, "room": "weekly"},
        {"do": "admit", "who": "gia", "room": "weekly"},
        {"do": "remove", "who": "77", "room": "weekly"},
    ]


def test_what_was_refused_or_is_not_known_was_not_done() -> None:
    mute = Act(do="mute", who="gia")
    assert noted(Acted(act=mute, outcome=REFUSED), Acted(act=mute, outcome=UNKNOWN)) == []


def test_exactly_those_are_muted_whom_the_bot_has_muted() -> None:
    step = msgspec.convert({"line": 1, "at": AT, "expects": (), "actions": ()}, Step)
    step = msgspec.structs.replace(step, expects=(e.Muted(line=3, who=("gia", "asha")),))
    assert list(failures(step, [], {}, {"asha", "gia"})) == []
    assert list(failures(step, [], {}, {"gia"})) == [(3, "expected muted: asha, gia; it is: gia")]
