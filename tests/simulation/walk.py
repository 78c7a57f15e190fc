"""Random walks through the same machine: plain chance with weights, for breadth.

Hypothesis shrinks what it finds to a few steps, but repeats itself; a walk goes where the cases
are. A failure names the seed and the steps, so that it can be walked again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from bot.model import signals as s
from bot.model.keys import BUTTONS
from bot.model.meeting import How, RoomKind
from tests.simulation.judging import PLATFORMS, STAFF, Tally
from tests.simulation.machine import (
    COMING,
    EVERYBODY,
    OUTCOMES,
    PRESSES,
    ROUTES,
    Meetings,
)

SECONDS = [1, 29, 30, 59, 60, 61, 119, 120, 240, 299, 300, 600, 900]
CASES = ["c1", "c2", "c3", "c99"]

Draw = Callable[[random.Random], Any]


def one_of(*values: Any) -> Draw:
    return lambda rng: rng.choice(values)


PICK = one_of(*range(1000))
BOOL, WHO, ANY, BY = one_of(True, False), one_of(*COMING), one_of(*EVERYBODY), one_of(*STAFF)
SOMEBODY_OR_NOBODY, LENGTH = one_of(None, *EVERYBODY), one_of(*SECONDS)

STEPS: list[tuple[int, str, dict[str, Draw]]] = [
    (30, "time_passes", {"seconds": LENGTH}),
    (6, "the_bot_is_down", {"seconds": LENGTH}),
    (4, "an_old_deadline_comes_again", {"pick": PICK}),
    (1, "the_clock_is_set_back", {}),
    (2, "somebody_opens", {"who": BY}),
    (16, "somebody_joins", {"who": WHO}),
    (18, "somebody_drops", {"who": WHO}),
    (4, "somebody_goes_unseen", {"who": WHO}),
    (4, "the_room_is_compared", {}),
    (10, "somebody_says_how_they_leave", {"who": WHO, "how": one_of(*How)}),
    (4, "somebody_says_so_and_stays", {"who": WHO, "how": one_of(*How)}),
    (3, "somebody_is_removed", {"who": WHO, "by": ANY}),
    (2, "somebody_is_seen_elsewhere", {"who": WHO}),
    (2, "somebody_leaves_another_meeting", {"who": WHO}),
    (2, "somebody_is_ticked", {"who": WHO, "by": SOMEBODY_OR_NOBODY}),
    (4, "somebody_gives_a_sign", {"who": WHO, "in_room": BOOL}),
    (1, "somebody_unknown_is_there", {"account": one_of("discord/one", "discord/two")}),
    (3, "somebody_declares_a_break", {"who": ANY, "seconds": LENGTH}),
    (1, "somebody_ends_it", {"who": ANY}),
    (1, "somebody_cancels_it", {"who": ANY}),
    (8, "somebody_writes_to_the_bot", {"who": WHO, "kind": one_of(*s.WordsKind)}),
    (8, "somebody_forges_a_press", {
        "who": ANY, "press": one_of(*PRESSES), "case": one_of(*CASES),
        "platform": one_of(*PLATFORMS),
    }),
    (14, "somebody_presses_what_they_were_sent", {"pick": PICK, "twice": BOOL, "anybody": WHO}),
    (6, "somebody_writes_about_a_case", {
        "who": ANY, "case": one_of(*CASES), "what": one_of(*OUTCOMES), "to": SOMEBODY_OR_NOBODY,
    }),
    (12, "somebody_alerted_takes_it", {"pick": PICK}),
    (10, "an_owner_reports", {
        "pick": PICK, "what": one_of(*BUTTONS["case-contact"]), "to": SOMEBODY_OR_NOBODY,
    }),
    (6, "owners_go_on_trying", {"minutes": one_of(3, 6)}),
    (10, "they_decide_together", {
        "pick": PICK, "what": one_of(*BUTTONS["additional-steps"]), "why": BOOL,
    }),
    (4, "somebody_logs_somebody_ok", {"who": WHO, "by": ANY}),
    (3, "a_platform_goes_away", {"platform": one_of(*PLATFORMS)}),
    (4, "a_platform_is_back", {"platform": one_of(*PLATFORMS)}),
    (4, "a_route_is_blocked", {"route": one_of(*ROUTES)}),
    (4, "a_route_works_again", {"route": one_of(*ROUTES)}),
    (4, "the_post_is_slow", {"held": BOOL}),
    (2, "somebody_is_missing_elsewhere", {"who": one_of("tom", "dana")}),
]  # fmt: skip
NEEDS: dict[str, Callable[[Meetings], bool]] = {
    "an_old_deadline_comes_again": lambda m: bool(m.world.taken),
    "somebody_ends_it": lambda m: m.world.steps > 40,
    "somebody_cancels_it": lambda m: m.world.steps > 60,
    "somebody_alerted_takes_it": lambda m: any(case.alerted for case in m.open_cases()),
    "an_owner_reports": lambda m: any(case.owner for case in m.open_cases()),
    "owners_go_on_trying": lambda m: any(case.owner for case in m.open_cases()),
    "they_decide_together": lambda m: any(case.deciders for case in m.open_cases()),
}


class Walked(AssertionError):
    """A walk that came upon something that must never be."""


def walk(seed: int, steps: int, tally: Tally | None = None) -> Meetings:
    """One random meeting, from its beginning until nobody acts any more."""
    rng = random.Random(seed)
    machine = Meetings()
    machine.tally = tally or Tally()
    told: list[str] = []
    try:
        gone = rng.sample(COMING, rng.randrange(3))
        machine.begin(rng.choice(PLATFORMS), rng.choice([*RoomKind]), rng.random() < 0.9, gone)
        for _ in range(steps):
            _, name, draws = rng.choices(STEPS, [weight for weight, _, _ in STEPS])[0]
            if name in NEEDS and not NEEDS[name](machine):
                continue
            drawn = {field: draw(rng) for field, draw in draws.items()}
            told.append(f"{machine.world.now:%H:%M:%S} {name} {drawn}")
            getattr(machine, name)(**drawn)
            machine.every_open_case_waits_for_something_to_come()
        told.append("everything goes on")
        machine.teardown()
    except AssertionError as error:
        raise Walked(f"seed {seed}: {error}\n" + "\n".join(told[-25:])) from error
    return machine
