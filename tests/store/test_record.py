"""The record of a meeting: every entry carries the hash of the one before."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import create_engine
from bot.store import tables as t
from tests.engine.house import House, add_meeting


async def lived(house: House) -> House:
    """A house with a record of some length."""
    await (await house.prepare()).under_way()
    await house.goes("pat")
    await house.wait(minutes=10)
    await house.press("maya", "case-alert", "take")
    await house.settle()
    return house


def change(house: House, statement: Any) -> None:
    engine = create_engine(house.url)
    with engine.begin() as connection:
        connection.execute(statement)
    engine.dispose()


async def holds(house: House) -> list[bool]:
    return [entry.holds for entry in await house.run(lambda books: books.journal("weekly"))]


async def test_the_chain_of_the_record_holds(house: House) -> None:
    entries = await (await lived(house)).run(lambda books: books.journal("weekly"))
    assert len(entries) > 8
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert all(entry.holds for entry in entries)
    assert len({entry.hash for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", 1),
        ("signal", '{"is": "Logged", "person": "pat", "by": "maya"}'),
        ("effects", '[{"do": "Withdraw", "case": "c9"}]'),
        ("previous", "0" * 64),
        ("hash", "0" * 64),
        ("meeting_id", "other"),
        ("seq", 99),
    ],
)
async def test_a_change_to_any_field_of_any_entry_is_seen(
    house: House, field: str, value: object
) -> None:
    await lived(house)
    if field == "meeting_id":
        await house.run(lambda books: add_meeting(books, "other"))
    whole = len(await holds(house))
    changed = sa.update(t.journal).where(t.journal.c.seq == 3).values({field: value})
    change(house, changed)
    found = await holds(house)
    assert not all(found)
    assert len(found) == whole - (field == "meeting_id")


async def test_an_entry_taken_out_or_put_in_is_seen(house: House) -> None:
    await lived(house)
    change(house, sa.delete(t.journal).where(t.journal.c.seq == 2))
    assert not all(await holds(house))


async def test_two_entries_that_changed_places_are_seen(house: House) -> None:
    await lived(house)
    for old, new in ((2, 1000), (3, 2), (1000, 3)):
        change(house, sa.update(t.journal).where(t.journal.c.seq == old).values(seq=new))
    assert not all(await holds(house))


@pytest.mark.parametrize("field", ["signal", "effects"])
async def test_an_entry_that_cannot_be_read_any_more_is_shown_as_broken(
    house: House, field: str
) -> None:
    """Whoever verifies a record wants to be told where it breaks, not to meet an error."""
    await lived(house)
    change(house, sa.update(t.journal).where(t.journal.c.seq == 3).values({field: "{not json"}))
    assert await holds(house) == [n != 3 for n in range(1, len(await holds(house)) + 1)]
