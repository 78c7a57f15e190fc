"""Answers that only one person sees, shown where they asked (V1).

An interaction may be answered for a quarter of an hour, by this process alone. What comes later,
or after a restart, or cannot be shown there, goes as a direct message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import discord
import structlog

from bot.adapters.discord.buttons import keyboard
from bot.adapters.discord.documents import document
from bot.adapters.discord.plain import safe
from bot.model.effects import Reply
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel

log = structlog.get_logger()

ANSWERED_FOR = timedelta(minutes=14)
"""How long an answer is tried there; Discord takes one for fifteen minutes."""
MORE_WITHIN = timedelta(seconds=30)
"""How long after it was asked the further parts of an answer are shown there too."""
_ABOUT_WHAT_WAS_ASKED = frozenset({"link-ask"})
"""What belongs to an earlier command, whenever it comes."""
PATIENCE = 4.0
"""Seconds that showing an answer may take."""


class Asking:
    """One interaction that waits for an answer, or had one and may have more."""

    def __init__(self, interaction: discord.Interaction, at: datetime, patience: float) -> None:
        """`at`: when it was made. `patience`: seconds that showing an answer may take."""
        self.more_until = at + MORE_WITHIN
        self.until = at + ANSWERED_FOR
        self.promised = False
        """Whether an answer is on its way to it."""
        self.answered = asyncio.Event()
        self._interaction = interaction
        self._patience = patience

    async def show(
        self,
        text: str,
        view: discord.ui.View | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> discord.WebhookMessage | None:
        """Show a text to whoever asked; None: it cannot be shown there any more."""
        self.promised = True
        try:
            async with asyncio.timeout(self._patience):
                shown = await self._interaction.followup.send(
                    safe(text),
                    view=view or discord.utils.MISSING,
                    ephemeral=True,
                    allowed_mentions=discord.AllowedMentions.none(),
                    suppress_embeds=True,
                    file=document(file),
                    wait=True,
                )
        except Exception as error:  # the answer has another way, whatever went wrong with this
            log.info("answer not shown", platform="discord", error=type(error).__name__)
            return None
        self.answered.set()
        return shown


class Answering:
    """Interactions that may still be answered, by account."""

    def __init__(self, now: Callable[[], datetime], patience: float = PATIENCE) -> None:
        """`now` gives UTC. `patience`: seconds that showing an answer may take, at the most."""
        self._now = now
        self._patience = min(patience, PATIENCE)
        self._asking: dict[str, list[Asking]] = {}

    def opened(self, account: str, interaction: discord.Interaction) -> Asking:
        """An interaction was acknowledged in time: answers to the account may be shown there."""
        self._forget_old()
        asking = Asking(interaction, self._now(), self._patience)
        self._asking.setdefault(account, []).append(asking)
        return asking

    async def offer(self, parcel: Parcel) -> Delivery | None:
        """Show an answer where it was asked for; None: it has to go as a direct message.

        What somebody must not miss is never only shown: such an answer is gone when they look
        away. Raises nothing.
        """
        is_answer = isinstance(parcel.effect, Reply) and not parcel.effect.safety
        asking = self._asking_of(parcel.address, parcel.key) if is_answer else None
        if asking is None:
            return None
        shown = await asking.show(parcel.text, keyboard(parcel.id, parcel.buttons), parcel.file)
        if shown is None:
            return None
        ref = f"{shown.channel.id}/{shown.id}"
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, ref=ref)

    def _asking_of(self, account: str, key: str) -> Asking | None:
        """The one that has waited longest, else the newest, if it was made just now.

        Whoever has gone on to write privately is answered there.
        """
        self._forget_old()
        theirs = self._asking.get(account, [])
        waiting = [asking for asking in theirs if not asking.promised]
        belongs = key in _ABOUT_WHAT_WAS_ASKED
        recent = [one for one in theirs if belongs or one.more_until > self._now()]
        return next(iter((*waiting, *reversed(recent))), None)

    def _forget_old(self) -> None:
        now = self._now()
        for account, asking in list(self._asking.items()):
            left = [one for one in asking if one.until > now]
            if left:
                self._asking[account] = left
            else:
                del self._asking[account]
