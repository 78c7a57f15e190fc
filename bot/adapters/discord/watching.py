"""What the client hears, put together: who is where, since when nothing is seen, what waits.

A quick resume loses nothing. After a lost session nobody tells what happened meanwhile, so
whatever is seen first is compared with what is on record, as from a blind time (L12).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import discord

from bot.adapters.discord.away import Away
from bot.adapters.discord.letters import Letters
from bot.adapters.discord.presence import CONNECTABLE, Presence, bots_in, in_room
from bot.adapters.discord.reports import Reports
from bot.ports import Seen

OnRooms = Callable[[tuple[str, ...], datetime], Awaitable[None]]


class Watching:
    """Listens to one client after another (`bot.adapters.discord.library.Ears`)."""

    def __init__(
        self,
        *,
        bot: Callable[[], discord.Client],
        presence: Presence,
        letters: Letters,
        reports: Reports,
        away: Away,
        take: Callable[[discord.Interaction], None],
        now: Callable[[], datetime],
        whole_within: float,
        on_rooms_away: OnRooms,
        on_rooms_back: OnRooms,
        on_whole: Callable[[], None],
        unread: Callable[[Exception], None],
        on_shows: Callable[[str], None],
    ) -> None:
        """`take` gets every interaction. `on_rooms_away` is told of rooms that are not seen.

        `whole_within`: seconds that servers have to be shown after a start; one that is not
        there then has an outage of its own. `on_whole`: rooms can be seen that could not be.
        `on_shows` gets an account whose camera or screen is on, and who is kept silent.
        `unread` is told why what waited could not be read.
        """
        self._bot = bot
        self._presence = presence
        self._letters = letters
        self._reports = reports
        self._away = away
        self._take = take
        self._now = now
        self._whole_within = whole_within
        self._on_rooms_away = on_rooms_away
        self._on_rooms_back = on_rooms_back
        self._on_whole = on_whole
        self._unread = unread
        self._on_shows = on_shows
        self._last_heard = now()
        self._had_session: set[int] = set()
        self._online: set[int] = set()
        self._ready: set[int] = set()
        self._seeing: set[int] = set()
        """Connections whose servers are as they were reported; of the others all is unknown."""
        self._outages: dict[int, datetime] = {}
        self._pictured = asyncio.Event()
        self._catching_up: asyncio.Task[None] | None = None
        self.caught_up = asyncio.Event()
        """Set when what waited was read, and every room can be looked at."""

    def stop(self) -> None:
        """Stop catching up."""
        if self._catching_up is not None:
            self._catching_up.cancel()

    def snapshot(self, room: str) -> Seen | None:
        """Who is in a room by the cache; None while it is not kept up to date."""
        channel = self._bot().get_channel(int(room)) if room.isdecimal() else None
        if not isinstance(channel, CONNECTABLE) or channel.guild.shard_id not in self._online:
            return None
        if channel.guild.unavailable or not self._presence.knows(channel.guild):
            return None
        if not self._is_blind(channel.guild):
            self._presence.compare(channel.guild)
        return Seen(accounts=in_room(channel), bots=bots_in(channel))

    # --- the connection -----------------------------------------------------------------------

    def heard(self) -> None:
        """Anything came by the gateway."""
        self._last_heard = self._now()

    def lost(self, shard: int) -> None:
        """The connection is gone, or another try to get one failed."""
        self._online.discard(shard)
        self._seeing.discard(shard)
        self._away.lost("gateway", self._last_heard)

    def ended(self) -> None:
        """The library has given up every connection."""
        for shard in self._online or {0}:
            self.lost(shard)

    def began(self, shard: int) -> None:
        """A new session: what happened since the last one is never told."""
        if shard in self._had_session:
            self._away.blind(self._last_heard)
        self._had_session.add(shard)
        self._online.add(shard)
        self._ready.discard(shard)
        self._seeing.discard(shard)
        self.caught_up.clear()
        self._pictured.clear()
        for guild in self._guilds(shard):
            self._outages.pop(guild.id, None)
            self._presence.forget(guild)
        self._letters.remember()
        self.stop()
        self._catching_up = asyncio.create_task(self._catch_up(), name="discord-catching-up")

    def resumed(self, shard: int) -> None:
        """The same session: what happened meanwhile has just been told."""
        self._online.add(shard)
        self._seeing.add(shard)
        if self.caught_up.is_set() and self._all(self._online):
            self._away.found("gateway")

    def ready(self, shard: int) -> None:
        """Every server has been named, and most were shown."""
        self._ready.add(shard)
        for guild in self._guilds(shard):
            if not guild.unavailable and not self._presence.knows(guild):
                self.here(guild)
        self._look_whether_whole()

    async def _catch_up(self) -> None:
        """What waited is read first; then presence may be compared (L12)."""
        try:
            async with asyncio.timeout(self._whole_within):
                await self._pictured.wait()
        except TimeoutError:
            self._note_outages()
        try:
            await self._letters.catch_up()
        except Exception as error:  # it is tried again when answers come; presence cannot wait
            self._unread(error)
        self._seeing |= self._online
        if self._all(self._online):
            self._away.found("gateway")
        self.caught_up.set()
        self._on_whole()

    def _look_whether_whole(self) -> None:
        if self._all(self._ready) and not any(guild.unavailable for guild in self._bot().guilds):
            self._pictured.set()

    def _note_outages(self) -> None:
        since = self._away.since("gateway") or self._now()
        for guild in self._bot().guilds:
            if guild.unavailable:
                self._outages[guild.id] = since

    def _is_blind(self, guild: discord.Guild) -> bool:
        """Whether differences are to be found by comparing with what is on record."""
        return self._away.told and guild.shard_id not in self._seeing

    def _all(self, shards: set[int]) -> bool:
        return len(shards) >= (self._bot().shard_count or 1)

    def _guilds(self, shard: int) -> list[discord.Guild]:
        return [guild for guild in self._bot().guilds if guild.shard_id == shard]

    # --- servers ------------------------------------------------------------------------------

    def here(self, guild: discord.Guild) -> None:
        """A server is shown, for the first time or after an outage."""
        self._presence.take_over(guild)
        since = self._outages.pop(guild.id, None)
        if since is not None:
            rooms = _rooms(guild)
            self._reports.put(lambda: self._on_rooms_back(rooms, since), alone=True)
            self._on_whole()
        self._look_whether_whole()

    def gone(self, guild: discord.Guild) -> None:
        """A server has an outage, or the bot is not in it any more: its rooms are not seen."""
        self._presence.forget(guild)
        # The library keeps who was there, and would still show them after the outage.
        guild._voice_states.clear()
        since, rooms = self._now(), _rooms(guild)
        self._outages.setdefault(guild.id, since)
        self._reports.put(lambda: self._on_rooms_away(rooms, since), alone=True)

    # --- people -------------------------------------------------------------------------------

    def moved(self, member: discord.Member) -> None:
        """Something about somebody's being in a room has changed."""
        self._presence.look_at(member, quietly=self._is_blind(member.guild))
        voice = member.voice
        if voice is not None and voice.mute and (voice.self_video or voice.self_stream):
            self._on_shows(str(member.id))

    def written(self, message: discord.Message) -> None:
        """Somebody wrote."""
        self._letters.take(message)

    def asked(self, interaction: discord.Interaction) -> None:
        """Somebody pressed, chose a command, or sent a form."""
        self._take(interaction)


def _rooms(guild: discord.Guild) -> tuple[str, ...]:
    return tuple(str(channel.id) for channel in guild.channels)
