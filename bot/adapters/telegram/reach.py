"""Whether Telegram can be reached, and since when it cannot (L12)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from telegram.error import TimedOut

log = structlog.get_logger()

AWAY_AFTER = timedelta(seconds=5)
"""A shorter loss is a hiccup, and nobody's business."""


class Reach:
    """Notices when the platform goes away and comes back, and says so once."""

    def __init__(
        self,
        now: Callable[[], datetime],
        on_away: Callable[[datetime], Awaitable[None]],
        on_back: Callable[[], Awaitable[None]],
    ) -> None:
        """`on_away` is told since when; `on_back` comes only after what waited was read."""
        self._now = now
        self._on_away = on_away
        self._on_back = on_back
        self._since: datetime | None = None
        self._told = False

    @property
    def troubled(self) -> bool:
        """Whether something was lost, and the platform has not been found again since."""
        return self._told or self._since is not None

    def counted_as_away(self) -> None:
        """Somebody has noted already that the platform is away."""
        self._told = True

    async def lost(self, error: Exception, began: datetime) -> None:
        """The platform did not answer what was asked at `began`."""
        if self._since is None:
            # A connection breaks when it breaks; a silence began at the latest with the question.
            self._since = began if isinstance(error, TimedOut) else self._now()
        await self._tell_if_long()

    async def _tell_if_long(self) -> None:
        if self._since is None or self._told or self._now() - self._since < AWAY_AFTER:
            return
        self._told = True  # first, because sends fail side by side
        await self._on_away(self._since)

    async def unseen_since(self, since: datetime) -> None:
        """The platform answers, but what happens there has not come through since then."""
        self._since = self._since or since
        await self._tell_if_long()

    async def found(self) -> None:
        """The platform answers, and nothing waits there any more."""
        if self._told:
            await self._on_back()
        self._told, self._since = False, None
