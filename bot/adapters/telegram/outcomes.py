"""What an error of the library means for a message: refused, to be sent later, or unknown.

Sentences are matched loosely: the library changes their case, and the server their words.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.adapters.telegram import http
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery

_GONE = ("chat not found", "user not found", "deactivated", "peer")
_NOT_THERE = ("to edit not found", "can't be edited", "message_id_invalid")


def after(error: Exception, ref: str | None = None) -> Delivery:
    """What became of the message. `ref`: that of the message which was to be edited."""
    match error:
        case RetryAfter():
            return Delivery(
                outcome=DeliveryOutcome.UNKNOWN, reason="too fast", retry_after=seconds(error)
            )
        case Forbidden():
            return _refused("not allowed to write there")
        case BadRequest():
            return _after_bad_request(error.message.casefold(), ref)
        case TimedOut():
            return _unknown("no answer in time")
        case InvalidToken():
            return _unknown("token not accepted")
        case NetworkError() if is_lost(error):
            return _unknown("connection lost")
        case NetworkError():
            return _unknown("error of the server")
        case _:
            return _unknown("answer not understood")


def seconds(error: RetryAfter) -> float:
    """How long the server asked to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_lost(error: Exception) -> bool:
    """Whether the platform could not be reached, or said nothing; not that it said no."""
    return isinstance(error, NetworkError) and http.is_lost(error.__cause__)


def never_left(error: Exception) -> bool:
    """Whether it is certain that nothing was sent: no connection came about."""
    return http.never_left(error.__cause__)


def _after_bad_request(sentence: str, ref: str | None) -> Delivery:
    if "not modified" in sentence:
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref=ref)
    if any(words in sentence for words in _GONE):
        return _refused("no such chat")
    if any(words in sentence for words in _NOT_THERE):
        return _refused("no such message")
    return _refused("not accepted")


def _refused(reason: str) -> Delivery:
    return Delivery(outcome=DeliveryOutcome.REFUSED, reason=reason)


def _unknown(reason: str) -> Delivery:
    return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason=reason)
