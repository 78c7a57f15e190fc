"""Words that go with a command, people named by their account, and commands that nobody sees."""

from __future__ import annotations

import pytest

from bot.happenings import Commanded
from bot.model.case import CaseKind
from bot.model.people import PersonId
from tests.commands.conftest import MAYA, PAT, ROOM, SAM, TOM, Chat, Heard, code_in


@pytest.mark.parametrize("how", ["ok", "back-soon", "back soon", "Technical"])
async def test_a_note_goes_to_the_contact_person_only(group: Chat, how: str) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    said = await group.say(PAT, f"/leaving {how} My bus is here.")
    notes = [parcel for parcel in said if "My bus is here." in parcel.text]
    assert [note.address for note in notes] == [MAYA]
    assert "note-passed" in [parcel.key for parcel in said.to(PAT)]
    assert said.to(ROOM) == []


@pytest.mark.parametrize("words", ["/support It is my chest.", "/leaving contact It is my chest."])
async def test_a_note_goes_to_whoever_takes_it(group: Chat, words: str) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    await group.say(PAT, words)
    case = (await group.the_meeting()).case_of(await group.person(PAT))
    assert case is not None
    assert case.kind is CaseKind.SUPPORT
    listed = (await group.say(MAYA, "/case list")).only(MAYA)
    code = next(word for word in listed.split() if word.endswith("-c1:")).rstrip(":")
    said = await group.say(MAYA, f"/case take {code}")
    assert any("It is my chest." in parcel.text for parcel in said.to(MAYA))


async def test_a_note_reaches_all_staff_where_there_was_no_meeting_yet(group: Chat) -> None:
    heard = await group.say(PAT, "/support It is my chest.")
    told = [parcel for parcel in heard if parcel.key == "support-asked"]
    assert {parcel.address for parcel in told} == {MAYA, TOM}
    assert all("They wrote: “It is my chest.”" in parcel.text for parcel in told)


async def test_a_person_may_be_named_by_their_account(group: Chat) -> None:
    assert "I write to Tom too" in (await group.say(MAYA, f"/operator <@{TOM}>")).only(MAYA)
    assert "I write to Pat too" in (await group.say(MAYA, f"/operator <@!{PAT}>")).only(MAYA)


@pytest.mark.parametrize("words", ["<@99>", f"<@{SAM}>"])
async def test_an_account_of_nobody_in_the_group_is_said_to_be_none(
    group: Chat, words: str
) -> None:
    for command in ("/operator", "/case ok"):
        said = (await group.say(MAYA, f"{command} {words}")).only(MAYA)
        assert "I do not know that account in this group." in said


async def test_two_of_one_name_are_told_apart_by_their_accounts(group: Chat) -> None:
    await group.join("91", "Pat Green")
    await group.join("92", "Pat Gray")
    green: PersonId = await group.person("91")
    await group.say(MAYA, "/operator <@91>")
    home = await group.home()
    named = await group.store.run(lambda books: books.group(home or ""))
    assert named.operator == green


@pytest.mark.parametrize("words", ["<@>", "<@x>", "<@1", "@1>", "<@1> 2", "<@\u0661>"])
async def test_what_only_looks_like_a_mention_is_a_name(group: Chat, words: str) -> None:
    said = (await group.say(MAYA, f"/operator {words}")).only(MAYA)
    assert f"I do not know anyone called {words} in this group." in said


async def unseen(
    chat: Chat, account: str, text: str, room: str = "500", *, admin: bool = False
) -> Heard:
    """A command on a platform where nobody else sees it."""
    return await chat.happens(
        Commanded(
            platform="telegram", account=account, text=text, room=room, unseen=True, is_admin=admin
        )
    )


async def test_a_command_that_nobody_sees_is_answered_where_nobody_sees_it(group: Chat) -> None:
    for room in (ROOM, "500"):
        assert (await unseen(group, MAYA, "/people", room)).only(MAYA)
        assert "I am Alongside" in (await unseen(group, "99", "/here", room)).only("99")


async def test_a_number_that_nobody_saw_is_kept(group: Chat) -> None:
    assert "locked up" in (await unseen(group, PAT, "/phone 07700 900111", ROOM)).only(PAT)


async def test_a_code_that_nobody_saw_lets_somebody_in_who_still_has_to_answer(
    group: Chat,
) -> None:
    code = code_in((await group.say(MAYA, "/invite Sam")).only(MAYA))
    said = await unseen(group, SAM, f"/start {code}")
    question, welcome = said.to(SAM)
    assert "Welcome to Breathe Well." in welcome.text
    assert "Please press the button" in question.text
    people = (await group.say(MAYA, "/people")).only(MAYA)
    assert "Sam: contributor. My messages do not reach them." in people
    assert "you can read what I write" in (await group.press(SAM, question, "got-it")).only(SAM)
    people = (await group.say(MAYA, "/people")).only(MAYA)
    assert "Sam: contributor. I can write to them." in people
