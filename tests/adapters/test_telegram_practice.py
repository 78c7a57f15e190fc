"""A practice session through the real library, from the offer to its end."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.test_telegram_walk import Empty
from tests.contract.database import new_database

READ, GO_ON = "I can read this", "Carry on"
ENDINGS = ("I'm OK", "Technical problem", "Please contact me", "Back soon")


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Empty]:
    """Maya has set up the group, and Pat has come in."""
    async with Empty(new_database(tmp_path)) as at:
        at.maya.adds_bot(at.chat, admin=True)
        at.maya.writes(at.chat, "/setup Europe/London")
        await at.settle()
        (invitation,) = [m.text for m in at.chat.messages if m.from_bot]
        await at.follows(at.maya, invitation)
        await at.follows(at.pat, await at.hears(at.maya, "/invite Pat"))
        yield at


async def presses(on: Empty, label: str) -> str:
    """Pat presses a button under the newest message; what is said then."""
    on.time.passes(seconds=2)
    before = len(on.pat.inbox)
    on.pat.presses("newest", label)
    await on.settle()
    return "\n".join(message.text for message in on.pat.inbox[before:])


async def test_from_the_offer_to_the_end(on: Empty) -> None:
    await on.hears(on.maya, "/phone 07700 900110")
    await on.hears(on.maya, "/meeting new Weekly 2027-01-21 18:00 60m")
    await on.hears(on.maya, "/meeting publish")
    offers = [m for m in on.pat.inbox if "try out how I work" in m.text]
    assert len(offers) == 1
    before = len(on.pat.inbox)
    on.pat.presses(offers[0], "Try it now")
    await on.settle()
    assert "This is practice, step 1 of 6." in on.pat.inbox[before].text
    assert "This is a private message." in await presses(on, READ)
    assert "Please press “I'm here” now." in await presses(on, READ)
    assert "step 4 of 6" in await presses(on, "I'm here")
    for ending in ENDINGS:
        assert "This is practice, step 4 of 6." in await presses(on, ending)
    card = await presses(on, GO_ON)
    assert re.search("You can reach Maya:\nPhone: 07700 900110", card)
    assert "are you OK?" in await presses(on, GO_ON)
    assert "All of it works." in await on.hears(on.pat, "ok")
    told = [m.text for m in on.maya.inbox if "practice" in m.text or "trying things out" in m.text]
    assert told == [], "nobody else hears of it"


async def test_it_is_gone_on_with_after_the_bot_was_stopped(on: Empty) -> None:
    assert "step 1 of 6" in await on.hears(on.pat, "/practice")
    await presses(on, READ)
    assert "I know where you were." in await presses(on, "Stop for now")
    await on.restart()
    assert "step 2 of 6" in await presses(on, "Go on")


async def test_whoever_blocks_the_bot_has_not_practised(on: Empty) -> None:
    await on.hears(on.pat, "/practice")
    on.pat.blocks()
    await on.settle()
    on.pat.unblocks()
    assert "step 1 of 6" in await on.hears(on.pat, "/practice")
