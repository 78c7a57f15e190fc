"""The engine: load → decide → one transaction. Time, deliveries and people all come in here.

A transaction holds the new state, the deadlines, the messages to send, the journal entry and
the key of the signal that caused them. Either all of it happened or none of it did.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
import structlog

from bot import happenings, intake
from bot.flows.decide import decide
from bot.flows.timers import timers
from bot.flows.turn import Context
from bot.model import signals as s
from bot.model.effects import (
    Effect,
    GoneFromHere,
    Reply,
    SeenHere,
    Send,
    Toast,
    Understood,
)
from bot.model.meeting import Meeting
from bot.model.people import PersonId, Platform
from bot.model.policy import Policy
from bot.ports import Books, Delivery, DueStep, Parcel, Store

log = structlog.get_logger()

PASSING = Toast | Understood | SeenHere | GoneFromHere
"""Effects that are over when the transaction is."""

BATCH = 64
TRY_AGAIN = timedelta(seconds=30)
"""When a deadline whose rule failed is looked at again."""
SLOWEST_RETRY = 60.0
"""Seconds between tries of a message whose fate is unknown, at the most."""


class Change(msgspec.Struct, frozen=True):
    """One meeting before and after one signal, for whoever listens."""

    before: Meeting
    after: Meeting
    signal: s.Signal
    effects: tuple[Effect, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What came of a happening."""

    taken: bool
    """False: its key was taken before, and nothing changed."""
    toast: Toast | None = None
    changes: tuple[Change, ...] = ()


class Words(Protocol):
    """Writes the short word for somebody who pressed a button."""

    def toast(self, name: str, *, owner: str = "", minutes: int = 0) -> str: ...


class Engine:
    """Takes what happens, once, and decides by the rules."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        now: Callable[[], datetime],
        commands: intake.Commands,
    ) -> None:
        """`policy` is the organisation's; a group may only tighten it. `now` gives UTC."""
        self._store = store
        self._policy = policy
        self._now = now
        self._commands = commands
        self._policies: dict[str, Policy] = {}
        self.unserved: frozenset[Platform] = frozenset()
        """Platforms for which there is no adapter: routes there come last."""
        self.listeners: list[Callable[[Change], None]] = []
        """Called after each commit, for each meeting that was decided about."""
        self.wakers: list[Callable[[], None]] = []
        """Called after each commit: there may be something to send, or a nearer deadline."""

    # --- what comes in --------------------------------------------------------------------

    async def accept(self, happening: happenings.Happening, key: str) -> Outcome:
        """Take what a platform reported. The same key again changes nothing."""
        outcome = await self._store.run(lambda books: self.accept_in(books, happening, key))
        self.tell(outcome)
        return outcome

    def accept_in(self, books: Books, happening: happenings.Happening, key: str) -> Outcome:
        """The same, as part of a larger transaction; call `tell` after its commit."""
        now = self._now()
        if not books.take_key(key, now):
            return Outcome(taken=False)
        routed = intake.route(books, happening, now, self._commands)
        changes: list[Change] = []
        for meeting, signal in routed.signals:
            changes += self._decide(books, meeting, signal)
        if routed.words_of is not None and isinstance(happening, happenings.Texted):
            changes += self._answer_words(books, routed.words_of, happening, changes)
        if routed.replies:
            books.queue(None, tuple(routed.replies), now)
        return Outcome(taken=True, toast=_toast(changes, routed.toast), changes=tuple(changes))

    def _answer_words(
        self,
        books: Books,
        person: PersonId,
        happening: happenings.Texted,
        changes: list[Change],
    ) -> list[Change]:
        """Words nobody understood get one line of help, never silence (SPEC 8)."""
        effects = [effect for change in changes for effect in change.effects]
        if any(isinstance(effect, Understood) for effect in effects):
            return []
        asked = s.NotUnderstood(person=person, platform=happening.platform)
        for meeting in intake.concerned(books, person):
            return self._decide(books, meeting, asked)
        help_line = Reply(
            platform=happening.platform,
            address=happening.account,
            key="help-line",
            sealed=books.seal(json.dumps({"variant": "plain"})),
        )
        books.queue(None, (help_line,), self._now())
        return []

    async def take_due(self, limit: int = BATCH) -> int:
        """Take the deadlines that have come; answers how many were taken."""
        steps = await self._store.run(lambda books: books.due(self._now(), limit))
        await asyncio.gather(*(self._take_step(step) for step in steps))
        return len(steps)

    async def _take_step(self, step: DueStep) -> None:
        try:
            outcome = await self._store.run(lambda books: self._step_in(books, step))
        except Exception:  # a rule that fails must not stop the others, and is tried again
            log.exception("deadline failed", meeting=step.meeting, step=step.step)
            later = self._now() + TRY_AGAIN
            await self._store.run(lambda books: books.postpone(step, later))
        else:
            self.tell(outcome)

    def _step_in(self, books: Books, step: DueStep) -> Outcome:
        if not books.take_key(f"due/{step.meeting}/{step.step}/{step.at.isoformat()}", self._now()):
            log.error("deadline still waits", meeting=step.meeting, step=step.step)
            books.postpone(step, self._now() + TRY_AGAIN)
            return Outcome(taken=False)
        changes = self._decide(books, step.meeting, s.Due(step=step.step, at=step.at))
        if not changes:
            books.save_deadlines(step.meeting, {})
        return Outcome(taken=True, changes=tuple(changes))

    async def delivered(self, parcel: Parcel, delivery: Delivery) -> None:
        """Write down what became of a message, and let the flows react (L8)."""
        outcome = await self._store.run(lambda books: self._delivered_in(books, parcel, delivery))
        self.tell(outcome)

    def _delivered_in(self, books: Books, parcel: Parcel, delivery: Delivery) -> Outcome:
        now = self._now()
        if delivery.retry_after is not None:
            wait = timedelta(seconds=delivery.retry_after)
            books.settle(parcel.id, "queued", next_try=now + wait)
            return Outcome(taken=True)
        if delivery.outcome is s.DeliveryOutcome.UNKNOWN:
            wait = timedelta(seconds=min(2.0**parcel.attempts, SLOWEST_RETRY))
            settled = books.settle(parcel.id, "queued", next_try=now + wait, again=True)
            news = settled and parcel.attempts == 0
        else:
            news = books.settle(parcel.id, delivery.outcome.value, ref=delivery.ref)
        sent = parcel.effect
        if not news or parcel.meeting is None or not isinstance(sent, Send):
            return Outcome(taken=True)
        signal = s.Delivered(sent=sent, outcome=delivery.outcome)
        return Outcome(taken=True, changes=tuple(self._decide(books, parcel.meeting, signal)))

    async def hear(self, meeting: str, signal: s.Signal) -> None:
        """Take a signal for one meeting that no platform sent and that needs no key."""
        changes = await self._store.run(lambda books: self._decide(books, meeting, signal))
        self.tell(Outcome(taken=True, changes=tuple(changes)))

    # --- deciding -----------------------------------------------------------------------------

    def _decide(self, books: Books, meeting_id: str, signal: s.Signal) -> list[Change]:
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
        if after != before or lasting or isinstance(signal, s.Delivered):
            books.queue(after, lasting, now)
            books.write_journal(meeting_id, now, signal, lasting)
        return Change(before, after, signal, effects)

    def _policy_of(self, books: Books, group_id: str) -> Policy:
        overrides = books.group_policy(group_id)
        key = json.dumps(overrides, sort_keys=True)
        if key not in self._policies:
            self._policies[key] = self._policy.tightened(overrides)
        return self._policies[key]

    def tell(self, outcome: Outcome) -> None:
        """Let the listeners know, after the commit."""
        for change in outcome.changes:
            for listener in self.listeners:
                listener(change)
        if outcome.taken:
            for wake in self.wakers:
                wake()


def _toast(changes: Iterable[Change], otherwise: str | None) -> Toast | None:
    for change in changes:
        for effect in change.effects:
            if isinstance(effect, Toast):
                return effect
    return Toast(name=otherwise) if otherwise else None
