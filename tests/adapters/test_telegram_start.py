"""A bot that begins: who it is, what it lists, and how people and groups come to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.telegram import AdapterError, TelegramAdapter
from bot.adapters.telegram.menus import private_menu, room_menu
from bot.commands.listing import COMMANDS
from bot.happenings import Commanded
from bot.intake import Routed
from bot.model.people import Role
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import WRITER

EVERYBODY = '{"type": "all_private_chats"}'


class Handed:
    """Takes commands and remembers them."""

    def __init__(self) -> None:
        self.commands: list[Commanded] = []

    def handle(self, books, happening, now) -> Routed:
        self.commands.append(happening)
        return Routed()


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


@pytest.fixture
async def handed(on: Telegram) -> Handed:
    handed = Handed()
    await on.stop()
    on.commands = handed.handle
    await on.start()
    return handed


async def test_a_deep_link_brings_its_code(on: Telegram, handed: Handed) -> None:
    link = on.telegram.deep_link("Ab-c_1")
    assert link == "https://t.me/alongside_test_bot?start=Ab-c_1"
    new = on.server.user("New Person")
    new.start(link.partition("start=")[2])
    await on.telegram.drain_waiting()
    (command,) = handed.commands
    assert (command.account, command.text) == (str(new.id), "/start Ab-c_1")
    assert (command.name, command.room) == ("New Person", None)


async def test_setting_up_says_who_runs_the_group(on: Telegram, handed: Handed) -> None:
    maya, pat = on.users["maya"], on.users["pat"]
    on.group.makes_admin(maya, maya)
    for user in (maya, pat):
        user.writes(on.group, "/setup")
        await on.telegram.drain_waiting()
    assert [(c.account, c.is_admin) for c in handed.commands] == [
        (str(maya.id), True),
        (str(pat.id), False),
    ]
    assert {(c.room, c.room_title) for c in handed.commands} == {(on.room, "Breathe Well")}


async def test_nobody_is_looked_up_for_any_other_command(on: Telegram, handed: Handed) -> None:
    on.users["maya"].writes(on.group, "/meeting")
    on.users["maya"].says("/setup")
    await on.telegram.drain_waiting()
    assert [command.is_admin for command in handed.commands] == [False, False]
    assert on.server.calls("getChatMember") == []


async def test_setting_up_waits_until_it_is_known_who_runs_the_group(
    on: Telegram, handed: Handed
) -> None:
    on.server.fail(502, method="getChatMember")
    on.users["maya"].writes(on.group, "/setup")
    on.users["maya"].writes(on.group, "/help")
    await on.telegram.drain_waiting()
    assert [command.text for command in handed.commands] == ["/help"]
    on.time.passes(seconds=3)
    await on.telegram.drain_waiting()
    assert [command.text for command in handed.commands] == ["/help", "/setup"]


async def test_a_webhook_that_somebody_left_is_taken_away(on: Telegram) -> None:
    await on.stop()
    on.server.world.webhook_url = "https://example.org/old"
    await on.start()
    assert on.server.world.webhook_url == ""


async def test_what_waits_is_not_thrown_away_with_the_webhook(on: Telegram, handed: Handed) -> None:
    await on.stop()
    on.server.world.webhook_url = "https://example.org/old"
    on.users["pat"].says("/help")
    await on.start()
    assert [command.text for command in handed.commands] == ["/help"]


async def test_commands_are_listed_for_the_people_who_may_use_them(on: Telegram) -> None:
    commands = on.server.world.commands
    await on.server.until(lambda: len(commands) >= 3)
    listed = {
        scope: {command["command"] for command in menu} for (scope, _), menu in commands.items()
    }
    assert {"leaving", "here", "ok", "support", "help"} <= listed[EVERYBODY]
    assert not listed[EVERYBODY] & {"people", "invite", "meeting", "case", "setup"}
    assert "setup" in listed['{"type": "all_chat_administrators"}']
    assert "setup" not in listed['{"type": "all_group_chats"}']


async def test_staff_are_listed_their_own_once_they_use_one(on: Telegram) -> None:
    commands = on.server.world.commands
    for who in ("pat", "maya", "maya"):
        on.users[who].says("/help")
        await on.telegram.drain_waiting()
    mine = f'{{"chat_id": {on.account("maya")}, "type": "chat"}}'
    await on.server.until(lambda: (mine, "") in commands)
    assert {"people", "invite", "case"} <= {entry["command"] for entry in commands[mine, ""]}
    scoped = [call for call in on.server.calls("setMyCommands") if "chat_id" in str(call.params)]
    assert len(scoped) == 1


def test_every_command_is_in_some_list() -> None:
    everything = {c.command for c in private_menu(frozenset(Role))} | {
        c.command for c in room_menu(administrator=True)
    }
    assert everything == {command.name for command in COMMANDS}


async def test_telegram_does_not_show_who_is_there(on: Telegram) -> None:
    assert await on.telegram.snapshot(on.room) is None


async def test_a_wrong_token_is_one_clear_sentence(on: Telegram) -> None:
    for token in ("7000000001:another", "", "nonsense"):
        with pytest.raises(AdapterError, match="ALONGSIDE_TELEGRAM__TOKEN") as told:
            await adapter_with(on, token).start()
        assert "\n" not in str(told.value)
        assert not token or token not in str(told.value)
    assert all("wrong token" in problem for problem in on.server.problems)
    on.server.problems.clear()


def adapter_with(on: Telegram, token: str) -> TelegramAdapter:
    async def nothing(*_: object) -> None:
        pass

    return TelegramAdapter(
        token=token,
        api_url=on.server.api_url,
        store=on.store,
        engine=on.engine,
        now=on.time.now,
        writer=WRITER,
        on_away=nothing,
        on_back=nothing,
    )
