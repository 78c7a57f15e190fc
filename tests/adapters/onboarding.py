"""Coming into a group, as people do it on each platform, through the real libraries.

Maya and Ben run Breathe Well; nobody else has come in. What each person reads and does is the
same on both platforms, but for how they write a command and how they come to a meeting.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Self

from bot.commands.handling import Handler
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Person
from bot.ports import Books
from tests.adapters.discord_talk import synchronised
from tests.contract.discord import Discord
from tests.contract.harness import Harness
from tests.contract.telegram import Telegram
from tests.fakes.discord.bits import Permission
from tests.threeway.commanding import in_fields

PEOPLE = ("maya", "ben", "pat", "kit", "gus")


class Onboarding(Harness, ABC):
    """A group that Maya has just set up."""

    young_born: str
    """When Kit was born: old enough for the platform, and under 18."""

    @abstractmethod
    async def hears(self, who: str, text: str) -> str:
        """What the bot answers to words or a command that somebody writes to it privately."""

    @abstractmethod
    async def taps(self, who: str, label: str) -> str:
        """What it answers to a button under the newest message that has it."""

    @abstractmethod
    async def comes_to_the_meeting(self, *people: str) -> None: ...

    @abstractmethod
    def inside(self) -> set[str]: ...

    async def invites(self, words: str, who: str) -> str:
        """Maya invites somebody, who opens the link; what they read."""
        code = re.search(r"/start (\S+)", await self.hears("maya", f"/invite {words}"))
        assert code is not None
        return await self.hears(who, f"/start {code[1]}")

    async def checks(self) -> None:
        """Ben runs the group too; each has seen the other's check."""
        await self.invites("Ben organiser", "ben")
        await self.hears("maya", "/people check Ben enhanced 2028-01-01")
        await self.hears("ben", "/people check Maya enhanced 2028-01-01")
        await self.taps("ben", "Show me")
        await self.taps("ben", "Yes, I agree")
        await self.hears("maya", "/agree")
        await self.taps("maya", "Yes, I agree")

    async def opens_a_meeting(self, *, young: bool) -> None:
        """It starts in 25 minutes."""
        await self.hears("maya", "/phone 07700 900110")
        await self.hears("maya", "/meeting new Weekly 2027-01-20 18:30 40m")
        if young:
            await self.hears("maya", "/meeting young")
            await self.hears("maya", "/meeting second Ben")
        await self.hears("maya", "/meeting publish")
        await self.hears("maya", "/meeting open")

    async def meeting(self) -> Meeting:
        def read(books: Books) -> Meeting:
            (group,) = books.all_groups()
            (found,) = books.meetings_of(group, frozenset(MeetingState))
            stored = books.meeting(found)
            assert stored is not None
            return stored.meeting

        return await self.store.run(read)

    async def member(self, name: str) -> Person:
        def read(books: Books) -> Person:
            (group,) = books.all_groups()
            people = books.group(group).people.values()
            return next(one for one in people if books.name_of(one.id) == name)

        return await self.store.run(read)


class OnTelegram(Onboarding, Telegram):
    young_born = "2010-06-01"

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.users = {who: self.server.user(who.title()) for who in PEOPLE}
        maya, pat = self.users["maya"], self.users["pat"]
        self.group = self.server.group(
            "Breathe Well", self.users["ben"], pat, owner=maya, kind="supergroup", bot=None
        )
        self.commands = Handler(self.time.now, lambda _, code: self.telegram.deep_link(code)).handle
        await self.start()
        maya.adds_bot(self.group, admin=True)
        maya.writes(self.group, "/setup")
        await self.settle()
        (said,) = [message.text for message in self.group.messages if message.from_bot]
        link = re.search(r"\?start=(\S+)", said)
        assert link is not None
        maya.start(link[1])
        await self.settle()
        return self

    async def hears(self, who: str, text: str) -> str:
        user = self.users[who]
        before = len(user.inbox)
        self.time.passes(seconds=2)
        if text.startswith("/start "):
            user.start(text.removeprefix("/start "))
        else:
            user.says(text)
        await self.settle()
        return "\n\n".join(message.text for message in user.inbox[before:])

    async def taps(self, who: str, label: str) -> str:
        user = self.users[who]
        before = len(user.inbox)
        newest = next(one for one in reversed(user.inbox) if label in one.labels)
        self.time.passes(seconds=2)
        user.presses(newest, label)
        await self.settle()
        return "\n\n".join(message.text for message in user.inbox[before:])

    async def comes_to_the_meeting(self, *people: str) -> None:
        for who in people:
            user = self.users[who]
            if self.group.has(user):
                user.writes(self.group, "Hello")
            else:
                user.requests_to_join(self.group)
            self.time.passes(seconds=2)
            for _ in range(3):
                await self.settle()

    def inside(self) -> set[str]:
        return {who for who, user in self.users.items() if self.group.has(user)}


class OnDiscord(Onboarding, Discord):
    young_born = "2012-05-03"

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.guild = self.server.add_guild("Breathe Well")
        self.general = self.guild.add_text("general")
        self.users = {who: self.server.add_user(who.title()) for who in PEOPLE}
        for who, user in self.users.items():
            manages = Permission.MANAGE_GUILD if who == "maya" else Permission(0)
            self.guild.add_member(user, permissions=manages)
        await self.start()
        await synchronised(self)
        used = self.users["maya"].commands("setup", {}, self.general)
        await self.settle()
        await self.server.until(lambda: used.ephemeral)
        self.users["maya"].says("Hello")
        await self.settle()
        return self

    def _shown(self, who: str) -> list[Any]:
        user = self.users[who]
        found = {message.id: message for message in (*user.inbox, *user.ephemeral)}
        return [found[number] for number in sorted(found)]

    async def hears(self, who: str, text: str) -> str:
        before = len(self._shown(who))
        if text.startswith("/"):
            filled = _invitation(text) or in_fields(text)
            assert filled is not None, text
            used = self.users[who].commands(*filled)
            await self.settle()
            await self.server.until(lambda: used.messages and not used.thinking)
        else:
            self.users[who].says(text)
        await self.settle()
        return "\n\n".join(message.text for message in self._shown(who)[before:])

    async def taps(self, who: str, label: str) -> str:
        before = len(self._shown(who))
        newest = next(one for one in reversed(self._shown(who)) if label in one.labels)
        pressed = self.users[who].presses(newest, label)
        await self.server.until(lambda: pressed.acknowledged_after is not None)
        await self.settle()
        return "\n\n".join(message.text for message in self._shown(who)[before:])

    async def comes_to_the_meeting(self, *people: str) -> None:
        young = (await self.meeting()).young
        for who in people:
            self.users[who].joins(self.guild.channel("Lobby" if young else "Meeting room"))
            for _ in range(2):
                await self.passes(seconds=1)
                await self.settles()

    async def settles(self) -> None:
        while True:
            await self.taken()
            done = await self.engine.take_due() + await self.outbox.drain_all()
            await self.taken()
            if not done:
                return

    def inside(self) -> set[str]:
        there = self.guild.channel("Meeting room").people
        return {who for who, user in self.users.items() if user in there}


def _invitation(text: str) -> tuple[str, dict[str, str]] | None:
    """An invitation as it is filled in: a name of one word, a role, and perhaps a birth date."""
    if not text.startswith("/invite "):
        return None
    return "invite", dict(zip(("name", "role", "born"), text.split()[1:], strict=False))


BOTH = {"telegram": OnTelegram, "discord": OnDiscord}


def house(platform: str, file: Path) -> Onboarding:
    return BOTH[platform](file)
