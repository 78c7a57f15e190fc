"""A guardian's PIN is set in private, typed at the door, and never kept as words (Y3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.happenings import Texted
from bot.model.meeting import Attendance, GuardianSeat, Place
from bot.ports import Books
from tests.commands.conftest import PAT, ROOM, Chat, Heard
from tests.commands.family import GIA, GUS, family, meet, member

PIN = "482193"


async def waiting(chat: Chat, *, asked_for: bool = True) -> str:
    """Gia waits at the door, and a guardian may have been asked for; answers with the meeting."""
    await family(chat)
    await chat.say(GUS, f"/pin {PIN}")
    gia = (await member(chat, "Gia")).id
    guardian = GuardianSeat(asked_at=chat.now) if asked_for else None
    there = Attendance(place=Place.LOBBY, lobby_since=chat.now, guardian=guardian)
    return (await meet(chat, attendance={gia: there})).id


async def types(chat: Chat, text: str) -> Heard:
    return await chat.happens(Texted(platform="discord", account=GIA, text=text))


async def seat_of(chat: Chat, meeting_id: str) -> GuardianSeat:
    gia = (await member(chat, "Gia")).id

    def read(books: Books) -> GuardianSeat:
        stored = books.meeting(meeting_id)
        assert stored is not None
        seat = stored.meeting.seat(gia).guardian
        assert seat is not None
        return seat

    return await chat.store.run(read)


def everything_kept(chat: Chat) -> str:
    """All that is in the database, sealed words opened."""
    found: list[str] = []
    with chat.store._engine.connect() as connection:
        for table in ("outbox", "journal", "meetings", "inbox", "minding", "signals", "codes"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all():  # noqa: S608
                found += [str(value) for value in row]
    texts = "\n".join(found)
    for sealed in {part for part in texts.split('"') if part.startswith("gAAAA")}:
        texts += "\n" + chat.sealer.open(sealed)
    return texts


async def test_a_guardian_sets_a_pin_that_nobody_can_read(group: Chat) -> None:
    await family(group)
    assert (await member(group, "Gus")).has_pin is False
    said = (await group.say(GUS, f"/pin {PIN}")).only(GUS)
    assert "Your PIN is set." in said
    assert PIN not in said
    assert (await member(group, "Gus")).has_pin is True
    assert PIN not in everything_kept(group)


@pytest.mark.parametrize("wrong", ["123", "123456789", "12a4", "¼234"])
async def test_a_pin_has_four_to_eight_digits(group: Chat, wrong: str) -> None:
    await family(group)
    assert "That is no PIN" in (await group.say(GUS, f"/pin {wrong}")).only(GUS)
    assert not (await member(group, "Gus")).has_pin


async def test_only_guardians_have_one_and_never_from_a_room(group: Chat) -> None:
    await family(group)
    assert "for parents and guardians" in (await group.say(PAT, "/pin 4821")).only(PAT)
    assert "4 to 8 digits" in (await group.say(GUS, "/pin")).only(GUS)
    said = (await group.say(GUS, "/pin 4821", room=ROOM)).only(GUS)
    assert "others could see it" in said
    assert not (await member(group, "Gus")).has_pin


@pytest.mark.parametrize("by", ["text", "command"])
async def test_the_right_pin_lets_the_guardian_be_there(group: Chat, by: str) -> None:
    meeting = await waiting(group)
    if by == "text":
        await types(group, f" {PIN} ")
    else:
        await group.say(GIA, f"/pin {PIN}", platform="discord")
    assert (await seat_of(group, meeting)).confirmed
    assert PIN not in everything_kept(group)


async def test_a_wrong_one_is_answered_and_kept_nowhere(group: Chat) -> None:
    meeting = await waiting(group)
    heard = await types(group, "918273")
    assert [parcel.key for parcel in heard.to(GIA)][-1] == "pin-answer"
    assert not (await seat_of(group, meeting)).confirmed
    assert "918273" not in everything_kept(group)


async def test_after_five_wrong_ones_the_right_one_counts_no_more(group: Chat) -> None:
    meeting = await waiting(group)
    for wrong in range(1000, 1005):
        await types(group, str(wrong))
    await types(group, PIN)
    assert not (await seat_of(group, meeting)).confirmed


async def test_one_that_is_typed_too_early_is_no_word_either(group: Chat) -> None:
    await waiting(group, asked_for=False)
    heard = await types(group, PIN)
    assert [parcel.key for parcel in heard.to(GIA)][-1] == "pin-answer"
    assert PIN not in everything_kept(group)


async def test_digits_of_somebody_who_does_not_wait_are_words(group: Chat) -> None:
    await family(group)
    await group.open_meeting()
    heard = await types(group, "1234")
    assert heard.names == ["help-line"]
    said = (await group.say(GIA, "/pin 1234", platform="discord")).only(GIA)
    assert "There is no need for a PIN" in said


async def test_words_of_somebody_who_waits_are_still_words(group: Chat) -> None:
    meeting = await waiting(group)
    group.now += timedelta(seconds=5)
    await types(group, "I am 1234 years old")
    assert (await seat_of(group, meeting)).wrong_pins == 0
