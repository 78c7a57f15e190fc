"""`alongside run` killed in the middle of a hold, on a Discord on this machine (Y2, Y6)."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

from cryptography.fernet import Fernet

from bot.flows.timers import timers
from bot.model.agreement import AGREEMENT
from bot.model.meeting import Meeting, MeetingState, RoomKind, RoomUse
from bot.model.people import Check, CheckLevel, Role
from bot.model.policy import Policy
from bot.ports import Books, GroupDetails, MeetingDetails, PersonDetails
from bot.store import Database
from bot.store.sealing import Sealer
from tests.cli.program import ROOT, Program
from tests.cli.test_run_discord import told
from tests.contract.world import WRITER
from tests.fakes.discord import FakeDiscord, User
from tests.fakes.discord.channel import Channel

ROLES = {
    "asha": Role.ORGANISER,
    "ben": Role.FACILITATOR,
    "gus": Role.GUARDIAN,
    "kit": Role.YOUNG_PERSON,
    "lou": Role.YOUNG_PERSON,
}
HOLD_LIMIT = 9.0
"""Seconds: stricter than the five minutes, so that nobody has to wait for them here."""


class House:
    """A server with its rooms and people, and the database that the process finds."""

    def __init__(self, program: Program, server: FakeDiscord) -> None:
        self.program = program
        self.server = server
        self.key = Fernet.generate_key().decode()
        program.settings["ALONGSIDE_SECRET_KEY"] = self.key
        self.guild = server.add_guild("Breathe Well")
        self.lobby, self.room = self.guild.add_voice("Lobby"), self.guild.add_voice("Meeting room")
        self.users = {who: self.guild.add_member(server.add_user(who)) for who in ROLES}

    async def put_on_record(self) -> None:
        self.program("db", "upgrade")
        store = Database(self.program.url, Sealer([self.key]), WRITER)
        await store.run(self._seed)
        store.close()

    def _seed(self, books: Books) -> None:
        now, policy = datetime.now(UTC), {"young_people.hold_limit": f"{HOLD_LIMIT:.0f}s"}
        group = GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB")
        books.add_group(group, policy)
        books.heartbeat("alongside", now)
        for who, role in ROLES.items():
            born = date(now.year - 16, 1, 1) if role is Role.YOUNG_PERSON else None
            books.add_person("g", PersonDetails(id=who, name=who, roles=(role,), born=born))
            books.link(who, "discord", str(self.users[who].id), now)
            books.agree(who, who, AGREEMENT, now)
            if born is not None:
                books.set_guardians(who, ("gus",))
                books.agree("gus", who, AGREEMENT, now)
        for who in ("asha", "ben"):
            books.set_check(who, Check(level=CheckLevel.ENHANCED))
        books.add_room("g", "discord", str(self.lobby.id), "Lobby", RoomUse.LOBBY)
        books.add_room("g", "discord", str(self.room.id), "Meeting room", RoomUse.MEETING)
        meeting = Meeting(
            id="m", group="g", platform="discord", room=RoomKind.VOICE, young=True,
            planned_start=now, planned_end=now + timedelta(hours=1), opened_at=now,
            state=MeetingState.RUNNING, expects=("asha", "ben", "kit", "lou"), chair="asha",
            contact="asha", second_adult="ben",
        )  # fmt: skip
        shown = MeetingDetails(title="Weekly", room=str(self.room.id))
        books.add_meeting(meeting, shown, timers(meeting, Policy.default()))

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Process]:
        """The bot as a process. At the end it is killed, as by a power cut."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL,
            env=self.program.whole_environ(**told(self.server)),
        )  # fmt: skip
        try:
            await self.server.until(lambda: self.server.connected, 20)
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    def inside(self) -> set[str]:
        return self._names(self.room.people)

    def silent(self, *rooms: Channel) -> set[str]:
        """Whom the server keeps both muted and deafened."""
        people = [u for room in rooms for u in room.muted if u in room.deafened]
        return self._names(people)

    def _names(self, people: list[User]) -> set[str]:
        return {who for who, user in self.users.items() if user in people}


async def test_killed_in_a_hold_it_goes_on_with_it_and_leaves_nobody_silent(
    program: Program,
) -> None:
    async with FakeDiscord() as server:
        house = House(program, server)
        await house.put_on_record()
        async with house.bot():
            for who in ("asha", "ben", "kit", "lou"):
                house.users[who].joins(house.lobby)
            await server.until(lambda: len(house.inside()) == 4, 20)
            house.users["asha"].leaves()
            began = asyncio.get_running_loop().time()
            await server.until(lambda: house.silent(house.room) == {"ben", "kit", "lou"}, 5)
        assert not any(house.room.lets_in(house.users[who]) for who in ("asha", "gus"))
        house.users["kit"].leaves()
        assert house.silent(house.room) == {"ben", "lou"}
        house.users["kit"].joins(house.lobby)
        async with house.bot():
            await server.until(lambda: house.inside() == {"ben"}, 25)
            assert asyncio.get_running_loop().time() - began < HOLD_LIMIT + 20
            await server.until(lambda: not house.silent(house.room), 10)
            if house.users["lou"] not in house.lobby.people:
                house.users["lou"].joins(house.lobby)
            await server.until(lambda: not house.silent(house.room, house.lobby), 10)
            assert not house.room.lets_in(house.users["lou"])
