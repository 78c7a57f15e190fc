"""What was just decided is sent right after its commit: once, in order, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.engine import Outcome
from bot.lanes import IN_FLIGHT
from bot.model.effects import Effect, Facts
from bot.model.meeting import How
from bot.model.signals import Leaving
from bot.ports import Books, Parcel
from tests.engine.house import START, UNKNOWN, House, an_alert


class Gate:
    """A platform that takes nothing until it is opened."""

    def __init__(self, house: House) -> None:
        self.asked: list[Parcel] = []
        self._open = asyncio.Event()
        house.discord.during = self._wait

    async def _wait(self, parcel: Parcel) -> None:
        self.asked.append(parcel)
        await self._open.wait()

    def open(self) -> None:
        self._open.set()


async def until(question: Callable[[], object]) -> None:
    for _ in range(5_000):
        if question():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it did not happen in time")


async def ready(house: House) -> House:
    """A meeting under way, and an outbox that is handed what is decided."""
    await (await house.prepare()).under_way()
    house.engine.courier = house.outbox
    return house


def note(to: str, **more: Any) -> Effect:
    return an_alert(to, facts=Facts(person="pat", since=START), **more)


async def put(house: House, *effects: Effect) -> None:
    """Queue, and tell the engine's listeners, as every decision does."""

    def work(books: Books) -> Outcome:
        stored = books.meeting("weekly")
        assert stored is not None
        books.queue(stored.meeting, effects, house.now)
        return house.engine._outcome(books)

    house.engine.tell(await house.run(work))


async def test_it_is_sent_without_anybody_looking_into_the_tables(house: House) -> None:
    await ready(house)
    await house.told(Leaving(person="pat", how=How.CONTACT))
    await until(lambda: house.sent("maya", "support-alert"))
    await house.outbox.stop()
    assert house.sent("maya", "support-alert") == ["support-alert"]


async def test_a_claim_at_the_same_time_does_not_send_it_twice(house: House) -> None:
    await ready(house)
    gate = Gate(house)
    await asyncio.gather(put(house, note("maya"), note("dana")), house.outbox.fill("discord"))
    await house.outbox.fill("discord")
    await until(lambda: len(gate.asked) == 2)
    gate.open()
    await house.settle()
    assert sorted(str(p.recipient) for p in gate.asked) == ["dana", "maya"]


async def test_what_finds_no_place_waits_in_the_tables_and_is_sent(house: House) -> None:
    await ready(house)
    gate = Gate(house)
    rings: list[int] = []
    house.outbox.when_there_is_place("discord", lambda: rings.append(1))
    everybody = ["maya", "dana", "tom", "quinn"]
    await put(house, *(note(who, thread=str(n)) for n in range(3) for who in everybody))
    await until(lambda: len(gate.asked) == len(everybody))
    assert len(gate.asked) <= IN_FLIGHT
    gate.open()
    await until(lambda: rings)
    await house.settle()
    assert house.discord.keys().count("case-alert") == 3 * len(everybody)


async def test_to_one_address_nothing_passes_what_was_said_before(house: House) -> None:
    await ready(house)
    gate = Gate(house)
    await put(house, note("maya", thread="first"))
    await put(house, note("maya", thread="second"), note("dana"))
    await house.outbox.fill("discord")
    await until(lambda: len(gate.asked) == 2)
    assert [p.recipient for p in gate.asked] == ["maya", "dana"]
    gate.open()
    await house.settle()
    numbers = [p.id for p in house.discord.got if p.recipient == "maya"]
    assert numbers == sorted(numbers)
    assert len(numbers) == 2


async def test_while_others_wait_nothing_goes_before_them(house: House) -> None:
    """A prompt that was decided last is not sent before an alert that has no place yet."""
    await ready(house)
    gate = Gate(house)
    await put(house, note("maya", thread="a"), note("maya", thread="b"))
    await put(house, note("dana", thread="c", safety=False))
    await until(lambda: gate.asked)
    assert [p.recipient for p in gate.asked] == ["maya"]
    gate.open()
    await house.settle()
    assert house.sent("dana") == ["case-alert"]


async def test_of_unknown_fate_it_is_tried_again_from_the_tables(house: House) -> None:
    await ready(house)
    house.discord.will("support-alert", UNKNOWN)
    await house.told(Leaving(person="pat", how=How.CONTACT))
    await until(lambda: [p for p in house.discord.tried if p.key == "support-alert"])
    house.engine.courier = None
    await house.settle()
    await house.wait(seconds=5)
    alerts = [p for p in house.discord.tried if (p.key, p.recipient) == ("support-alert", "maya")]
    assert [p.again for p in alerts] == [False, True]


async def test_a_process_that_dies_before_it_sends_leaves_it_in_the_tables(house: House) -> None:
    await ready(house)
    gate = Gate(house)
    await put(house, note("maya"))
    await until(lambda: gate.asked)
    await house.outbox.stop()
    house.discord.during = None
    house.close()
    house.open()
    await house.outbox.suspect_unfinished()
    await house.settle()
    (alert,) = [p for p in house.discord.got if p.key == "case-alert"]
    assert alert.again


async def test_what_waited_before_a_start_is_held_back_and_what_is_new_is_not(
    house: House,
) -> None:
    await (await house.prepare()).under_way()

    def queue(books: Books) -> None:
        stored = books.meeting("weekly")
        assert stored is not None
        books.queue(stored.meeting, (note("maya"),), house.now)

    await house.run(queue)
    house.engine.courier = house.outbox
    await house.outbox.hold_back()
    await put(house, note("dana"))
    await house.outbox.drain("discord")
    assert (house.sent("maya", "case-alert"), house.sent("dana")) == ([], ["case-alert"])
    house.outbox.let_go()
    await house.outbox.drain("discord")
    assert house.sent("maya", "case-alert") == ["case-alert"]


async def test_the_group_whose_case_waits_longest_hears_first(house: House) -> None:
    await (await house.prepare("weekly", "monthly")).under_way()
    groups = await house.run(lambda books: books.groups_by_urgency())
    assert groups == [["monthly", "weekly"]]
