"""Answers: shown where somebody asked, or sent to them; nobody is left waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.model.effects import Reply
from bot.ports import Books
from tests.adapters.discord_talk import commands, synchronised, told
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.contract.world import WRITER

FOLLOW_UP = r"^/webhooks/"


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        await synchronised(harness)
        yield harness


async def taken(on: Discord, who: str) -> object:
    """Somebody used a command and it was taken; the answer waits to be sent."""
    used = on.users[who].commands("help", where=on.voice)
    await on.arrived()
    await on.discord.drain_waiting()
    assert used.thinking
    assert used.ephemeral == []
    return used


async def test_an_answer_that_is_late_is_announced_and_then_shown(on: Discord) -> None:
    used = on.users["pat"].commands("help", where=on.voice)
    await on.arrived()
    await on.discord.drain_waiting()
    assert used.thinking
    await on.passes(seconds=2)
    await on.server.until(lambda: not used.thinking)
    assert [shown.text for shown in used.ephemeral] == [WRITER.toast("see-private")]
    await on.outbox.drain_all()
    assert len(used.ephemeral) == 2
    assert "/leaving" in used.ephemeral[-1].text
    assert on.inbox("pat") == []


async def test_an_answer_that_comes_when_nothing_can_be_shown_any_more_is_sent(
    on: Discord,
) -> None:
    await taken(on, "pat")
    await on.passes(minutes=14)
    await on.outbox.drain_all()
    assert "/leaving" in on.inbox("pat")[-1].text


@pytest.mark.parametrize("fault", [404, 500, "drop", "silence"])
async def test_an_answer_that_cannot_be_shown_is_sent(on: Discord, fault: Any) -> None:
    on.server.fail(fault, method="POST", path=FOLLOW_UP, times=None)
    on.users["pat"].commands("help", where=on.voice)
    await on.settle()
    assert "/leaving" in on.inbox("pat")[-1].text


async def test_an_answer_is_sent_after_a_restart(on: Discord) -> None:
    await taken(on, "pat")
    await on.stop()
    await on.start()
    await on.settle()
    assert "/leaving" in on.inbox("pat")[-1].text


async def test_two_commands_at_once_each_have_their_answer(on: Discord) -> None:
    maya = on.users["maya"]
    first = maya.commands("people", where=on.voice)
    second = maya.commands("help", where=on.voice)
    await told(on, first)
    await told(on, second)
    assert "Pat: contributor." in first.ephemeral[0].text
    assert "/leaving" in second.ephemeral[0].text


async def test_an_answer_goes_to_nobody_else(on: Discord) -> None:
    tom = on.users["tom"].commands("help", where=on.voice)
    pat = await commands(on, on.users["pat"], "help", where=on.voice)
    await told(on, tom)
    assert "/case" in tom.ephemeral[0].text
    assert "/case" not in pat.ephemeral[0].text


async def test_what_must_not_be_missed_is_sent_and_not_only_shown(on: Discord) -> None:
    await commands(on, on.users["tom"], "help", where=on.voice)

    def queue(books: Books) -> None:
        alert = Reply(
            platform="discord",
            address=on.account("tom"),
            key="support-asked",
            sealed=books.seal('{"person": "Pat", "group": "Breathe Well"}'),
            safety=True,
        )
        books.queue(None, (alert,), on.time.now())

    await on.store.run(queue)
    await on.settle()
    assert "asked me for someone to contact them" in on.inbox("tom")[-1].text


async def test_hostile_names_ping_nobody_in_an_answer(on: Discord) -> None:
    used = await commands(
        on,
        on.users["maya"],
        "invite",
        {"name": "@everyone <@1> [x](https://a.b)", "role": "contributor"},
        on.voice,
    )
    (shown,) = used.ephemeral
    assert shown.pings == frozenset()
    assert "@everyone <@1> [x](https://a.b)" in shown.text


async def test_what_is_asked_privately_later_is_answered_there(on: Discord) -> None:
    used = await commands(on, on.users["pat"], "help", where=on.voice)
    await on.passes(seconds=30)
    on.users["pat"].says("/help")
    await on.settle()
    assert len(used.ephemeral) == 1
    assert "/leaving" in on.inbox("pat")[-1].text
