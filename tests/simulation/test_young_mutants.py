"""The guards of section 4 are taken out, one at a time: stories or walks must notice each."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable

import msgspec
import pytest

from bot.flows import (
    blindness,
    check_in,
    concerns,
    counting,
    ending,
    gate,
    gone,
    guardians,
    holding,
    leaving,
    seats,
)
from bot.flows.turn import Turn
from bot.model.effects import Act
from bot.model.meeting import OPEN_STATES, Place
from bot.model.people import Person
from bot.model.signals import Acted, Arrived, DeliveryOutcome, PinTyped
from tests.simulation.test_mutants import fails, no, nothing, yes
from tests.simulation.test_young_walks import Walk

STORIES = ("test_gate", "test_holding", "test_young_guardians", "test_young_leaving",
           "test_beside", "test_gone")  # fmt: skip
WALKS = 25


def any_two(turn: Turn, young: int, there: Iterable[str]) -> bool:
    return len(list(there)) >= 2


def enough_of_any_check(turn: Turn, young: int, there: Iterable[str]) -> bool:
    return len(list(there)) >= counting.needed(turn, young)


def two_whatever_the_number(turn: Turn, young: int) -> int:
    return 2


def all_adults(turn: Turn) -> list[str]:
    return counting.adults(turn)


def opens_blindly(turn: Turn, young: int) -> bool:
    lets_in = turn.meeting.state in counting.LETTING_IN
    return lets_in and counting.is_enough(turn, young, counting.counted(turn))


def opens_in_a_hold(turn: Turn, young: int) -> bool:
    return turn.meeting.state in OPEN_STATES and len(counting.counted(turn)) >= 1


def straight_in(turn: Turn, signal: Arrived) -> None:
    seats.sit(turn, signal, Place.ROOM)


def in_at_the_word(turn: Turn, signal: Acted) -> None:
    """Whoever should have been let in is in, whatever the platform says."""
    accepted = msgspec.structs.replace(signal, outcome=DeliveryOutcome.ACCEPTED)
    _acted(turn, accepted)


def latest_first(turn: Turn) -> list[str]:
    return list(reversed(_waiting(turn)))


def one_witness(turn: Turn, asked_in: str, who: str) -> None:
    _seen(turn, asked_in, who)
    guardians._confirm(turn, guardians._child_of(asked_in))


def any_pin(turn: Turn, signal: PinTyped) -> None:
    guardians._confirm(turn, signal.person)


def only_the_young_are_silent(turn: Turn) -> None:
    for who in counting.young_people(turn):
        turn.effects.append(Act(do="mute", who=who))


def let_out_in_silence(turn: Turn, young: list[str], key: str) -> None:
    for who in young:
        turn.seat(who, place=Place.AWAY, let_in=False)


def end_without_them(turn: Turn) -> None:
    turn.effects.append(Act(do="lock"))


def everybody_stays_away(turn: Turn, who: str) -> None:
    turn.seat(who, let_in=False)


def nobody_is_kept_out(turn: Turn, who: str) -> tuple[str, ...]:
    return ()


_acted, _waiting, _seen = gate.acted, gate._waiting, guardians.seen

MUTANTS: dict[str, tuple[object, str, object]] = {
    "anybody counts as checked": (Person, "is_checked", yes),
    "nobody is young": (counting, "is_young", no),
    "the lesser check is enough": (counting, "is_enough", enough_of_any_check),
    "any two are enough": (counting, "is_enough", any_two),
    "two are enough for any number": (counting, "needed", two_whatever_the_number),
    "somebody's word is as good as seeing": (counting, "_is_seen", yes),
    "every adult counts": (counting, "counted", all_adults),
    "the door opens on old news": (counting, "opens_for", opens_blindly),
    "the door opens in a hold": (counting, "opens_for", opens_in_a_hold),
    "who comes is in": (gate, "came", straight_in),
    "a door that did not open counts as open": (gate, "acted", in_at_the_word),
    "who came last is first": (gate, "_waiting", latest_first),
    "nobody waits alone, it is said": (gate, "_alone_with_young", no),
    "others are not sent away": (gate, "_other_adult_waits", nothing),
    "agreements are not looked at": (gate, "_may_come", yes),
    "who steps out goes on counting": (gate, "_steps_out", nothing),
    "strangers may stay": (gate, "send_stranger_away", nothing),
    "a stranger who stays changes nothing": (gate, "_stranger", nothing),
    "strangers are asked once": (gate, "try_strangers_again", nothing),
    "no guardian is needed": (guardians, "_is_needed", no),
    "one witness is enough": (guardians, "seen", one_witness),
    "any tap is the guardian's": (guardians, "is_guardian", yes),
    "any PIN is right": (guardians, "pin_typed", any_pin),
    "wrong PINs are not counted": (guardians, "MOST_WRONG_PINS", 10**6),
    "a guardian is not told that they may go": (guardians, "release", nothing),
    "nobody is asked for a silent guardian": (guardians, "silent", nothing),
    "nobody is asked for one who cannot be reached": (guardians, "refused", nothing),
    "nothing is held": (holding, "_hold_or_go_on", nothing),
    "a hold is never over": (holding, "over", nothing),
    "a hold silences nobody": (holding, "_hush_newcomers", nothing),
    "a hold silences only the young": (holding, "_hush_newcomers", only_the_young_are_silent),
    "nobody is called": (holding, "_call_for_help", nothing),
    "it never goes on": (holding, "_go_on", nothing),
    "they are let out on paper only": (holding, "let_out", let_out_in_silence),
    "they stay with nobody": (holding, "_nobody_is_with_them", nothing),
    "an adults' meeting takes them in": (holding, "_young_people_elsewhere", nothing),
    "a meeting is not marked": (holding, "mark", nothing),
    "the room is not locked": (holding, "_rest_locked", nothing),
    "the end leaves them there": (ending, "_let_everybody_out", end_without_them),
    "the lobby is not emptied": (ending, "empty_the_lobby", lambda _turn: []),
    "nobody is let speak again": (ending, "_let_speak", nothing),
    "the lobby is not looked into": (blindness, "_look_into_the_lobby", nothing),
    "leaving the lobby is nothing": (leaving, "_waited_young", no),
    "the guardian who came along is looked for": (leaving, "_came_along", no),
    "a door that was shut is not tried again": (counting, "look_again", nothing),
    "a concern ends with its meeting": (Turn, "kept_out_by", nobody_is_kept_out),
    "an open case stays with whom it is about": (concerns, "keep_out", nothing),
    "anybody ends a concern": (concerns, "kept_out", lambda *_of_the_group: {}),
    "a PIN is locked, and nobody hears": (guardians, "_locked", nothing),
    "who is looked after is not asked": (gone, "ask", nothing),
    "who looks after them does not hear": (gone, "_tell", nothing),
    "an answer changes nothing": (check_in, "heard", nothing),
    "nobody is let in": (gate, "_let_in", everybody_stays_away),
}  # fmt: skip


def stories() -> list[Callable[[], None]]:
    found = []
    for module in STORIES:
        inside = vars(importlib.import_module(f"tests.flows.{module}"))
        found += [story for name, story in inside.items() if name.startswith("test_")]
    return found


def a_walk_notices() -> bool:
    for seed in range(WALKS):
        try:
            Walk(seed).run()
        except Exception:
            return True
    return False


@pytest.mark.parametrize("guard", MUTANTS)
def test_a_missing_guard_is_noticed(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead = MUTANTS[guard]
    monkeypatch.setattr(where, name, instead)
    assert any(fails(story) for story in stories()) or a_walk_notices()


@pytest.mark.soak
def test_the_walks_alone_notice_most_guards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a story for it: what the invariants hold by themselves."""
    unnoticed = []
    for guard, (where, name, instead) in MUTANTS.items():
        with monkeypatch.context() as taken_out:
            taken_out.setattr(where, name, instead)
            if not a_walk_notices():
                unnoticed.append(guard)
    with capsys.disabled():
        print(f"\nwalks alone noticed {len(MUTANTS) - len(unnoticed)} of {len(MUTANTS)}; "
              f"not: {', '.join(unnoticed)}")  # fmt: skip
    assert len(unnoticed) < len(MUTANTS) / 2
