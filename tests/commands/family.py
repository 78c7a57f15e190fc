"""Gia is fourteen and on Discord; Gus is her father; Asha is checked."""

from __future__ import annotations

import re

import msgspec

from bot.flows.timers import timers
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Person
from bot.model.policy import Policy
from bot.ports import Books
from tests.commands.conftest import MAYA, Chat

GIA, GUS, ASHA = "gia-account", "7", "8"


def code(text: str) -> str:
    return re.findall(r"/start/?\s?([\w-]{20,})", text)[0]


async def invited(chat: Chat, words: str, account: str, platform: str = "telegram") -> str:
    said = (await chat.say(MAYA, f"/invite {words}")).only(MAYA)
    return (await chat.say(account, f"/start {code(said)}", platform=platform)).only(account)


async def member(chat: Chat, name: str) -> Person:
    def read(books: Books) -> Person:
        group = books.group(books.groups_of(books.person_of("telegram", MAYA) or "")[0])
        return next(one for one in group.people.values() if books.name_of(one.id) == name)

    return await chat.store.run(read)


async def family(chat: Chat) -> None:
    await invited(chat, "Gia young_person 2012-05-03", GIA, "discord")
    await invited(chat, "Gus guardian", GUS)
    await chat.say(MAYA, "/people guardian Gia Gus")


async def meet(chat: Chat, **changes: object) -> Meeting:
    """A young people's meeting that is open; the rules that publish one are not asked."""
    await chat.say(MAYA, "/meeting new Weekly 2027-01-20 10:00 60m")
    await chat.say(MAYA, "/meeting young")
    meeting = await chat.the_meeting()

    def open_it(books: Books) -> Meeting:
        stored = books.meeting(meeting.id)
        assert stored is not None
        plan = {"state": MeetingState.LOBBY, "opened_at": chat.now, **changes}
        after = msgspec.structs.replace(stored.meeting, **plan)
        books.save(after, stored.version, stored.meeting, timers(after, Policy.default()))
        return after

    return await chat.store.run(open_it)
