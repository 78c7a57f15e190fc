"""/link across platforms: nobody is joined before both sides have said so (decision 0017)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine import Outcome
from bot.happenings import Commanded, PressedButton
from bot.model.people import Route
from bot.ports import Parcel
from tests.adapters.discord_talk import commands, presses, synchronised, text
from tests.contract.database import new_database
from tests.contract.discord import Discord

ON_TELEGRAM = "7001"


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        await synchronised(harness)
        yield harness


def code_in(said: str) -> str:
    return said.split("/link ")[1].split()[0]


async def on_telegram(on: Discord, words: str) -> Outcome:
    """Somebody writes a command to the bot on Telegram, privately."""
    written = Commanded(platform="telegram", account=ON_TELEGRAM, text=words, name="Patty")
    outcome = await on.engine.accept(written, f"telegram/{words}")
    await on.settle()
    return outcome


async def routes(on: Discord, person: str = "pat") -> list[Route]:
    group = await on.store.run(lambda books: books.group("g"))
    return list(group.people[person].routes)


async def sent_on_telegram(on: Discord) -> list[Parcel]:
    """What waits there: this process serves Discord alone."""
    now = on.time.now()
    return await on.store.run(lambda books: books.waiting("telegram", now, 10, frozenset()))


async def test_from_discord_to_telegram(on: Discord) -> None:
    pat = on.users["pat"]
    asked = await commands(on, pat, "link", where=on.voice)
    await on_telegram(on, f"/link {code_in(text(asked))}")
    question = asked.ephemeral[-1]
    assert "Someone used your code on Telegram just now. The name there is Patty." in question.text
    assert question.labels == ("Yes, that is me", "No")
    assert len(await routes(on)) == 1
    said = await presses(on, pat, question, "Yes, that is me")
    assert "I know you on Telegram too now." in text(said)
    assert [(r.platform, r.account) for r in await routes(on)] == [
        ("discord", on.account("pat")),
        ("telegram", ON_TELEGRAM),
    ]


async def test_a_code_that_was_stolen_is_answered_with_no(on: Discord) -> None:
    pat = on.users["pat"]
    asked = await commands(on, pat, "link", where=on.voice)
    await on_telegram(on, f"/link {code_in(text(asked))}")
    question = asked.ephemeral[-1]
    assert "changed nothing" in text(await presses(on, pat, question, "No"))
    assert "That question is over" in text(await presses(on, pat, question, "Yes, that is me"))
    assert len(await routes(on)) == 1


async def test_the_question_outlives_a_restart(on: Discord) -> None:
    pat = on.users["pat"]
    asked = await commands(on, pat, "link", where=on.voice)
    await on.stop()
    await on.start()
    await on_telegram(on, f"/link {code_in(text(asked))}")
    question = pat.inbox[-1]
    assert question.labels == ("Yes, that is me", "No"), "it comes as a private message then"
    await on.stop()
    await on.start()
    await presses(on, pat, question, "Yes, that is me")
    assert len(await routes(on)) == 2


async def test_from_telegram_to_discord_where_nobody_else_sees_the_code(on: Discord) -> None:
    await on.store.run(lambda books: books.unlink("pat", "discord"))
    await on.store.run(lambda books: books.link("pat", "telegram", ON_TELEGRAM, on.time.now()))
    made = Commanded(platform="telegram", account=ON_TELEGRAM, text="/link")
    await on.engine.accept(made, "telegram/1")
    (given,) = await sent_on_telegram(on)
    await on.store.run(lambda books: books.settle(given.id, "accepted", ref="1"))
    pat = on.users["pat"]
    used = pat.commands("link", {"code": code_in(given.text)}, on.voice)
    await on.arrived()
    await on.discord.drain_waiting()
    (question,) = await sent_on_telegram(on)
    assert "Someone used your code on Discord just now. The name there is Pat." in question.text
    assert await joined_by(on, question) == [("telegram", True), ("discord", False)]
    await on.settle()
    assert "I have asked you there if this one is yours." in used.ephemeral[0].text
    assert "This account is yours too now." in used.ephemeral[1].text
    pat.says("ok")
    await on.settle()
    assert [r.proved for r in await routes(on)] == [True, True], "an answer proves it"


async def joined_by(on: Discord, question: Parcel) -> list[tuple[str, bool]]:
    """The owner says yes on Telegram; the routes there are then, and whether each is proved."""
    yes = PressedButton(platform="telegram", account=ON_TELEGRAM, message=question.id, button="yes")
    await on.engine.accept(yes, "telegram/2")
    return [(route.platform, route.proved) for route in await routes(on)]


async def test_an_account_of_somebody_on_record_is_refused_kindly(on: Discord) -> None:
    asked = await commands(on, on.users["pat"], "link", where=on.voice)
    used = await commands(on, on.users["tom"], "link", {"code": code_in(text(asked))}, on.voice)
    assert "I know this account as someone else. So I have changed nothing." in text(used)


async def test_an_account_is_taken_away(on: Discord) -> None:
    await on.store.run(lambda books: books.link("pat", "telegram", ON_TELEGRAM, on.time.now()))
    gone = await commands(on, on.users["pat"], "unlink", {"platform": "telegram"}, on.voice)
    assert "I go on writing to you on Discord." in text(gone)
    last = await commands(on, on.users["pat"], "unlink", {"platform": "discord"}, on.voice)
    assert "in one place only" in text(last)
