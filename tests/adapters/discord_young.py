"""A young people's meeting on Discord, with the bot's process around the real library.

Asha and Ben are checked, Cleo stands by, Dana leads. Gia is fourteen, and Gus is her father; Kit
and Lou are sixteen. The house has a lobby and a room that rests locked, as `/setup` makes them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from bot.flows.timers import timers
from bot.model import signals as s
from bot.model.agreement import AGREEMENT
from bot.model.meeting import Meeting, MeetingState, RoomKind, RoomUse
from bot.model.people import Check, CheckLevel, Role
from bot.ports import Books, Doing, GroupDetails, MeetingDetails, PersonDetails
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import POLICY, STARTS
from tests.fakes.discord import User
from tests.fakes.discord.bits import Permission
from tests.fakes.discord.seen import SeenMessage

ROLES = {
    "asha": Role.ORGANISER,
    "ben": Role.FACILITATOR,
    "cleo": Role.FACILITATOR,
    "dana": Role.SAFEGUARDING_LEAD,
    "gus": Role.GUARDIAN,
    "gia": Role.YOUNG_PERSON,
    "kit": Role.YOUNG_PERSON,
    "lou": Role.YOUNG_PERSON,
}
BORN = {"gia": date(2012, 5, 3), "kit": date(2010, 6, 1), "lou": date(2010, 7, 1)}
CHECKS = {
    "asha": CheckLevel.ENHANCED,
    "ben": CheckLevel.BASIC,
    "cleo": CheckLevel.ENHANCED,
}
EXPECTED = ("asha", "ben", "gia", "kit", "lou")
SILENT = int(Permission.SPEAK | Permission.STREAM | Permission.SEND_MESSAGES)


class Young(Discord):
    """The house, in which nobody is in any room yet. `text`: the meeting is in a text channel."""

    def __init__(self, file: Path, *, text: bool = False) -> None:
        super().__init__(file)
        self.text = text

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.guild = self.server.add_guild("Breathe Well")
        self.lobby = self.guild.add_voice("Lobby")
        self.lobby.overwrite(self.guild.everyone, deny=SILENT)
        add = self.guild.add_text if self.text else self.guild.add_voice
        self.voice = add("Meeting room")
        self.users = {who: self.server.add_user(who.title()) for who in ROLES}
        for user in self.users.values():
            self.guild.add_member(user)
        store = self.world.open()
        await store.run(self._put_on_record)
        store.close()
        await self.start()
        return self

    def _put_on_record(self, books: Books) -> None:
        group = GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB")
        books.add_group(group, {})
        for who, role in ROLES.items():
            details = PersonDetails(
                id=who, name=who.title(), roles=(role,), born=BORN.get(who), phone="+44 7700 900111"
            )
            books.add_person("g", details)
            books.link(who, "discord", self.account(who), STARTS)
            books.agree(who, who, AGREEMENT, STARTS)
        for who, level in CHECKS.items():
            books.set_check(who, Check(level=level))
        for child in BORN:
            books.set_guardians(child, ("gus",))
            books.agree("gus", child, AGREEMENT, STARTS)
        books.set_pin("gus", "4821")
        books.add_room("g", "discord", str(self.lobby.id), "Lobby", RoomUse.LOBBY)
        books.add_room("g", "discord", self.room, "Meeting room", RoomUse.MEETING)
        meeting = Meeting(
            id="m",
            group="g",
            platform="discord",
            room=RoomKind.TEXT if self.text else RoomKind.VOICE,
            planned_start=STARTS,
            planned_end=STARTS + timedelta(hours=1),
            state=MeetingState.DRAFT,
            expects=EXPECTED,
            chair="asha",
            contact="asha",
            second_adult="ben",
            standby="cleo",
            young=True,
        )
        shown = MeetingDetails(title="Weekly", room=self.room)
        books.add_meeting(meeting, shown, timers(meeting, POLICY))

    async def settle(self) -> None:
        """Until nothing that was done has anything more to follow."""
        while True:
            await self.taken()
            done = await self.engine.take_due() + await self.outbox.drain_all()
            await self.taken()
            if not done:
                return

    # --- what people do -----------------------------------------------------------------------

    async def publishes(self) -> None:
        await self.engine.hear("m", s.Published(by="asha"))
        await self.settle()

    async def opens(self) -> None:
        await self.publishes()
        await self.engine.hear("m", s.Opened(by="asha"))
        await self.settle()

    async def knocks(self, *people: str) -> None:
        """They come into the lobby, one after another."""
        for who in people:
            self.users[who].joins(self.lobby)
            await self.lasts(seconds=1)

    async def under_way(self, *young: str) -> None:
        """Open, with both adults and these young people in the room."""
        await self.opens()
        await self.knocks("asha", "ben", *young)

    async def goes(self, *people: str) -> None:
        for who in people:
            self.users[who].leaves()
            await self.settle()

    async def lasts(self, **how_long: float) -> None:
        await self.passes(**how_long)
        await self.settle()

    async def another_young_person(self, who: str, user: User) -> None:
        """Somebody of sixteen more, who has agreed."""
        self.guild.add_member(user)
        self.users[who] = user

        def put_on_record(books: Books) -> None:
            born, role = date(2010, 8, 1), Role.YOUNG_PERSON
            books.add_person("g", PersonDetails(id=who, name=who, roles=(role,), born=born))
            books.link(who, "discord", str(user.id), STARTS)
            books.set_guardians(who, ("gus",))
            books.agree(who, who, AGREEMENT, STARTS)
            books.agree("gus", who, AGREEMENT, STARTS)

        await self.store.run(put_on_record)

    # --- what can be seen ---------------------------------------------------------------------

    def inside(self) -> set[str]:
        return self._names(self.voice.people)

    def waiting(self) -> set[str]:
        return self._names(self.lobby.people)

    def silent(self) -> set[str]:
        """Whom the server keeps both muted and deafened, in either room."""
        rooms = (self.voice, self.lobby)
        muted = {user for room in rooms for user in room.muted}
        deafened = {user for room in rooms for user in room.deafened}
        return self._names(list(muted & deafened))

    def _names(self, users: list[User]) -> set[str]:
        return {who for who, user in self.users.items() if user in users}

    def may_enter(self, who: str) -> bool:
        return self.voice.lets_in(self.users[who])

    def changes_of_people(self) -> list[str]:
        """The accounts that the bot changed something about, in order."""
        paths = [path for method, path in self.server.calls if method == "PATCH"]
        return [path.rpartition("/")[2] for path in paths if "/members/" in path]

    def last(self, who: str) -> SeenMessage:
        return self.users[who].inbox[-1]

    def told(self, who: str, words: str) -> bool:
        return any(words in message.text for message in self.users[who].inbox)

    async def meeting(self) -> Meeting:
        stored = await self.store.run(lambda books: books.meeting("m"))
        assert stored is not None
        return stored.meeting

    async def state(self) -> str:
        return (await self.meeting()).state.value

    async def present(self) -> set[str]:
        return set((await self.meeting()).present())

    async def doings(self) -> list[Doing]:
        return await self.store.run(lambda books: books.doings("discord"))


@asynccontextmanager
async def young(folder: Path, *, text: bool = False) -> AsyncIterator[Young]:
    """A house whose bot runs; at its end nothing is left on the way."""
    async with Young(new_database(folder), text=text) as on:
        yield on
        await asyncio.sleep(0)
