"""Adults and young people come, go, lapse and are asked, at random; two first, always (Y1, Y6)."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
import pytest

from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, MeetingState, RoomKind
from tests.flows.young_world import Youth

PEOPLE = ("asha", "ben", "cleo", "maya", "pat", "gia", "kit", "lou", "gus")
WALKS, STEPS = 60, 60


class Walk:
    """One meeting, in which anything may happen."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        kind = self.chance.choice([RoomKind.VOICE, RoomKind.VOICE, RoomKind.TEXT])
        self.world = Youth(room=kind)
        self.situations: set[tuple[object, ...]] = set()

    def run(self) -> None:
        for _ in range(STEPS):
            self.step()
            meeting = self.world.meeting
            here = tuple(sorted(meeting.present()))
            self.situations.add((meeting.state, here, bool(meeting.open_cases())))

    def step(self) -> None:
        chance, world = self.chance, self.world
        who = chance.choice(PEOPLE)
        deeds = [
            lambda: world.do(s.Opened(by="asha")),
            lambda: world.knock(who),
            lambda: world.knock(who),
            lambda: world.knock(chance.choice(["asha", "ben"])),
            lambda: self._goes(who),
            lambda: world.wait(seconds=chance.choice([5, 30, 90])),
            lambda: world.wait(minutes=chance.choice([2, 5, 9])),
            lambda: world.guardian_says("gus", of="gia"),
            lambda: self._witness(who),
            lambda: self._lapses(who),
            lambda: world.do(s.Elsewhere(person=who)),
            lambda: world.do(s.Signed(person=who, in_room=True)),
            lambda: world.down(seconds=chance.choice([3, 100])),
            lambda: self._unable(),
            lambda: world.do(s.Removed(person=who, by="asha")),
            lambda: self._ends(),
        ]
        weights = [3, 6, 4, 5, 4, 3, 1, 2, 2, 1, 1, 2, 1, 1, 1, 0.2]
        chance.choices(deeds, weights)[0]()

    def _goes(self, who: str) -> None:
        if who in self.world.inside:
            self.world.drop(who)

    def _witness(self, who: str) -> None:
        self.world.do(
            s.Pressed(person=who, key="guardian-witness", button="seen", platform="discord",
                      thread="guardian/gia")  # fmt: skip
        )

    def _lapses(self, who: str) -> None:
        """A check runs out today; or is renewed."""
        person = self.world.group.people[who]
        if person.check is None:
            return
        today = date(2027, 1, 20)
        until = self.chance.choice([today, None])
        check = msgspec.structs.replace(person.check, expires=until)
        people = {**self.world.group.people, who: msgspec.structs.replace(person, check=check)}
        self.world.group = msgspec.structs.replace(self.world.group, people=people)
        self.world.do(s.Signed(person=who))

    def _unable(self) -> None:
        """The platform stops letting people in for a while, or does again."""
        self.world.cannot = set() if self.world.cannot else {"admit"}

    def _ends(self) -> None:
        if self.world.meeting.state in OPEN_STATES:
            self.world.wait(seconds=1)
            self.world.do(s.Ended(by="asha"))


@pytest.mark.parametrize("seed", range(8))
def test_young_people_are_never_with_fewer_than_two(seed: int) -> None:
    found: set[tuple[object, ...]] = set()
    for number in range(WALKS):
        walk = Walk(seed * 1000 + number)
        walk.run()
        found |= walk.situations
    assert len(found) > 60
    assert {state for state, *_ in found} >= {MeetingState.RUNNING, MeetingState.HELD}


def test_a_check_that_lapses_at_midnight_holds_the_meeting() -> None:
    world = Youth(planned_end=Youth().meeting.planned_start + timedelta(hours=8))
    person = world.group.people["ben"]
    assert person.check is not None
    check = msgspec.structs.replace(person.check, expires=date(2027, 1, 21))
    people = {**world.group.people, "ben": msgspec.structs.replace(person, check=check)}
    world.group = msgspec.structs.replace(world.group, people=people)
    world.opened("asha", "ben", "kit", "lou")
    world.until(world.meeting.planned_start.replace(hour=23, minute=59, second=59))
    assert world.state() is MeetingState.RUNNING
    world.wait(seconds=1)
    assert world.state() is MeetingState.HELD
