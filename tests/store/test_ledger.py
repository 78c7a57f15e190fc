"""Keys that are taken once, and deadlines that wait their time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Books, DueStep
from tests.engine.house import START, House


async def test_a_key_is_taken_once(house: House) -> None:
    assert await house.run(lambda books: books.take_key("a", START))
    assert not await house.run(lambda books: books.take_key("a", START))
    assert await house.run(lambda books: books.take_key("b", START))


async def test_a_key_taken_by_many_at_once_is_taken_by_one(house: House) -> None:
    others = [House(house.url) for _ in range(2)]
    tries = [
        one.run(lambda books: books.take_key("the one", START))
        for one in (house, *others)
        for _ in range(10)
    ]
    assert sum(await asyncio.gather(*tries)) == 1
    for other in others:
        other.close()


async def test_a_key_taken_in_a_transaction_that_failed_is_free_again(house: House) -> None:
    def fails(books: Books) -> None:
        assert books.take_key("a", START)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await house.run(fails)
    assert await house.run(lambda books: books.take_key("a", START))


async def test_old_keys_are_forgotten_and_new_ones_are_not(house: House) -> None:
    await house.run(lambda books: books.take_key("old", START - timedelta(days=40)))
    await house.run(lambda books: books.take_key("new", START))
    await house.lookout.tidy()
    assert await house.run(lambda books: books.take_key("old", START))
    assert not await house.run(lambda books: books.take_key("new", START))


async def test_deadlines_come_the_earliest_first_and_only_when_they_are_due(house: House) -> None:
    await house.prepare()
    late, early = START + timedelta(minutes=2), START + timedelta(minutes=1)
    due = {"b": late, "a": early, "c": START + timedelta(minutes=3)}
    await house.run(lambda books: books.save_deadlines("weekly", due))
    steps = await house.run(lambda books: books.due(START + timedelta(minutes=2), 10))
    assert [(step.step, step.at) for step in steps] == [("a", early), ("b", late)]
    assert await house.run(lambda books: books.next_due()) == early


async def test_a_postponed_deadline_keeps_the_moment_at_which_it_was_due(house: House) -> None:
    await house.prepare()
    await house.run(lambda books: books.save_deadlines("weekly", {"a": START}))
    step = DueStep(meeting="weekly", step="a", at=START)
    later = START + timedelta(seconds=30)
    await house.run(lambda books: books.postpone(step, later))
    assert await house.run(lambda books: books.due(START, 10)) == []
    assert await house.run(lambda books: books.due(later, 10)) == [step]
    await house.run(lambda books: books.save_deadlines("weekly", {"a": START}))
    assert await house.run(lambda books: books.due(START, 10)) == [], "the same is not a new one"


async def test_a_moment_comes_back_to_the_microsecond(house: House) -> None:
    await house.prepare()
    odd = START.replace(microsecond=999_999)
    await house.run(lambda books: books.save_deadlines("weekly", {"a": odd}))
    assert await house.run(lambda books: books.next_due()) == odd
