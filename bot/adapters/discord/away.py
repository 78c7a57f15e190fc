"""Whether Discord can be reached and seen, and since when it cannot (L12).

Two things can be missing: the gateway, by which everything is seen, and the answers to
requests, by which everything is said. The platform is away while either is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal

AWAY_AFTER = 5.0
"""Seconds; a shorter loss is a hiccup, and nobody's business."""

Missing = Literal["gateway", "answers"]
Report = Callable[[Callable[[], Awaitable[object]]], None]


class Away:
    """Notices when the platform goes away and comes back, and says so once."""

    def __init__(
        self,
        report: Report,
        on_away: Callable[[datetime], Awaitable[None]],
        on_back: Callable[[], Awaitable[None]],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        """`report` takes what is to be told, in order. `sleep` waits for seconds."""
        self._report = report
        self._on_away = on_away
        self._on_back = on_back
        self._sleep = sleep
        self._since: dict[Missing, datetime] = {}
        self._told = False
        self._waiting: asyncio.Task[None] | None = None

    @property
    def told(self) -> bool:
        """Whether the platform counts as away."""
        return self._told

    def counted_as_away(self) -> None:
        """Somebody has noted already that the platform is away."""
        self._told = True

    def lost(self, what: Missing, since: datetime) -> None:
        """It is missing since then; said when it has been for long enough."""
        self._since.setdefault(what, since)
        if not self._told and (self._waiting is None or self._waiting.done()):
            self._waiting = asyncio.create_task(self._wait())

    def blind(self, since: datetime) -> None:
        """Nothing was seen since then, and it is not told afterwards: said at once."""
        self._since.setdefault("gateway", since)
        self._tell()

    def begin(self, what: Missing, now: datetime) -> None:
        """At a start it is not there yet; nobody is told of that here."""
        self._since[what] = now

    def since(self, what: Missing) -> datetime | None:
        """Since when it is missing; None: it is there."""
        return self._since.get(what)

    def found(self, what: Missing) -> None:
        """It is there again, and what waited was read."""
        self._since.pop(what, None)
        if self._since:
            return
        self.stop()
        if self._told:
            self._told = False
            self._report(self._on_back)

    def stop(self) -> None:
        """Wait no more."""
        if self._waiting is not None:
            self._waiting.cancel()

    async def _wait(self) -> None:
        await self._sleep(AWAY_AFTER)
        if self._since:
            self._tell()

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            since = min(self._since.values())
            self._report(lambda: self._on_away(since))
