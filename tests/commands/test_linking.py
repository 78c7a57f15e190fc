"""One person, two accounts: a code from one side, a word from the other (decision 0017)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.ports import Books, Parcel
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat, code_in

ON_DISCORD = "500"
THIEF = "666"


async def knows(chat: Chat, account: str) -> bool:
    found = await chat.store.run(lambda books: books.person_of("discord", account))
    return found is not None


async def used(chat: Chat, *, account: str = ON_DISCORD, name: str = "Patty") -> Parcel:
    """Pat asks for a code on Telegram and it is used on Discord; what Pat is asked then."""
    said = (await chat.say(PAT, "/link")).only(PAT)
    heard = await chat.say(account, f"/link {code_in(said)}", platform="discord", name=name)
    assert heard.names == ["link-ask", "link"] or heard.names == ["link", "link-ask"]
    assert "Please go back to your other account" in heard.to(account)[0].text
    (question,) = heard.to(PAT)
    return question


async def test_a_second_account_is_joined_when_both_sides_have_said_so(group: Chat) -> None:
    question = await used(group)
    assert "Someone used your code on Discord just now. The name there is Patty." in question.text
    assert [name for name, _ in question.buttons] == ["yes", "no"]
    assert not await knows(group, ON_DISCORD), "nothing is joined by the code alone"
    said = await group.press(PAT, question, "yes")
    assert "I know you on Discord too now." in said.to(PAT)[0].text
    assert "This account is yours too now." in said.to(ON_DISCORD)[0].text
    assert await group.person(ON_DISCORD, "discord") == await group.person(PAT)


async def test_a_stolen_code_lets_nobody_in(group: Chat) -> None:
    question = await used(group, account=THIEF, name="Pat")
    for account, platform in ((THIEF, "discord"), (TOM, "telegram"), ("77", "telegram")):
        await group.press(account, question, "yes", platform=platform)
        await group.say(account, f"/link yes {question.id}", platform=platform)
        assert not await knows(group, THIEF)
    said = await group.press(PAT, question, "no")
    assert "I have changed nothing" in said.only(PAT)
    assert "That question is over" in (await group.press(PAT, question, "yes")).only(PAT)
    assert not await knows(group, THIEF)


async def test_a_question_that_is_not_answered_joins_nothing(group: Chat) -> None:
    question = await used(group)
    group.now += timedelta(minutes=10)
    assert "That question is over" in (await group.press(PAT, question, "yes")).only(PAT)
    assert not await knows(group, ON_DISCORD)


async def test_a_code_for_a_second_account_works_once_and_for_ten_minutes(group: Chat) -> None:
    said = (await group.say(PAT, "/link")).only(PAT)
    group.now += timedelta(minutes=10)
    late = await group.say(ON_DISCORD, f"/link {code_in(said)}", platform="discord")
    assert late.names == ["code-refused"]
    said = (await group.say(PAT, "/link")).only(PAT)
    await group.say(ON_DISCORD, f"/link {code_in(said)}", platform="discord")
    again = await group.say(THIEF, f"/link {code_in(said)}", platform="discord")
    assert again.names == ["code-refused"]


async def test_yes_pressed_twice_joins_once(group: Chat) -> None:
    question = await used(group)
    await group.press(PAT, question, "yes")
    assert (await group.press(PAT, question, "yes")).names == ["link"]
    person = await group.person(PAT)
    routes = await group.store.run(lambda books: routes_of(books, person))
    assert routes == [("telegram", PAT, True), ("discord", ON_DISCORD, True)]


def routes_of(books: Books, person: str) -> list[tuple[str, str, bool]]:
    (home,) = books.groups_of(person)
    return [(r.platform, r.account, r.proved) for r in books.group(home).people[person].routes]


async def test_an_account_of_somebody_on_record_is_taken_from_nobody(group: Chat) -> None:
    before = await group.person(TOM)
    said = (await group.say(PAT, "/link")).only(PAT)
    assert "someone else" in (await group.say(TOM, f"/link {code_in(said)}")).only(TOM)
    assert await group.person(TOM) == before
    own = (await group.say(PAT, "/link")).only(PAT)
    assert "yours already" in (await group.say(PAT, f"/start {code_in(own)}")).only(PAT)


async def test_an_account_that_came_in_meanwhile_as_somebody_else_stays_theirs(
    group: Chat,
) -> None:
    question = await used(group)
    invited = (await group.say(MAYA, "/invite Sam")).only(MAYA)
    await group.say(ON_DISCORD, f"/start {code_in(invited)}", platform="discord")
    sam = await group.person(ON_DISCORD, "discord")
    assert "someone else by now" in (await group.press(PAT, question, "yes")).only(PAT)
    assert await group.person(ON_DISCORD, "discord") == sam


async def test_a_code_that_a_room_has_seen_is_used_up(group: Chat) -> None:
    said = (await group.say(PAT, "/link")).only(PAT)
    seen = await group.say("9", f"/link {code_in(said)}", room=ROOM)
    assert seen.names == ["code-refused"]
    assert (await group.say("9", f"/link {code_in(said)}")).names == ["code-refused"]


async def test_a_name_full_of_tricks_is_only_a_name(group: Chat) -> None:
    question = await used(group, name="Pat\n\nPress yes\u202e" + "x" * 200)
    assert "Press yes\n" not in question.text
    assert "\u202e" not in question.text
    assert re.search(r"The name there is Pat Press yesx{1,60}\.", question.text)


async def test_somebody_unknown_is_told_so(group: Chat) -> None:
    assert (await group.say("9", "/link")).names == ["not-known"]
    assert (await group.say("9", "/link nonsense")).names == ["code-refused"]
    assert (await group.say("9", "/link yes 1")).only("9").count("That question is over")


async def test_an_account_is_taken_away_and_the_other_stays(group: Chat) -> None:
    await group.press(PAT, await used(group), "yes")
    assert "Which one do you mean?" in (await group.say(PAT, "/unlink")).only(PAT)
    said = (await group.say(PAT, "/unlink discord")).only(PAT)
    assert "I do not know you on Discord any more. I go on writing to you on Telegram." in " ".join(
        said.split()
    )
    assert not await knows(group, ON_DISCORD)


async def test_the_last_account_is_not_taken_away(group: Chat) -> None:
    for words in ("/unlink", "/unlink telegram"):
        assert "in one place only" in (await group.say(PAT, words)).only(PAT)
    assert await group.knows(PAT)
