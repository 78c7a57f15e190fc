"""A meeting in a voice channel, with the bot's process around the real library."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import happenings as h
from bot.engine import Outcome
from bot.model.case import Case
from bot.model.meeting import Attendance, Meeting
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import case_of


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        yield harness


class Reported:
    """Notes what the adapter reports, in order, with the keys."""

    def __init__(self, on: Discord) -> None:
        self.happenings: list[h.Happening] = []
        self.keys: list[str] = []
        self._accept_in = on.engine.accept_in
        vars(on.engine)["accept_in"] = self._note

    def _note(self, books, happening: h.Happening, key: str) -> Outcome:
        self.happenings.append(happening)
        self.keys.append(key)
        return self._accept_in(books, happening, key)

    def taken(self) -> list[tuple[str, str]]:
        """What was reported, and of which account."""
        return [(type(one).__name__, vars_of(one)["account"]) for one in self.happenings]


def vars_of(one: h.Happening) -> dict[str, str]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


async def meeting(on: Discord) -> Meeting:
    stored = await on.store.run(lambda books: books.meeting("m"))
    assert stored is not None
    return stored.meeting


async def seat(on: Discord, who: str) -> Attendance:
    return (await meeting(on)).seat(who)


async def case_of_pat(on: Discord) -> Case:
    case = await case_of(on.store, "pat")
    assert case is not None
    return case
