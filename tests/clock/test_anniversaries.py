"""The daily look: told once, at nine, and made good after days on which the bot did not run."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.anniversaries import Anniversaries, birthday
from bot.lookout import KEYS_KEPT
from bot.model.effects import Reply
from bot.model.people import Check, CheckLevel, Role
from bot.model.policy import Policy
from bot.ports import Books, GroupDetails, Parcel, PersonDetails
from bot.store import Database
from bot.store.migrating import upgrade
from bot.store.sealing import Sealer
from bot.wording import Wording
from bot.wording.writing import Writer

WORDS = Wording.load(Path(__file__).parents[2] / "config" / "wording", strict=True)
SIXTEENTH = date(2028, 5, 3)
EXPIRES = date(2028, 8, 1)


class Days:
    """A group over many days; `restart` throws everything but the database away."""

    def __init__(self, url: str) -> None:
        self.now = datetime(2028, 1, 1, 8, tzinfo=UTC)
        self.sealer = Sealer([Fernet.generate_key().decode()])
        self.store = Database(url, self.sealer, Writer(WORDS))
        self.restart()

    def restart(self) -> None:
        self.look = Anniversaries(self.store, Policy.default(), lambda: self.now)

    async def at(self, day: date, clock: str = "09:00") -> list[tuple[str, str, int]]:
        """What is sent when it is looked at that time in London: to whom, what, days left."""
        hours, minutes = (int(part) for part in clock.split(":"))
        summer = date(2028, 3, 26) <= day < date(2028, 10, 29)
        self.now = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=UTC)
        self.now -= timedelta(hours=1 if summer else 0)
        await self.look.look()
        return await self.store.run(self._sent)

    def _sent(self, books: Books) -> list[tuple[str, str, int]]:
        found: list[tuple[str, str, int]] = []
        for parcel in books.waiting("discord", self.now, 99, frozenset()):
            books.settle(parcel.id, "accepted", ref="1")
            found.append(self._told(parcel))
        return found

    def _told(self, parcel: Parcel) -> tuple[str, str, int]:
        assert isinstance(parcel.effect, Reply)
        facts = json.loads(self.sealer.open(parcel.effect.sealed))
        assert str(facts["person"]) in parcel.text
        return parcel.address, parcel.key, int(facts["minutes"])


def furnish(books: Books) -> None:
    books.add_group(GroupDetails(id="g", name="G", timezone="Europe/London", country="GB"), {})
    for who, role, born in (
        ("maya", Role.ORGANISER, None),
        ("dana", Role.SAFEGUARDING_LEAD, None),
        ("asha", Role.FACILITATOR, None),
        ("pat", Role.CONTRIBUTOR, None),
        ("gia", Role.YOUNG_PERSON, date(2012, 5, 3)),
        ("leo", Role.YOUNG_PERSON, date(2012, 2, 29)),
    ):
        person = PersonDetails(id=who, name=who.title(), roles=(role,), born=born)
        books.add_person("g", person)
        books.link(who, "discord", who, datetime(2027, 1, 1, tzinfo=UTC))
    books.set_check("asha", Check(level=CheckLevel.ENHANCED, expires=EXPIRES))


@pytest.fixture
async def days(tmp_path: Path) -> AsyncIterator[Days]:
    url = f"sqlite:///{tmp_path / 'days.db'}"
    upgrade(url)
    days = Days(url)
    await days.store.run(furnish)
    yield days
    days.store.close()


def to(sent: list[tuple[str, str, int]], key: str) -> set[str]:
    return {who for who, what, _ in sent if what == key}


def test_a_leap_day_birthday_falls_on_the_first_of_march() -> None:
    assert birthday(date(2012, 2, 29), 16) == date(2028, 2, 29)
    assert birthday(date(2011, 2, 28), 16) == date(2027, 2, 28)
    assert birthday(date(2012, 2, 29), 17) == date(2029, 3, 1)


async def test_seven_days_before_a_sixteenth_birthday_the_lead_and_organisers_hear(
    days: Days,
) -> None:
    assert await days.at(SIXTEENTH - timedelta(days=8)) == []
    assert await days.at(SIXTEENTH - timedelta(days=7), "08:59") == []
    sent = await days.at(SIXTEENTH - timedelta(days=7))
    assert to(sent, "sixteen-soon") == {"maya", "dana"}
    assert await days.at(SIXTEENTH - timedelta(days=7), "21:00") == []
    assert await days.at(SIXTEENTH - timedelta(days=6)) == []


async def test_a_restart_repeats_nothing(days: Days) -> None:
    assert await days.at(SIXTEENTH - timedelta(days=7))
    days.restart()
    assert await days.at(SIXTEENTH - timedelta(days=7), "09:01") == []
    days.restart()
    assert await days.at(SIXTEENTH - timedelta(days=5)) == []


async def test_days_on_which_the_bot_did_not_run_are_made_good(days: Days) -> None:
    assert await days.at(date(2028, 4, 1)) == []
    days.restart()
    sent = await days.at(SIXTEENTH - timedelta(days=3), "15:30")
    assert to(sent, "sixteen-soon") == {"maya", "dana"}


async def test_after_the_birthday_nothing_is_told(days: Days) -> None:
    assert await days.at(SIXTEENTH) == []


async def test_somebody_born_on_a_leap_day_has_a_notice_too(days: Days) -> None:
    assert await days.at(date(2028, 2, 21)) == []
    assert to(await days.at(date(2028, 2, 22)), "sixteen-soon") == {"maya", "dana"}


@pytest.mark.parametrize("left", [60, 30, 7])
async def test_a_check_that_expires_is_told_to_organisers_and_the_adult(
    days: Days, left: int
) -> None:
    await days.at(EXPIRES - timedelta(days=left + 1))
    sent = await days.at(EXPIRES - timedelta(days=left))
    assert {one for one in sent if one[1] == "check-expiring"} == {
        ("maya", "check-expiring", left),
        ("asha", "check-expiring", left),
    }


async def test_over_a_whole_year_each_step_is_told_once(days: Days) -> None:
    told: list[tuple[str, str, int]] = []
    day = date(2028, 1, 1)
    while day < date(2028, 12, 31):
        days.restart()
        told += await days.at(day)
        await days.store.run(lambda books: books.forget(days.now - KEYS_KEPT))
        day += timedelta(days=1)
    mine = [(key, left) for who, key, left in told if who == "maya"]
    assert sorted(mine) == [
        ("check-expiring", 7),
        ("check-expiring", 30),
        ("check-expiring", 60),
        ("sixteen-soon", 7),
        ("sixteen-soon", 7),
    ]


async def test_of_steps_that_were_missed_only_the_last_is_told(days: Days) -> None:
    await days.at(EXPIRES - timedelta(days=61))
    sent = await days.at(EXPIRES - timedelta(days=5), "11:00")
    assert {left for _, key, left in sent if key == "check-expiring"} == {5}
    assert len(to(sent, "check-expiring")) == 2


async def test_it_is_nine_where_the_group_is(days: Days) -> None:
    await days.at(SIXTEENTH - timedelta(days=8), "12:00")
    assert days.look.next_look == datetime(2028, 4, 26, 8, tzinfo=UTC)
