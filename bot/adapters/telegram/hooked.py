"""Hearing by webhook: updates are brought, and now and then the server is asked how it stands.

Nothing is brought while nothing happens, so silence says nothing. What says something is the
server's own account: how many updates wait there, and what went wrong when it brought them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from telegram import WebhookInfo

from bot.adapters.telegram.client import Client, Webhook
from bot.adapters.telegram.reach import Reach
from bot.adapters.telegram.taking import Taker
from bot.adapters.telegram.transport import Arrived
from bot.ports import AdapterError

log = structlog.get_logger()

LOOK_EVERY = timedelta(seconds=10)
"""How often the server is asked. A silent loss is noticed this late."""
LOOK_AGAIN = 0.5
"""Seconds until it is asked again while updates wait there, unless one comes first."""


class Hooked:
    """Takes the place of asking for updates."""

    def __init__(
        self,
        webhook: Webhook,
        client: Client,
        taker: Taker,
        reach: Reach,
        now: Callable[[], datetime],
    ) -> None:
        """`now` gives UTC."""
        from bot.adapters.telegram.webhook import Receiver

        self._webhook = webhook
        self._client = client
        self._taker = taker
        self._reach = reach
        self._now = now
        self._receiver = Receiver(webhook.secret, self._keep)
        self._news = asyncio.Event()
        self._came = 0
        self._came_before = 0
        self._known_error: datetime | None = None
        self._look_at: datetime | None = None
        self._well_at: datetime | None = None
        self._is_stuck = False
        self.port = webhook.port
        """Where it listens in truth; another than was asked for if that was 0."""

    async def open(self) -> None:
        """Listen. AdapterError: the address cannot be had."""
        try:
            self.port = await self._receiver.open(
                self._webhook.host, self._webhook.port, self._webhook.path
            )
        except OSError:
            raise AdapterError(
                f"The bot cannot listen on {self._webhook.host}:{self._webhook.port}; stop the "
                "program that does, or put another address into "
                "ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN."
            ) from None
        self._well_at = self._now()

    async def close(self) -> None:
        """Listen no more. The webhook stays: Telegram keeps updates until the bot is back."""
        await self._receiver.close()

    async def hear(self, wait: float) -> int:
        """Take what comes within `wait` seconds; answers how many updates wait at the server.

        Raises `TelegramError` when the server does not answer.
        """
        came = await self._something(wait)
        await self._taker.take()
        if wait and came and self._look_at is not None and self._now() < self._look_at:
            return 0
        info = await self._client.webhook_info()
        await self._judge(info)
        self._look_at = self._now() + LOOK_EVERY
        if info.pending_update_count:
            await self._something(LOOK_AGAIN)
        await self._taker.take()
        if not info.pending_update_count:
            await self._reach.found()
        return info.pending_update_count

    async def _keep(self, update: Arrived) -> bool:
        """What is written to the bot in a group can be told only once it knows its name."""
        if not self._client.username:
            return False
        await self._taker.keep([update])
        self._came += 1
        self._news.set()
        return True

    async def _something(self, seconds: float) -> bool:
        """Wait for an update; False: none came in that time."""
        if seconds:
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return False
        came = self._news.is_set()
        self._news.clear()
        return came

    async def _judge(self, info: WebhookInfo) -> None:
        """Updates that wait, and of which none comes through, are as good as a server away."""
        if info.url != self._webhook.url:
            log.warning("somebody took the webhook away; it is set again", platform="telegram")
            await self._client.direct_updates()
        first, came = self._look_at is None, self._came > self._came_before
        failed = info.last_error_date is not None and info.last_error_date != self._known_error
        self._came_before = self._came
        if first or came or not failed or not info.pending_update_count:
            # An error that is known from before the start, or got over, says nothing about now.
            self._known_error = info.last_error_date
            self._well_at, self._is_stuck = self._now(), False
            return
        if not self._is_stuck:
            log.warning(
                "Telegram cannot bring updates to the webhook; see that "
                "ALONGSIDE_TELEGRAM__WEBHOOK_URL leads to ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN",
                platform="telegram",
                waiting=info.pending_update_count,
            )
        self._is_stuck = True
        await self._reach.unseen_since(self._well_at or self._now())
