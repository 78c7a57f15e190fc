"""A practice session on the real client: a private message, and coming into the practice room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.profile import Profile
from bot.ports import Books
from tests.adapters.discord_from_empty import EmptyServer
from tests.contract.database import new_database

READ, GO_ON = "I can read this", "Carry on"
ENDINGS = ("I'm OK", "Technical problem", "Please contact me", "Back soon")


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[EmptyServer]:
    async with EmptyServer(new_database(tmp_path), "pat") as at:
        await at.uses("maya", "setup", timezone="Europe/London", country="GB", young="no")
        await at.presses_shown("maya", READ)
        await at.invites("pat", "contributor")
        yield at


def newest(on: EmptyServer, who: str = "pat") -> str:
    """The text of what somebody was shown last, privately or where they pressed."""
    user = on.users[who]
    return max((*user.inbox, *user.ephemeral), key=lambda message: message.id).text


async def profile(on: EmptyServer) -> Profile:
    def read(books: Books) -> Profile:
        person = books.person_of("discord", on.account("pat"))
        assert person is not None
        return books.profile(person)

    return await on.store.run(read)


async def up_to_the_room(on: EmptyServer) -> None:
    """The button, and the private message."""
    assert "step 1 of 6" in await on.uses("pat", "practice")
    before = len(on.users["pat"].inbox)
    await on.presses_shown("pat", READ)
    (letter,) = on.users["pat"].inbox[before:]
    assert "This is a private message." in letter.text
    on.users["pat"].presses(letter, READ)
    await on.settle()
    assert "Please come into the voice room “Practice room” now." in newest(on)


async def test_the_whole_of_it(on: EmptyServer) -> None:
    pat = on.users["pat"]
    await up_to_the_room(on)
    pat.joins(on.guild.channel("Practice room"))
    await on.settle()
    assert "I saw you come in." in newest(on)
    assert "step 4 of 6" in newest(on)
    pat.leaves()
    for ending in ENDINGS:
        await on.presses_shown("pat", ending)
        assert "This is practice, step 4 of 6" in newest(on)
    await on.presses_shown("pat", GO_ON)
    assert "This is the contact card." in newest(on)
    await on.presses_shown("pat", GO_ON)
    assert "are you OK?" in newest(on)
    await on.presses_shown("pat", "I'm OK")
    assert "✅ I saw you come into the practice room." in newest(on)
    assert "All of it works." in newest(on)
    assert list((await profile(on)).practised) == ["discord"]
    assert not any("practice" in message.text for message in on.users["maya"].inbox)


async def test_only_the_practice_room_counts_and_whoever_does_not_come_is_told_so(
    on: EmptyServer,
) -> None:
    pat = on.users["pat"]
    await up_to_the_room(on)
    pat.joins(on.guild.channel("Meeting room"))
    await on.settle()
    assert "step 3 of 6" in newest(on)
    for _ in range(4):
        await on.presses_shown("pat", GO_ON)
    assert "◻️ I did not see you come into the practice room." in newest(on)


async def test_moving_over_from_another_room_is_coming_in(on: EmptyServer) -> None:
    pat = on.users["pat"]
    pat.joins(on.guild.channel("Meeting room"))
    await up_to_the_room(on)
    pat.moves(on.guild.channel("Practice room"))
    await on.settle()
    assert "I saw you come in." in newest(on)


async def test_it_outlives_the_process(on: EmptyServer) -> None:
    await up_to_the_room(on)
    await on.stop()
    await on.start()
    on.users["pat"].joins(on.guild.channel("Practice room"))
    await on.settle()
    assert "I saw you come in." in newest(on)


async def test_coming_into_the_practice_room_means_nothing_otherwise(on: EmptyServer) -> None:
    before = newest(on)
    on.users["pat"].joins(on.guild.channel("Practice room"))
    await on.settle()
    assert newest(on) == before
