"""Answers show who else can be called in the country of whoever asks (Y12, P5)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from bot.model.people import Role
from bot.ports import Books, GroupDetails, PersonDetails
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat
from tests.commands.family import GIA, family

STRANGER = "99"


def is_in(chat: Chat, country: str) -> None:
    """The group is in this country."""
    with chat.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE groups SET country = ?", (country,))


async def also_in(chat: Chat, account: str, country: str) -> None:
    """Somebody is in a second group, there."""
    person = await chat.person(account)
    group = GroupDetails(id=f"g/{uuid4()}", name="Other", timezone="UTC", country=country)

    def add(books: Books) -> None:
        books.add_group(group, {})
        books.add_person(group.id, PersonDetails(id=person, name="Pat", roles=(Role.CONTRIBUTOR,)))

    await chat.store.run(add)


@pytest.mark.parametrize(
    ("country", "says"),
    [
        ("GB", ["call 999.", "Samaritans on 116 123. It is free, day and night."]),
        ("IE", ["call 112.", "Samaritans on 116 123. It is free, day and night."]),
        ("DE", ["call 112.", "TelefonSeelsorge on 0800 1110111."]),
        ("AU", ["call 000.", "Lifeline on 13 11 14. It is there day and night."]),
        ("SE", ["call 112."]),
        ("CH", ["call your local emergency number."]),
    ],
)
async def test_support_shows_the_lines_of_the_country(
    group: Chat, country: str, says: list[str]
) -> None:
    is_in(group, country)
    for meeting in (False, True):
        if meeting:
            await group.open_meeting()
        (answer,) = (await group.say(PAT, "/support")).to(PAT)
        for words in says:
            assert words in answer.text
        assert ("you can call" in answer.text) is (len(says) > 1)
    again = (await group.say(PAT, "/support")).only(PAT)
    assert "I keep asking until someone does" in again
    assert all(words in again for words in says)


async def test_support_still_asks_the_team(group: Chat) -> None:
    heard = await group.say(PAT, "/support")
    assert [one.key for one in heard.to(MAYA)] == ["support-asked"]
    assert [one.key for one in heard.to(TOM)] == ["support-asked"]


async def test_a_young_person_who_asks_for_someone_is_shown_the_child_line(group: Chat) -> None:
    await family(group)
    is_in(group, "IE")
    for text in ("/support", "/support", "/help", "/whotold", "what?"):
        said = await group.say(GIA, text, platform="discord")
        for answer in said.to(GIA):
            assert "0800 1111" not in answer.text
            assert "999" not in answer.text
        if text in {"/support", "/help"}:
            shown = said.to(GIA)[0].text
            assert "Childline on 1800 66 66 66. It is free, day and night." in shown
            assert "If you are in danger, call 112." in shown


async def test_somebody_the_bot_does_not_know_is_told_where_else_to_go(group: Chat) -> None:
    said = (await group.say(STRANGER, "/support")).only(STRANGER)
    assert "If anyone is in danger, call your local emergency number." in said
    in_room = await group.say(STRANGER, "/support", room=ROOM)
    assert "danger" not in in_room.only(ROOM)


async def test_with_groups_in_one_country_its_lines_are_shown(group: Chat) -> None:
    is_in(group, "IE")
    await also_in(group, PAT, "IE")
    assert "call 112." in (await group.say(PAT, "/support")).to(PAT)[0].text


async def test_with_groups_in_two_countries_an_answer_names_no_number(group: Chat) -> None:
    await also_in(group, PAT, "IE")
    said = (await group.say(PAT, "/support")).to(PAT)[0].text
    assert "call your local emergency number." in said
    assert "Samaritans" not in said
