"""Who was told what about me: the kind of thing and when, never the words (V4)."""

from __future__ import annotations

from bot.commands.told import KINDS
from bot.happenings import Texted
from bot.model.keys import MESSAGE_KEYS
from tests.commands.conftest import MAYA, PAT, SAM, TOM, WORDS, Chat


async def test_everybody_who_was_told_is_named_with_the_time_and_the_kind(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/support the lights are too bright")
    heard = await group.say(PAT, "/whotold")
    said = heard.only(PAT)
    assert "Wednesday 20 January 2027, 09:00: Maya, that you asked for someone" in said
    assert "lights" not in said
    assert "Tom" not in said
    await group.passes(minutes=2)
    assert "09:02: Tom, that you asked for someone" in (await group.say(PAT, "/whotold")).only(PAT)


async def test_who_was_shown_how_to_reach_me_is_named(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/support")
    listed = (await group.say(MAYA, "/case list")).only(MAYA)
    (short,) = [line.split(":")[0] for line in listed.splitlines() if "Pat" in line]
    await group.say(MAYA, f"/case take {short}")
    assert "Maya, how to reach you" in (await group.say(PAT, "/whotold")).only(PAT)


async def test_nobody_sees_what_was_told_about_somebody_else(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/support")
    for account in (MAYA, TOM):
        assert "no one else" in (await group.say(account, "/whotold")).only(account)


async def test_a_concern_about_me_is_not_in_it(group: Chat) -> None:
    await group.join(SAM, "Sam", "deputy")
    await group.open_meeting()
    await group.say(PAT, "/concern Maya")
    await group.happens(Texted(platform="telegram", account=PAT, text="she shouts"))
    assert "no one else" in (await group.say(MAYA, "/whotold")).only(MAYA)
    assert "Tom, that you asked for someone" in (await group.say(PAT, "/whotold")).only(PAT)


def test_every_kind_has_a_line_and_every_key_is_one_that_there_is() -> None:
    facts = {"day": "Wednesday", "at": "09:00", "person": "Maya"}
    for kind in {*KINDS.values(), "other"}:
        assert WORDS.line(f"told-{kind}", facts).startswith("Wednesday, 09:00: Maya, ")
    assert KINDS.keys() <= MESSAGE_KEYS
