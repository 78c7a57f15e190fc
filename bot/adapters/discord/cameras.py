"""Cameras and screens in a room that is held: whoever shows one is moved to the lobby (Y6).

A room is held for somebody when the bot silences them in it. A camera cannot be switched off from
outside, so the person is moved; the lobby lets nobody show anything. They come back by being
let in again (decision 0025).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import discord
import structlog

from bot.adapters.discord.silence import NOT_CONNECTED
from bot.adapters.discord.whereabouts import Whereabouts
from bot.model.meeting import RoomUse
from bot.model.people import Platform
from bot.ports import Books, Store

log = structlog.get_logger()

PLATFORM: Platform = "discord"
_REASON = "Alongside: pausing the meeting"
MOVED = "moved to the lobby: a camera or a screen was on"
MOVED_OUT = "moved out: a camera or a screen was on, and there is no lobby"


class Cameras:
    """Moves people out of a held room. Raises what the library raises."""

    def __init__(
        self, client: Callable[[], discord.Client], store: Store, whereabouts: Whereabouts
    ) -> None:
        """`client`: the one that is logged in."""
        self._client = client
        self._store = store
        self._whereabouts = whereabouts

    async def clear(self, room: str, accounts: Iterable[str]) -> str:
        """Move those of them who show something; answers what was done, or nothing."""
        shown = [account for account in accounts if self._whereabouts.shows(account, room)]
        if not shown:
            return ""
        lobby = await self._store.run(lambda books: _lobby_of(books, room))
        to = self._whereabouts.room(lobby) if lobby is not None else None
        there = self._whereabouts.room(room)
        for account in shown:
            if there is not None:
                await self._move(there.guild.id, account, to.id if to is not None else None)
        return MOVED if to is not None else MOVED_OUT

    async def _move(self, guild: int, account: str, to: int | None) -> None:
        try:
            await self._client().http.edit_member(
                guild, int(account), reason=_REASON, channel_id=to
            )
        except discord.HTTPException as error:
            if error.code != NOT_CONNECTED:  # else they have just gone out by themselves
                raise

    async def look(self, account: str) -> None:
        """A camera or a screen came on: if its room is held for them, they are moved."""
        for room in await self._held_for(account):
            await self.clear(room, [account])

    async def look_everywhere(self) -> None:
        """The same for everybody whom the bot silences, after a time when nothing was seen."""
        doings = await self._store.run(lambda books: books.doings(PLATFORM))
        for account in {doing.account for doing in doings if doing.what == "mute"}:
            await self.look(account)

    async def _held_for(self, account: str) -> list[str]:
        """The rooms in which the bot silences them, and does not owe it to them to stop."""
        doings = await self._store.run(lambda books: books.doings(PLATFORM, account=account))
        owed = {doing.room for doing in doings if doing.what == "unmute"}
        return [d.room for d in doings if d.what == "mute" and d.room not in owed]


def _lobby_of(books: Books, room: str) -> str | None:
    group = books.group_of_room(PLATFORM, room)
    lobbies = books.rooms_of(group, RoomUse.LOBBY) if group is not None else []
    return next((ref for platform, ref in lobbies if platform == PLATFORM), None)
