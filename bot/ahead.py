"""The daily look at series: the next meetings are made, and people hear of them (M6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.engine import Engine, Outcome
from bot.model.policy import Policy
from bot.model.signals import Published
from bot.ports import Books, Store
from bot.series import all_going, make_ahead


class Ahead:
    """Sees to it that the meetings of every series are there in time."""

    def __init__(
        self, store: Store, engine: Engine, policy: Policy, now: Callable[[], datetime]
    ) -> None:
        """`policy` is the organisation's. `now` gives UTC."""
        self._store = store
        self._engine = engine
        self._policy = policy
        self._now = now

    async def look(self) -> None:
        """Make what is to be made by now; looking again makes nothing twice."""
        for outcome in await self._store.run(self._look_in):
            self._engine.tell(outcome)

    def _look_in(self, books: Books) -> list[Outcome]:
        now, outcomes = self._now(), []
        for group_id in books.all_groups():
            policy = self._policy.tightened(books.group_policy(group_id))
            for paper in all_going(books, group_id):
                made = make_ahead(books, paper, policy, now)
                books.queue(None, made.notes, now)
                for draft in made.drafts:
                    signal = Published(by=made.by or "", quiet=True)
                    outcomes.append(self._engine.hear_in(books, draft, signal))
        return outcomes
