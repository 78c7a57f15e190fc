"""Several processes on one database, and what one of them remembers."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import Any

import msgspec
import pytest

from bot import happenings as h
from bot.model import signals as s
from bot.model.case import Stage
from bot.model.effects import Send
from bot.model.meeting import Evidence
from bot.model.people import Role
from bot.ports import Books
from bot.store.writer import Conflict
from tests.engine.house import PEOPLE, House


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
    assert all(entry.holds for entry in await house.run(lambda books: books.journal("weekly")))
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
