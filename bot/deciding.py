"""Deciding: a meeting is read, the flows decide about it, and all of it is written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import msgspec

from bot.flows.decide import decide
from bot.flows.timers import timers
from bot.flows.turn import Context
from bot.model import signals as s
from bot.model.effects import Effect, GoneFromHere, Remember, SeenHere, Toast, Understood
from bot.model.meeting import Meeting
from bot.model.people import PersonId, Platform
from bot.model.policy import Policy
from bot.ports import Books

PASSING = Toast | Understood | SeenHere | GoneFromHere
"""Effects that are over when the transaction is."""

_RECORDED = s.Delivered | s.Acted
"""Signals that stand in the record whatever comes of them."""


class Change(msgspec.Struct, frozen=True):
    """One meeting before and after one signal, for whoever listens."""

    before: Meeting
    after: Meeting
    signal: s.Signal
    effects: tuple[Effect, ...]


class Deciding:
    """What one signal does to one meeting, and to the group's others, in an open transaction."""

    def __init__(self, policy: Policy, now: Callable[[], datetime]) -> None:
        """`policy` is the organisation's; a group may only tighten it. `now` gives UTC."""
        self._policy = policy
        self._now = now
        self._policies: dict[str, Policy] = {}
        self.unserved: frozenset[Platform] = frozenset()
        """Platforms for which there is no adapter: routes there come last."""

    def decide(self, books: Books, meeting_id: str, signal: s.Signal) -> list[Change]:
        """Decide about one meeting, and carry the news of it to the group's others."""
        change = self._decide_one(books, meeting_id, signal)
        if change is None:
            return []
        changes = [change]
        for effect in change.effects:
            match effect:
                case SeenHere(person=person, in_room=in_room, observed=observed):
                    news: s.Signal = s.Elsewhere(person=person, in_room=in_room, observed=observed)
                case GoneFromHere(person=person):
                    news = s.GoneElsewhere(person=person)
                case Remember(person=person):
                    _remember(books, person)
                    continue
                case _:
                    continue
            for other in books.others_concerned(change.after.group, meeting_id):
                further = self._decide_one(books, other, news)
                changes += [further] if further is not None else []
        return changes

    def _decide_one(self, books: Books, meeting_id: str, signal: s.Signal) -> Change | None:
        stored = books.meeting(meeting_id)
        if stored is None:
            return None
        before, now = stored.meeting, self._now()
        policy = self._policy_of(books, before.group)
        context = Context(
            now=now,
            policy=policy,
            group=books.group(before.group),
            missing_elsewhere=books.missing_elsewhere(before.group, meeting_id),
            platforms_away=frozenset(books.platforms_away()),
            unserved=self.unserved,
        )
        decision = decide(before, signal, context)
        after, effects = decision.meeting, decision.effects
        lasting = tuple(e for e in effects if not isinstance(e, PASSING))
        if after != before:
            books.save(after, stored.version, before, timers(after, policy))
        elif isinstance(signal, s.Due):
            books.save_deadlines(meeting_id, timers(after, policy))
        if after != before or lasting or isinstance(signal, _RECORDED):
            books.queue(after, lasting, now)
            books.write_journal(meeting_id, now, signal, lasting)
        return Change(before, after, signal, effects)

    def _policy_of(self, books: Books, group_id: str) -> Policy:
        overrides = books.group_policy(group_id)
        key = json.dumps(overrides, sort_keys=True)
        if key not in self._policies:
            self._policies[key] = self._policy.tightened(overrides)
        return self._policies[key]


def _remember(books: Books, person: PersonId) -> None:
    """They have been offered a practice session, in whichever meeting (P1)."""
    profile = books.profile(person)
    books.save_profile(person, msgspec.structs.replace(profile, practice_offered=True))
