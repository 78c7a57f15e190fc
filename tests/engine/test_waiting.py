"""What waits is sent when it is time and only while it is true, and holds nothing else up."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.deciding import Change
from bot.engine import Outcome
from bot.model.effects import Edit, Effect, Facts, Post, Recall, Send
from bot.model.meeting import MeetingState
from bot.patience import longer_each_time
from bot.ports import Books
from tests.engine.house import START, UNKNOWN, House, an_alert

ABOUT_PAT = Facts(person="pat", since=START)


async def put(house: House, *effects: Effect) -> None:
    """Queue, and tell whoever sends at once, as every decision does."""

    def work(books: Books) -> Outcome:
        stored = books.meeting("weekly")
        assert stored is not None
        books.queue(stored.meeting, effects, house.now)
        return house.engine._outcome(books)

    house.engine.tell(await house.run(work))


def a_prompt(to: str = "maya", **more: Any) -> Send:
    """Something that can wait; without anything else until the end of the quiet hours."""
    given = {"key": "cannot-come-note", "thread": "cannot/pat", "facts": Facts(person="pat")}
    waits = {"not_before": START + timedelta(hours=14)}
    return Send(to=to, platform="discord", safety=False, **{**given, **waits, **more})


def texts(house: House) -> list[tuple[str, str]]:
    return [(p.do, p.key) for p in house.discord.got]


@pytest.mark.parametrize("tries", [10, 1023, 1024, 10**9])
def test_however_often_something_was_tried_the_wait_is_a_number(tries: int) -> None:
    assert longer_each_time(tries, first=0.1, most=60) == 60


async def test_a_message_that_was_tried_for_days_stops_nothing(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    house.discord.will("case-alert", *[UNKNOWN] * 3)
    await put(house, an_alert("maya", facts=ABOUT_PAT))
    database = sa.create_engine(house.url)
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE outbox SET attempts = 1024"))
    database.dispose()
    await house.settle()
    await put(house, an_alert("dana", "call-task", facts=ABOUT_PAT))
    await house.wait(minutes=4)
    assert [(p.key, p.recipient) for p in house.discord.got] == [
        ("call-task", "dana"),
        ("case-alert", "maya"),
    ]


async def test_a_delivery_that_cannot_be_noted_does_not_stop_the_others(house: House) -> None:
    def fails(change: Change) -> None:
        raise OverflowError

    await house.prepare(state=MeetingState.DRAFT)
    house.engine.listeners.append(fails)
    await put(house, an_alert("maya", facts=ABOUT_PAT))
    with suppress(OverflowError):
        await house.outbox.drain("discord")
    await put(house, an_alert("dana", facts=ABOUT_PAT))
    await house.outbox.fill("discord")
    await asyncio.sleep(0.05)
    assert [p.recipient for p in house.discord.got] == ["maya", "dana"]
    house.engine.listeners.clear()
    await house.outbox.fill("discord")
    await house.settle()
    assert [p.recipient for p in house.discord.got] == ["maya", "dana"]


async def test_what_waits_for_the_morning_is_not_sent_right_after_its_commit(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    house.engine.courier = house.outbox
    await put(house, a_prompt())
    await asyncio.sleep(0.05)
    assert house.discord.got == []
    house.now += timedelta(hours=14)
    await house.settle()
    assert texts(house) == [("send", "cannot-come-note")]


async def test_what_was_of_use_until_a_moment_is_not_sent_from_then_on(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    over = START + timedelta(minutes=10)
    house.discord.will("cannot-come-note", *[UNKNOWN] * 40)
    await put(house, a_prompt(not_before=None, until=over), Post(key="break-due", until=START),
              an_alert("dana", facts=ABOUT_PAT))  # fmt: skip
    await house.wait(minutes=20)
    assert texts(house) == [("send", "case-alert")]
    assert await house.run(lambda books: books.next_try()) is None


async def test_what_waits_says_the_newer_thing_once(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    facts = Facts(person="pat", variant="asked")
    await put(house, a_prompt(key="phone-cost", facts=facts), a_prompt("tom", thread="other"))
    await put(house, Edit(key="cannot-come-note", thread="cannot/pat", to="maya",
                          facts=Facts(person="pat")))  # fmt: skip
    await house.wait(hours=15)
    assert house.sent("maya") == ["cannot-come-note"]
    assert [p.do for p in house.discord.got] == ["send", "send"]


async def test_what_waits_and_is_not_so_any_more_is_never_said(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    await put(house, a_prompt())
    await put(house, Edit(key="cannot-come-note", thread="cannot/pat", to="maya",
                          facts=Facts(person="pat", variant="noted")))  # fmt: skip
    await house.wait(hours=15)
    assert house.discord.got == []


async def test_a_second_message_that_waits_gives_way_to_the_edit_of_the_first(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    await put(house, a_prompt(key="phone-cost", facts=Facts(person="pat", variant="asked"),
                              not_before=None))  # fmt: skip
    await house.settle()
    await put(house, a_prompt(key="phone-cost", facts=Facts(person="pat", variant="asked")))
    await put(house, Edit(key="cannot-come-note", thread="cannot/pat", to="maya",
                          facts=Facts(person="pat")))  # fmt: skip
    await house.wait(hours=15)
    assert texts(house) == [("send", "phone-cost"), ("edit", "cannot-come-note")]


async def test_somebodys_words_that_wait_are_never_dropped_for_an_edit(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    said = Facts(person="pat", words=(house.sealer.seal("the bus was late"),))
    await put(house, a_prompt(key="removal-reason", thread="r", facts=said))
    await put(house, Edit(key="removal-reason", thread="r", to="maya", facts=Facts(person="pat")))
    await house.wait(hours=15)
    assert texts(house) == [("send", "removal-reason"), ("edit", "removal-reason")]


async def test_a_safety_message_keeps_its_edit(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    house.discord.will("overrun", UNKNOWN)
    await put(house, an_alert("maya", "overrun", thread="overrun"))
    await house.outbox.drain("discord")
    await put(house, Edit(key="overrun", thread="overrun", to="maya",
                          facts=Facts(variant="noted")))  # fmt: skip
    await house.wait(minutes=5)
    assert texts(house) == [("send", "overrun"), ("edit", "overrun")]


async def test_one_persons_messages_are_recalled_and_nobody_elses(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    await put(house, a_prompt("maya"), a_prompt("tom"), a_prompt("maya", key="agenda-waits"))
    await put(house, Recall(to="maya", keys=("cannot-come-note",)))
    await house.wait(hours=15)
    assert sorted((p.recipient, p.key) for p in house.discord.got) == [
        ("maya", "agenda-waits"),
        ("tom", "cannot-come-note"),
    ]


async def test_a_platform_that_answers_again_does_not_let_out_what_waits(house: House) -> None:
    await house.prepare(state=MeetingState.DRAFT)
    house.discord.will("case-alert", UNKNOWN)
    await put(house, a_prompt(), an_alert("dana", facts=ABOUT_PAT))
    await house.outbox.drain("discord")
    await house.run(lambda books: books.retry_now("discord", house.now))
    await house.outbox.drain("discord")
    assert texts(house) == [("send", "case-alert")]
