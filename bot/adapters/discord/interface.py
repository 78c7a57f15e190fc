"""Interactions: commands, presses and forms, each acknowledged before anything else is done.

Discord waits three seconds for a sign that an interaction was heard, and tells it only once. So
it is acknowledged before the database is asked, taken however long that needs, and answered
where it was made. Whatever cannot be shown there does not take back what was done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol

import discord
import structlog

from bot import happenings as h
from bot.adapters.discord import modals, slash
from bot.adapters.discord.answering import Answering, Asking
from bot.adapters.discord.asked import Asked, read
from bot.adapters.discord.buttons import keyboard
from bot.adapters.discord.making import RoomMaker
from bot.adapters.discord.suggesting import suggestions
from bot.adapters.discord.taking import Taken, Taker
from bot.engine import Engine
from bot.ports import Store

log = structlog.get_logger()

ACKNOWLEDGED_WITHIN = 2.5
"""Seconds the acknowledgement may need; later it is of no use to Discord."""
ANSWERED_WITHIN = 2.0
"""Seconds until somebody is told something, if an answer takes longer than that."""
STOPS_WITHIN = 3.0
"""Seconds that the program waits for it when it stops."""
SLOW = 10.0
"""Seconds until somebody is told that their interaction is still being taken."""

_MORE_TO_SAY = frozenset(
    {"leaving-ok", "leaving-technical", "leaving-contact", "leaving-back-soon"}
)
"""Short words after which somebody may like to write a few more."""


class Speech(modals.Labels, Protocol):
    """Writes the short word for whoever pressed, and the words of forms."""

    def toast(self, name: str, *, owner: str = "", minutes: int = 0) -> str: ...


class Interface:
    """Takes interactions to the engine, once each."""

    def __init__(
        self,
        *,
        store: Store,
        engine: Engine,
        words: Speech,
        answering: Answering,
        now: Callable[[], datetime],
        maker: RoomMaker,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`words` writes what is shown; `now` gives UTC; `sleep` waits for seconds.

        `maker` finds or makes the rooms of a server that is set up.
        """
        self._maker = maker
        self._taker = Taker(store, engine, now, sleep)
        self._words = words
        self._answering = answering
        self._now = now
        self._sleep = sleep
        self._taking: set[asyncio.Task[Taken | None]] = set()
        self._telling: set[asyncio.Task[None]] = set()

    async def stop(self) -> None:
        """Let what was acknowledged be taken, if that does not last."""
        if self._taking:
            await asyncio.wait(self._taking, timeout=STOPS_WITHIN)
        for task in (*self._taking, *self._telling):
            task.cancel()

    async def take(self, interaction: discord.Interaction) -> None:
        """Acknowledge, then hand over. Raises nothing.

        Call it in the order in which the interactions came: those of one account are taken in
        that order.
        """
        try:
            if interaction.type is discord.InteractionType.autocomplete:
                await self._suggest(interaction)
                return
            asked = read(interaction)
            if asked is not None:
                async with self._taker.turn_of(asked.account) as turn:
                    await self._take(interaction, asked, turn)
        except Exception as error:  # nobody waits for it, so nobody else would hear of it
            log.error("interaction not taken", platform="discord", error=type(error).__name__)

    async def _take(
        self, interaction: discord.Interaction, asked: Asked, turn: Callable[[], Awaitable[None]]
    ) -> None:
        if asked.opens is not None:
            form = modals.form(asked.opens, asked.button, self._words)
            if await _in_time(interaction.response.send_modal(form)):
                return
        asking = await self._acknowledge(interaction, asked)
        await turn()
        taking = asyncio.create_task(self._taken(asked))
        self._taking.add(taking)
        taking.add_done_callback(self._taking.discard)
        if asking is not None:
            self._tell(self._tell_if_slow(asking, taking))
        taken = await taking
        if asking is not None:
            self._tell(self._close(asking, asked, taken))

    async def _taken(self, asked: Asked) -> Taken | None:
        """Hand it over; the rooms of a server that is set up are found or made before."""
        try:
            ready = await self._maker.with_rooms(asked)
        except Exception as error:  # whoever asked has to know, and can ask again
            log.error("rooms not made", platform="discord", error=type(error).__name__)
            return None
        return await self._taker.take(ready)

    async def _acknowledge(self, interaction: discord.Interaction, asked: Asked) -> Asking | None:
        """A press is acknowledged without a trace, a command by a note that only they see."""
        thinks = not asked.is_press
        in_time = await _in_time(interaction.response.defer(ephemeral=thinks, thinking=thinks))
        return self._answering.opened(asked.account, interaction) if in_time else None

    def _tell(self, telling: Coroutine[Any, Any, None]) -> None:
        """Nothing waits for it that somebody is told something."""
        task = asyncio.create_task(telling)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell_if_slow(self, asking: Asking, taking: asyncio.Task[Taken | None]) -> None:
        if not await self._done(asyncio.shield(taking), SLOW):
            await asking.show(self._words.toast("wait"))

    async def _close(self, asking: Asking, asked: Asked, taken: Taken | None) -> None:
        """See to it that somebody who asked is told something."""
        if taken is None:
            await asking.show(self._words.toast("not-taken"))
            return
        promised = asked.account in taken.replies
        if promised and await self._done(asking.answered.wait(), ANSWERED_WITHIN):
            return
        name = taken.toast or ("" if asked.is_press else _otherwise(asked))
        if name:
            text = self._words.toast(name, owner=taken.owner, minutes=taken.minutes)
            await asking.show(text, self._more_to_say(asked, name))

    async def _done(self, what: Awaitable[object], seconds: float) -> bool:
        """Whether it is done in time."""
        waiting = asyncio.ensure_future(what)
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        try:
            await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
            return waiting.done()
        finally:
            waiting.cancel()
            sleeping.cancel()

    def _more_to_say(self, asked: Asked, name: str) -> discord.ui.View | None:
        if name not in _MORE_TO_SAY:
            return None
        return keyboard(asked.message, ((modals.WRITE, self._words.label(modals.WRITE)),))

    async def _suggest(self, interaction: discord.Interaction) -> None:
        """Nobody is asked for it but the clock."""
        filled: Any = interaction.data or {}
        field = slash.focused(filled)
        found = suggestions(*field, self._now()) if field is not None else []
        choices = [discord.app_commands.Choice(name=label, value=word) for label, word in found]
        await _in_time(interaction.response.autocomplete(choices))


def _otherwise(asked: Asked) -> str:
    """What is said when the rules have written privately, or have nothing to add."""
    return "see-private" if isinstance(asked.happening, h.Commanded) else "heard"


async def _in_time(answer: Awaitable[object]) -> bool:
    """Whether Discord took the first answer to an interaction. It counts either way."""
    try:
        async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
            await answer
    except Exception as error:  # too late, taken already, or not reached
        log.info("not acknowledged", platform="discord", error=type(error).__name__)
        return False
    return True
