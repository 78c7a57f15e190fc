"""The permission table through the real libraries: each button, and commands for the staff (V6).

Every cell of the table is tried against the engine in tests/commands; here the presses and the
words take the whole way, in the platforms' own form, by somebody for whom they are not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.model.effects import Send
from bot.model.keys import BUTTONS
from bot.model.people import STAFF
from bot.model.permissions import COMMANDS
from bot.ports import Books
from tests.adapters.discord_talk import commands, synchronised, text
from tests.commands.test_permissions import written
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.harness import Harness
from tests.contract.telegram import Telegram
from tests.contract.world import WRITER

NOT_WATCHED = {"signals", "inbox", "outbox", "heartbeats", "sqlite_sequence", "platforms"}
NOT_YOURS, STALE = WRITER.toast("not-yours"), WRITER.toast("stale")
UNCHANGED = "I have changed nothing"
FORMS = {("additional-steps", "stop"), ("cost-question", "answer")}
"""On Discord a form opens first; what is written in it is asked about again."""
FOR_STAFF = sorted(
    {row.name: row for row in COMMANDS if row.roles is not None and row.roles <= STAFF
     and row.refusal is None}.items()
)  # fmt: skip
"""One part of every command that has something for the staff alone."""


def rows(on: Harness) -> dict[str, list[Any]]:
    """Everything there is, but for what came in and what went out."""
    connection = sqlite3.connect(on.world.url.removeprefix("sqlite:///"))
    names = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    )]  # fmt: skip
    found = {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        for name in names
        if name not in NOT_WATCHED
    }
    connection.close()
    return found


async def sent_to_maya(on: Harness) -> dict[str, int]:
    """One message of every key that carries buttons, as if it had been sent; and its number."""

    def send(books: Books) -> dict[str, int]:
        stored = books.meeting("m")
        assert stored is not None
        numbers = {}
        for key in BUTTONS:
            sent = Send(to="maya", key=key, platform=on.platform)
            books.queue(stored.meeting, (sent,), on.time.now())
            (parcel,) = [
                one for one in books.waiting(on.platform, on.time.now(), 50, frozenset())
                if one.key == key
            ]  # fmt: skip
            books.settle(parcel.id, "accepted", ref="1")
            numbers[key] = parcel.id
        return numbers

    return await on.store.run(send)


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


@pytest.fixture
async def discord(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        yield harness


@pytest.mark.parametrize("deleted", [False, True], ids=["there", "dated 1970"])
async def test_no_button_of_another_s_message_does_anything_on_telegram(
    telegram: Telegram, deleted: bool
) -> None:
    on, numbers = telegram, await sent_to_maya(telegram)
    pat = on.users["pat"]
    own = pat.says("hello")
    await on.settle()
    on.server.world.chat(own.chat).messages[own.id].deleted = deleted
    before = rows(on)
    for key, buttons in BUTTONS.items():
        for button in buttons:
            press = pat.forges(own, f"a:{numbers[key]}:{button}")
            await on.telegram.drain_waiting()
            await on.server.until(partial(getattr, press, "answered"))
            assert press.text == NOT_YOURS, (key, button)
    assert rows(on) == before


async def test_no_button_of_another_s_message_does_anything_on_discord(discord: Discord) -> None:
    """Pressed under a message that the bot never wrote."""
    on, numbers = discord, await sent_to_maya(discord)
    pat = on.users["pat"]
    own = pat.says("hello")
    await on.settle()
    before = rows(on)
    for key, buttons in BUTTONS.items():
        for button in buttons:
            pressed = pat.forges(own, f"a:{numbers[key]}:{button}")
            if (key, button) in FORMS:
                continue
            await on.server.until(partial(getattr, pressed, "ephemeral"))
            assert text(pressed) == NOT_YOURS, (key, button)
    await on.settle()
    assert rows(on) == before


async def test_no_command_for_staff_does_anything_for_others_on_telegram(
    telegram: Telegram,
) -> None:
    on, stranger = telegram, telegram.server.user("Stranger")
    stranger.start()
    await on.settle()
    before = rows(on)
    for _, row in FOR_STAFF:
        for user in (on.users["pat"], stranger):
            user.says(written(row))
            await on.settle()
            said = user.inbox[-1].text
            assert (UNCHANGED if user is not stranger else "I do not know you yet") in said, row
    assert rows(on) == before


async def test_no_command_for_staff_does_anything_for_others_on_discord(discord: Discord) -> None:
    await synchronised(discord)
    on, pat = discord, discord.users["pat"]
    await on.settle()
    before = rows(on)
    for name, options in (
        ("people", {}),
        ("ready", {}),
        ("operator", {"person": on.users["tom"]}),
        ("invite", {"name": "Sam", "role": "organiser"}),
        ("meeting", {"open": {}}),
        ("meeting", {"end": {}}),
        ("meeting", {"young": {}}),
        ("case", {"list": {}}),
        ("costs", {"list": {}}),
        ("agenda", {"take": {"item": "1"}}),
        ("ask", {"what": "checkin"}),
        ("thumbs", {"words": "Tea?"}),
    ):
        shown = text(await commands(on, pat, name, options, on.voice))
        assert UNCHANGED in shown, (name, options, shown)
    assert rows(on) == before
