"""Slash commands: the same words as written ones, and answers that only one person sees."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.discord.slash import in_words
from bot.adapters.discord.suggesting import suggestions
from bot.commands.options import Kind
from tests.adapters.discord_talk import commands, presses, synchronised, text
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import WRITER, case_of


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        await synchronised(harness)
        yield harness


def filled(name: str, *options: tuple[str, object], part: str | None = None) -> dict[str, Any]:
    given: list[dict[str, Any]] = [{"name": at, "type": 3, "value": v} for at, v in options]
    if part is not None:
        given = [{"name": part, "type": 1, "options": given}]
    return {"name": name, "options": given}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (filled("here"), "/here"),
        (filled("leaving", ("how", "back-soon")), "/leaving back-soon"),
        (filled("meeting", part="list"), "/meeting list"),
        (
            filled(
                "meeting", ("length", "60m"), ("date", "2027-01-20"), ("time", "18:00"),
                ("title", "Our  weekly\n talk"), part="new",
            ),
            "/meeting new Our weekly talk 2027-01-20 18:00 60m",
        ),
        (
            filled("meeting", ("person", "123"), ("name", "Sam"), part="contact"),
            "/meeting contact <@123>",
        ),
        (filled("meeting", ("name", "Sam Smith"), part="contact"), "/meeting contact Sam Smith"),
        (
            filled(
                "case", ("case", "k7m2q-c1"), ("what", "hand-over"), ("person", "9"),
                part="outcome",
            ),
            "/case outcome k7m2q-c1 hand-over <@9>",
        ),
        (filled("operator"), "/operator"),
        (filled("unheard", ("of", "it")), "/unheard"),
        ({"name": "meeting", "options": [{"name": "gone", "type": 1}]}, "/meeting gone"),
    ],
)  # fmt: skip
def test_what_is_filled_in_becomes_the_words_of_the_command(
    data: dict[str, Any], words: str
) -> None:
    assert in_words(data) == words


async def test_a_document_is_shown_where_only_they_see_it(on: Discord) -> None:
    used = await commands(on, on.users["pat"], "calendar", where=on.voice)
    (shown,) = used.ephemeral
    ((name, content),) = shown.files
    assert name == "meetings.ics"
    assert b"SUMMARY:Weekly" in content
    assert on.inbox("pat") == []
    assert on.in_room() == []


async def test_a_command_is_answered_where_only_they_see_it(on: Discord) -> None:
    used = await commands(on, on.users["pat"], "help", where=on.voice)
    assert "You are free to leave a meeting at any time." in text(used)
    assert on.inbox("pat") == []
    assert on.in_room() == []


async def test_a_command_works_in_private_too(on: Discord) -> None:
    used = await commands(on, on.users["pat"], "help", {"command": "leaving"})
    assert "/leaving back-soon" in text(used)


async def test_a_command_works_in_any_channel_of_the_server(on: Discord) -> None:
    elsewhere = on.guild.add_text("kitchen")
    used = await commands(on, on.users["maya"], "people", where=elsewhere)
    assert "Pat: contributor." in text(used)
    assert elsewhere.messages == []


async def test_a_person_is_named_by_their_account_whatever_they_are_called(on: Discord) -> None:
    maya, pat = on.users["maya"], on.users["pat"]
    pat.leaves()
    await on.settle()
    on.time.passes(minutes=2)
    await on.settle()
    used = await commands(on, maya, "case", {"ok": {"person": pat}}, on.voice)
    assert text(used)
    case = await case_of(on.store, "pat")
    assert case is not None
    assert not case.is_open


async def test_an_account_that_nobody_knows_is_said_to_be_unknown(on: Discord) -> None:
    stranger = on.server.add_user("Tom")
    on.guild.add_member(stranger)
    used = await commands(on, on.users["maya"], "operator", {"person": stranger}, on.voice)
    assert "I do not know that account in this group." in text(used)


async def test_somebody_the_bot_does_not_know_is_told_who_it_is(on: Discord) -> None:
    stranger = on.server.add_user("Sam")
    on.guild.add_member(stranger)
    for where in (on.voice, None):
        assert "I am Alongside." in text(await commands(on, stranger, "here", where=where))


async def test_an_answer_that_the_rules_write_privately_is_pointed_at(on: Discord) -> None:
    used = await commands(on, on.users["pat"], "leaving", {"how": "technical"}, on.voice)
    assert text(used) == WRITER.toast("leaving-technical")
    assert on.inbox("pat")


async def test_asking_for_someone_takes_one_command_and_more_may_be_written(on: Discord) -> None:
    used = await commands(on, on.users["pat"], "support", where=on.voice)
    (shown,) = used.ephemeral
    assert shown.text == WRITER.toast("leaving-contact")
    case = await case_of(on.store, "pat")
    assert case is not None
    assert case.is_open


async def test_an_invitation_brings_somebody_in_by_a_command_that_nobody_sees(
    on: Discord,
) -> None:
    said = text(
        await commands(
            on, on.users["maya"], "invite", {"name": "Sam Lead", "role": "contributor"}, on.voice
        )
    )
    code = said.split("/start ")[1].split()[0]
    sam = on.server.add_user("xX_sam_Xx")
    on.guild.add_member(sam)
    came = text(await commands(on, sam, "start", {"code": code}, on.voice))
    assert "Welcome to Breathe Well." in came
    shown = text(await commands(on, on.users["maya"], "people", where=on.voice))
    assert "Sam Lead: contributor. My messages do not reach them." in shown, "not proved yet"
    (question,) = sam.inbox
    await presses(on, sam, question, "I can read this")
    shown = text(await commands(on, on.users["maya"], "people", where=on.voice))
    assert "Sam Lead: contributor. I can write to them." in shown, "an answer has proved it"


async def test_a_command_that_is_typed_is_the_same(on: Discord) -> None:
    for words in ("/help", "/nonsense", "what?"):
        on.users["pat"].says(words)
        await on.settle()
    assert len(on.inbox("pat")) == 3


async def test_suggestions_come_while_somebody_types(on: Discord) -> None:
    maya = on.users["maya"]
    options = {"new": {"title": "x", "date": "2027-01-2", "time": "", "length": ""}}
    typing = maya.types("meeting", options, "date", on.voice)
    await on.server.until(lambda: typing.choices)
    assert {"name": "Thursday 21 January 2027", "value": "2027-01-21"}.items() <= (
        typing.choices[1].items()
    )


def test_suggestions_are_what_begins_as_typed_and_then_what_holds_it() -> None:
    now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    assert suggestions(Kind.ZONE, "europe/lond", now) == [("Europe/London",) * 2]
    assert ("America/New_York",) * 2 in suggestions(Kind.ZONE, "new york", now)
    assert suggestions(Kind.TIME, "18", now)[:2] == [("18:00",) * 2, ("18:30",) * 2]
    assert suggestions(Kind.DATE, "friday 22", now) == [("Friday 22 January 2027", "2027-01-22")]
    assert all(len(suggestions(kind, "", now)) <= 25 for kind in Kind)
