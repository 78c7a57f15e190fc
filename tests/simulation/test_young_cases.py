"""Young people leave, do not come, write and ask for someone, at random, and adults press anything.

Every step is held against the invariants and promises (SPEC 10, Y4, Y5, Y7, Y12, Y13).
"""

from __future__ import annotations

import random

import msgspec
import pytest

from bot.model import signals as s
from bot.model.keys import BUTTONS
from bot.model.meeting import OPEN_STATES, How
from tests.flows.young_world import Youth

YOUNG = ("kit", "lou")
ADULTS = ("asha", "ben", "cleo", "dana", "dev", "maya")
WALKS, STEPS = 60, 60


class Walk:
    """One meeting with its cases."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = Youth("asha", "ben", "cleo", "kit", "lou")
        if self.chance.random() < 0.3:
            self._only_through_the_lead()
        self.world.opened("asha", "ben", *self.chance.choice([("cleo",), ()]), "lou")
        self.situations: set[tuple[object, ...]] = set()

    def _only_through_the_lead(self) -> None:
        group = self.world.group
        kit = msgspec.structs.replace(group.people["kit"], guardian_via_lead=True)
        self.world.group = msgspec.structs.replace(group, people={**group.people, "kit": kit})

    def run(self) -> None:
        for _ in range(STEPS):
            self.step()
            self.situations.add(self._situation())

    def _situation(self) -> tuple[object, ...]:
        cases = [self.world.meeting.newest_case_of(who) for who in YOUNG]
        return tuple(
            None
            if case is None
            else (case.kind, case.stage, case.owner, case.only, case.choose_at is None,
                  case.guardian_called, case.found)
            for case in cases
        )  # fmt: skip

    def step(self) -> None:
        chance, world = self.chance, self.world
        child = chance.choice(YOUNG)
        deeds = [
            lambda: world.knock(child),
            lambda: self._goes(child),
            lambda: world.leave(child, chance.choice(list(How))),
            lambda: world.say(child, chance.choice([s.WordsKind.OK, s.WordsKind.OTHER])),
            lambda: self._press(child),
            lambda: self._press(chance.choice(ADULTS)),
            lambda: self._goes(chance.choice(["asha", "ben", "cleo"])),
            lambda: world.knock(chance.choice(["asha", "ben", "cleo"])),
            lambda: world.say(chance.choice(ADULTS), s.WordsKind.OTHER),
            lambda: world.wait(seconds=chance.choice([5, 30, 60])),
            lambda: world.wait(minutes=chance.choice([2, 5, 10])),
            lambda: self._refused(chance.choice(ADULTS)),
            lambda: world.down(seconds=chance.choice([5, 100, 700])),
            lambda: world.do(s.Logged(person=child, by=chance.choice(ADULTS))),
            lambda: world.do(s.Concerned(person=child, about="ben", words=None)),
            lambda: world.do(s.CannotCome(person=child)),
        ]
        weights = [4, 4, 1, 2, 4, 8, 1, 2, 1, 3, 3, 1, 1, 0.5, 0.2, 0.3]
        chance.choices(deeds, weights)[0]()

    def _goes(self, who: str) -> None:
        if who in self.world.inside and self.world.meeting.state in OPEN_STATES:
            self.world.drop(who)

    def _refused(self, who: str) -> None:
        route = (who, "telegram" if who == "dev" else "discord")
        self.world.blocked.symmetric_difference_update({route})

    def _press(self, who: str) -> None:
        """Any button under anything they were ever sent, however old."""
        mine = [seen.key for seen in self.world.seen if seen.to == who and BUTTONS.get(seen.key)]
        if not mine:
            return
        key = self.chance.choice(mine[-6:])
        try:
            self.world.press(who, key, self.chance.choice(sorted(BUTTONS[key])))
        except StopIteration:
            return  # it was edited into something else


def test_whatever_happens_a_young_person_is_never_for_one_adult_alone() -> None:
    situations: set[tuple[object, ...]] = set()
    for seed in range(WALKS):
        walk = Walk(seed)
        walk.run()
        situations |= walk.situations
    assert len(situations) > WALKS


@pytest.mark.soak
def test_so_for_a_long_time(capsys: pytest.CaptureFixture[str]) -> None:
    situations: set[tuple[object, ...]] = set()
    for seed in range(WALKS, 2000):
        walk = Walk(seed)
        walk.run()
        situations |= walk.situations
    with capsys.disabled():
        print(f"\n{(2000 - WALKS) * STEPS} steps, {len(situations)} distinct situations")
