"""Acts in rooms: what the platform really did is what is reported (Y1, Y2, Y6)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal, assert_never

import discord
import structlog

from bot.adapters.discord import outcomes
from bot.adapters.discord import permissions as p
from bot.adapters.discord.cameras import Cameras
from bot.adapters.discord.rooms import PLATFORM, Rooms
from bot.adapters.discord.silence import NOT_CONNECTED, NotDoneError, Silencer
from bot.adapters.discord.together import Together
from bot.adapters.discord.whereabouts import Whereabouts
from bot.model.effects import NOBODY, NOT_A_MEMBER, Act, Do
from bot.model.signals import DeliveryOutcome
from bot.ports import Delivery, Parcel, Store

log = structlog.get_logger()

NO_SUCH_ROOM = "no such room"
NOT_AT_THE_DOOR = "not in the lobby any more"
ANSWER_WITHIN = 10.0
"""Seconds for one act; then its fate is unknown, and it is done again."""
_GONE = {10003: NO_SUCH_ROOM, 10004: "no such server", 10007: NOT_A_MEMBER}
_NEEDS: dict[Do, tuple[p.Need, ...]] = {
    "admit": (p.ROLES, p.MOVE, p.ENTER_ROOMS),
    "remove": (p.MOVE, p.ROLES, p.ENTER_ROOMS),
    "mute": (p.MUTE, p.MOVE),
    "unmute": (p.MUTE,),
    "deafen": (p.DEAFEN,),
    "undeafen": (p.DEAFEN,),
    "lock": (p.ROLES, p.ENTER_ROOMS),
    "unlock": (p.ROLES, p.ENTER_ROOMS),
}


class Acts:
    """Does what is to be done in rooms. What concerns one room or one account is done in order."""

    def __init__(
        self, client: Callable[[], discord.Client], store: Store, now: Callable[[], datetime]
    ) -> None:
        """`client`: the one that is logged in; `now` gives UTC."""
        self._whereabouts = Whereabouts(client)
        self._rooms = Rooms(client, store, now, self._whereabouts)
        self._together = Together(client)
        self._silencer = Silencer(store, now, self._whereabouts, self._together)
        self._cameras = Cameras(client, store, self._whereabouts)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def start(self) -> None:
        """When the rooms can be seen: doors that rest locked are locked, debts are paid (Y2).

        Raises nothing. Called at a start, and after a time in which nothing was seen.
        """
        for room in await self._rooms.resting():
            await self.rest(room)
        await self._silencer.pay()
        await self._cameras.look_everywhere()

    async def rest(self, room: str) -> None:
        """Lock a room that rests locked again, against whatever happened. Raises nothing."""
        try:
            async with self._turns[room]:
                await self._rooms.rest(room)
        except Exception as error:  # another room must still be locked
            log.error("room not locked", platform=PLATFORM, room=room, error=type(error).__name__)

    async def came_in(self, account: str) -> None:
        """Somebody came into a room: what is owed to them is undone. Raises nothing."""
        await self._silencer.pay(account)

    async def shows(self, account: str) -> None:
        """Somebody's camera or screen is on, wherever they are (Y6)."""
        await self._cameras.look(account)

    async def went_out(self, account: str, room: str) -> None:
        """A visit to a room that rests locked is over: its door is shut. Raises nothing."""
        try:
            async with self._turns[room]:
                await self._rooms.visit_over(room, account)
        except Exception as error:  # the next start of the bot shuts it
            log.error("door not shut", platform=PLATFORM, room=room, error=type(error).__name__)

    async def perform(self, parcel: Parcel) -> Delivery:
        """Do one act. Raises nothing: what is not known is `unknown`, and is done again."""
        act = parcel.effect
        if not isinstance(act, Act):
            return _refused("not an act")
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                done = await self._do(act, parcel)
        except NotDoneError as error:
            return _refused(str(error))
        except Exception as error:  # whatever it was, the outbox has to know how it stands
            delivery = self._after(error, act, parcel.address)
            log.info(
                "act not done",
                platform=PLATFORM,
                act=parcel.id,
                do=act.do,
                outcome=delivery.outcome.value,
                reason=delivery.reason,
                error=type(error).__name__,
            )
            return delivery
        return Delivery(outcome=DeliveryOutcome.ACCEPTED, reason=done)

    async def _do(self, act: Act, parcel: Parcel) -> str:
        """Do it; answers what else was done by the way, or nothing."""
        room, accounts = parcel.address, parcel.accounts
        if not self._whereabouts.exists(room):
            raise NotDoneError(NO_SUCH_ROOM)
        if act.do not in {"lock", "unlock"} and not accounts:
            raise NotDoneError(NOBODY)
        match act.do:
            case "lock" | "unlock" | "admit" | "remove":
                async with self._turns[room]:
                    await self._at_the_door(act, room, accounts, parcel.lobby)
            case "mute" | "unmute" if self._whereabouts.is_text(room):
                async with self._turns[room]:
                    await self._in_writing(room, accounts, act.do)
            case "mute" | "deafen":
                await self._silencer.silence(room, accounts, act.do)
                if act.do == "mute":
                    return await self._cameras.clear(room, accounts)
            case "unmute":
                await self._silencer.hear(room, accounts, "mute")
            case "undeafen":
                await self._silencer.hear(room, accounts, "deafen")
            case _:
                assert_never(act.do)
        return ""

    async def _in_writing(
        self, room: str, accounts: Iterable[str], do: Literal["mute", "unmute"]
    ) -> None:
        """Where people only write, nobody is silenced but by not being able to (Y6)."""
        for account in accounts:
            if do == "mute":
                await self._rooms.hush(room, account)
            else:
                await self._rooms.unhush(room, account)

    async def _at_the_door(
        self, act: Act, room: str, accounts: Iterable[str], lobby: str | None
    ) -> None:
        if act.do == "lock":
            await self._rooms.lock(room)
        elif act.do == "unlock":
            await self._rooms.unlock(room)
        if act.do == "admit":
            accounts = self._at_hand(room, accounts, lobby)
        for account in accounts:
            if act.do == "admit":
                await self._admit(room, account, lobby)
            elif act.do == "remove":
                await self._remove(room, account, lobby, to_lobby=act.to_lobby)

    def _at_hand(self, room: str, accounts: Iterable[str], lobby: str | None) -> list[str]:
        """Those in the lobby or the room; nobody is pulled out of a room they are in otherwise.

        A door that is open for somebody who is not there would stay open behind the gate's back.
        """
        if self._whereabouts.is_text(room):
            return list(accounts)
        there = self._whereabouts.inside(room)
        there |= self._whereabouts.inside(lobby) if lobby is not None else set()
        found = [account for account in accounts if int(account) in there]
        if not found:
            raise NotDoneError(NOT_AT_THE_DOOR)
        return found

    async def _admit(self, room: str, account: str, lobby: str | None) -> None:
        """The door opens for them, and whoever waits in the lobby is moved in."""
        await self._rooms.admit(room, account)
        if lobby is None or int(account) not in self._whereabouts.inside(lobby):
            return
        where = self._whereabouts.of(account, lobby)
        if where is not None and not await self._move(where.guild.id, account, int(room)):
            await self._rooms.shut(room, account)
            raise NotDoneError(NOT_AT_THE_DOOR)

    async def _remove(self, room: str, account: str, lobby: str | None, *, to_lobby: bool) -> None:
        """The door is shut first. Whoever is in neither the room nor its lobby is out already."""
        await self._rooms.shut(room, account)
        where = self._whereabouts.of(account, room)
        leaves = {room} if to_lobby else {room, lobby}
        if where is None or str(where.id) not in leaves:
            return
        to = self._whereabouts.room(lobby) if to_lobby and lobby is not None else None
        await self._move(where.guild.id, account, to.id if to is not None else None)

    async def _move(self, guild: int, account: str, to: int | None) -> bool:
        """False: they have just gone out by themselves."""
        try:
            await self._together.change(guild, account, "channel_id", to=to)
        except discord.HTTPException as error:
            if error.code != NOT_CONNECTED:
                raise
            return False
        return True

    # --- what went wrong ----------------------------------------------------------------------

    def _after(self, error: Exception, act: Act, room: str) -> Delivery:
        if isinstance(error, discord.Forbidden):
            return _refused(f"the bot needs the permission {self._missing(act, room)}")
        if isinstance(error, discord.HTTPException) and error.code in _GONE:
            return _refused(_GONE[error.code])
        return outcomes.after(error)

    def _missing(self, act: Act, room: str) -> str:
        channel = self._whereabouts.room(room)
        needs = (p.ROLES,) if self._whereabouts.is_text(room) else _NEEDS[act.do]
        if channel is None:
            return p.named(needs)
        held = channel.permissions_for(channel.guild.me)
        return p.named(p.lacking(held, needs)) or p.named(needs)


def _refused(reason: str) -> Delivery:
    return Delivery(outcome=DeliveryOutcome.REFUSED, reason=reason)
