"""Messages to Telegram: each is accepted, refused or unknown, and nothing is ever raised."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

import msgspec
import structlog
from telegram import Message
from telegram.error import ChatMigrated, InvalidToken, NetworkError, RetryAfter

from bot.adapters.telegram import outcomes
from bot.adapters.telegram.buttons import keyboard
from bot.adapters.telegram.client import Client
from bot.adapters.telegram.gate import Gate
from bot.adapters.telegram.pace import Pace
from bot.adapters.telegram.rooms import trouble_of
from bot.model.effects import Act, Reply, Send
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel

log = structlog.get_logger()

T = TypeVar("T")

LONGEST_TEXT = 4096
"""UTF-16 units that Telegram takes in one message."""
LONGEST_CAPTION = 1024
"""UTF-16 units that it takes with a document."""


class Sender:
    """Hands parcels to the server."""

    def __init__(
        self,
        client: Client,
        gate: Gate,
        now: Callable[[], datetime],
        moved: Callable[[int, int], Awaitable[None]],
        lost: Callable[[Exception, datetime], Awaitable[None]],
    ) -> None:
        """`moved` is told a group's old and new id; `lost` that the server was not reached."""
        self._client = client
        self._gate = gate
        self._now = now
        self._moved = moved
        self._lost = lost
        self._pace = Pace(now)

    async def perform(self, parcel: Parcel) -> Delivery:
        """Deliver one parcel. `retry_after` is in seconds; then nothing was taken."""
        if isinstance(parcel.effect, Act):
            return await self._act(parcel.effect, parcel)
        target = _target(parcel)
        if target is None:
            return Delivery(outcome=DeliveryOutcome.REFUSED, reason="no such chat or message")
        chat, message = target
        wait = self._pace.wait(chat, urgent=_is_urgent(parcel))
        if wait > 0:
            reason = "kept back, not to be too fast"
            return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason=reason, retry_after=wait)
        began = self._now()
        try:
            if message is not None:
                return await self._edit(parcel, chat, message)
            return await self._send(parcel, chat)
        except Exception as error:  # whatever it was, the outbox has to know how it stands
            return self._failed(parcel, chat, error, began)

    async def _act(self, act: Act, parcel: Parcel) -> Delivery:
        began = self._now()
        try:
            return await self._gate.perform(act, parcel)
        except Exception as error:  # the outbox has to know how it stands
            return self._failed(parcel, int(parcel.address), error, began)

    async def _send(self, parcel: Parcel, chat: int) -> Delivery:
        """A group that has moved took nothing; it is written to where it is now."""
        try:
            return await self._send_to(parcel, chat)
        except ChatMigrated as error:
            await self._moved(chat, error.new_chat_id)
            return await self._send_to(parcel, error.new_chat_id)

    async def _send_to(self, parcel: Parcel, chat: int) -> Delivery:
        sent = await _once_more(partial(self._hand_over, parcel, chat))
        if parcel.pinned:
            self._client.later("pin", partial(self._client.pin, chat, sent.message_id))
        ref = f"{sent.chat.id}:{sent.message_id}"
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref=ref)

    async def _hand_over(self, parcel: Parcel, chat: int) -> Message:
        buttons = keyboard(parcel.id, parcel.buttons)
        if parcel.file is None:
            return await self._client.bot.send_message(chat, fit(parcel.text), reply_markup=buttons)
        name, content = parcel.file
        return await self._client.bot.send_document(
            chat,
            content,
            caption=fit(parcel.text, LONGEST_CAPTION),
            filename=name,
            reply_markup=buttons,
        )

    async def _edit(self, parcel: Parcel, chat: int, message: int) -> Delivery:
        """The keyboard goes with every edit: one without removes it (SPEC 11)."""
        await _once_more(
            lambda: self._client.bot.edit_message_text(
                fit(parcel.text), chat, message, reply_markup=keyboard(parcel.id, parcel.buttons)
            )
        )
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref=parcel.ref)

    def _failed(self, parcel: Parcel, chat: int, error: Exception, began: datetime) -> Delivery:
        delivery = outcomes.after(error, parcel.ref)
        if (trouble := trouble_of(error, chat)) is not None:
            delivery = msgspec.structs.replace(delivery, trouble=trouble)
        match error:
            case RetryAfter():
                self._pace.hold(chat, outcomes.seconds(error))
            case ChatMigrated():
                # What stood in the old group cannot be changed from the new one.
                self._client.later("move a room", partial(self._moved, chat, error.new_chat_id))
                return Delivery(outcome=DeliveryOutcome.REFUSED, reason="no such message")
            case InvalidToken():
                log.error("token not accepted", platform="telegram")
            case NetworkError() if outcomes.is_lost(error):
                self._client.later("notice a loss", partial(self._lost, error, began))
        if delivery.outcome is not DeliveryOutcome.ACCEPTED:
            log.info(
                "message not delivered",
                platform="telegram",
                message=parcel.id,
                outcome=delivery.outcome.value,
                reason=delivery.reason,
                error=type(error).__name__,
            )
        return delivery


async def _once_more(send: Callable[[], Awaitable[T]]) -> T:
    """Send. If no connection came about nothing was sent, and it is tried once more at once."""
    try:
        return await send()
    except NetworkError as error:
        if not outcomes.never_left(error):
            raise
    return await send()


def fit(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text as Telegram can take it: not too long, and no half of a letter in it."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * longest:
        return units.decode("utf-16-le")
    return units[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"


def _target(parcel: Parcel) -> tuple[int, int | None] | None:
    """The chat and, for an edit, the message; None where there can be no such thing."""
    try:
        if parcel.do != "edit":
            return int(parcel.address), None
        chat, message = (parcel.ref or "").split(":")
        return int(chat), int(message)
    except ValueError:
        return None


def _is_urgent(parcel: Parcel) -> bool:
    effect = parcel.effect
    return effect.safety if isinstance(effect, Send | Reply) else True
