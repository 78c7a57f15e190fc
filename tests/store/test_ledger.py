"""Keys, deadlines, the record and its chain, and several processes on one database."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from bot import happenings as h
from bot.model import signals as s
from bot.model.case import Stage
from bot.model.effects import Send
from bot.model.meeting import Evidence
from bot.model.people import Role
from bot.ports import Books, DueStep
from bot.store import create_engine
from bot.store import tables as t
from bot.store.writer import Conflict
from tests.engine.house import PEOPLE, START, House, add_meeting


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


# --- the record -----------------------------------------------------------------------


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


# --- keys and deadlines ---------------------------------------------------------------


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


# --- several processes ----------------------------------------------------------------


async def test_a_save_against_an_old_version_is_a_conflict(house: House) -> None:
    await house.prepare()

    def stale(books: Books) -> None:
        stored = books.meeting("weekly")
        assert stored is not None
        books.save(stored.meeting, stored.version - 1, stored.meeting, {})

    with pytest.raises(Conflict):
        await house.run(stale)


async def test_many_signals_to_one_meeting_from_two_processes_nothing_lost_nothing_twice(
    house: House,
) -> None:
    """Everybody comes in and goes out at once, each told to one of two processes or to both."""
    await house.prepare()
    other = House(house.url)
    other.sealer = house.sealer
    await house.told(s.Opened(by="maya"))
    comes = [
        one.accept(
            h.CameIn(platform="discord", account=f"discord/{who}", room="room/weekly"), f"in/{who}"
        )
        for who in PEOPLE
        for one in (house, other)
    ]
    taken = [outcome.taken for outcome in await asyncio.gather(*comes)]
    assert sum(taken) == len(PEOPLE)
    assert set((await house.meeting()).present()) == set(PEOPLE)
    goes = [
        (house, other)[number % 2].accept(
            h.WentOut(platform="discord", account=f"discord/{who}", room="room/weekly")
            if number % 3
            else h.Told(meeting="weekly", signal=s.Departed(person=who, whole=True)),
            f"out/{who}",
        )
        for number, who in enumerate(PEOPLE)
    ]
    await asyncio.gather(*goes)
    meeting = await house.meeting()
    assert meeting.present() == ()
    assert sorted(case.subject for case in meeting.cases.values()) == sorted(PEOPLE)
    assert all(await holds(house))
    other.close()


async def test_a_version_counts_every_change_whoever_made_it(house: House) -> None:
    await house.prepare()
    other = House(house.url)
    await house.told(s.Opened(by="maya"))
    signs = [
        one.told(s.Arrived(person=f"p{number}", evidence=Evidence.ATTESTED))
        for number in range(10)
        for one in (house, other)
    ]
    other._number = 1000
    await asyncio.gather(*signs)
    versions = await house.run(lambda books: books.meeting("weekly"))
    assert versions is not None
    changes = await house.run(lambda books: books.journal("weekly"))
    assert versions.version == 1 + len(changes)
    other.close()


async def test_the_record_of_deliveries_holds_when_two_processes_write_it(house: House) -> None:
    """A delivery may change nothing in the meeting: its entry still has a place of its own."""
    await house.prepare()
    other = House(house.url)
    other.sealer = house.sealer
    await house.told(s.Opened(by="maya"))
    sent = msgspec.convert(
        {"do": "Send", "to": "maya", "key": "unknown-person", "platform": "discord"}, type=Send
    )
    told = s.Delivered(sent=sent, outcome=s.DeliveryOutcome.ACCEPTED)
    both = [one.engine.hear("weekly", told) for _ in range(20) for one in (house, other)]
    await asyncio.gather(*both)
    entries = await house.run(lambda books: books.journal("weekly"))
    assert len([e for e in entries if e.signal["is"] == "Delivered"]) == 40
    assert all(entry.holds for entry in entries)
    other.close()


async def test_two_processes_that_meet_crosswise_both_go_on(house: House) -> None:
    """Each changes two meetings in one transaction, in the opposite order, at the same time."""
    await house.prepare("one", "two")
    other = House(house.url)
    for name in ("one", "two"):
        await house.told(s.Opened(by="maya"), name)
    met = threading.Barrier(2)

    def both(house: House, first: str, then: str) -> Any:
        def work(books: Books) -> None:
            for name in (first, then):
                happened = h.Told(meeting=name, signal=s.UnknownSeen(account=first))
                house.engine.accept_in(books, happened, f"{first}/{name}")
                with suppress(threading.BrokenBarrierError):
                    met.wait(0.3)

        return house.run(work)

    await asyncio.gather(both(house, "one", "two"), both(other, "two", "one"))
    for name in ("one", "two"):
        assert sorted((await house.meeting(name)).unknown_seen) == ["one", "two"]
    other.close()


# --- what is remembered ---------------------------------------------------------------


async def test_what_a_failed_transaction_read_of_its_own_changes_is_not_remembered(
    house: House,
) -> None:
    """Quinn was made an organiser for a moment that never happened."""
    await house.prepare()
    await house.run(lambda books: books.group("g"))

    def fails(books: Books) -> None:
        books.set_roles("g", "quinn", (Role.ORGANISER,))
        assert books.group("g").people["quinn"].has(Role.ORGANISER)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await house.run(fails)
    await house.run(lambda books: books.set_roles("g", "tom", (Role.FACILITATOR,)))
    group = await house.run(lambda books: books.group("g"))
    assert not group.people["quinn"].has(Role.ORGANISER)
    assert group.people["tom"].has(Role.FACILITATOR)


async def test_what_another_process_changed_is_seen_at_once(house: House) -> None:
    await house.prepare()
    await house.run(lambda books: books.group("g"))
    other = House(house.url)
    await other.run(lambda books: books.set_roles("g", "quinn", (Role.ORGANISER,)))
    group = await house.run(lambda books: books.group("g"))
    assert group.people["quinn"].has(Role.ORGANISER)
    other.close()


async def test_nothing_of_a_closed_case_is_counted_as_missing(house: House) -> None:
    await house.prepare("weekly", "other")
    await house.under_way()
    await house.goes("pat")
    missing = await house.run(lambda books: books.missing_elsewhere("g", "other"))
    assert missing == {"pat"}
    assert await house.run(lambda books: books.missing_elsewhere("g", "weekly")) == frozenset()
    await house.told(s.Logged(person="pat", by="tom"))
    assert (await house.case()).stage is Stage.CLOSED
    assert await house.run(lambda books: books.missing_elsewhere("g", "other")) == frozenset()
