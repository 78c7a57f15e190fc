"""A guardian's PIN on Discord is asked for in a form, so that it stays in no chat (Y3)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.model.people import Role
from bot.ports import Books, PersonDetails
from tests.adapters.discord_talk import submits, synchronised, text
from tests.contract.database import new_database
from tests.contract.discord import Discord

MODAL = 9


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        await synchronised(harness)
        await harness.store.run(furnish)
        yield harness


def furnish(books: Books) -> None:
    """Pat is the guardian of Gia."""
    born = date(2012, 5, 3)
    gia = PersonDetails(id="gia", name="Gia", roles=(Role.YOUNG_PERSON,), born=born)
    books.add_person("g", gia)
    books.set_roles("g", "pat", (Role.GUARDIAN,))
    books.set_guardians("gia", ("pat",))


async def test_the_command_opens_a_form_and_the_pin_is_set(on: Discord) -> None:
    pat = on.users["pat"]
    asked = pat.commands("pin", where=on.voice)
    await on.server.until(lambda: asked.modal)
    assert asked.response == MODAL
    assert asked.modal is not None
    assert asked.modal.labels == ("4 to 8 digits",)
    told = await submits(on, pat, asked, "482193")
    assert "482193" not in text(told)
    assert await on.store.run(lambda books: books.pin_is("pat", "482193"))
    assert "482193" not in "".join(message.text for message in pat.inbox)


async def test_somebody_who_is_no_guardian_is_told_so(on: Discord) -> None:
    tom = on.users["tom"]
    asked = tom.commands("pin", where=on.voice)
    await on.server.until(lambda: asked.modal)
    await submits(on, tom, asked, "4821")
    assert not await on.store.run(lambda books: books.pin_is("tom", "4821"))
