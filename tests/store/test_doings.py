"""What the bot did in rooms, private chats, and what rooms are for: kept, and brought along."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.model.meeting import RoomUse
from bot.ports import Books, Doing, Letter, RoomDetails
from bot.store import create_engine
from bot.store.migrating import MIGRATIONS, NEWEST, upgrade
from tests.engine.house import START, House

BEFORE: dict[str, object] = {"allow": 1024, "deny": 0}
LOCK = Doing(room="7", account="1", what="lock", before=BEFORE)


@pytest.fixture
def old(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    """The address of an empty database of the same kind as `url`."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'old.db'}"
    address: str = request.getfixturevalue("empty_postgres")
    return address


def add_room(books: Books, *, ref: str, kind: RoomUse) -> None:
    books.add_room("g", "discord", ref, "Breathe Well", kind)


def note(books: Books, *, doing: Doing) -> bool:
    return books.note_doing("discord", doing, START)


async def test_rooms_that_were_known_before_are_meeting_rooms(old: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(old)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    with engine.begin() as connection:
        for row in (
            "INSERT INTO groups (id, name, timezone, country) VALUES ('g', 'B', 'UTC', 'GB')",
            "INSERT INTO rooms (platform, ref, group_id, title) VALUES ('telegram','-1','g','B')",
        ):
            connection.execute(sa.text(row))
    engine.dispose()
    assert upgrade(old) == NEWEST
    house = House(old)
    assert await house.run(lambda books: books.rooms_of("g")) == [("telegram", "-1")]
    assert await house.run(lambda books: books.rooms_of("g", RoomUse.LOBBY)) == []
    house.close()


async def test_a_room_is_known_by_what_it_is_for(house: House) -> None:
    await house.prepare()
    for ref, kind in (("1", RoomUse.SERVER), ("2", RoomUse.LOBBY)):
        await house.run(partial(add_room, ref=ref, kind=kind))
    assert await house.run(lambda books: books.rooms_of("g", RoomUse.LOBBY)) == [("discord", "2")]
    everything = await house.run(lambda books: books.rooms_on("discord"))
    assert RoomDetails(group="g", ref="1", title="Breathe Well", kind=RoomUse.SERVER) in everything
    await house.run(lambda books: books.remove_room("discord", "2"))
    assert await house.run(lambda books: books.rooms_of("g", RoomUse.LOBBY)) == []


async def test_what_was_there_first_stays_on_record_until_it_is_undone(house: House) -> None:
    assert await house.run(lambda books: books.note_doing("discord", LOCK, START))
    later = Doing(room="7", account="1", what="lock", before={"allow": 0, "deny": 1})
    assert not await house.run(lambda books: books.note_doing("discord", later, START))
    assert await house.run(lambda books: books.doings("discord")) == [LOCK]
    await house.run(lambda books: books.undone("discord", "7", "1", "lock"))
    assert await house.run(lambda books: books.doings("discord")) == []


async def test_doings_are_found_by_room_by_account_and_by_what_was_done(house: House) -> None:
    mute = Doing(room="8", account="5", what="mute", before={})
    admit = Doing(room="7", account="5", what="admit", before={})
    for doing in (LOCK, mute, admit):
        await house.run(partial(note, doing=doing))
    assert await house.run(lambda books: books.doings("discord", room="7")) == [LOCK, admit]
    assert await house.run(lambda books: books.doings("discord", account="5")) == [admit, mute]
    assert await house.run(lambda books: books.doing("discord", "8", "5", "mute")) == mute
    assert await house.run(lambda books: books.doing("discord", "7", "5", "mute")) is None
    assert await house.run(lambda books: books.doings("telegram")) == []


async def test_doings_outlast_a_restart(house: House) -> None:
    await house.run(lambda books: books.note_doing("discord", LOCK, START))
    house.close()
    house.open()
    assert await house.run(lambda books: books.doings("discord")) == [LOCK]


async def test_the_last_letter_stays_known_when_only_the_chat_is_told(house: House) -> None:
    await house.run(lambda books: books.set_letter("discord", Letter(account="5", channel="50")))
    assert (await house.run(lambda books: books.letter("discord", "5"))) == Letter(
        account="5", channel="50"
    )
    taken = Letter(account="5", channel="50", last="901")
    await house.run(lambda books: books.set_letter("discord", taken))
    await house.run(lambda books: books.set_letter("discord", Letter(account="5", channel="50")))
    assert await house.run(lambda books: books.letters("discord")) == [taken]
    assert await house.run(lambda books: books.letter("discord", "6")) is None
