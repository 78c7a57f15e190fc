"""Handing interactions to the engine: in order for each account, once, and not given up soon.

Discord tells an interaction once. If the database does not take it, it is tried again, with
the same key, so that a press that somebody relies on is not lost to a moment's trouble.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec
import structlog

from bot import happenings as h
from bot.adapters.discord.asked import Asked
from bot.engine import Engine, Outcome
from bot.ports import Books, Store

log = structlog.get_logger()

MOST_TRIES = 9
"""Tries to hand an interaction over: about a minute and a half in all."""
FIRST_WAIT = 0.2
SLOWEST_RETRY = 30.0
"""Seconds between tries."""

_ASKS_FOR_WORDS = "write-reason"
"""The short word after a press that is waiting for the words of the form."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an interaction, as far as whoever made it is to be told."""

    toast: str | None = None
    owner: str = ""
    """The name in the short word."""
    minutes: int = 0
    replies: tuple[str, ...] = ()
    """The accounts and rooms that get an answer."""


class Taker:
    """Takes what was asked."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        """`now` gives UTC; `sleep` waits for seconds."""
        self._store = store
        self._engine = engine
        self._now = now
        self._sleep = sleep
        self._last: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def turn_of(self, account: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """A place in the account's queue, and a way to wait until it has come."""
        before, mine = self._last.get(account), asyncio.Event()
        self._last[account] = mine

        async def come() -> None:
            if before is not None:
                await before.wait()

        try:
            yield come
        finally:
            mine.set()
            if self._last.get(account) is mine:
                del self._last[account]

    async def take(self, asked: Asked) -> Taken | None:
        """Hand it over. None: it could not be taken, and nothing has changed."""
        if asked.happening is None:
            return Taken(toast=asked.otherwise)
        for tried in range(MOST_TRIES):
            try:
                return await self._try(asked, asked.happening)
            except Exception as error:  # the database, or a rule; whoever asked has to know
                log.error("interaction failed", platform="discord", error=type(error).__name__)
            if tried + 1 < MOST_TRIES:
                await self._sleep(min(FIRST_WAIT * 2.0**tried, SLOWEST_RETRY))
        return None

    async def _try(self, asked: Asked, happening: h.Happening) -> Taken:
        outcomes, owner = await self._store.run(
            lambda books: self._take_in(books, asked, happening)
        )
        for outcome in outcomes:
            self._engine.tell(outcome)
        toast = outcomes[-1].toast
        return Taken(
            toast=toast.name if toast is not None else None,
            owner=owner,
            minutes=toast.minutes if toast is not None else 0,
            replies=tuple(reply for outcome in outcomes for reply in outcome.replies),
        )

    def _take_in(
        self, books: Books, asked: Asked, happening: h.Happening
    ) -> tuple[list[Outcome], str]:
        """The press, and then the words that were written for it, unless it was refused."""
        outcomes = [self._engine.accept_in(books, happening, asked.key)]
        toast = outcomes[0].toast
        if asked.words is not None and toast is not None and toast.name == _ASKS_FOR_WORDS:
            outcomes.append(self._engine.accept_in(books, asked.words, f"{asked.key}/words"))
            toast = outcomes[-1].toast
        owner = toast.owner if toast is not None else None
        return outcomes, books.name_of(owner) if owner is not None else ""
