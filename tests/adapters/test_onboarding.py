"""From the invitation to being let in: an adult, a young person, a guardian without an account.

Each is played through the real libraries against the local servers (P3, Y3, Y8, Y13).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.profile import TakesPart
from tests.adapters.onboarding import BOTH, Onboarding, OnDiscord, house
from tests.contract.database import new_database


@pytest.fixture(params=list(BOTH))
async def on(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Onboarding]:
    async with house(request.param, new_database(tmp_path)) as harness:
        yield harness


async def test_an_adult(on: Onboarding) -> None:
    await on.hears("maya", "/people why Living well with bad lungs")
    welcome = await on.invites("Pat contributor", "pat")
    assert "Welcome to Breathe Well." in welcome
    assert "Maya has asked you to join." in welcome
    assert "This is what it is for: Living well with bad lungs" in welcome
    assert "What do you need" not in welcome, "nothing is asked before it is said who asks"

    assert "You are free to leave at any time." in await on.taps("pat", "Show me")
    asked = await on.taps("pat", "Yes, I agree")
    assert "What do you need so that you can take part well?" in asked
    assert "What will you join with" in await on.hears("pat", "Captions, please")
    await on.taps("pat", "A tablet")
    await on.taps("pat", "Yes")
    await on.taps("pat", "No, thank you")
    await on.taps("pat", "No limit")
    assert "Shall I ask you now and then" in await on.taps("pat", "Comments before or after")
    assert "Your answers are kept." in await on.taps("pat", "Stop for now")
    assert "Shall I ask you now and then" in await on.hears("pat", "/aboutme")
    shown = await on.hears("pat", "/aboutme change")
    assert "What you need: Captions, please" in shown

    pat = await on.member("Pat")
    assert (pat.agreed, pat.takes_part) == (True, TakesPart.COMMENTS)
    await on.opens_a_meeting(young=False)
    assert pat.id in (await on.meeting()).expects
    await on.comes_to_the_meeting("pat")
    assert pat.id in (await on.meeting()).present()


async def test_a_young_person_with_a_guardian(on: Onboarding) -> None:
    await on.checks()
    welcome = await on.invites(f"Kit young_person {on.young_born}", "kit")
    assert "Maya has asked you to join." in welcome
    assert "Childline on 0800 1111" in welcome
    await on.invites("Gus guardian", "gus")
    await on.hears("maya", "/people guardian Kit Gus")
    await on.opens_a_meeting(young=True)
    await on.comes_to_the_meeting("maya", "ben")

    assert "These are our promises to you." in await on.taps("kit", "Show me")
    assert "What would help you to take part?" in await on.taps("kit", "Yes, I agree")
    assert "What will you join with" in await on.taps("kit", "I need nothing special")
    await on.comes_to_the_meeting("kit")
    assert "kit" not in on.inside(), "the guardian has not said yes yet"

    assert "This is about Kit." in await on.hears("gus", "/agree Kit")
    assert "You have said yes for Kit." in await on.taps("gus", "Yes, I agree")
    await on.comes_to_the_meeting("kit")
    if isinstance(on, OnDiscord):
        await on.taps("gus", "I'm here")
        await on.settles()
    assert "kit" in on.inside()


async def test_a_guardian_without_an_account(on: Onboarding) -> None:
    await on.checks()
    await on.invites(f"Kit young_person {on.young_born}", "kit")
    await on.hears("maya", "/invite Gus guardian")
    await on.hears("maya", "/people guardian Kit Gus")
    await on.hears("maya", "/people phone Gus 07700 900112")
    await on.taps("kit", "Show me")
    await on.taps("kit", "Yes, I agree")
    assert "Please read this to Gus" in await on.hears("maya", "/people agreed Kit Gus")
    assert "Gus said yes for Kit" in await on.taps("maya", "They said yes")
    kit = await on.member("Kit")
    assert (kit.agreed, kit.guardian_agreed) == (True, True)

    await on.opens_a_meeting(young=True)
    await on.comes_to_the_meeting("maya", "ben", "kit")
    if isinstance(on, OnDiscord):
        assert "kit" not in on.inside(), "under 16 a guardian is seen at the door"
        for adult in ("maya", "ben"):
            await on.taps(adult, "I have seen them")
            await on.settles()
    assert "kit" in on.inside()


async def test_a_link_works_once_and_for_some_days(on: Onboarding) -> None:
    await on.invites("Pat contributor", "pat")
    said = await on.hears("maya", "/invite Gus guardian")
    code = said.split("/start ")[1].split()[0]
    on.time.passes(days=7, seconds=1)
    late = await on.hears("gus", f"/start {code}")
    assert "does not work any more" in late
    assert "Please ask for a new one." in late
    again = await on.hears("maya", "/invite Gus guardian")
    code = again.split("/start ")[1].split()[0]
    assert "You are here as a parent or guardian." in await on.hears("gus", f"/start {code}")
    assert "does not work any more" in await on.hears("kit", f"/start {code}")
