"""What /setup is told or asks besides the time zone: the country, and young people (SPEC 8)."""

from __future__ import annotations

import pytest

from bot.model.keys import BUTTONS
from bot.ports import Books
from tests.commands.conftest import MAYA, PAT, ROOM, Chat, code_in


async def kept(chat: Chat, room: str = ROOM) -> tuple[str, object]:
    """The group's country, and what is on record of young people there."""

    def read(books: Books) -> tuple[str, object]:
        group = books.group_of_room("telegram", room)
        assert group is not None
        details = books.group_details(group)
        assert details is not None
        return details.country, books.group_policy(group).get("young_people.take_part")

    return await chat.store.run(read)


async def founded(chat: Chat, words: str) -> list[str]:
    """Maya sets up the group and comes in; the texts that she was sent."""
    said = await chat.say(MAYA, f"/setup {words}", room=ROOM, admin=True, title="Breathe Well")
    welcome = await chat.say(MAYA, f"/start {code_in(said.only(ROOM))}", name="Maya")
    return [parcel.text for parcel in welcome.to(MAYA)]


@pytest.mark.parametrize(
    ("words", "country", "young"),
    [
        ("", "GB", None),
        ("Europe/Dublin IE yes", "IE", True),
        ("america/new york us no", "US", False),
        ("uk yes", "GB", True),
        ("yes", "GB", True),
    ],
)
async def test_the_country_and_the_answer_may_be_written_at_once(
    chat: Chat, words: str, country: str, young: bool | None
) -> None:
    await founded(chat, words)
    assert await kept(chat) == (country, young)


async def test_whoever_said_that_young_people_come_hears_what_that_takes(chat: Chat) -> None:
    welcome, steps = await founded(chat, "Europe/London GB yes")
    assert "an organiser of Breathe Well now" in welcome
    assert "/people check NAME enhanced" in steps
    assert "/meeting young" in steps


async def test_whoever_said_nothing_is_asked_and_either_answer_is_kept(chat: Chat) -> None:
    said = await chat.say(MAYA, "/setup", room=ROOM, admin=True, title="Breathe Well")
    welcome = await chat.say(MAYA, f"/start {code_in(said.only(ROOM))}", name="Maya")
    (parcel,) = welcome.to(MAYA)
    assert "Will anyone under 18 take part?" in parcel.text
    assert [name for name, _ in parcel.buttons] == list(BUTTONS["welcome"])
    said = await chat.press(MAYA, parcel, "young-yes")
    assert "Young people take part in Breathe Well." in said.only(MAYA)
    assert await kept(chat) == ("GB", True)
    said = await chat.press(MAYA, parcel, "young-no")
    assert "Breathe Well is for adults." in said.only(MAYA)
    assert await kept(chat) == ("GB", False)


async def test_only_organisers_change_it(group: Chat) -> None:
    await group.say(MAYA, "/setup IE no", room=ROOM, admin=True)
    assert await kept(group) == ("IE", False)
    await group.say(PAT, "/setup US yes", room=ROOM, admin=True)
    assert await kept(group) == ("IE", False)


async def test_a_button_of_another_group_changes_nothing(group: Chat) -> None:
    said = await group.say(MAYA, "/setup", room=ROOM, admin=True)
    (steps,) = said.to(MAYA)
    await group.press(PAT, steps, "young-yes")
    assert await kept(group) == ("GB", None)
