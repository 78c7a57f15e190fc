"""Several servers in one process: each has a group of its own, and outages of its own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.model.case import Stage
from bot.model.meeting import Attendance, Evidence, Meeting, MeetingState, Place, RoomKind
from bot.model.people import Role
from bot.ports import Books, GroupDetails, MeetingDetails, PersonDetails
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import STARTS, case_of
from tests.fakes.discord import Guild, User
from tests.fakes.discord.channel import Channel
from tests.fakes.discord.connection import Connection

PLACES = {"sue": Role.ORGANISER, "mo": Role.CONTRIBUTOR, "pat": Role.CONTRIBUTOR}


class Two(NamedTuple):
    """The usual server, and another one with a meeting that Sue and Mo are in. Pat is in both."""

    on: Discord
    guild: Guild
    room: Channel
    users: dict[str, User]

    async def meeting(self, name: str) -> Meeting:
        stored = await self.on.store.run(lambda books: books.meeting(name))
        assert stored is not None
        return stored.meeting

    def texts(self, who: str) -> list[str]:
        return [message.text for message in self.users[who].inbox]


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    async with Discord(new_database(tmp_path)) as on:
        guild = on.server.add_guild("Lungs and Us")
        while _shard(guild) == _shard(on.guild):
            guild = on.server.add_guild("Lungs and Us")
        room = guild.add_voice("Monthly")
        users = {"sue": on.server.add_user("Sue"), "mo": on.server.add_user("Mo")} | on.users
        for who in PLACES:
            guild.add_member(users[who])
        for who in ("sue", "mo"):
            users[who].joins(room)
        await on.settle()
        await on.store.run(lambda books: _seed(books, room, users))
        yield Two(on, guild, room, users)


def _seed(books: Books, room: Channel, users: dict[str, User]) -> None:
    group = GroupDetails(id="g2", name="Lungs and Us", timezone="Europe/London", country="GB")
    books.add_group(group, {})
    for who, role in PLACES.items():
        books.add_person("g2", PersonDetails(id=who, name=who.title(), roles=(role,)))
        books.link(who, "discord", str(users[who].id), STARTS)
    books.add_room("g2", "discord", str(room.id), "Monthly")
    seen = {
        who: Attendance(place=Place.ROOM, evidence=Evidence.OBSERVED, last_sign=STARTS, been=True,
                        accounts=(str(users[who].id),))
        for who in ("sue", "mo")
    }  # fmt: skip
    meeting = Meeting(
        id="other", group="g2", platform="discord", room=RoomKind.VOICE, planned_start=STARTS,
        planned_end=STARTS + timedelta(hours=1), state=MeetingState.RUNNING, expects=("sue", "mo"),
        chair="sue", contact="sue", opened_at=STARTS, attendance=seen,
    )  # fmt: skip
    books.add_meeting(meeting, MeetingDetails(title="Monthly", room=str(room.id)), {})


async def test_going_to_the_meeting_of_another_group_is_leaving_here_and_coming_there(
    two: Two,
) -> None:
    two.users["pat"].leaves()
    two.users["pat"].joins(two.room)
    await two.on.settle()
    assert not (await two.meeting("m")).seat("pat").present
    assert (await two.meeting("other")).seat("pat").present
    case = await case_of(two.on.store, "pat")
    assert case is not None


async def test_an_outage_of_one_server_is_no_blind_time_of_the_other(two: Two) -> None:
    since = two.on.time.now()
    two.guild.fails()
    await two.on.settle()
    assert await two.on.discord.snapshot(str(two.room.id)) is None
    assert await two.on.discord.snapshot(two.on.room) is not None
    assert (await two.meeting("m")).blind == ()
    (window,) = (await two.meeting("other")).blind
    assert (window.since, window.until) == (since, None)


async def test_who_leaves_during_it_is_a_leaver_here_at_once_and_there_when_it_is_over(
    two: Two,
) -> None:
    since = two.on.time.now()
    two.guild.fails()
    await two.on.settle()
    two.users["mo"].leaves()
    two.users["pat"].leaves()
    await two.on.settle()
    here = (await two.meeting("m")).newest_case_of("pat")
    assert here is not None
    assert here.stage is Stage.GRACE
    assert (await two.meeting("other")).newest_case_of("mo") is None
    two.on.time.passes(minutes=3)
    two.guild.recovers()
    await two.on.settle()
    there = (await two.meeting("other")).newest_case_of("mo")
    assert there is not None
    assert there.left_at == since
    assert (await two.meeting("m")).newest_case_of("mo") is None
    assert len([text for text in two.texts("mo") if "are you OK?" in text]) == 1
    assert len([text for text in two.texts("pat") if "are you OK?" in text]) == 1


async def test_staff_of_one_group_hear_nothing_of_the_other(two: Two) -> None:
    two.guild.fails()
    await two.on.settle()
    two.on.time.passes(minutes=2)
    await two.on.settle()
    two.guild.recovers()
    await two.on.settle()
    two.users["mo"].leaves()
    await two.on.settle()
    two.on.time.passes(minutes=11)
    await two.on.settle()
    assert any("I could not see" in text for text in two.texts("sue"))
    assert any("I have not heard from Mo" in text for text in two.texts("sue"))
    assert two.texts("maya") == []
    assert two.texts("tom") == []


async def test_a_large_bot_that_loses_one_connection_still_sees_the_servers_of_the_other(
    two: Two,
) -> None:
    """Discord recommends as many connections as a bot's servers need; each may be lost alone."""
    on = two.on
    await on.stop()
    on.server.shards = 2
    on.put_together()
    await on.discord.start()
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.discord.drain_waiting()
    (lost,) = [line for line in on.server.gateway.connections if _serves(line, two.guild)]
    assert not _serves(lost, on.guild)
    assert lost.session is not None
    del on.server.world.sessions.by_id[lost.session.id]
    lost.drop()
    await on.until(lambda: on.discord._watching.snapshot(str(two.room.id)) is None)
    assert await on.discord.snapshot(on.room) is not None
    two.users["pat"].leaves()
    await on.until(lambda: str(two.users["pat"].id) not in _seen(two, on.room))
    assert str(two.users["sue"].id) not in _seen(two, str(two.room.id))


async def test_a_large_bot_can_be_stopped_while_it_asks_for_a_connection(two: Two) -> None:
    """The library takes that for a connection that failed."""
    on = two.on
    await on.stop()
    on.server.shards = 2
    on.put_together()
    await on.discord.start()
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.discord.drain_waiting()
    on.server.drops_connection(resumable=False)
    await on.until(lambda: on.naps.next)
    await asyncio.sleep(0.3)
    async with asyncio.timeout(10):
        await on.stop()


def _shard(guild: Guild) -> int:
    """Which of two connections serves it."""
    return (guild.id >> 22) % 2


def _serves(line: Connection, guild: Guild) -> bool:
    return line.session is not None and line.session.serves(guild.id)


def _seen(two: Two, room: str) -> tuple[str, ...]:
    seen = two.on.discord._watching.snapshot(room)
    return () if seen is None else seen.accounts
