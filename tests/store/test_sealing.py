"""What only a task may open cannot be read in the file, its log, or anywhere beside (V2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot import happenings as h
from bot.model.meeting import How
from bot.model.people import Role
from bot.model.signals import Leaving
from bot.ports import Code, PersonDetails
from bot.store.directory import StoredDirectory
from bot.store.sealing import Sealer, SealError
from tests.engine.house import EMAIL, PHONE, START, WORDS, House, details_of, new_sqlite

BORN = date(1961, 5, 3)
SECRETS = [
    PHONE, PHONE.replace(" ", ""), EMAIL, BORN.isoformat(), "+44 7700 900199", "Robin",
    "say you are from work", WORDS, "they are at the hospital", "ABCDEFGH12345678",
]  # fmt: skip


def _directory(books: Any) -> StoredDirectory:
    found: StoredDirectory = books.directory("g", "weekly")
    return found


async def lived_in(tmp_path: Path) -> House:
    """A house in which everything that is private has been said and done."""
    house = await House(new_sqlite(tmp_path)).prepare()
    await house.run(_one_more)
    await house.under_way()
    await house.told(Leaving(person="pat", how=How.CONTACT))
    await house.accept(h.Texted(platform="telegram", account="telegram/pat", text=WORDS))
    await house.settle()
    await house.press("maya", "support-alert", "take")
    await house.settle()
    for _ in range(2):
        await house.press("maya", "case-contact", "no-answer")
        await house.wait(minutes=8)
    await house.press("maya", "additional-steps", "stop")
    said = h.Texted(platform="discord", account="discord/maya", text="they are at the hospital")
    await house.accept(said)
    await house.settle()
    return house


def _one_more(books: Any) -> None:
    person = PersonDetails(id="bo", name="Bo", roles=(Role.CONTRIBUTOR,), born=BORN, phone=PHONE)
    books.add_person("g", person)
    books.set_phone("quinn", PHONE)
    books.put_in_inbox("telegram", 7, f'{{"text": "{WORDS}"}}', START)
    code = Code(purpose="join", group="g")
    books.add_code("ABCDEFGH12345678", code, START)


async def test_the_raw_files_hold_no_number_no_address_no_birth_date_and_no_words(
    tmp_path: Path,
) -> None:
    house = await lived_in(tmp_path)
    shown = "\n".join(p.text for p in house.discord.got)
    assert PHONE in shown
    assert WORDS in shown, "the owner was shown both"
    for name in ("house.db", "house.db-wal", "house.db-shm"):
        file = tmp_path / name
        raw = file.read_bytes()
        assert [secret for secret in SECRETS if secret.encode() in raw] == [], file.name
    house.close()
    assert [s for s in SECRETS if s.encode() in (tmp_path / "house.db").read_bytes()] == []


async def test_what_is_sealed_comes_back_whole(tmp_path: Path) -> None:
    house = await lived_in(tmp_path)
    card = await house.run(_directory)
    assert (card.phone("pat"), card.email("pat")) == (PHONE, EMAIL)
    assert card.emergency("pat") == details_of("pat", Role.CONTRIBUTOR).emergency
    assert (await house.run(lambda books: books.group("g"))).people["bo"].born == BORN
    case = await house.case()
    words = [house.sealer.open(sealed) for sealed in case.words]
    assert (words, house.sealer.open(case.reason or "")) == ([WORDS], "they are at the hospital")
    house.close()


async def test_with_another_key_it_cannot_be_read_and_the_error_says_what_to_do(
    tmp_path: Path,
) -> None:
    house = await lived_in(tmp_path)
    sealed = (await house.case()).words[0]
    with pytest.raises(SealError, match="ALONGSIDE_SECRET_KEY"):
        Sealer([Fernet.generate_key().decode()]).open(sealed)
    house.close()


def test_after_a_rotation_the_old_key_still_opens_and_the_new_one_seals() -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    sealed = Sealer([old]).seal(WORDS)
    rotated = Sealer([new, old])
    assert rotated.open(sealed) == WORDS
    assert Sealer([new]).open(rotated.seal(WORDS)) == WORDS


@pytest.mark.parametrize("text", ["", "a" * 10_000, "Zoë ☎ \u202e‮ \n\t", "{}", "' OR 1=1 --"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    sealer = Sealer([Fernet.generate_key().decode()])
    assert sealer.open(sealer.seal(text)) == text
    assert sealer.seal(text) != sealer.seal(text), "two of the same do not look the same"
