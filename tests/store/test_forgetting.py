"""Letting go of one person, and of what has been kept long enough, on each kind of database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.model.people import Check, CheckLevel, Role
from bot.model.profile import CostAgreement, Money, Profile
from bot.ports import Books, Code, Emergency, GroupDetails, Letter, PersonDetails
from bot.store import tables as t
from tests.engine.house import House

NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)
PHONE, MAIL = "+44 7700 900111", "pat@example.org"


def pat_is_there(books: Books) -> None:
    """Somebody of whom everything is kept that can be, and a child of theirs."""
    books.add_group(
        GroupDetails(id="g", name="Breathe Well", timezone="Europe/London", country="GB"), {}
    )
    emergency = Emergency(name="Jo", phone="07700 900119", note="Say it slowly")
    books.add_person(
        "g",
        PersonDetails(
            id="pat",
            name="Patricia",
            roles=(Role.FACILITATOR, Role.GUARDIAN),
            born=date(1980, 2, 1),
            phone=PHONE,
            email=MAIL,
            emergency=emergency,
        ),
    )
    for other, name in (("gus", "Gus"), ("gia", "Gia")):
        books.add_person("g", PersonDetails(id=other, name=name, roles=(Role.CONTRIBUTOR,)))
    books.set_guardians("gia", ("pat", "gus"))
    books.set_held_by("gia", "pat")
    books.set_check("pat", Check(level=CheckLevel.ENHANCED, expires=date(2028, 1, 1)))
    books.set_pin("pat", "4821")
    books.link("pat", "telegram", "77001", NOW)
    books.set_letter("telegram", Letter(account="77001", channel="c1"))
    books.agree("pat", "pat", {"privacy": 1}, NOW)
    books.agree("pat", "gia", {"privacy": 1}, NOW)
    books.save_profile("pat", Profile(needs="A ramp"))
    money = Money(amount=Decimal(5), currency="GBP")
    books.save_cost_agreement("g", "pat", CostAgreement(covers="Data", each=money))
    books.await_words("pat", "aboutme needs", NOW + timedelta(hours=1))
    books.add_code("k7m2q", Code(purpose="link", person="pat"), NOW + timedelta(days=1))


TABLES_OF_PEOPLE = (
    *(t.accounts, t.minding, t.agreements, t.profiles, t.cost_agreements),
    *(t.awaited, t.codes, t.members),
)


async def test_of_somebody_who_is_forgotten_only_an_id_is_left(house: House) -> None:
    await house.store.run(pat_is_there)
    await house.store.run(lambda books: books.forget_person("pat"))
    card = await house.store.run(lambda books: books.card_of("pat"))
    assert card is not None
    assert card.name == "Somebody"
    assert {card.born, card.phone, card.email, card.emergency} == {None}
    engine = sa.create_engine(house.url)
    with engine.connect() as connection:
        for table in TABLES_OF_PEOPLE:
            where = table.c.person_id == "pat"
            assert connection.execute(sa.select(table).where(where)).all() == [], table.name
        assert connection.execute(sa.select(t.letters)).all() == []
    engine.dispose()


async def test_a_child_keeps_the_other_guardian(house: House) -> None:
    await house.store.run(pat_is_there)
    await house.store.run(lambda books: books.forget_person("pat"))
    group = await house.store.run(lambda books: books.group("g"))
    assert set(group.people) == {"gus", "gia"}
    assert (group.people["gia"].guardians, group.people["gia"].held_by) == (("gus",), None)


async def test_what_is_loose_goes_when_it_is_old_and_not_before(house: House) -> None:
    await house.store.run(pat_is_there)

    def sweep(books: Books, days: int) -> dict[str, int]:
        now = NOW + timedelta(days=days)
        return books.remove_loose_ends(now - timedelta(days=30), now)

    early = await house.store.run(lambda books: sweep(books, 30))
    assert early["codes"] == 0
    late = await house.store.run(lambda books: sweep(books, 32))
    assert (late["codes"], early["questions"], late["chats"]) == (1, 1, 0)


async def test_a_chat_of_an_account_that_nobody_has_goes(house: House) -> None:
    await house.store.run(pat_is_there)
    await house.store.run(lambda books: books.unlink("pat", "telegram"))
    done = await house.store.run(lambda books: books.remove_loose_ends(NOW, NOW))
    assert done["chats"] == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_nothing_is_left_lying_in_the_file(house: House, url: str) -> None:
    file = Path(str(sa.make_url(url).database))
    await house.store.run(pat_is_there)
    await house.store.run(lambda books: books.forget_person("pat"))
    house.store.close()
    left = b"".join(one.read_bytes() for one in file.parent.iterdir() if one.is_file())
    assert b"Gia" in left
    for gone in (b"Patricia", b"77001", PHONE.encode(), MAIL.encode()):
        assert gone not in left
