"""The rooms of a server that is being set up: found, chosen or made, never twice.

They are looked for before they are made: by what is on record, by what was chosen, by name. So
what was made before a crash, and not yet put on record, is found the next time (decision 0019).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Literal

import discord
import msgspec
import structlog

from bot.adapters.discord import permissions as p
from bot.adapters.discord.asked import Asked
from bot.happenings import Commanded, FoundRoom
from bot.model.meeting import RoomUse
from bot.model.people import Platform
from bot.ports import Store

log = structlog.get_logger()

PLATFORM: Platform = "discord"
TEXT: Literal[0] = 0
VOICE: Literal[2] = 2
NAMES: Mapping[RoomUse, str] = {
    RoomUse.LOBBY: "Lobby",
    RoomUse.MEETING: "Meeting room",
    RoomUse.PRACTICE: "Practice room",
    RoomUse.STAFF: "staff-only",
}
"""What rooms that the bot makes are called, and by which it finds them again."""
NEEDED = (p.VIEW, p.SEND, p.ENTER_ROOMS, p.CHANNELS, p.ROLES)
"""Without these a server cannot be set up."""
_REASON = "Alongside: /setup"

Json = dict[str, Any]


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: the rooms, or why there are none."""

    rooms: tuple[FoundRoom, ...] = ()
    lacks: str = ""
    """Permissions that are missing, as Discord shows them to people."""
    unfit: str = ""
    """A channel that was chosen and is not of the kind that is needed."""


class UnfitError(Exception):
    """A channel that was chosen cannot be used for that."""


class RoomMaker:
    """Sees to it that a server has its rooms."""

    def __init__(self, client: Callable[[], discord.Client], store: Store) -> None:
        """`client`: the one that is logged in."""
        self._client = client
        self._store = store
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def with_rooms(self, asked: Asked) -> Asked:
        """What was asked, with the server's rooms if it sets one up and may do so."""
        happened = asked.happening
        if asked.rooms is None or not isinstance(happened, Commanded):
            return asked
        if happened.server is None or not happened.is_admin:
            return asked
        found = await self.prepare(happened.server, asked.account, asked.rooms)
        ready = msgspec.structs.replace(
            happened, rooms=found.rooms, lacks=found.lacks, unfit=found.unfit
        )
        return msgspec.structs.replace(asked, happening=ready)

    async def prepare(self, server: str, organiser: str, chosen: Mapping[RoomUse, str]) -> Prepared:
        """Find or make the rooms of a server. Call it only for somebody who may manage it.

        `chosen`: channels to be used, by what for. Raises what the library raises, but for a
        missing permission, which is named.
        """
        guild = int(server)
        lacks = p.named(self._lacking(guild))
        if lacks:
            return Prepared(lacks=lacks)
        try:
            async with self._turns[guild]:
                return Prepared(rooms=await self._all(guild, organiser, chosen))
        except UnfitError as error:
            return Prepared(unfit=str(error))
        except discord.Forbidden:
            return Prepared(lacks=p.named(self._lacking(guild)) or p.named(NEEDED))

    def _lacking(self, guild: int) -> tuple[p.Need, ...]:
        found = self._client().get_guild(guild)
        return () if found is None else tuple(p.lacking(found.me.guild_permissions, NEEDED))

    async def _all(
        self, guild: int, organiser: str, chosen: Mapping[RoomUse, str]
    ) -> tuple[FoundRoom, ...]:
        channels = {
            str(one["id"]): {**one}
            for one in await self._client().http.get_all_guild_channels(guild)
        }
        known = await self._on_record(str(guild))
        for use, named in chosen.items():
            if not _fits(channels.get(named), use):
                raise UnfitError(str(channels.get(named, {}).get("name", named)))
        found: list[FoundRoom] = []
        for use in NAMES:
            taken = {room.ref for room in found} | set(chosen.values())
            ref: str | None = chosen.get(use) or _known(channels, use, known.get(use), taken)
            room = channels[ref] if ref else await self._make(guild, use, organiser)
            if use is RoomUse.STAFF and ref and ref != known.get(use):
                await self._close(room, guild, organiser)
            found.append(FoundRoom(use=use, ref=str(room["id"]), title=str(room["name"]),
                                   made=ref is None))  # fmt: skip
        return tuple(found)

    async def _on_record(self, server: str) -> dict[RoomUse, str]:
        rooms = await self._store.run(lambda books: books.rooms_on(PLATFORM))
        group = next((r.group for r in rooms if r.ref == server and r.kind is RoomUse.SERVER), None)
        return {room.kind: room.ref for room in rooms if room.group == group}

    async def _make(self, guild: int, use: RoomUse, organiser: str) -> Json:
        """The lobby is silent and without cameras (Y11); the staff's room is for staff alone."""
        overwrites: dict[int, p.Overwrite] = {}
        if use is RoomUse.LOBBY:
            overwrites = {guild: p.Overwrite(p.ROLE).denying(self._own(guild, p.QUIET))}
        elif use is RoomUse.STAFF:
            overwrites = self._for_staff({}, guild, organiser)
        made = await self._client().http.create_channel(
            guild,
            TEXT if use is RoomUse.STAFF else VOICE,
            name=NAMES[use],
            permission_overwrites=[
                {"id": target, "type": one.kind, "allow": str(one.allow), "deny": str(one.deny)}
                for target, one in overwrites.items()
            ],
            reason=_REASON,
        )
        log.info("room made", platform=PLATFORM, room=made["id"], use=use.value)
        return {**made}

    async def _close(self, room: Json, guild: int, organiser: str) -> None:
        """A channel that staff use already keeps everything else that it allows and denies."""
        now = p.overwrites_of(room)
        wanted = self._for_staff(now, guild, organiser)
        # The bot's own way in comes first, or it would shut itself out.
        for target in sorted(wanted, key=lambda target: target == guild):
            one = wanted[target]
            if one != now.get(target):
                await self._client().http.edit_channel_permissions(
                    int(room["id"]), target, str(one.allow), str(one.deny), one.kind,
                    reason=_REASON,
                )  # fmt: skip

    def _for_staff(
        self, now: Mapping[int, p.Overwrite], guild: int, organiser: str
    ) -> dict[int, p.Overwrite]:
        user = self._client().user
        people = [int(organiser), *([user.id] if user is not None else [])]
        talk = self._own(guild, p.TALK)
        wanted = {
            who: now.get(who, p.Overwrite(p.MEMBER)).allowing(talk) for who in reversed(people)
        }
        everyone = now.get(guild, p.Overwrite(p.ROLE)).denying(p.SEE)
        return {**wanted, guild: everyone}

    def _own(self, guild: int, bits: int) -> int:
        """Those of the permissions that the bot has itself; it can give and take no others."""
        found = self._client().get_guild(guild)
        if found is None or found.me.guild_permissions.administrator:
            return bits
        return bits & found.me.guild_permissions.value


def _fits(channel: Json | None, use: RoomUse) -> bool:
    """Voice channels, never stages, which silence people; a text channel for staff."""
    wanted = TEXT if use is RoomUse.STAFF else VOICE
    return channel is not None and int(channel["type"]) == wanted


def _known(
    channels: Mapping[str, Json], use: RoomUse, recorded: str | None, taken: set[str]
) -> str | None:
    """The channel on record for this, if there is one still; else one of the right name."""
    if recorded is not None and recorded not in taken and _fits(channels.get(recorded), use):
        return recorded
    wanted = NAMES[use].casefold()
    return next(
        (
            ref
            for ref, channel in channels.items()
            if ref not in taken and _fits(channel, use) and _name(channel) == wanted
        ),
        None,
    )


def _name(channel: Json) -> str:
    return str(channel["name"]).casefold()
