"""Muting and deafening: only what the bot did is undone (Y6).

A server mute outlasts leaving and cannot be changed while the person is out. Then undoing it is
owed, on record, and done when they next come in to any room of that server.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Literal

import discord
import structlog

from bot.adapters.discord.together import Together
from bot.adapters.discord.whereabouts import Whereabouts
from bot.model.effects import NOT_IN_A_ROOM
from bot.model.people import Platform
from bot.ports import Doing, Store

log = structlog.get_logger()

Kind = Literal["mute", "deafen"]

PLATFORM: Platform = "discord"
NOT_CONNECTED = 40032
"""What the platform answers when it is to change the voice of somebody who is in no room."""
_FIELD: dict[Kind, str] = {"mute": "mute", "deafen": "deaf"}
OWED: dict[Kind, str] = {"mute": "unmute", "deafen": "undeafen"}
"""As what is on record that it is still to be undone."""
_CACHE_LAGS = timedelta(seconds=3)
"""How long the gateway may take to show what was just done."""


class NotDoneError(Exception):
    """The platform did not do it; a few words say why, and name nobody."""


class Silencer:
    """Silences people, and lets them be heard again. Raises what the library raises."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        whereabouts: Whereabouts,
        together: Together,
    ) -> None:
        """`now` gives UTC."""
        self._together = together
        self._store = store
        self._now = now
        self._whereabouts = whereabouts
        self._turns: defaultdict[tuple[str, Kind], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._said: dict[tuple[int, str, Kind], tuple[bool, datetime]] = {}

    async def silence(self, room: str, accounts: Iterable[str], kind: Kind) -> None:
        """Silence everybody of these who is in the room. NotDoneError: none of them is."""
        inside = self._whereabouts.inside(room)
        there = [account for account in accounts if int(account) in inside]
        if not there:
            raise NotDoneError(NOT_IN_A_ROOM)
        for account in there:
            async with self._turns[account, kind]:
                await self._silence(room, account, kind)

    async def hear(self, room: str, accounts: Iterable[str], kind: Kind) -> None:
        """Undo it. NotDoneError: somebody is in no room now; it is owed, and done later."""
        owed = False
        for account in accounts:
            async with self._turns[account, kind]:
                owed = not await self._undo(room, account, kind) or owed
        if owed:
            raise NotDoneError(NOT_IN_A_ROOM)

    async def pay(self, account: str | None = None) -> None:
        """Undo what is owed, to one account or to all, if they are in a room. Raises nothing."""
        doings = await self._store.run(lambda books: books.doings(PLATFORM, account=account))
        for kind, owed in OWED.items():
            for doing in doings:
                if doing.what == owed:
                    await self._pay(doing, kind)

    async def _pay(self, owed: Doing, kind: Kind) -> None:
        try:
            async with self._turns[owed.account, kind]:
                await self._undo(owed.room, owed.account, kind)
        except Exception as error:  # it stays owed, and is tried when they next come in
            log.error("silence not undone", platform=PLATFORM, error=type(error).__name__)

    async def _silence(self, room: str, account: str, kind: Kind) -> None:
        """Somebody whom staff have silenced already is left to staff."""
        await self._forget(room, account, OWED[kind])
        earlier = await self._doings(room, account, kind)
        if self._is_silent(room, account, kind):
            return
        if not earlier:
            await self._note(room, account, kind)
        try:
            await self._say(room, account, kind, silent=True)
        except (NotDoneError, discord.Forbidden, discord.NotFound):
            if not earlier:
                await self._forget(room, account, kind)
            raise

    async def _undo(self, room: str, account: str, kind: Kind) -> bool:
        """False: they are in no room, and it is owed from now on."""
        doings = await self._doings(room, account, kind)
        if not doings:
            await self._forget(room, account, OWED[kind])
            return True
        if self._whereabouts.of(account, room) is None:
            await self._note(doings[0].room, account, OWED[kind])
            return False
        try:
            if self._is_silent(room, account, kind):
                await self._say(room, account, kind, silent=False)
        except (NotDoneError, discord.Forbidden) as error:
            await self._note(doings[0].room, account, OWED[kind])
            if isinstance(error, NotDoneError):
                return False
            raise
        for doing in doings:
            await self._forget(doing.room, account, kind)
            await self._forget(doing.room, account, OWED[kind])
        return True

    async def _say(self, room: str, account: str, kind: Kind, *, silent: bool) -> None:
        there = self._whereabouts.room(room)
        if there is None:
            raise NotDoneError(NOT_IN_A_ROOM)
        try:
            await self._together.change(there.guild.id, account, _FIELD[kind], to=silent)
        except discord.HTTPException as error:
            if error.code != NOT_CONNECTED:
                raise
            raise NotDoneError(NOT_IN_A_ROOM) from error
        self._said[there.guild.id, account, kind] = (silent, self._now())

    def _is_silent(self, room: str, account: str, kind: Kind) -> bool:
        """What was just done counts more than what the gateway has not shown yet."""
        where = self._whereabouts.of(account, room)
        if where is None:
            return False
        said = self._said.get((where.guild.id, account, kind))
        if said is not None and self._now() - said[1] < _CACHE_LAGS:
            return said[0]
        state = where.voice_states.get(int(account))
        return state is not None and bool(state.mute if kind == "mute" else state.deaf)

    # --- on record ----------------------------------------------------------------------------

    async def _doings(self, room: str, account: str, kind: Kind) -> list[Doing]:
        """Where in the room's server the bot silenced them: it holds in all of that server."""
        found = await self._store.run(lambda books: books.doings(PLATFORM, account=account))
        return [
            doing
            for doing in found
            if doing.what == kind and self._whereabouts.same_server(doing.room, room)
        ]

    async def _note(self, room: str, account: str, what: str) -> None:
        doing = Doing(room=room, account=account, what=what, before={"silent": False})
        await self._store.run(lambda books: books.note_doing(PLATFORM, doing, self._now()))

    async def _forget(self, room: str, account: str, what: str) -> None:
        await self._store.run(lambda books: books.undone(PLATFORM, room, account, what))
