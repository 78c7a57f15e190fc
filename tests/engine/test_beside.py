"""The group's other meetings, as they are read for a decision (Y3, Y7, Y11; decision 0029)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from bot import lobby
from bot.beside import context_of
from bot.model import signals as s
from bot.model.meeting import Attendance, Meeting, Place, RoomUse
from bot.model.policy import Policy
from bot.ports import Books
from tests.engine.house import START, House, new_sqlite

DOOR = "room/lobby"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = await House(new_sqlite(tmp_path)).prepare("weekly", "other")
    yield house
    house.close()


def change(books: Books, name: str, **fields: object) -> Meeting:
    stored = books.meeting(name)
    assert stored is not None
    meeting = msgspec.structs.replace(stored.meeting, **fields)
    books.save(meeting, stored.version, stored.meeting, {})
    return meeting


async def test_who_waits_for_another_young_peoples_meeting_is_in_the_context(house: House) -> None:
    waits = {"quinn": Attendance(place=Place.LOBBY)}

    def read(books: Books) -> list[frozenset[str]]:
        found = []
        for young in (False, True):
            change(books, "other", young=young, attendance=waits)
            for mine in (False, True):
                meeting = change(books, "weekly", young=mine)
                found.append(context_of(books, meeting, START, Policy.default()))
        return [context.in_lobby_elsewhere for context in found]

    nobody = frozenset[str]()
    assert await house.run(read) == [nobody, nobody, nobody, {"quinn"}]


async def test_a_guardian_in_the_lobby_has_come_for_the_meeting_of_their_child(
    house: House,
) -> None:
    def read(books: Books) -> list[str]:
        books.add_room("g", "discord", DOOR, "Lobby", RoomUse.LOBBY)
        books.set_guardians("pat", ("quinn",))
        for name, expects in (("weekly", ("tom",)), ("other", ("pat",))):
            change(books, name, young=True, expects=expects)
        return lobby.meetings_at(books, "discord", DOOR, "quinn", START)

    assert await house.run(read) == ["other"]


async def test_a_concern_is_known_to_the_other_meeting_at_once(house: House) -> None:
    def kept_out(books: Books) -> object:
        stored = books.meeting("other")
        assert stored is not None
        return context_of(books, stored.meeting, START, Policy.default()).kept_out

    assert await house.run(kept_out) == {}
    await house.told(s.Concerned(person="pat", about="tom"), "weekly")
    assert await house.run(kept_out) == {"pat": ("tom",)}
    house.close()
    house.open()
    assert await house.run(kept_out) == {"pat": ("tom",)}
