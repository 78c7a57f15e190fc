"""What an error of the library means for a message: refused, to be sent later, or unknown."""

from __future__ import annotations

import aiohttp
import discord

from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery

CANNOT_WRITE_TO = 50007
"""Blocked, or private messages from members are off; Discord does not say which."""
NOTHING_SHARED = 50278
"""No server in common any more."""
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
TOO_MANY_NEW_CHATS = 40003
"""Private chats are being opened too fast."""

WAIT_WITHOUT_WORD = 30.0
"""Seconds to wait when the server asks to and does not say how long."""
NOT_REACHED = (aiohttp.ClientError, OSError, TimeoutError)
"""The library hands these on as they are; only what the server said is an error of its own."""

_REFUSALS = {
    CANNOT_WRITE_TO: "private messages do not reach them",
    NOTHING_SHARED: "no server in common",
    UNKNOWN_CHANNEL: "no such channel",
    UNKNOWN_MESSAGE: "no such message",
    UNKNOWN_USER: "no such person",
}


def after(error: Exception) -> Delivery:
    """What became of the message. `retry_after` is in seconds: the platform took nothing."""
    match error:
        case discord.RateLimited(retry_after=wait):
            return _later(wait)
        case discord.HTTPException():
            return _after_answer(error)
        case TimeoutError():
            return _unknown("no answer in time")
        case _ if is_lost(error):
            return _unknown("connection lost")
        case _:
            return _unknown("answer not understood")


def is_lost(error: Exception) -> bool:
    """Whether the platform could not be reached, or said nothing; not that it said no."""
    return isinstance(error, NOT_REACHED)


def _after_answer(error: discord.HTTPException) -> Delivery:
    if error.status == 429 or error.code == TOO_MANY_NEW_CHATS:
        return _later(_asked(error))
    if error.status >= 500:
        return _unknown("error of the server")
    if error.status == 401:
        return _unknown("token not accepted")
    reason = _REFUSALS.get(error.code)
    if reason is None:
        reason = "not allowed to write there" if error.status == 403 else "not accepted"
    return Delivery(outcome=DeliveryOutcome.REFUSED, reason=reason)


def _asked(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", WAIT_WITHOUT_WORD))
    except ValueError:
        return WAIT_WITHOUT_WORD


def _later(seconds: float) -> Delivery:
    return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason="too fast", retry_after=seconds)


def _unknown(reason: str) -> Delivery:
    return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason=reason)
