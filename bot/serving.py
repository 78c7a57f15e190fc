"""How platforms are served side by side: what is wrong with one is no matter of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

import structlog

from bot.model.people import Platform
from bot.ports import AdapterError, Serving

log = structlog.get_logger()

LISTEN_AGAIN_AFTER = 1.0
"""Seconds after which a platform is listened to again, if that has ended against all promises."""


class WrongToken(NamedTuple):
    """A platform that cannot be served, from when on it was not, and why."""

    platform: Platform
    since: datetime
    error: AdapterError


async def one_after_the_other(*looks: Callable[[], Awaitable[None]]) -> None:
    """Each of them; where one fails the others are done all the same, and then it is said."""
    failed: list[Exception] = []
    for look in looks:
        try:
            await look()
        except Exception as error:  # whatever it was, the others have nothing to do with it
            failed.append(error)
    if failed:
        raise failed[0]


async def listen_on(one: Serving) -> None:
    """Listen to one platform for good, until the task is cancelled."""
    while True:
        try:
            await one.run()
        except Exception as error:  # an adapter that fails must not stop the others
            log.error("listening ended", platform=one.platform, error=type(error).__name__)
        await asyncio.sleep(LISTEN_AGAIN_AFTER)
