"""The engine: load → decide → one transaction. Time, deliveries and people all come in here.

A transaction holds the new state, the deadlines, the messages to send, the journal entry and
the key of the signal that caused them. Either all of it happened or none of it did.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
import structlog

from bot import happenings, intake, standing, whereabouts
from bot.deciding import Change, Deciding
from bot.model import signals as s
from bot.model.effects import Act, Reply, Send, Toast, Understood
from bot.model.people import PersonId, Platform
from bot.model.policy import Policy
from bot.patience import longer_each_time
from bot.ports import Books, Delivery, DueStep, News, Parcel, Store

log = structlog.get_logger()

BATCH = 64
TRY_AGAIN = timedelta(seconds=30)
"""When a deadline whose rule failed is looked at again."""
SLOWEST_RETRY = 60.0
"""Seconds between tries of a message whose fate is unknown, at the most."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of a happening."""

    taken: bool
    """False: its key was taken before, and nothing changed."""
    toast: Toast | None = None
    changes: tuple[Change, ...] = ()
    replies: tuple[str, ...] = ()
    """The accounts and rooms that get an answer to a command."""
    news: News = News()
    """For the outbox and the clock."""


class Courier(Protocol):
    """Sends what was just decided, without looking for it in the tables."""

    def free(self, platform: Platform) -> int:
        """How many messages it could send on a platform now."""
        ...

    def take_over(self, parcels: Sequence[Parcel]) -> bool:
        """Send these, which are durable. False: some have to be looked for later."""
        ...


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
        self._now = now
        self._commands = commands
        self.deciding = Deciding(policy, now)
        self.listeners: list[Callable[[Change], None]] = []
        """Called after each commit, for each meeting that was decided about."""
        self.courier: Courier | None = None
        """Who sends at once; without one, everything waits in the tables to be sent."""
        self.wakers: list[Callable[[News], None]] = []
        """Called after each commit with what may be left to send, or is due sooner."""

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
            changes += self.deciding.decide(books, meeting, signal)
        if routed.words_of is not None and isinstance(happening, happenings.Texted):
            changes += self._answer_words(books, routed.words_of, happening, changes)
        if routed.replies:
            books.queue(None, tuple(routed.replies), now)
        return Outcome(
            taken=True,
            toast=_toast(changes, routed.toast),
            changes=tuple(changes),
            replies=tuple(reply.address for reply in routed.replies),
            news=self._news(books),
        )

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
        for meeting in whereabouts.concerned(books, person):
            return self.deciding.decide(books, meeting, asked)
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
        changes = self.deciding.decide(books, step.meeting, s.Due(step=step.step, at=step.at))
        if not changes:
            books.save_deadlines(step.meeting, {})
        return self._outcome(books, changes)

    async def delivered(self, parcel: Parcel, delivery: Delivery) -> None:
        """Write down what became of a message, and let the flows react (L8)."""
        outcome = await self._store.run(lambda books: self._delivered_in(books, parcel, delivery))
        self.tell(outcome)

    def _delivered_in(self, books: Books, parcel: Parcel, delivery: Delivery) -> Outcome:
        now = self._now()
        if delivery.retry_after is not None:
            wait = timedelta(seconds=delivery.retry_after)
            books.settle(parcel.id, "queued", next_try=now + wait)
            return self._outcome(books)
        if delivery.outcome is s.DeliveryOutcome.UNKNOWN:
            wait = timedelta(seconds=longer_each_time(parcel.attempts, first=1, most=SLOWEST_RETRY))
            settled = books.settle(parcel.id, "queued", next_try=now + wait, again=True)
            news = settled and parcel.attempts == 0
        else:
            news = books.settle(parcel.id, delivery.outcome.value, ref=delivery.ref)
            if news:
                books.queue(None, tuple(standing.after_delivery(books, parcel, delivery, now)), now)
        signal = _what_became(parcel, delivery)
        if not news or parcel.meeting is None or signal is None:
            return self._outcome(books)
        return self._outcome(books, self.deciding.decide(books, parcel.meeting, signal))

    async def hear(self, meeting: str, signal: s.Signal) -> None:
        """Take a signal for one meeting that no platform sent and that needs no key."""
        self.tell(await self._store.run(lambda books: self.hear_in(books, meeting, signal)))

    def hear_in(self, books: Books, meeting: str, signal: s.Signal) -> Outcome:
        """The same, as part of a larger transaction; call `tell` after its commit."""
        return self._outcome(books, self.deciding.decide(books, meeting, signal))

    # --- what goes out ----------------------------------------------------------------------

    def _outcome(self, books: Books, changes: Sequence[Change] = ()) -> Outcome:
        return Outcome(taken=True, changes=tuple(changes), news=self._news(books))

    def _news(self, books: Books) -> News:
        """What the transaction has for the others, told at its end."""
        free = self.courier.free if self.courier is not None else _nothing
        return books.news(self._now(), free)

    def tell(self, outcome: Outcome) -> None:
        """Let everybody know, after the commit; what may be sent is on its way first."""
        news = outcome.news
        if self.courier is not None and not self.courier.take_over(news.parcels):
            news = msgspec.structs.replace(news, has_more=True)
        for change in outcome.changes:
            for listener in self.listeners:
                listener(change)
        if outcome.taken:
            for wake in self.wakers:
                wake(news)


def _nothing(_platform: Platform) -> int:
    """Nobody sends at once."""
    return 0


def _what_became(parcel: Parcel, delivery: Delivery) -> s.Signal | None:
    """News for the meeting: of a private message, and of what was done in its room."""
    match parcel.effect:
        case Send() as sent:
            return s.Delivered(sent=sent, outcome=delivery.outcome)
        case Act() as act:
            return s.Acted(act=act, outcome=delivery.outcome, reason=delivery.reason)
        case _:
            return None


def _toast(changes: Iterable[Change], otherwise: str | None) -> Toast | None:
    for change in changes:
        for effect in change.effects:
            if isinstance(effect, Toast):
                return effect
    return Toast(name=otherwise) if otherwise else None
