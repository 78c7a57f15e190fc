"""Messages to Discord: each is accepted, refused or unknown, and nothing is ever raised."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import partial

import discord
import structlog

from bot.adapters.discord import outcomes
from bot.adapters.discord.acts import Acts
from bot.adapters.discord.answering import Answering
from bot.adapters.discord.buttons import keyboard
from bot.adapters.discord.client import Client
from bot.adapters.discord.documents import document
from bot.adapters.discord.letters import Letters
from bot.adapters.discord.plain import safe
from bot.model.effects import Act
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel

log = structlog.get_logger()


class Sender:
    """Hands parcels to the server."""

    def __init__(
        self,
        client: Client,
        letters: Letters,
        answering: Answering,
        acts: Acts,
        now: Callable[[], datetime],
        patience: float,
        lost: Callable[[datetime], None],
        found: Callable[[], None],
    ) -> None:
        """`patience`: seconds an answer may take.

        `lost` is told when the server was asked that was not reached, `found` that it was.
        """
        self._client = client
        self._letters = letters
        self._answering = answering
        self._acts = acts
        self._now = now
        self._patience = patience
        self._lost = lost
        self._found = found

    async def perform(self, parcel: Parcel) -> Delivery:
        """Deliver one parcel. `retry_after` is in seconds; then nothing was taken."""
        if not self._client.introduced:
            return Delivery(outcome=DeliveryOutcome.UNKNOWN, reason="not connected yet")
        if isinstance(parcel.effect, Act):
            return await self._acts.perform(parcel)
        if parcel.do == "reply":
            shown = await self._answering.offer(parcel)
            if shown is not None:
                return shown
        began = self._now()
        try:
            async with asyncio.timeout(self._patience):
                ref = await self._deliver(parcel)
        except Exception as error:  # whatever it was, the outbox has to know how it stands
            return self._failed(parcel, error, began)
        self._found()
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref=ref)

    async def _deliver(self, parcel: Parcel) -> str:
        """The platform's reference of the message: its channel and its number."""
        match parcel.do:
            case "edit":
                return await self._edit(parcel)
            case "post":
                return await self._post(parcel, _number(parcel.address))
            case _:
                return await self._write_to(parcel)

    async def _write_to(self, parcel: Parcel) -> str:
        account = str(_number(parcel.address))
        channel = await self._letters.channel_of(account)
        ref = await self._post(parcel, channel)
        message = int(ref.rpartition("/")[2])
        self._client.later("note a chat", partial(self._letters.wrote, account, channel, message))
        return ref

    async def _post(self, parcel: Parcel, channel: int) -> str:
        sent = await self._client.bot.get_partial_messageable(channel).send(
            safe(parcel.text),
            view=keyboard(parcel.id, parcel.buttons) or discord.utils.MISSING,
            nonce=nonce(parcel),
            suppress_embeds=True,
            file=document(parcel.file),
        )
        if parcel.pinned:
            self._client.later("pin", sent.pin)
        return f"{channel}/{sent.id}"

    async def _edit(self, parcel: Parcel) -> str:
        """Buttons go with every edit: one without removes them."""
        where, _, number = (parcel.ref or "").partition("/")
        chat = self._client.bot.get_partial_messageable(_number(where))
        await chat.get_partial_message(_number(number)).edit(
            content=safe(parcel.text), view=keyboard(parcel.id, parcel.buttons)
        )
        return parcel.ref or ""

    def _failed(self, parcel: Parcel, error: Exception, began: datetime) -> Delivery:
        delivery = (
            Delivery(outcome=DeliveryOutcome.REFUSED, reason="no such chat or message")
            if isinstance(error, _NoSuchPlaceError)
            else outcomes.after(error)
        )
        if outcomes.is_lost(error):
            self._lost(began)
        elif isinstance(error, discord.HTTPException):
            self._found()
            if error.code == outcomes.UNKNOWN_CHANNEL:
                self._letters.forget(parcel.address)
        log.info(
            "message not delivered",
            platform="discord",
            message=parcel.id,
            outcome=delivery.outcome.value,
            reason=delivery.reason,
            error=type(error).__name__,
        )
        return delivery


class _NoSuchPlaceError(Exception):
    """What should be the platform's number of something is none."""


def nonce(parcel: Parcel) -> str:
    """What makes a repeat harmless: the same for each try of a message, and for no other.

    Discord keeps nonces per author, not per channel, so the recipient is part of it.
    """
    recipient = zlib.crc32(f"{parcel.key}/{parcel.address}".encode())
    return f"{parcel.id:x}-{recipient:08x}"


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _NoSuchPlaceError
    return int(text)
