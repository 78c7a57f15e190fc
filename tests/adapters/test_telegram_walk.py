"""From an empty group to a meeting that is held, without leaving the chat (SPEC 8)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Self

import pytest

from bot.commands.handling import Handler
from bot.model.meeting import MeetingState
from tests.contract.database import new_database
from tests.contract.hooked import HookedTelegram
from tests.contract.telegram import Telegram
from tests.fakes.telegram import Group, User


class Empty(Telegram):
    """A bot that knows nobody, on a server where Maya has just opened a group."""

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.maya = self.server.user("Maya")
        self.pat = self.server.user("Pat")
        self.chat: Group = self.server.group("Breathe Well", self.pat, owner=self.maya, bot=None)
        self.commands = Handler(self.time.now, lambda _, code: self.telegram.deep_link(code)).handle
        await self.start()
        return self

    async def hears(self, user: User, text: str) -> str:
        """What the bot answers somebody privately, who takes a moment to write."""
        self.time.passes(seconds=2)
        before = len(user.inbox)
        user.says(text)
        await self.settle()
        return "\n\n".join(message.text for message in user.inbox[before:])

    async def follows(self, user: User, text: str) -> str:
        """Press the link in a text."""
        link = re.search(r"https://t\.me/\S+\?start=(\S+)", text)
        assert link is not None, text
        before = len(user.inbox)
        user.start(link[1])
        await self.settle()
        return "\n\n".join(message.text for message in user.inbox[before:])

    def offered(self, user: User) -> set[str]:
        """The commands that an app shows in the private chat."""
        commands = self.server.world.commands
        menu = commands.get((f'{{"chat_id": {user.id}, "type": "chat"}}', ""))
        return {c["command"] for c in menu or commands['{"type": "all_private_chats"}', ""]}


class EmptyHooked(Empty, HookedTelegram):
    """The same, with a webhook."""


@pytest.fixture(params=[Empty, EmptyHooked], ids=["asking", "webhook"])
async def on(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Empty]:
    async with request.param(new_database(tmp_path)) as harness:
        yield harness


async def state(on: Empty) -> MeetingState:
    def read(books):
        (group,) = {room.group for room in books.rooms_on("telegram")}
        (meeting,) = books.meetings_of(group, frozenset(MeetingState))
        return books.meeting(meeting).meeting.state

    return await on.store.run(read)


async def test_from_an_empty_group_to_a_meeting(on: Empty) -> None:
    # The group: Maya adds the bot, and sets the group up where it meets.
    on.maya.adds_bot(on.chat, admin=True)
    on.maya.writes(on.chat, "/setup")
    await on.settle()
    (invitation,) = [m.text for m in on.chat.messages if m.from_bot]
    assert "Breathe Well is set up." in invitation
    assert "an organiser of Breathe Well now" in await on.follows(on.maya, invitation)
    await on.server.until(lambda: {"invite", "people", "meeting", "case"} <= on.offered(on.maya))
    assert "invite" not in on.offered(on.pat)

    # Its people: a number for the contact person, and an invitation for Pat.
    await on.hears(on.maya, "/phone 07700 900110")
    link = await on.hears(on.maya, "/invite Pat")
    assert "You are free to leave" in await on.follows(on.pat, link)
    people = await on.hears(on.maya, "/people")
    assert "Maya: organiser" in people
    assert "Pat: contributor" in people
    assert "for the staff of a group" in await on.hears(on.pat, "/people")

    # A second account of Pat's.
    phone = on.server.user("Pat's phone")
    joined = await on.follows(phone, await on.hears(on.pat, "/link"))
    assert joined

    # What each may do.
    assert "/invite" in await on.hears(on.maya, "/help")
    assert "/invite" not in await on.hears(on.pat, "/help")

    # The meeting: made, published, and its card stands in the group.
    made = await on.hears(on.maya, "/meeting new Weekly 2027-01-20 18:30 60m")
    assert "Weekly" in made
    assert await state(on) is MeetingState.DRAFT
    await on.hears(on.maya, "/meeting publish")
    assert await state(on) is MeetingState.PUBLISHED
    assert any("Weekly" in m.text for m in on.chat.messages if m.from_bot)

    # It is opened, Pat is there and goes without a word, and Maya has the case.
    await on.hears(on.maya, "/meeting open")
    on.time.passes(minutes=25)
    await on.settle()
    assert await state(on) is MeetingState.RUNNING
    assert on.chat.pinned, "the card is pinned"
    for who in (on.maya, on.pat):
        who.presses(on.chat, "I'm here")
    await on.settle()
    on.pat.leaves(on.chat)
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()
    assert "are you OK?" in on.pat.inbox[-1].text
    for _ in range(9):
        on.time.passes(minutes=1)
        await on.settle()
    cases = await on.hears(on.maya, "/case list")
    code = re.search(r"\b(\w+-c1)\b", cases)
    assert code is not None, cases
    await on.hears(on.maya, f"/case take {code[1]}")
    await on.hears(on.maya, f"/case outcome {code[1]} reached-ok")
    assert code[1] not in await on.hears(on.maya, "/case list")

    # Nothing of all this stands in the group.
    shown = " ".join(m.text for m in on.chat.messages if m.from_bot)
    assert "Pat" not in shown
    await on.hears(on.maya, "/meeting end")
    assert await state(on) is MeetingState.ENDED
