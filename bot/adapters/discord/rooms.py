"""Doors: locking a room, and letting people into a locked one, one by one (Y2).

Before anything is changed, what was there is written down; so a bot that was killed in the
middle finds its way back. A locked room is one whose locking is on record: there its door is
locked again at every start, and whoever was let in and is not inside is not let in any more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
import msgspec
import structlog

from bot.adapters.discord.permissions import (
    CONNECT,
    ENTER,
    MEMBER,
    ROLE,
    TALK,
    WRITE,
    Overwrite,
    overwrites_of,
    put_back,
)
from bot.adapters.discord.whereabouts import Whereabouts
from bot.model.people import Platform
from bot.ports import Doing, Store

log = structlog.get_logger()

PLATFORM: Platform = "discord"
LOCK, ADMIT, HUSH = "lock", "admit", "hush"
_REASON = "Alongside: who may come in"
"""What the server's audit log says of it."""


class Door(msgspec.Struct, frozen=True):
    """A room, as it is now."""

    room: int
    everyone: int
    """The role that everybody has; it has the server's own id."""
    overwrites: dict[int, Overwrite]
    shuts: int = CONNECT
    """What nobody may do in it while it is locked: come in or, in a text room, write."""
    opens: int = ENTER
    """What somebody who is let in may do."""


class Rooms:
    """Locks and unlocks rooms, and lets people in. Raises what the library raises."""

    def __init__(
        self,
        client: Callable[[], discord.Client],
        store: Store,
        now: Callable[[], datetime],
        whereabouts: Whereabouts,
    ) -> None:
        """`client`: the one that is logged in; `now` gives UTC."""
        self._client = client
        self._store = store
        self._now = now
        self._whereabouts = whereabouts

    # --- the lock -----------------------------------------------------------------------------

    async def lock(self, room: str) -> None:
        """Nobody comes in any more but those who are let in. Nobody inside is put out.

        The bot's own way in comes first, or it would lock itself out. What lets others in by
        a role or by name counts more than what everybody is denied, so it is taken away too.
        """
        door = await self._door(room)
        admitted = {int(doing.account) for doing in await self._doings(room, ADMIT)}
        await self._change(door, self._me, LOCK, lambda one: one.allowing(door.opens))
        for target, one in door.overwrites.items():
            if one.allow & door.shuts and target not in {self._me, door.everyone, *admitted}:
                await self._change(door, target, LOCK, lambda one: one.not_allowing(door.shuts))
        await self._change(door, door.everyone, LOCK, lambda one: one.denying(door.shuts))

    async def unlock(self, room: str) -> None:
        """The door is as it was before it was locked; the bot's own way in goes last."""
        doings = await self._doings(room, LOCK)
        if not doings:
            return
        for admitted in await self._doings(room, ADMIT):
            await self.shut(room, admitted.account)
        door = await self._door(room)
        for doing in sorted(doings, key=lambda doing: int(doing.account) == self._me):
            await self._undo(door, doing)

    async def is_locked(self, room: str) -> bool:
        """Whether the bot has locked the room, and not unlocked it."""
        return bool(await self._doings(room, LOCK))

    async def rest(self, room: str) -> None:
        """Lock a room that rests locked again, against whatever happened meanwhile (Y2).

        Whoever was let in and is not inside now has to be let in anew; in a text room, where
        nobody is inside, everybody who was let in still is.
        """
        if not await self.is_locked(room):
            return
        await self.lock(room)
        if self._whereabouts.room(room) is None:
            return
        inside = self._whereabouts.inside(room)
        for doing in await self._doings(room, ADMIT):
            if int(doing.account) not in inside:
                await self.shut(room, doing.account)

    async def resting(self) -> list[str]:
        """Every room that rests locked."""
        doings = await self._store.run(lambda books: books.doings(PLATFORM))
        return sorted({doing.room for doing in doings if doing.what == LOCK}, key=int)

    # --- people -------------------------------------------------------------------------------

    async def admit(self, room: str, account: str) -> None:
        """Let one account in, for one visit."""
        door = await self._door(room)
        await self._change(door, int(account), ADMIT, lambda one: one.allowing(door.opens))

    async def shut(self, room: str, account: str) -> None:
        """The account may not come in any more, if the bot had let it in."""
        await self.unhush(room, account)
        doings = await self._doings(room, ADMIT, account)
        if not doings:
            return
        door = await self._door(room)
        for doing in doings:
            await self._undo(door, doing)

    async def hush(self, room: str, account: str) -> None:
        """The account cannot write in a text room for now, whether it was let in or not (Y6)."""
        door = await self._door(room)
        await self._change(door, int(account), HUSH, lambda one: one.denying(WRITE))

    async def unhush(self, room: str, account: str) -> None:
        """It may write again, if it could before."""
        for doing in await self._doings(room, HUSH, account):
            await self._undo(await self._door(room), doing, WRITE)

    async def visit_over(self, room: str, account: str) -> None:
        """A visit to a room that rests locked is over: coming back needs being let in again."""
        if await self.is_locked(room):
            await self.shut(room, account)

    # --- changing and undoing -----------------------------------------------------------------

    @property
    def _me(self) -> int:
        user = self._client().user
        if user is None:
            raise discord.ClientException("not logged in")
        return user.id

    async def _door(self, room: str) -> Door:
        """Asked anew each time: what the gateway told may be older than what was done last."""
        shown: dict[str, Any] = {**await self._client().http.get_channel(int(room))}
        everyone, overwrites = int(shown["guild_id"]), overwrites_of(shown)
        if int(shown["type"]) == discord.ChannelType.text.value:
            return Door(int(room), everyone, overwrites, WRITE, TALK)
        return Door(int(room), everyone, overwrites)

    async def _doings(self, room: str, what: str, account: str | None = None) -> list[Doing]:
        found = await self._store.run(
            lambda books: books.doings(PLATFORM, room=room, account=account)
        )
        return [doing for doing in found if doing.what == what]

    async def _change(
        self, door: Door, target: int, what: str, change: Callable[[Overwrite], Overwrite]
    ) -> None:
        """Write down what is there, then change it. What was refused was not done."""
        before = door.overwrites.get(target)
        after = change(before or Overwrite(ROLE if target == door.everyone else MEMBER))
        doing = Doing(room=str(door.room), account=str(target), what=what, before=_written(before))
        new = await self._store.run(lambda books: books.note_doing(PLATFORM, doing, self._now()))
        if after == before:
            return
        try:
            await self._put(door.room, target, after)
        except (discord.Forbidden, discord.NotFound):
            if new:
                await self._forget(doing)
            raise

    async def _undo(self, door: Door, doing: Doing, bits: int | None = None) -> None:
        """`bits`: what was changed, where that is not what opening or shutting a door changes."""
        target, before = int(doing.account), _read(doing.before)
        now = door.overwrites.get(target)
        whole = door.opens if target != door.everyone else door.shuts
        after = put_back(now, before, whole if bits is None else bits)
        if after is None and now is not None:
            await self._delete(door.room, target)
        elif after is not None and after != now:
            await self._put(door.room, target, after)
        await self._forget(doing)

    async def _put(self, room: int, target: int, one: Overwrite) -> None:
        await self._client().http.edit_channel_permissions(
            room, target, str(one.allow), str(one.deny), one.kind, reason=_REASON
        )

    async def _delete(self, room: int, target: int) -> None:
        try:
            await self._client().http.delete_channel_permissions(room, target, reason=_REASON)
        except discord.NotFound:
            log.info("overwrite was gone already", platform=PLATFORM, room=room)

    async def _forget(self, doing: Doing) -> None:
        await self._store.run(
            lambda books: books.undone(PLATFORM, doing.room, doing.account, doing.what)
        )


def _written(one: Overwrite | None) -> dict[str, object]:
    return {} if one is None else {"kind": one.kind, "allow": one.allow, "deny": one.deny}


def _read(before: dict[str, object]) -> Overwrite | None:
    return msgspec.convert(before, Overwrite) if before else None
