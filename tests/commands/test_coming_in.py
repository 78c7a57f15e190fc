"""Setting a group up, and coming in by a link that works once."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.ports import Books
from tests.commands.conftest import LINK, MAYA, PAT, ROOM, SAM, TOM, Chat, code_in


async def test_somebody_unknown_is_told_who_the_bot_is(chat: Chat) -> None:
    said = (await chat.say(PAT, "/start")).only(PAT)
    assert "I am Alongside" in said
    assert "ask your organiser for an invitation" in said


async def test_a_first_organiser_sets_up_a_group_and_comes_in(chat: Chat) -> None:
    said = await chat.say(MAYA, "/setup", room=ROOM, admin=True, title="Breathe Well")
    assert "Breathe Well is set up. Its time zone is Europe/London." in said.only(ROOM)
    welcome = await chat.say(MAYA, f"/start {code_in(said.only(ROOM))}", name="Maya")
    assert "an organiser of Breathe Well now" in welcome.only(MAYA)
    assert "You are free to leave a meeting at any time" in welcome.only(MAYA)
    assert "Maya: organiser." in (await chat.say(MAYA, "/people")).only(MAYA)


async def test_the_link_in_the_room_is_of_no_use_to_others(chat: Chat) -> None:
    said = await chat.say(MAYA, "/setup", room=ROOM, admin=True, title="Breathe Well")
    code = code_in(said.only(ROOM))
    assert (await chat.say(PAT, f"/start {code}", name="Pat")).names == ["code-refused"]
    assert not await chat.knows(PAT)
    assert (await chat.say(MAYA, f"/start {code}", name="Maya")).names == ["welcome"]


async def test_an_old_link_does_not_work_and_another_can_be_had(chat: Chat) -> None:
    said = await chat.say(MAYA, "/setup", room=ROOM, admin=True)
    chat.now += timedelta(days=1)
    old = await chat.say(MAYA, f"/start {code_in(said.only(ROOM))}", name="Maya")
    assert "ask for a new one" in old.only(MAYA)
    again = await chat.say(MAYA, "/setup", room=ROOM, admin=True)
    welcome = await chat.say(MAYA, f"/start {code_in(again.only(ROOM))}", name="Maya")
    assert welcome.names == ["welcome"]


async def test_only_somebody_who_runs_the_room_sets_up_a_group(chat: Chat) -> None:
    said = (await chat.say(PAT, "/setup", room=ROOM)).only(ROOM)
    assert "Only someone who runs this room" in said
    assert await chat.home() is None
    assert "in the room where your group meets" in (await chat.say(PAT, "/setup")).only(PAT)


async def test_a_room_has_one_group(group: Chat) -> None:
    said = await group.say(PAT, "/setup", room=ROOM, admin=True)
    assert "It is called Breathe Well." in said.only(ROOM)
    said = await group.say(MAYA, "/setup", room=ROOM, admin=True)
    assert [parcel.key for parcel in said.to(MAYA)] == ["next-steps"]
    assert LINK not in said.to(ROOM)[0].text


async def test_a_group_has_a_time_zone_and_an_unknown_one_is_refused(chat: Chat) -> None:
    said = (await chat.say(MAYA, "/setup Europe/Lodnon", room=ROOM, admin=True)).only(ROOM)
    assert "Europe/London" in said
    assert await chat.home() is None
    said = (await chat.say(MAYA, "/setup america/new york", room=ROOM, admin=True)).only(ROOM)
    assert "Its time zone is America/New_York." in said


async def test_somebody_known_sets_up_a_second_group_without_a_link(group: Chat) -> None:
    said = await group.say(PAT, "/setup", room="-200", admin=True, title="Choir")
    assert "Choir is set up." in said.to("-200")[0].text
    assert LINK not in said.to("-200")[0].text
    assert said.to(PAT)[0].key == "next-steps"
    assert "Pat: organiser" in (await group.say(PAT, "/people", room="-200")).only(PAT)


async def test_an_invitation_brings_in_one_person_once(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite Sam Smith facilitator")).only(MAYA)
    assert "Please send it to Sam Smith, and to no one else." in said
    assert "until Wednesday 27 January 2027" in said
    welcome = (await group.say(SAM, f"/start {code_in(said)}", name="xX_sam")).only(SAM)
    for words in (
        "Welcome to Breathe Well.",
        "These people run it: Maya",
        "You are free to leave a meeting at any time.",
        "write /leaving",
        "If I do not hear from you, someone from the team may try to reach you.",
    ):
        assert words in welcome
    assert "Sam Smith: facilitator. I can write to them." in (
        await group.say(MAYA, "/people")
    ).only(MAYA)
    assert (await group.say("9", f"/start {code_in(said)}")).names == ["code-refused"]
    assert not await group.knows("9")


async def test_an_invitation_lasts_a_week(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite Sam")).only(MAYA)
    group.now += timedelta(days=7)
    assert "Please ask for a new one." in (await group.say(SAM, f"/start {code_in(said)}")).only(
        SAM
    )
    assert not await group.knows(SAM)


async def test_inviting_again_gives_a_new_link_and_the_first_comer_is_the_person(
    group: Chat,
) -> None:
    first = (await group.say(MAYA, "/invite Sam")).only(MAYA)
    second = (await group.say(MAYA, "/invite Sam deputy")).only(MAYA)
    assert "They will be: deputy lead." in second
    assert (await group.say(SAM, f"/start {code_in(second)}")).names == ["invited"]
    assert (await group.say("9", f"/start {code_in(first)}")).names == ["code-refused"]
    assert not await group.knows("9")
    people = (await group.say(MAYA, "/people")).only(MAYA)
    assert people.count("Sam") == 1


async def test_two_people_of_one_name_are_told_apart(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite pat")).only(MAYA)
    assert "There is a pat in the group already." in said


async def test_an_account_belongs_to_one_person(group: Chat) -> None:
    before = await group.person(PAT)
    said = (await group.say(MAYA, "/invite Sam")).only(MAYA)
    refused = (await group.say(PAT, f"/start {code_in(said)}")).only(PAT)
    assert "I know this account as someone else. So I have changed nothing." in refused
    assert await group.person(PAT) == before


async def test_somebody_in_another_group_comes_in_as_who_they_are(group: Chat) -> None:
    await group.say("8", "/setup", room="-200", admin=True, title="Choir")
    said = await group.say("8", "/setup", room="-200", admin=True)
    await group.say("8", f"/start {code_in(said.only('-200'))}", name="Kim")
    invited = (await group.say("8", "/invite Patricia facilitator")).only("8")
    before = await group.person(PAT)
    welcome = (await group.say(PAT, f"/start {code_in(invited)}")).only(PAT)
    assert "Welcome to Choir." in welcome
    assert await group.person(PAT) == before
    people = (await group.say("8", "/people")).only("8")
    assert "Pat: facilitator." in people
    assert "Patricia" not in people


async def test_a_code_that_others_have_seen_lets_nobody_in(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite Sam")).only(MAYA)
    seen = (await group.say(SAM, f"/start {code_in(said)}", room=ROOM)).only(ROOM)
    assert "Others have seen that code" in seen
    assert (await group.say(SAM, f"/start {code_in(said)}")).names == ["code-refused"]
    assert not await group.knows(SAM)


async def test_a_second_press_does_no_harm(group: Chat) -> None:
    said = (await group.say(MAYA, "/invite Sam")).only(MAYA)
    await group.say(SAM, f"/start {code_in(said)}")
    again = (await group.say(SAM, f"/start {code_in(said)}")).only(SAM)
    assert "I know you already" in again
    assert "Hello again" in (await group.say(SAM, "/start")).only(SAM)


async def test_only_organisers_invite(group: Chat) -> None:
    for account in (TOM, PAT):
        said = (await group.say(account, "/invite Sam")).only(account)
        assert "That is for the organisers of a group, so I have changed nothing." in said
    assert "Sam" not in (await group.say(MAYA, "/people")).only(MAYA)
    assert "/invite NAME" in (await group.say(MAYA, "/invite")).only(MAYA)


async def test_people_are_shown_to_staff_with_whether_each_can_be_reached(group: Chat) -> None:
    await group.say(MAYA, "/invite Sam")
    await group.say(PAT, "/phone 07700 900111")
    await group.store.run(lambda books: books.prove("telegram", PAT, None))
    said = (await group.say(TOM, "/people")).only(TOM)
    assert "Sam: contributor. They have not come in yet." in said
    assert "Pat: contributor. My messages do not reach them. I have a phone number." in said
    assert "900111" not in said
    assert (await group.say(PAT, "/people")).names == ["not-your-role"]


async def test_a_number_is_kept_sealed_and_never_from_a_room(group: Chat) -> None:
    said = await group.say(PAT, "/phone 07700 900111", room=ROOM)
    assert "I have not kept that number" in said.only(PAT)
    assert "I have a phone number" not in (await group.say(MAYA, "/people")).only(MAYA)
    for wrong in ("", "999", "call me", "07700 900111 ext 5", "+" * 20, "1" * 40):
        assert "does not look like a phone number" in (
            await group.say(PAT, f"/phone {wrong}")
        ).only(PAT)
    assert "locked up" in (await group.say(PAT, "/phone +44 (0)7700 900-111")).only(PAT)
    assert "I have a phone number" in (await group.say(MAYA, "/people")).only(MAYA)


async def test_where_there_are_no_links_a_code_is_written(chat: Chat) -> None:
    chat.has_links = False
    said = (await chat.say(MAYA, "/setup", room=ROOM, admin=True)).only(ROOM)
    code = re.findall(r"privately: /start (\S+)", said)
    await chat.say(MAYA, f"/start {code[0]}", name="Maya")
    said = (await chat.say(MAYA, "/invite Pat")).only(MAYA)
    code = re.findall(r"/start ([\w-]+)", said)
    assert len(code) == 1
    assert (await chat.say(PAT, f"/start {code[0]}")).names == ["invited"]


async def test_an_organiser_names_the_operator_contact(group: Chat) -> None:
    said = (await group.say(MAYA, "/operator Tom")).only(MAYA)
    assert "I write to Tom too" in said
    assert (await group.say(PAT, "/operator Pat")).names == ["not-your-role"]
    await group.say(MAYA, "/invite Sam")
    assert "They need to join first" in (await group.say(MAYA, "/operator Sam")).only(MAYA)
    assert (await group.say(MAYA, "/operator")).names == ["wrong-form"]

    def named(books: Books) -> str | None:
        maya = books.person_of("telegram", MAYA)
        operator = books.group(books.groups_of(maya or "")[0]).operator
        return books.name_of(operator) if operator else None

    assert await group.store.run(named) == "Tom"
