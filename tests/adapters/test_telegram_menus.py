"""The lists of commands follow what people may do, whoever changed it (SPEC 8)."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.commands.handling import Handler
from bot.happenings import Commanded
from bot.intake import Routed
from bot.model.people import Role
from bot.ports import Books
from tests.contract.database import new_database
from tests.contract.telegram import Telegram

STAFF_COMMANDS = {"people", "meeting", "case"}


class Changes:
    """Stands before the commands: some of them change what somebody is."""

    def __init__(self, on: Telegram) -> None:
        self._handler = Handler(on.time.now)
        self.roles: dict[str, tuple[str, tuple[Role, ...]]] = {}

    def handle(self, books: Books, happening: Commanded, now) -> Routed:
        if happening.text in self.roles:
            person, roles = self.roles[happening.text]
            books.set_roles("g", person, roles)
            return Routed()
        return self._handler.handle(books, happening, now)


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


def listed(on: Telegram, who: str) -> set[str] | None:
    """What somebody is offered besides what everybody is; None: the same as everybody."""
    menu = on.server.world.commands.get((f'{{"chat_id": {on.account(who)}, "type": "chat"}}', ""))
    return None if menu is None else {command["command"] for command in menu}


async def test_who_is_made_an_organiser_or_no_longer_is_one_is_offered_it_at_once(
    on: Telegram,
) -> None:
    changes = Changes(on)
    changes.roles = {
        "/help promote": ("pat", (Role.ORGANISER,)),
        "/help demote": ("pat", (Role.CONTRIBUTOR,)),
    }
    await on.stop()
    on.commands = changes.handle
    await on.start()
    await on.says("maya", "/help promote")
    await on.settle()
    await on.server.until(lambda: listed(on, "pat"))
    assert STAFF_COMMANDS | {"invite"} <= (listed(on, "pat") or set())
    await on.stop()
    await on.start()
    await on.says("maya", "/help demote")
    await on.settle()
    await on.server.until(lambda: listed(on, "pat") is None)


async def test_nobody_else_is_told_anything(on: Telegram) -> None:
    await on.says("pat", "/help")
    await on.says("pat", "/here")
    await on.settle()
    assert not [call for call in on.server.calls("setMyCommands") if "chat_id" in str(call.params)]
    assert not on.server.calls("deleteMyCommands")


async def test_naming_the_operator_makes_nobody_staff(on: Telegram) -> None:
    await on.says("maya", "/operator Pat")
    await on.settle()
    await on.server.until(lambda: listed(on, "maya"))
    assert listed(on, "pat") is None


async def test_setting_up_another_group_in_its_room_makes_an_organiser(on: Telegram) -> None:
    pat = on.users["pat"]
    other = on.server.group("Choir", pat, owner=pat)
    pat.writes(other, "/setup")
    await on.settle()
    await on.server.until(lambda: listed(on, "pat"))
    assert (listed(on, "pat") or set()) >= STAFF_COMMANDS


async def test_leaving_the_group_s_chat_takes_no_role_away(on: Telegram) -> None:
    """They may still do everything, so it is still offered (V6)."""
    await on.says("tom", "/help")
    await on.settle()
    await on.server.until(lambda: listed(on, "tom"))
    await on.leaves_the_group("tom")
    await on.settle()
    assert (listed(on, "tom") or set()) >= STAFF_COMMANDS


async def test_nobody_under_18_is_offered_what_is_for_staff_whatever_they_are_called(
    on: Telegram,
) -> None:
    """An organiser of fourteen may none of it (SPEC 1), so it is not offered to them."""

    def found_out(books: Books) -> None:
        books.set_born("tom", date(2012, 5, 3))

    await on.store.run(found_out)
    await on.says("tom", "/help")
    await on.settle()
    await on.server.until(lambda: listed(on, "tom"))
    assert not STAFF_COMMANDS & (listed(on, "tom") or set())
    assert "pin" in (listed(on, "tom") or set()), "a guardian may type it there"
