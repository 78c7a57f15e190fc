"""`alongside discord sync`: the commands, their languages, and Discord's rules for them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.discord.checking import check
from bot.adapters.discord.localising import CommandsError
from bot.adapters.discord.synchronising import commands_in
from bot.commands.listing import COMMANDS
from tests.adapters.discord_talk import WORDS
from tests.cli.program import Ended, Program
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.fakes.discord import FakeDiscord


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


async def sync(server: FakeDiscord, tmp_path: Path, **settings: str) -> Ended:
    """The command, as somebody gives it."""
    given = {
        "ALONGSIDE_DISCORD__TOKEN": server.token,
        "ALONGSIDE_DISCORD__API_URL": server.api_url,
        "ALONGSIDE_DISCORD__GATEWAY_URL": server.gateway_url,
        "PYTHONWARNINGS": "",  # the library imports what Python will not have for ever
        **settings,
    }
    return await asyncio.to_thread(Program(tmp_path).apart, "discord", "sync", **given)


async def test_it_hands_over_every_command_and_says_so_in_one_line(
    server: FakeDiscord, tmp_path: Path
) -> None:
    ended = await sync(server, tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"Discord lists {len(COMMANDS)} commands now. People may have to start Discord again.\n"
    )
    assert [one["name"] for one in server.synchronised] == [c.name for c in COMMANDS]


async def test_it_names_a_wrong_token_and_never_shows_it(
    server: FakeDiscord, tmp_path: Path
) -> None:
    wrong = "MTIzNDU2.wrong.tokenthatisnone"
    ended = await sync(server, tmp_path, ALONGSIDE_DISCORD__TOKEN=wrong)
    assert ended.code == 2
    assert "ALONGSIDE_DISCORD__TOKEN" in ended.told
    assert "tokenthatisnone" not in ended.said
    assert server.synchronised == []


async def test_it_says_that_there_is_no_token(tmp_path: Path) -> None:
    ended = Program(tmp_path)("discord", "sync")
    assert ended.code == 2
    assert "There is no token for Discord; set ALONGSIDE_DISCORD__TOKEN" in ended.told


async def test_it_says_that_discord_cannot_be_reached(server: FakeDiscord, tmp_path: Path) -> None:
    ended = await sync(server, tmp_path, ALONGSIDE_DISCORD__API_URL="http://127.0.0.1:9/api/v10")
    assert ended.code == 2
    assert "Discord could not be reached" in ended.told


async def test_it_says_that_discord_is_in_trouble(server: FakeDiscord, tmp_path: Path) -> None:
    server.fail(400, method="PUT", times=None)
    ended = await sync(server, tmp_path)
    assert ended.code == 2
    assert "Discord did not take the commands (HTTP 400" in ended.told


async def test_a_start_hands_nothing_over(tmp_path: Path) -> None:
    async with Discord(new_database(tmp_path)) as on:
        assert not any(path.endswith("/commands") for _, path in on.server.calls)


def test_every_command_says_what_it_does_and_asks_for_what_it_needs() -> None:
    commands = {one["name"]: one for one in commands_in(WORDS)}
    assert commands["meeting"]["description"] == "Make and run meetings"
    parts = {part["name"]: part for part in options(commands["meeting"])}
    assert [option["name"] for option in options(parts["new"])] == [
        "title",
        "date",
        "time",
        "length",
        "which",
    ]
    contact = {option["name"]: option["type"] for option in options(parts["contact"])}
    assert contact == {"person": 6, "name": 3, "meeting": 3}
    how, note = options(commands["leaving"])
    assert note["max_length"] == 1000
    assert [choice["value"] for choice in how["choices"]] == [
        "ok",
        "technical",
        "contact",
        "back-soon",
    ]


def options(one: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = one["options"]
    return found


def test_only_those_who_manage_the_server_are_shown_setup_and_only_there() -> None:
    commands = {one["name"]: one for one in commands_in(WORDS)}
    assert commands["setup"]["default_member_permissions"] == str(1 << 5)
    assert commands["setup"]["contexts"] == [0]
    for name, one in commands.items():
        if name != "setup":
            assert one["default_member_permissions"] is None
            assert one["contexts"] == [0, 1]


def in_german(tmp_path: Path, text: str, language: str = "de") -> Path:
    folder = tmp_path / language
    folder.mkdir()
    (folder / "slash.ftl").write_text(text, encoding="utf-8")
    return tmp_path


def test_names_and_descriptions_have_other_languages(tmp_path: Path) -> None:
    folder = in_german(
        tmp_path,
        """
slash-meeting = Treffen anlegen und leiten
    .name = treffen
slash-meeting-open = Ein Treffen öffnen
    .name = öffnen
slash-meeting-contact-person = Wer es ist
slash-leaving-how-back-soon = Gleich zurück
""",
    )
    commands = {one["name"]: one for one in commands_in(folder)}
    assert commands["meeting"]["name_localizations"] == {"de": "treffen"}
    assert commands["meeting"]["description_localizations"] == {"de": "Treffen anlegen und leiten"}
    parts = {part["name"]: part for part in options(commands["meeting"])}
    assert parts["open"]["name_localizations"] == {"de": "öffnen"}
    assert parts["end"]["name_localizations"] is None
    how, note = options(commands["leaving"])
    assert note["max_length"] == 1000
    assert how["choices"][-1]["name_localizations"] == {"de": "Gleich zurück"}
    assert how["choices"][-1]["value"] == "back-soon"


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("slash-meeting = x\n    .name = Zwei Worte", "de", "Zwei Worte"),
        ("slash-meeting = x\n    .name = Treffen", "de", "small letters"),
        ("slash-meeting = x\n    .name = " + "t" * 33, "de", "1 to 32"),
        ("slash-meeting = " + "t" * 101, "de", "101 letters"),
        ("slash-meeting = x\n    .name = fall\nslash-case = y\n    .name = fall", "de", "twice"),
        ("slash-meeting = Hallo { $person }", "de", "braces"),
        ("slash-metting = x", "de", "slash-metting belongs to no command"),
        ("meeting = x", "de", "no text of a command"),
        ("slash-meeting", "de", "cannot be read"),
        ("slash-meeting = x", "xx", "no language called xx"),
    ],
)
def test_a_language_that_discord_would_refuse_is_refused_before(
    tmp_path: Path, text: str, language: str, says: str
) -> None:
    with pytest.raises(CommandsError, match=re.escape(says)):
        commands_in(in_german(tmp_path, text, language))


def command(**more: Any) -> dict[str, Any]:
    return {"type": 1, "name": "x", "description": "y", "options": [], **more}


def option(name: str, **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "z", "required": False, **more}


@pytest.mark.parametrize(
    ("commands", "says"),
    [
        ([command(name=f"c{n}") for n in range(101)], "100 commands"),
        ([command(options=[option(f"o{n}") for n in range(26)])], "25"),
        ([command(options=[option("a"), option("b", required=True)])], "comes before"),
        ([command(options=[option("a"), option("a")])], "a is there twice"),
        ([command(options=[option("a", choices=[{"name": "", "value": "v"}])])], "a choice"),
        (
            [command(options=[option(f"o{n}", choices=[
                {"name": "n" * 90, "value": f"{m}"} for m in range(25)]) for n in range(5)])],
            "Discord takes 8000",
        ),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_of_discord_is_named(commands: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(CommandsError, match=re.escape(says)):
        check(commands)
