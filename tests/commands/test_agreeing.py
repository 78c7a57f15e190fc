"""What is expected is accepted by version, in one's own words, and by a guardian per child (Y8)."""

from __future__ import annotations

import pytest

from bot.model import agreement
from bot.ports import Parcel
from tests.commands.conftest import MAYA, PAT, WORDS, Chat
from tests.commands.family import GIA, GUS, family, invited, member
from tests.wording.test_reading_age import grade


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
    said = await group.press(PAT, asked, "agree")
    assert said.names == ["agree", "aboutme", "about-needs"]
    assert "please come again" in said[0].text
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
    said = await group.press(GUS, gia, "agree")
    assert "You have said yes for Gia." in said[0].text
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
    await group.press(PAT, gia, "agree")
    assert not (await member(group, "Gia")).guardian_agreed
    await group.say(MAYA, "/people guardian Gia none")
    await group.press(GUS, gia, "agree")
    assert not (await member(group, "Gia")).guardian_agreed


async def test_the_button_of_an_older_version_shows_the_newer_one(
    group: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    (asked,) = await shown(group, PAT)
    newer = {**agreement.AGREEMENT, "privacy": agreement.AGREEMENT["privacy"] + 1}
    monkeypatch.setattr("bot.commands.agreeing.AGREEMENT", newer)
    heard = await group.press(PAT, asked, "agree")
    assert heard.names == ["guidelines"]
    assert not (await member(group, "Pat")).agreed


async def test_only_the_part_that_changed_is_asked_again(group: Chat) -> None:
    (asked,) = await shown(group, PAT)
    assert "You are free to leave" in asked.text
    before = {name: version for name, version in agreement.AGREEMENT.items() if name != "privacy"}
    pat = (await member(group, "Pat")).id
    await group.store.run(lambda books: books.agree(pat, pat, before, group.now))
    assert not (await member(group, "Pat")).agreed
    (again,) = await shown(group, PAT)
    assert "Something has changed" in again.text
    assert "I keep only what you send to me." in again.text
    assert "You are free to leave" not in again.text
    said = await group.press(PAT, again, "agree")
    assert said.names == ["agree"], "the questions were asked the first time"
    assert (await member(group, "Pat")).agreed


async def test_an_older_version_of_a_part_is_not_enough(group: Chat) -> None:
    pat = (await member(group, "Pat")).id
    older = dict.fromkeys(agreement.AGREEMENT, 0)
    await group.store.run(lambda books: books.agree(pat, pat, older, group.now))
    assert not (await member(group, "Pat")).agreed


async def test_a_guardian_reads_a_held_seat_s_promises_in_the_childs_words(group: Chat) -> None:
    await family(group)
    await group.say(MAYA, "/invite Lou young_person 2013-01-01")
    await group.say(MAYA, "/people guardian Lou Gus")
    await group.say(MAYA, "/people held Lou Gus")
    together, lou = await shown(group, GUS, "Lou")
    assert "Please read this with Lou." in together.text
    assert "Two adults are always there. No adult talks to you alone." in together.text
    assert together.buttons == ()
    assert "This is about Lou." in lou.text
    said = await group.press(GUS, lou, "agree")
    assert "takes part through you" in said[0].text
    assert [parcel.key for parcel in said[1:]] == ["aboutme", "about-needs"]
    assert "What does Lou need" in said[2].text
    member_lou = await member(group, "Lou")
    assert (member_lou.agreed, member_lou.guardian_agreed) == (True, True)


async def test_a_guardian_without_an_account_says_yes_to_somebody_who_writes_it_down(
    group: Chat,
) -> None:
    await invited(group, "Gia young_person 2012-05-03", GIA, "discord")
    await group.say(MAYA, "/invite Ida guardian")
    await group.say(MAYA, "/people guardian Gia Ida")
    (asked,) = await group.say(MAYA, "/people agreed Gia Ida")
    assert "Please read this to Ida" in asked.text
    assert "Two checked adults are always in the room." in asked.text
    assert [label for _, label in asked.buttons] == ["They said yes"]
    await group.press(PAT, asked, "they-agree")
    assert not (await member(group, "Gia")).guardian_agreed
    said = (await group.press(MAYA, asked, "they-agree")).only(MAYA)
    assert "Ida said yes for Gia, and you wrote it down." in said
    assert (await member(group, "Gia")).guardian_agreed
    assert (await group.say(MAYA, "/people agreed Gia Ida")).names == ["agree"]


async def test_nobody_says_yes_for_a_guardian_who_can_do_it_themselves(group: Chat) -> None:
    await family(group)
    said = (await group.say(MAYA, "/people agreed Gia Gus")).only(MAYA)
    assert "Gus has an account." in said


def test_every_part_has_its_words_for_everybody_who_reads_it() -> None:
    for part in agreement.AGREEMENT_PARTS:
        readers = ["-guardian"]
        if agreement.About.ONESELF in part.about:
            readers += ["", "-child"]
        for reader in readers:
            text = WORDS.line(f"guidelines-{part.name}{reader}", {"person": "Gia"})
            assert grade(text.replace("\n", " ")) <= 6.0, (part.name, reader)


def test_the_parts_say_what_was_promised() -> None:
    leaving = WORDS.line("guidelines-leaving", {})
    assert "free to leave at any time" in leaving
    assert "you can tell me how" in leaving
    assert "If I do not hear from you" in leaving
    assert "I keep only what you send to me" in WORDS.line("guidelines-privacy", {})


async def test_a_young_person_never_says_yes_for_their_guardian(group: Chat) -> None:
    await family(group)
    _, gia = await shown(group, GUS)
    await group.press(GIA, gia, "agree", platform="discord")
    assert not (await member(group, "Gia")).guardian_agreed
