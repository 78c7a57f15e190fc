"""The same random story twice, through the real engine and store: once as it is, once on a bad day.

On a bad day everything is handed over twice, and again much later; what happens at one instant
comes in another order; the process ends and starts again at any moment. It has to come to the same
(invariant 9): the same cases, which ended the same way, and the same messages to the same people.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bot import happenings as h
from bot.deciding import Change
from bot.flows.invariants import broken, overdue
from bot.model import signals as s
from bot.ports import Delivery, Parcel
from tests.engine.house import (
    ACCEPTED,
    PEOPLE,
    REFUSED,
    UNKNOWN,
    House,
    Platform,
    new_sqlite,
)

COMING = ("maya", "tom", "pat", "quinn")
WAITS = (1, 20, 45, 61, 100, 130, 240, 300, 420, 660)
PRESSES = (
    ("check-in", "ok"), ("check-in", "technical"), ("check-in", "contact"),
    ("check-in-nudge", "ok"), ("case-alert", "take"), ("case-alert", "take"),
    ("support-alert", "take"), ("case-broadcast", "take"),
    ("case-contact", "reached-ok"), ("case-contact", "no-answer"), ("case-contact", "looking"),
    ("case-contact", "hand-over"), ("case-contact", "reached-support"),
    ("additional-steps", "keep-trying"), ("additional-steps", "stop"),
)  # fmt: skip
FATED = ("check-in", "case-alert", "case-contact")
FATES = (REFUSED, UNKNOWN, ACCEPTED)
ROOM = "room/weekly"


class Step(NamedTuple):
    """One step of a story; `what` says which of the others mean something."""

    what: str
    who: str = ""
    key: str = ""
    button: str = ""
    seconds: int = 0
    fate: s.DeliveryOutcome = ACCEPTED


def story(seed: int, length: int) -> list[Step]:
    """A random story of so many steps."""
    rng = random.Random(seed)
    kinds: list[tuple[int, Callable[[], Step]]] = [
        (30, lambda: Step("waits", seconds=rng.choice(WAITS))),
        (14, lambda: Step("comes", who=rng.choice(COMING))),
        (16, lambda: Step("goes", who=rng.choice(COMING))),
        (30, lambda: Step("presses", rng.choice(tuple(PEOPLE)), *rng.choice(PRESSES))),
        (5, lambda: Step("says", who=rng.choice(COMING), key=rng.choice(("ok", "not ok at all")))),
        (6, lambda: Step("will", rng.choice(tuple(PEOPLE)), rng.choice(FATED),
                         fate=rng.choice(FATES))),
        (4, lambda: Step("logs", who=rng.choice(COMING))),
    ]  # fmt: skip
    weights = [weight for weight, _ in kinds]
    return [rng.choices(kinds, weights)[0][1]() for _ in range(length)]


@dataclass
class Fickle(Platform):
    """A platform that makes a difference between people."""

    fated: dict[tuple[str, str], s.DeliveryOutcome] = field(default_factory=dict)

    async def perform(self, parcel: Parcel) -> Delivery:
        fate = self.fated.pop((parcel.recipient or "", parcel.key), ACCEPTED)
        return await super().perform(parcel) if fate is ACCEPTED else Delivery(outcome=fate)


class FickleHouse(House):
    """The house, with such platforms."""

    def open(self) -> None:
        if not isinstance(self.discord, Fickle):
            self.discord, self.telegram = Fickle("discord"), Fickle("telegram")
            self.platforms = {"discord": self.discord, "telegram": self.telegram}
        super().open()


@dataclass
class Day:
    """One telling of a story."""

    house: House
    bad: random.Random | None = None
    """Chance, on a bad day; None on a good one."""
    told: list[tuple[h.Happening, str]] = field(default_factory=list)
    waiting: list[tuple[h.Happening, str]] = field(default_factory=list)
    """What happened at this instant and was not handed over yet."""
    wrong: list[str] = field(default_factory=list)
    number: int = 0
    restarts: int = 0
    duplicates: int = 0

    async def begin(self) -> Day:
        self._listen()
        await self.house.prepare()
        await self.house.told(s.Opened(by="maya"))
        await self.house.comes(*COMING)
        self.house.discord.inside[ROOM] = tuple(f"discord/{who}" for who in COMING)
        await self.house.settle()
        return self

    def _listen(self) -> None:
        self.house.engine.listeners.append(self._hold)

    def _hold(self, change: Change) -> None:
        self.wrong += broken(change.after, change.effects)

    async def do(self, step: Step) -> None:
        """One step; afterwards everything that must always hold does."""
        match step.what:
            case "waits":
                await self.hand_over()
                await self.house.wait(seconds=step.seconds)
            case "will":
                for platform in self.house.platforms.values():
                    if isinstance(platform, Fickle):
                        platform.fated[step.who, step.key] = step.fate
            case "presses":
                await self.hand_over()
                self._presses(step)
                await self.hand_over()
            case _:
                self._happens(self._happening(step))
        if self.bad is not None and self.bad.random() < 0.15:
            await self.restart()
        self.wrong += overdue(await self.house.meeting(), self.house.now)
        assert self.wrong == [], self.wrong

    def _happening(self, step: Step) -> h.Happening:
        account = f"discord/{step.who}"
        match step.what:
            case "comes":
                return h.CameIn(platform="discord", account=account, room=ROOM)
            case "goes":
                return h.WentOut(platform="discord", account=account, room=ROOM)
            case "says":
                return h.Texted(platform="discord", account=account, text=step.key)
            case _:
                return h.Told(meeting="weekly", signal=s.Logged(person=step.who, by="dana"))

    def _presses(self, step: Step) -> None:
        """Under the newest message of that key that they got, if they got one."""
        for name, platform in self.house.platforms.items():
            got = [p for p in platform.got if p.key == step.key and p.recipient == step.who]
            if got:
                press = h.PressedButton(platform=name, account=f"{name}/{step.who}",
                                        message=got[-1].id, button=step.button)  # fmt: skip
                return self._happens(press)
        return None

    def _happens(self, happening: h.Happening) -> None:
        self.number += 1
        self.waiting.append((happening, f"day/{self.number}"))

    async def hand_over(self) -> None:
        """To the bot. On a bad day: in another order, twice, and older things once more."""
        happened, self.waiting = self.waiting, []
        if self.bad is not None:
            happened = self._reordered(self.bad, happened)
        for happening, key in happened:
            self._shows(happening)
            await self.house.accept(happening, key)
            self.told.append((happening, key))
            if self.bad is not None:
                older = self.bad.choice(self.told)
                for again in ((happening, key), older):
                    self.duplicates += 1
                    assert not (await self.house.accept(*again)).taken
        await self.house.settle()

    def _shows(self, happening: h.Happening) -> None:
        """Who is in the room, for whoever looks after a restart."""
        there = self.house.discord.inside.get(ROOM, ())
        match happening:
            case h.CameIn(account=account):
                there = tuple(dict.fromkeys((*there, account)))
            case h.WentOut(account=account):
                there = tuple(one for one in there if one != account)
            case _:
                return
        self.house.discord.inside[ROOM] = there

    @staticmethod
    def _reordered(
        bad: random.Random, happened: list[tuple[h.Happening, str]]
    ) -> list[tuple[h.Happening, str]]:
        """Between people nothing says what came first; of each one, everything in its order."""
        lanes: dict[str, list[tuple[h.Happening, str]]] = {}
        for one in happened:
            lanes.setdefault(_about(one[0]), []).append(one)
        mixed: list[tuple[h.Happening, str]] = []
        while left := [lane for lane in lanes.values() if lane]:
            mixed.append(bad.choice(left).pop(0))
        return mixed

    async def restart(self) -> None:
        """The process ends, and another one starts at once."""
        self.restarts += 1
        house = self.house
        await house.lookout.heartbeat()
        house.close()
        house.open()
        self._listen()
        since = await house.lookout.last_heartbeat()
        assert since is not None
        await house.outbox.suspect_unfinished()
        await house.lookout.catch_up(since)
        await house.lookout.heartbeat()
        await house.settle()

    async def ends(self) -> Ending:
        """Nobody does anything any more, for an hour."""
        await self.hand_over()
        await self.house.wait(hours=1)
        meeting = await self.house.meeting()
        journal = await self.house.run(lambda books: books.journal("weekly"))
        assert all(entry.holds for entry in journal)
        cases: Counter[Shown] = Counter(
            (case.subject, case.kind.value, case.stage.value, case.outcome, case.owner)
            for case in meeting.cases.values()
        )
        sent: Counter[Shown] = Counter(
            (p.recipient, p.platform, p.key)
            for platform in self.house.platforms.values()
            for p in platform.got
            if p.do == "send"
        )
        return Ending(meeting.state.value, cases, sent)


Shown = tuple[str | None, ...]


def _about(happening: h.Happening) -> str:
    """Whose doing it is."""
    match happening:
        case h.Told(signal=s.Logged(person=person)):
            return person
        case h.CameIn(account=account) | h.WentOut(account=account) | h.Texted(account=account):
            return account.partition("/")[2]
        case h.PressedButton(account=account):
            return account.partition("/")[2]
        case _:
            return ""


class Ending(NamedTuple):
    """What a story came to."""

    state: str
    cases: Counter[Shown]
    sent: Counter[Shown]


async def told_twice(folder: Path, seed: int, length: int) -> tuple[Day, Day]:
    """Tell one story on a good day and on a bad one, and hold one against the other."""
    days: list[Day] = []
    endings: list[Ending] = []
    for bad in (None, random.Random(seed)):
        place = folder / f"{seed}-{bool(bad)}"
        place.mkdir()
        day = Day(FickleHouse(new_sqlite(place)), bad)
        try:
            await day.begin()
            for step in story(seed, length):
                await day.do(step)
            endings.append(await day.ends())
        finally:
            day.house.close()
        days.append(day)
    good, worse = endings
    assert worse == good, f"story {seed}: {_apart(good, worse)}"
    return days[0], days[1]


def _apart(good: Ending, bad: Ending) -> str:
    return "; ".join(
        f"{name}: only on a good day {dict(one - other)}, only on a bad one {dict(other - one)}"
        for name, one, other in (
            ("cases", good.cases, bad.cases),
            ("sent", good.sent, bad.sent),
        )
    )
