"""Every happening is taken once; the same again changes nothing (invariant 9)."""

from __future__ import annotations

import pytest

from bot import happenings as h
from bot.model import signals as s
from bot.model.case import Stage
from bot.model.meeting import How
from tests.engine.house import ACCEPTED, UNKNOWN, House

EVERYTHING: dict[str, h.Happening] = {
    "coming in": h.CameIn(platform="discord", account="discord/quinn", room="room/weekly"),
    "going out": h.WentOut(platform="discord", account="discord/pat", room="room/weekly"),
    "moving over": h.MovedOver(
        platform="discord", account="discord/pat", room="room/weekly", to="room/other"
    ),
    "writing": h.WroteIn(platform="discord", account="discord/pat", room="room/weekly"),
    "leaving the group": h.LeftGroup(platform="discord", account="discord/pat", room="room/weekly"),
    "words": h.Texted(platform="telegram", account="telegram/pat", text="I am not ok"),
    "a command": h.Commanded(platform="telegram", account="telegram/pat", text="/ok"),
    "a block": h.Reachable(platform="telegram", account="telegram/pat", reachable=False),
    "a word about leaving": h.Told(
        meeting="weekly", signal=s.Leaving(person="pat", how=How.CONTACT)
    ),
    "an end": h.Told(meeting="weekly", signal=s.Ended(by="maya")),
    "a stranger": h.CameIn(platform="discord", account="discord/who", room="room/weekly"),
}


async def books_of(house: House) -> tuple[object, int, int]:
    """Everything that a repeat could have changed."""
    rows = await house.run(lambda books: books.journal("weekly"))
    return await house.meeting(), len(rows), len(house.discord.got + house.telegram.got)


@pytest.mark.parametrize("what", EVERYTHING)
async def test_the_same_happening_again_changes_nothing(house: House, what: str) -> None:
    await (await house.prepare()).under_way()
    first = await house.accept(EVERYTHING[what], "one key")
    await house.settle()
    before = await books_of(house)
    again = await house.accept(EVERYTHING[what], "one key")
    await house.settle()
    assert (first.taken, again.taken, again.changes) == (True, False, ())
    assert await books_of(house) == before


async def test_a_button_pressed_twice_under_one_key_is_one_press(house: House) -> None:
    await (await house.prepare()).under_way()
    await house.goes("pat")
    await house.wait(minutes=10)
    press = h.PressedButton(
        platform="discord", account="discord/maya", message=house.discord.got[-1].id, button="take"
    )
    assert (await house.accept(press, "press/1")).taken
    before = await books_of(house)
    assert not (await house.accept(press, "press/1")).taken
    assert await books_of(house) == before


async def test_a_key_is_taken_even_after_a_restart(house: House) -> None:
    await (await house.prepare()).under_way()
    gone = h.WentOut(platform="discord", account="discord/pat", room="room/weekly")
    await house.accept(gone, "update/7")
    house.open()
    assert not (await house.accept(gone, "update/7")).taken


async def test_a_deadline_is_taken_once_however_often_it_is_looked_at(house: House) -> None:
    await (await house.prepare()).under_way()
    await house.goes("pat")
    await house.wait(minutes=1)
    for _ in range(3):
        await house.engine.take_due()
    await house.settle()
    assert house.sent("pat", "check-in") == ["check-in"]


async def test_two_processes_take_a_deadline_once(house: House) -> None:
    other = House(house.url)
    other.sealer = house.sealer
    await (await house.prepare()).under_way()
    await house.goes("pat")
    steps = [await house.run(lambda books: books.next_due())]
    house.now = other.now = steps[0] or house.now
    await house.engine.take_due()
    await other.engine.take_due()
    await house.settle()
    other.close()
    assert house.sent("pat", "check-in") == ["check-in"]


async def test_a_delivery_reported_twice_is_settled_once(house: House) -> None:
    await (await house.prepare()).under_way()
    parcel = house.discord.got[0]
    before = await books_of(house)
    delivery = await house.discord.perform(parcel)
    house.discord.got.pop()
    await house.engine.delivered(parcel, delivery)
    assert await books_of(house) == before


async def test_a_delivery_that_is_refused_after_it_was_accepted_changes_nothing(
    house: House,
) -> None:
    await (await house.prepare()).under_way()
    await house.goes("pat")
    await house.wait(minutes=1)
    asked = next(p for p in house.discord.got if p.key == "check-in")
    house.discord.will("check-in", s.DeliveryOutcome.REFUSED)
    await house.engine.delivered(asked, await house.discord.perform(asked))
    assert (await house.case()).stage is Stage.CHECKING
    assert house.sent("pat", "check-in") == ["check-in"]


async def test_what_became_of_it_is_only_news_once(house: House) -> None:
    """Unknown, unknown, accepted: they hear of it when it is first in doubt, and at the end."""
    await (await house.prepare()).under_way()
    house.discord.will("check-in", UNKNOWN, UNKNOWN, ACCEPTED)
    await house.goes("pat")
    await house.wait(minutes=2)
    told = [
        entry.signal["outcome"]
        for entry in await house.run(lambda books: books.journal("weekly"))
        if entry.signal["is"] == "Delivered" and entry.signal["sent"]["key"] == "check-in"
        and entry.signal["sent"]["platform"] == "discord"
    ]  # fmt: skip
    assert told == ["unknown", "accepted"]
