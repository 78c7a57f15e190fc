"""/mydata: see, correct, take away, erase; what waits, and what has to stay (V4, L11)."""

from __future__ import annotations

from bot.ports import Books, Emergency, Parcel
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat
from tests.commands.family import GIA, GUS, family, member


async def seen(chat: Chat, account: str, words: str = "") -> list[Parcel]:
    return await chat.say(account, f"/mydata {words}")


def text(parcels: list[Parcel]) -> str:
    return "\n".join(parcel.text for parcel in parcels)


async def erased(chat: Chat, account: str) -> list[Parcel]:
    """Asks, and presses the button."""
    (question,) = await chat.say(account, "/mydata erase")
    return await chat.press(account, question, "erase-all")


async def test_everything_is_shown_to_whoever_it_is_about(group: Chat) -> None:
    pat = (await member(group, "Pat")).id

    def know(books: Books) -> None:
        books.set_phone(pat, "07700 900111")
        books.set_emergency(pat, Emergency(name="Jo", phone="07700 900119", note="Speak slowly"))

    await group.store.run(know)
    await group.say(PAT, "/diary A long day")
    shown = text(await seen(group, PAT))
    for words in ("Pat", "contributor", "from Maya", "07700 900111", "Jo 07700 900119",
                  "Speak slowly", "Account on Telegram", "diary: 1"):  # fmt: skip
        assert words in shown
    assert "A long day" not in shown


async def test_a_file_holds_all_of_it_in_plain_words(group: Chat) -> None:
    await group.say(PAT, "/diary A long day")
    (parcel,) = await seen(group, PAT, "export")
    assert parcel.file is not None
    name, content = parcel.file
    assert name == "my-data.txt"
    said = content.decode("utf-8-sig")
    assert said.startswith("What is kept about Pat, on 20 January 2027")
    assert "A long day" in said


async def test_it_is_never_answered_in_a_room(group: Chat) -> None:
    heard = await group.say(PAT, "/mydata", room=ROOM)
    assert [(parcel.key, parcel.address) for parcel in heard] == [("mydata", PAT)]


async def test_for_each_thing_it_is_said_what_changes_it(group: Chat) -> None:
    (kept,) = await seen(group, PAT)
    (parcel,) = await group.press(PAT, kept, "correct")
    for command in ("/aboutme change", "/phone", "/link", "/unlink", "/claim", "/diary", "/pin"):
        assert command in parcel.text


async def test_a_press_of_somebody_else_shows_nothing(group: Chat) -> None:
    (kept,) = await seen(group, PAT)
    heard = await group.press(TOM, kept, "export")
    assert all(parcel.file is None for parcel in heard)
    (question,) = await group.say(PAT, "/mydata erase")
    await group.press(TOM, question, "erase-all")
    assert (await member(group, "Pat")).routes


async def test_whoever_is_erased_is_somebody_and_in_no_group(group: Chat) -> None:
    pat = (await member(group, "Pat")).id
    assert [parcel.key for parcel in await erased(group, PAT)] == ["mydata-erased"]
    assert await group.store.run(lambda books: books.name_of(pat)) == "Somebody"
    assert await group.store.run(lambda books: books.groups_of(pat)) == []
    assert (await group.say(PAT, "/mydata")).names == ["not-known"]


async def test_no_meeting_waits_for_them(group: Chat) -> None:
    pat = (await member(group, "Pat")).id
    await group.say(MAYA, "/meeting new Weekly 2027-01-20 18:00 60m", room=ROOM)
    (meeting,) = await group.meetings()
    assert pat in meeting.expects
    await erased(group, PAT)
    (meeting,) = await group.meetings()
    assert pat not in meeting.expects


async def test_the_only_organiser_is_asked_to_name_another(group: Chat) -> None:
    (parcel,) = await group.say(MAYA, "/mydata erase")
    assert "No one else runs" in parcel.text
    assert parcel.buttons == ()


async def test_a_guardian_sees_and_erases_for_a_child_of_theirs(group: Chat) -> None:
    await family(group)
    gia = (await member(group, "Gia")).id
    assert "Gia" in text(await seen(group, GUS, "Gia"))
    assert (await group.say(PAT, "/mydata Gia")).names == ["agree"]
    (question,) = await group.say(GUS, "/mydata erase Gia")
    await group.press(GUS, question, "erase-all")
    assert await group.store.run(lambda books: books.groups_of(gia)) == []
    assert await group.store.run(lambda books: books.name_of(gia)) == "Somebody"


async def test_a_young_person_reads_it_in_words_for_young_people(group: Chat) -> None:
    await family(group)
    shown = await group.say(GIA, "/mydata", platform="discord")
    shown = shown or await group.say(GIA, "/mydata")
    assert all(group.facts(parcel)["variant"] == "child" for parcel in shown)
