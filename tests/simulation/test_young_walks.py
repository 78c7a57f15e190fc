"""Adults and young people come, go, move, lapse and are asked, at random, in the light and in the
dark; two first, always (Y1, Y6, invariants 1 and 2 after every step)."""

from __future__ import annotations

import hashlib
import random
from datetime import timedelta

import msgspec
import pytest

from bot.model import signals as s
from bot.model.meeting import OPEN_STATES, MeetingState, RoomKind
from bot.model.people import CheckLevel
from tests.flows.young_world import Youth
from tests.simulation.young_town import TODAY, Town, Venue, everybody

ADULTS = ("asha", "ben", "cleo", "maya", "pat", "gus", "hal")
YOUNG = ("gia", "kit", "lou")
WALKS, STEPS = 40, 80


class Walk:
    """One afternoon, in which anything may happen."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        room = self.chance.choice([RoomKind.VOICE, RoomKind.VOICE, RoomKind.VOICE, RoomKind.TEXT])
        self.town = Town(room, held=self.chance.randrange(3))
        self.told: list[str] = []
        self.situations: set[str] = set()
        self.states: set[MeetingState] = set()

    def run(self) -> None:
        for venue in self.town.venues:
            if self.chance.random() < 0.8:
                self.town.tell(venue, s.Opened(by="asha"))
                self._full(venue)
        for _ in range(STEPS):
            try:
                self.step()
            except AssertionError as error:
                raise AssertionError("\n".join([*self.told[-15:], str(error)])) from error
            self.situations.add(self._situation())
            self.states |= {venue.meeting.state for venue in self.town.venues}

    def _full(self, venue: Venue) -> None:
        """Most afternoons begin with people."""
        crowd = ("asha", "ben", "kit", "lou", "hal") if venue is self.town.art else ("cleo", "maya")
        for who in self.chance.sample(crowd, self.chance.randrange(len(crowd) + 1)):
            self.town.comes(who, venue)

    def step(self) -> None:
        deeds = [(3, self._comes), (6, self._an_adult_comes), (4, self._goes), (5, self._waits),
                 (2, self._a_guardian_taps), (2, self._types_a_pin), (4, self._sees),
                 (1, self._lapses), (1, self._is_down), (1, self._discord_is_away),
                 (2, self._signs), (1, self._unable), (1, self._removed), (0.5, self._stranger),
                 (0.3, self._opens), (0.2, self._ends), (1, self._by_phone)]  # fmt: skip
        weights, what = zip(*deeds, strict=True)
        deed = self.chance.choices(what, weights)[0]
        self.told.append(f"{self.town.now:%H:%M:%S} {deed.__name__}")
        deed()

    def _tell(self, venue: Venue, signal: s.Signal) -> None:
        """Now and then another process, or the platform, brings the same once more."""
        self.told.append(f"  {venue.meeting.id} {signal}")
        again = self.chance.random() < 0.15
        self.town.tell(venue, *([signal] * (2 if again else 1)))

    def _venue(self) -> Venue:
        return self.chance.choice(self.town.venues)

    # --- deeds ----------------------------------------------------------------------------

    def _comes(self) -> None:
        who, venue = self.chance.choice(ADULTS + YOUNG), self._venue()
        self.told.append(f"  {who} to {venue.meeting.id}")
        self.town.comes(who, venue)

    def _an_adult_comes(self) -> None:
        self.town.comes(self.chance.choice(["asha", "ben", "cleo", "hal", *YOUNG]), self._venue())
        self.told.append(f"  {[(v.really_in, v.at_the_door) for v in self.town.venues]}")

    def _goes(self) -> None:
        near = sorted(everybody(self.town.venues))
        who = self.chance.choice(near or ADULTS)
        self.told.append(f"  {who}")
        self.town.goes(who)

    def _waits(self) -> None:
        self.town.wait(seconds=self.chance.choice([5, 30, 31, 90, 121, 300, 540]))

    def _a_guardian_taps(self) -> None:
        guardian, child = self.chance.choice([("gus", "gia"), ("kim", "gia"), ("gia", "gia")])
        self._press(guardian, "guardian-confirm", "here", child)

    def _sees(self) -> None:
        self._press(self.chance.choice(ADULTS + YOUNG), "guardian-witness", "seen", "gia")

    def _press(self, who: str, key: str, button: str, child: str) -> None:
        thread = f"guardian/{child}"
        press = s.Pressed(person=who, key=key, button=button, platform="telegram", thread=thread)
        self._tell(self._venue(), press)

    def _types_a_pin(self) -> None:
        self._tell(self._venue(), s.PinTyped(person="gia", right=self.chance.random() < 0.3))

    def _lapses(self) -> None:
        """A check runs out today, or is renewed, at one level or the other."""
        who = self.chance.choice(["asha", "ben", "cleo"])
        check = self.town.art.group.people[who].check
        assert check is not None
        until = self.chance.choice([TODAY, None])
        level = self.chance.choice([CheckLevel.BASIC, CheckLevel.ENHANCED])
        self.told.append(f"  {who} {level} until {until}")
        self.town.change(who, check=msgspec.structs.replace(check, expires=until, level=level))

    def _in_the_dark(self) -> None:
        """People walk about, and nobody reports it."""
        for _ in range(self.chance.randrange(4)):
            who = self.chance.choice(ADULTS + YOUNG)
            if self.chance.random() < 0.5:
                self.town.goes(who)
            else:
                self.town.comes(who, self._venue())

    def _is_down(self) -> None:
        since = self.town.bot_stops()
        self._in_the_dark()
        self.told.append(f"  {[(v.really_in, v.at_the_door) for v in self.town.venues]}")
        self.town.bot_starts(since, self.chance.choice([3, 40, 100, 400]))

    def _discord_is_away(self) -> None:
        since = self.town.discord_goes()
        self._in_the_dark()
        if self.chance.random() < 0.5:
            self._a_guardian_taps()
        self.town.wait(seconds=self.chance.choice([2, 20, 90, 320]))
        self.told.append(f"  {[(v.really_in, v.at_the_door) for v in self.town.venues]}")
        self.town.discord_is_back(since)

    def _signs(self) -> None:
        who = self.chance.choice(ADULTS + YOUNG)
        venue = self._venue()
        self._tell(venue, s.Signed(person=who, in_room=venue.meeting.by_signs))

    def _by_phone(self) -> None:
        """Staff tick an adult who is not there to be seen."""
        who, venue = self.chance.choice(["ben", "cleo"]), self._venue()
        if not any(one.is_near(who) for one in self.town.venues):
            self.told.append(f"  {who}")
            self.town.on_the_phone(who, venue)

    def _unable(self) -> None:
        """The platform stops letting people in for a while, or does again."""
        for venue in self.town.venues:
            venue.cannot = set() if venue.cannot else {"admit"}

    def _removed(self) -> None:
        who, venue = self.chance.choice(ADULTS + YOUNG), self._venue()
        venue.really_in.discard(who)
        venue.at_the_door.discard(who)
        self._tell(venue, s.Removed(person=who, by="asha"))

    def _stranger(self) -> None:
        self._tell(self._venue(), s.UnknownSeen(account="discord/77"))

    def _opens(self) -> None:
        self._tell(self._venue(), s.Opened(by="asha"))

    def _ends(self) -> None:
        venue = self._venue()
        if venue.meeting.state in OPEN_STATES:
            self._tell(venue, s.Ended(by="asha"))

    def _situation(self) -> str:
        """What makes two moments different to somebody who looks at both rooms and the record."""
        parts = [
            (v.meeting.state, sorted(v.really_in), sorted(v.at_the_door), sorted(v.silenced),
             v.is_live(), sorted((c.subject, c.stage) for c in v.meeting.open_cases()),
             v.meeting.seat("gia").guardian is not None, bool(v.meeting.strangers))
            for v in self.town.venues
        ]  # fmt: skip
        return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def walks(seeds: range) -> tuple[int, set[str], set[MeetingState]]:
    """Walk them all; answers with signals' steps, distinct situations and states reached."""
    steps, situations, states = 0, set[str](), set[MeetingState]()
    for seed in seeds:
        walk = Walk(seed)
        walk.run()
        steps += walk.town.steps
        situations |= walk.situations
        states |= walk.states
    return steps, situations, states


@pytest.mark.parametrize("seed", range(8))
def test_young_people_are_never_with_fewer_than_two(seed: int) -> None:
    steps, situations, states = walks(range(seed * 1000, seed * 1000 + WALKS))
    assert steps > WALKS * STEPS // 2
    assert len(situations) > 1000
    assert states >= {MeetingState.RUNNING, MeetingState.HELD, MeetingState.ENDED}


def test_a_check_that_lapses_at_midnight_holds_the_meeting() -> None:
    world = Youth(planned_end=Youth().meeting.planned_start + timedelta(hours=8))
    person = world.group.people["ben"]
    assert person.check is not None
    check = msgspec.structs.replace(person.check, expires=TODAY + timedelta(days=1))
    people = {**world.group.people, "ben": msgspec.structs.replace(person, check=check)}
    world.group = msgspec.structs.replace(world.group, people=people)
    world.opened("asha", "ben", "kit", "lou")
    world.until(world.meeting.planned_start.replace(hour=23, minute=59, second=59))
    assert world.state() is MeetingState.RUNNING
    world.wait(seconds=1)
    assert world.state() is MeetingState.HELD
