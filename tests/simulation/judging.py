"""How a random meeting is judged: what was tried, and whether everything goes on at its end."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from bot.flows.timers import timers
from bot.model import signals as s
from bot.model.case import CaseStep, Stage
from bot.model.meeting import OPEN_STATES
from tests.flows.world import World

STAFF = ("maya", "tom", "olga", "fay", "dana", "dev")
PLATFORMS = ("discord", "telegram")

T = TypeVar("T")


def choose(pick: int, among: Sequence[T]) -> T:
    """One of them, whatever number was drawn."""
    return among[pick % len(among)]


class Tally:
    """How much was tried, over all examples of one run."""

    def __init__(self) -> None:
        self.steps = 0
        self.states: set[str] = set()

    def note(self, world: World) -> None:
        self.steps += 1
        self.states.add(shape(world))


def shape(world: World) -> str:
    """A meeting as its rules see it, with moments as distances: what makes two states differ."""
    now, m = world.now, world.meeting

    def away(moment: object) -> object:
        return moment - now if isinstance(moment, type(now)) else moment

    parts = [
        (m.state, m.acting_contact, sorted(m.present()), m.on_break, m.owed_reasons, m.platform),
        sorted((step, away(at)) for step, at in timers(m, world.policy).items()),
        [
            (c.id, c.subject, c.kind, c.stage, c.owner, c.called, c.stopping, c.outcome)
            for c in m.cases.values()
        ],
    ]
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def everything_goes_on(world: World) -> None:
    """Nobody acts any more: whatever is open climbs, and is told again and again for ever."""
    world.holding = False
    world.away.clear()
    world.blocked.clear()
    world.missing_elsewhere = frozenset()
    for platform in PLATFORMS:
        world.do(s.CameBack(platform=platform))
    world.until(max(world.now, world.meeting.planned_end) + timedelta(hours=1))
    assert world.meeting.state not in OPEN_STATES, "a meeting does not run for ever"
    standing = world.left_standing()
    assert not standing, standing
    count, since = len(world.seen), world.now
    world.wait(minutes=20)
    rounds = timedelta(minutes=20) // world.policy.escalation_broadcast_every
    for case in world.meeting.open_cases():
        assert case.stage is Stage.ESCALATED, f"{case.id} rests as {case.stage}"
        assert case.next is not None
        assert case.next.step is CaseStep.BROADCAST
        for who in STAFF:
            told = [seen for seen in world.seen[count:] if seen.to == who and
                    seen.key == "case-broadcast" and seen.facts.person == case.subject]  # fmt: skip
            routes = len(world.group.people[who].platforms(proved_only=True))
            if world.meeting.case_of(who) is None and case.may_see(who):
                assert len(told) == rounds * routes, f"{who} heard {len(told)} times since {since}"
