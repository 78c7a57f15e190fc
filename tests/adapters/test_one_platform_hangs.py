"""A platform that takes messages and never answers holds up no alert on the other one.

The room is on Discord and the organiser on Telegram; so what Discord shows is still acted on.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.bootstrap import App
from bot.model.meeting import Attendance, Evidence, Meeting, MeetingState, Place, RoomKind
from bot.model.people import Platform, Role
from bot.ports import Books, GroupDetails, MeetingDetails, PersonDetails
from tests.adapters.test_both_at_once import discord, running, settings, telegram
from tests.fakes.discord import FakeDiscord, User
from tests.fakes.telegram import FakeTelegram

__all__ = ["discord", "telegram"]

CROWD = 40
"""Private messages that hang: more than there are places for at the same time."""
AT_ONCE = 5.0
"""Seconds. A message that hangs is given up after ten; nothing waits for that."""
HOUR = timedelta(hours=1)
PEOPLE = {"maya": Role.ORGANISER, "dana": Role.SAFEGUARDING_LEAD, "pat": Role.CONTRIBUTOR}


def seed(books: Books, room: int, accounts: dict[str, tuple[Platform, int]]) -> None:
    """A meeting under way in a voice room, with Pat in it."""
    now = datetime.now(UTC)
    group = GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB")
    books.add_group(group, {})
    for who, role in PEOPLE.items():
        books.add_person("g", PersonDetails(id=who, name=who.title(), roles=(role,)))
    for who, (platform, account) in accounts.items():
        books.link(who, platform, str(account), now)
    books.add_room("g", "discord", str(room), "Weekly")
    pat = Attendance(
        place=Place.ROOM, evidence=Evidence.OBSERVED, last_sign=now, been=True,
        accounts=(str(accounts["pat"][1]),),
    )  # fmt: skip
    meeting = Meeting(
        id="m", group="g", platform="discord", room=RoomKind.VOICE, planned_start=now - HOUR / 2,
        planned_end=now + HOUR, state=MeetingState.RUNNING, expects=("pat",), chair="maya",
        contact="maya", opened_at=now - HOUR / 2, attendance={"pat": pat},
    )  # fmt: skip
    books.add_meeting(meeting, MeetingDetails(title="Weekly", room=str(room)), {})


async def everything_hangs(server: FakeDiscord, crowd: list[User]) -> None:
    """Discord answers nothing any more, and many private messages wait for it to."""
    server.fail("silence", path=".", times=None)
    before = len(server.log)
    for one in crowd:
        one.says("hello")
    await server.until(lambda: len([c for c in server.log[before:] if c.status is None]) >= 8)


@pytest.fixture
async def app(tmp_path: Path, discord: FakeDiscord, telegram: FakeTelegram) -> AsyncIterator[App]:
    async with running(settings(tmp_path, discord, telegram)) as app:
        await discord.until(lambda: discord.connected)
        yield app


async def test_an_alert_goes_out_on_telegram_while_discord_hangs(
    app: App, discord: FakeDiscord, telegram: FakeTelegram
) -> None:
    guild = discord.add_guild("Breathe Well")
    room = guild.add_voice("Weekly")
    pat, *crowd = (guild.add_member(discord.add_user(f"P{n}")) for n in range(CROWD + 1))
    pat.joins(room)
    maya = telegram.user("Maya")
    maya.start()
    await telegram.until(lambda: maya.inbox)
    accounts: dict[str, tuple[Platform, int]] = {
        "maya": ("telegram", maya.id), "pat": ("discord", pat.id),
    }  # fmt: skip
    await app.store.run(lambda books: seed(books, room.id, accounts))
    await everything_hangs(discord, crowd)
    began = asyncio.get_running_loop().time()
    pat.commands("leaving", {"how": "contact"})
    await telegram.until(lambda: any("Pat" in message.text for message in maya.inbox), AT_ONCE)
    assert asyncio.get_running_loop().time() - began < AT_ONCE
    discord.heals()
