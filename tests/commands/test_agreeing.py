"""What is expected is accepted by version, in one's own words, and by a guardian per child (Y8)."""

from __future__ import annotations

import pytest

from bot.model import agreement
from bot.ports import Parcel
from tests.commands.conftest import MAYA, PAT, Chat
from tests.commands.family import GIA, GUS, family, member


async def shown(
    chat: Chat, account: str, words: str = "", platform: str = "telegram"
) -> list[Parcel]:
    heard = await chat.say(account, f"/agree {words}", platform=platform)
    return [parcel for parcel in heard if parcel.key == "guidelines"]


async def test_an_adult_reads_them_and_says_yes_once(group: Chat) -> None:
    (asked,) = await shown(group, PAT)
    assert "This is what you can expect" in asked.text
    assert [name for name, _ in asked.buttons] == ["agree"]
    assert not (await member(group, "Pat")).agreed
    said = (await group.press(PAT, asked, "agree")).only(PAT)
    assert "please come again" in said
    assert (await member(group, "Pat")).agreed
    assert "There is nothing more to do." in (await group.say(PAT, "/agree")).only(PAT)


async def test_a_young_person_reads_them_in_their_own_words(group: Chat) -> None:
    await family(group)
    (asked,) = await shown(group, GIA, platform="discord")
    assert "These are our promises to you." in asked.text
    assert "0800 1111" in asked.text
    await group.press(GIA, asked, "agree", platform="discord")
    gia = await member(group, "Gia")
    assert (gia.agreed, gia.guardian_agreed) == (True, False)


async def test_a_guardian_says_yes_for_each_child_by_name(group: Chat) -> None:
    await family(group)
    await group.say(MAYA, "/invite Lou young_person 2013-01-01")
    await group.say(MAYA, "/people guardian Lou Gus")
    mine, gia, lou = await shown(group, GUS)
    assert "This is about Gia." in gia.text
    assert "This is about Lou." in lou.text
    assert "This is about" not in mine.text
    said = (await group.press(GUS, gia, "agree")).only(GUS)
    assert "You have said yes for Gia." in said
    assert (await member(group, "Gia")).guardian_agreed
    assert not (await member(group, "Lou")).guardian_agreed
    assert not (await member(group, "Gus")).agreed
    (again,) = await shown(group, GUS, "Lou")
    assert "This is about Lou." in again.text
    assert await shown(group, GUS, "Gia") == []


async def test_nobody_agrees_for_a_child_that_is_not_theirs(group: Chat) -> None:
    await family(group)
    assert "a guardian of Gia" in (await group.say(PAT, "/agree Gia")).only(PAT)
    _, gia = await shown(group, GUS)
    stolen = await group.press(PAT, gia, "agree")
    assert stolen.names == ["agree"]
    assert not (await member(group, "Gia")).guardian_agreed
    await group.say(MAYA, "/people guardian Gia none")
    await group.press(GUS, gia, "agree")
    assert not (await member(group, "Gia")).guardian_agreed


async def test_the_button_of_an_older_version_shows_the_newer_one(
    group: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    (asked,) = await shown(group, PAT)
    for place in ("bot.commands.agreeing", "bot.store.minding"):
        monkeypatch.setattr(f"{place}.AGREEMENT", agreement.AGREEMENT + 1)
    heard = await group.press(PAT, asked, "agree")
    assert heard.names == ["guidelines"]
    assert not (await member(group, "Pat")).agreed
    await group.press(PAT, heard[0], "agree")
    assert (await member(group, "Pat")).agreed


async def test_a_young_person_never_says_yes_for_their_guardian(group: Chat) -> None:
    await family(group)
    _, gia = await shown(group, GUS)
    await group.press(GIA, gia, "agree", platform="discord")
    assert not (await member(group, "Gia")).guardian_agreed
