"""The real client on a local server, with a database, and what is to be done in its rooms."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.discord.acts import Acts
from bot.model.effects import Act, Do
from bot.ports import Delivery, Doing, Parcel
from bot.store import Database
from tests.engine.house import WRITER, House, new_sqlite
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.channel import Channel
from tests.fakes.discord.guild import Guild
from tests.fakes.discord.library import Client, client_for
from tests.fakes.discord.user import User


@dataclass
class Venue:
    """A server with a meeting room and a lobby, and the bot that works there."""

    server: FakeDiscord
    guild: Guild
    room: Channel
    lobby: Channel
    client: Client
    store: Database
    acts: Acts
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def person(self, name: str, *, admin: bool = False) -> User:
        return self.guild.add_member(self.server.add_user(name), admin=admin)

    async def does(self, do: Do, *people: User, to_lobby: bool = False) -> Delivery:
        """The outbox hands the act over, and what the platform did is seen by the gateway."""
        delivery = await self.acts.perform(self.parcel(do, *people, to_lobby=to_lobby))
        await self.seen()
        return delivery

    def parcel(self, do: Do, *people: User, to_lobby: bool = False) -> Parcel:
        return Parcel(
            id=next(self.numbers),
            do=do,
            platform="discord",
            address=str(self.room.id),
            key=do,
            text="",
            accounts=tuple(str(user.id) for user in people),
            lobby=str(self.lobby.id),
            effect=Act(do=do, who="somebody" if people else None, to_lobby=to_lobby),
        )

    async def comes_in(self, user: User) -> Delivery:
        """Somebody comes to the lobby, and is let in."""
        await self.comes(user, self.lobby)
        return await self.does("admit", user)

    async def comes(self, user: User, room: Channel | None = None) -> None:
        """Somebody comes into a room, and the bot sees it."""
        where = room or self.room
        user.joins(where)
        await self.seen()
        await self.acts.came_in(str(user.id))
        await self.seen()

    async def goes(self, user: User) -> None:
        user.leaves()
        await self.seen()
        await self.acts.went_out(str(user.id), str(self.room.id))
        await self.seen()

    async def seen(self) -> None:
        """Until the gateway has shown the bot who is where."""
        await self.server.until(lambda: all(self._shows(channel) for channel in self._rooms()))

    def _rooms(self) -> list[Channel]:
        return [channel for channel in self.guild.channels if channel.state.is_vocal]

    def _shows(self, channel: Channel) -> bool:
        known = self.client.get_channel(channel.id)
        states = getattr(known, "voice_states", None)
        if states is None:
            return False
        there = {user.id: self.guild.member(user).voice for user in channel.people}
        shown = {who: (state.mute, state.deaf) for who, state in states.items()}
        return shown == {who: (voice.mute, voice.deaf) for who, voice in there.items()}

    async def on_record(self) -> list[Doing]:
        return await self.store.run(lambda books: books.doings("discord"))


@asynccontextmanager
async def venue(folder: Path) -> AsyncIterator[Venue]:
    """A venue in which nothing has happened yet."""
    house = House(new_sqlite(folder))
    house.close()
    async with FakeDiscord() as server:
        guild = server.add_guild("Breathe Well")
        room, lobby = guild.add_voice("Meeting room"), guild.add_voice("Lobby")
        async with client_for(server) as client:
            store = Database(house.url, house.sealer, WRITER)
            acts = Acts(lambda: client, store, lambda: datetime.now(UTC))
            yield Venue(server, guild, room, lobby, client, store, acts)
            store.close()
