"""From an empty group to a young people's meeting that is held and ends, all in the chat.

The real library; nothing is put into the database by hand (SPEC 8, Y1, Y6, Y8, Y10).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Self

import pytest

from bot.commands.handling import Handler
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.fakes.telegram import Group

ADULTS = ("maya", "dana", "ben", "cleo")
YOUNG = ("kit", "lou")
YES = "Yes, I agree"
LINK = re.compile(r"https://t\.me/\S+\?start=(\S+)")


class EmptyGroup(Telegram):
    """A group of adults that the bot has never seen; its links ask to join."""

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.users = {who: self.server.user(who.title()) for who in (*ADULTS, "gus", *YOUNG)}
        maya, *adults = (self.users[who] for who in ADULTS)
        self.group: Group = self.server.group("Breathe Well", *adults, owner=maya, bot=None)
        self.commands = Handler(self.time.now, lambda _, code: self.telegram.deep_link(code)).handle
        await self.start()
        return self

    async def settles(self) -> None:
        for _ in range(3):
            await self.settle()

    async def lasts(self, minutes: int) -> None:
        """Minute by minute, as the clock would."""
        for _ in range(minutes):
            self.time.passes(minutes=1)
            await self.settles()

    # --- what people do -----------------------------------------------------------------------

    async def hears(self, who: str, text: str) -> str:
        """What the bot answers somebody privately."""
        user, before = self.users[who], len(self.users[who].inbox)
        self.time.passes(seconds=2)
        user.says(text)
        await self.settles()
        return "\n".join(message.text for message in user.inbox[before:])

    async def follows(self, who: str, text: str) -> str:
        """Open the link in a text."""
        link = LINK.search(text)
        assert link is not None, text
        before = len(self.users[who].inbox)
        self.users[who].start(link[1])
        await self.settles()
        return "\n".join(message.text for message in self.users[who].inbox[before:])

    async def presses_last(self, who: str, label: str) -> None:
        self.users[who].presses("newest", label)
        await self.settles()

    async def invites(self, who: str, words: str) -> None:
        said = await self.hears("maya", f"/invite {who.title()} {words}")
        assert "Welcome to Breathe Well." in await self.follows(who, said)

    async def agrees(self, who: str) -> None:
        """They read what is promised and asked, and say yes to all of it."""
        before = len(self.users[who].inbox)
        await self.hears(who, "/agree")
        for message in self.users[who].inbox[before:]:
            if YES in message.labels:
                self.users[who].presses(message, YES)
                await self.settles()

    async def writes(self, *people: str) -> None:
        for who in people:
            self.time.passes(seconds=1)
            self.users[who].writes(self.group, "hello")
            await self.settles()

    async def asks_to_come_in(self, *people: str) -> None:
        for who in people:
            self.time.passes(seconds=1)
            self.users[who].requests_to_join(self.group)
            await self.settles()

    # --- what can be seen ---------------------------------------------------------------------

    def inside(self) -> set[str]:
        return {who for who, user in self.users.items() if self.group.has(user)}

    def may_write(self, who: str) -> bool:
        member = self.group.chat.member(self.users[who].id)
        return member.status != "restricted" or bool(member.rights.get("can_send_messages"))

    def told(self, who: str, words: str) -> bool:
        return any(words in message.text for message in self.users[who].inbox)


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[EmptyGroup]:
    async with EmptyGroup(new_database(tmp_path)) as at:
        yield at


async def founded(on: EmptyGroup) -> None:
    """The group, and everybody in it; whoever sets it up is asked about young people."""
    on.users["maya"].adds_bot(on.group, admin=True)
    on.users["maya"].writes(on.group, "/setup Europe/London GB")
    await on.settles()
    (invitation,) = [m.text for m in on.group.messages if m.from_bot]
    assert "Will anyone under 18 take part?" in await on.follows("maya", invitation)
    await on.presses_last("maya", "Yes, under-18s come")
    assert on.told("maya", "Young people take part in Breathe Well.")
    await on.hears("maya", "/phone 07700 900110")
    for who, words in (
        ("dana", "lead"),
        ("ben", "facilitator"),
        ("cleo", "organiser"),
        ("gus", "guardian"),
        ("kit", "young_person 2010-06-01"),
        ("lou", "young_person 2010-07-01"),
    ):
        await on.invites(who, words)


async def minded(on: EmptyGroup) -> None:
    """Who is checked, who looks after whom, and what everybody has agreed to."""
    assert "Maya" in await on.hears("dana", "/people check Maya enhanced 2028-01-01")
    assert "Ben" in await on.hears("maya", "/people check Ben basic 2028-01-01")
    assert "Cleo" in await on.hears("maya", "/people check Cleo enhanced 2028-01-01")
    for child in YOUNG:
        assert "Gus" in await on.hears("maya", f"/people guardian {child.title()} Gus")
    for who in on.users:
        await on.agrees(who)


async def planned(on: EmptyGroup) -> None:
    """A meeting of young people in writing, published and open."""
    assert "Weekly" in await on.hears("maya", "/meeting new Weekly 2027-01-20 18:30 45m")
    await on.hears("maya", "/meeting young")
    await on.hears("maya", "/meeting second Ben")
    await on.hears("maya", "/meeting standby Cleo")
    assert "Weekly is published." in await on.hears("maya", "/meeting publish")
    await on.lasts(minutes=20)
    assert "Weekly is open." in await on.hears("maya", "/meeting open")


async def test_from_an_empty_group_to_a_hold_that_ends(on: EmptyGroup) -> None:
    await founded(on)
    await minded(on)
    await planned(on)

    # Two first: their requests wait until two checked adults have given a sign in the group.
    await on.asks_to_come_in("kit", "lou")
    assert on.inside() == set(ADULTS)
    assert on.told("kit", "You are in the right place")
    await on.writes("maya")
    assert on.inside() == set(ADULTS)
    await on.writes("ben")
    assert on.inside() == {*ADULTS, "kit", "lou"}
    assert all(on.told(who, "You can come in now") for who in YOUNG)
    await on.lasts(minutes=8)
    await on.writes("maya", "ben", *YOUNG)

    # One adult goes: young people cannot write, and those who can help are called.
    on.users["ben"].leaves(on.group)
    await on.settles()
    assert not any(on.may_write(who) for who in YOUNG)
    assert on.may_write("maya")
    assert on.told("maya", "the meeting is on hold")
    assert on.told("cleo", "Please come to the meeting now")
    assert on.told("dana", "It is on hold")
    assert any("short break" in m.text for m in on.group.messages if m.from_bot)

    # Five minutes, and nobody came: the young people are taken out together.
    await on.lasts(minutes=4)
    assert {"kit", "lou"} <= on.inside()
    await on.lasts(minutes=1)
    assert on.inside() == {"maya", "dana", "cleo"}
    for child in YOUNG:
        assert on.told(child, "The meeting is over for today.")
        assert on.told("gus", f"earlier than planned. {child.title()} is not in it any more")
    assert "no meeting" in await on.hears("maya", "/meeting end")

    # Taken out is not banned; and nothing about anybody stands in the group.
    await on.asks_to_come_in("kit")
    assert on.group.asks_to_join(on.users["kit"])
    # The link of /setup holds a code that is drawn: any letters may stand in it.
    shown = LINK.sub("", " ".join(m.text for m in on.group.messages if m.from_bot))
    assert not any(who.title() in shown for who in (*YOUNG, "gus", "ben", "dana"))
