"""Deciding: a meeting is read, the flows decide about it, and all of it is written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

import msgspec

from bot import beside, items
from bot.flows.decide import decide
from bot.flows.timers import timers
from bot.model import signals as s
from bot.model.agenda import Item
from bot.model.effects import (
    AwaitWords,
    Effect,
    GoneFromHere,
    KeptForNext,
    Remember,
    SeenHere,
    Toast,
    Understood,
)
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Platform
from bot.model.policy import Policy
from bot.model.rates import Rates
from bot.ports import Books

PASSING = Toast | Understood | SeenHere | GoneFromHere | KeptForNext
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
        self.rates: Rates | None = None
        """What is usually paid; None: as it comes with the program."""

    def decide(self, books: Books, meeting_id: str, signal: s.Signal) -> list[Change]:
        """Decide about one meeting, and carry the news of it to the group's others."""
        change = self._decide_one(books, meeting_id, signal)
        if change is None:
            return []
        changes = [change, *self._take_kept(books, change)]
        for effect in change.effects:
            match effect:
                case SeenHere(person=person, in_room=in_room, observed=observed):
                    news: s.Signal = s.Elsewhere(person=person, in_room=in_room, observed=observed)
                case GoneFromHere(person=person):
                    news = s.GoneElsewhere(person=person)
                case Remember():
                    _remember(books, effect, self._now())
                    continue
                case AwaitWords(person=person, command=command, until=until):
                    books.await_words(person, command, until)
                    continue
                case KeptForNext(item=item):
                    changes += self._keep(books, change.after, item)
                    continue
                case _:
                    continue
            for other in books.others_concerned(change.after.group, meeting_id):
                further = self._decide_one(books, other, news)
                changes += [further] if further is not None else []
        for one in changes:
            changes += self._who_shares_the_lobby(books, one)
        return changes

    def _keep(self, books: Books, meeting: Meeting, item: Item) -> list[Change]:
        """An item goes to the group's next meeting that still takes some; else it waits (M1)."""
        now, policy = self._now(), self._policy_of(books, meeting.group)
        following = items.next_for(books, meeting.group, policy, now, after=meeting)
        if following is None:
            items.keep(books, meeting.group, item, now)
            return []
        return self.decide(books, following.id, items.added(item))

    def _take_kept(self, books: Books, change: Change) -> list[Change]:
        """A meeting that takes items has those that waited for one."""
        if change.before.state is not MeetingState.DRAFT:
            return []
        if change.after.state is not MeetingState.PUBLISHED:
            return []
        policy = self._policy_of(books, change.after.group)
        kept = items.taken_out(books, change.after, policy, self._now())
        return [one for item in kept for one in self.decide(books, change.after.id, item)]

    def _who_shares_the_lobby(self, books: Books, change: Change) -> list[Change]:
        """Who waits there for one meeting has changed: may those for the others stay (Y11)?

        It comes to an end, because all that they can do about it is to let people in or out.
        """
        if beside.at_the_door(change.before) == beside.at_the_door(change.after):
            return []
        others = beside.waited_for_beside(books, change.after, self._now())
        looked = [self._decide_one(books, other.id, s.LobbyChanged()) for other in others]
        return [further for further in looked if further is not None]

    def _decide_one(self, books: Books, meeting_id: str, signal: s.Signal) -> Change | None:
        stored = books.meeting(meeting_id)
        if stored is None:
            return None
        before, now = stored.meeting, self._now()
        policy = self._policy_of(books, before.group)
        context = beside.context_of(books, before, now, policy, self.unserved, self.rates)
        if before.zone != context.group.timezone:  # an older document, or the group moved
            before = msgspec.structs.replace(before, zone=context.group.timezone)
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


def _remember(books: Books, effect: Remember, now: datetime) -> None:
    """What somebody was offered or asked once, in whichever meeting (P1, C1)."""
    profile = books.profile(effect.person)
    match effect.what:
        case "practice-offered":
            newer = msgspec.structs.replace(profile, practice_offered=True)
        case "device-asked":
            newer = msgspec.structs.replace(profile, device_asked=True)
        case "needs-asked":
            newer = msgspec.structs.replace(profile, needs_asked_at=now)
        case _:
            assert_never(effect.what)
    books.save_profile(effect.person, newer)
