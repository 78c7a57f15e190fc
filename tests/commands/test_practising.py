"""/practice: alone with the bot, in six parts to be left at any time, or with somebody (P1)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.model.effects import Reply
from bot.model.people import Role
from bot.model.policy import Policy
from bot.model.profile import Profile
from bot.ports import Books, Parcel
from bot.slot_reminders import SlotReminders
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat, Heard

STEP, DONE, HELP = "practice-step", "practice-done", "practice-help"
TO_THE_END = ("got-it", "got-it", "here", "ok", "technical", "contact", "back-soon")


async def profile(chat: Chat, account: str = PAT) -> Profile:
    person = await chat.person(account)
    return await chat.store.run(lambda books: books.profile(person))


async def proof(chat: Chat, account: str = PAT) -> datetime | None:
    """When the route was last known to work."""
    person = await chat.person(account)

    def read(books: Books) -> datetime | None:
        group = books.group(books.groups_of(person)[0])
        return group.people[person].routes[0].proved_at

    return await chat.store.run(read)


async def presses(chat: Chat, heard: Heard, *buttons: str, account: str = PAT) -> Heard:
    """One button after another, each under the newest message."""
    for button in buttons:
        heard = await chat.press(account, heard[-1], button)
    return heard


def names(parcel: Parcel) -> list[str]:
    return [name for name, _ in parcel.buttons]


# --- alone with the bot ---------------------------------------------------------------------------


async def test_every_part_says_that_it_is_practice_and_where_one_is(group: Chat) -> None:
    heard = await group.say(PAT, "/practice")
    for button, number in zip((*TO_THE_END, "carry-on", "carry-on"), range(9), strict=True):
        assert heard.names == [STEP]
        assert "This is practice, step" in heard[0].text, number
        heard = await presses(group, heard, button)
    assert "step 6 of 6" in heard[0].text
    heard = await presses(group, heard, "technical")
    assert heard.names == [DONE]
    assert "All of it works." in heard[0].text
    assert names(heard[0]) == ["again"]
    kept = await profile(group)
    assert (list(kept.practised), kept.practising) == (["telegram"], {})


async def test_what_did_not_work_is_said_and_help_is_offered(group: Chat) -> None:
    heard = await group.say(PAT, "/practice")
    heard = await presses(group, heard, "got-it", "got-it", "carry-on", "ok", "carry-on")
    heard = await presses(group, heard, "carry-on", "carry-on")
    assert heard.names == [DONE]
    assert "◻️ You did not try how to say that you are here." in heard[0].text
    assert "◻️ You did not try each way of leaving." in heard[0].text
    assert "✅ My private messages reach you." in heard[0].text
    assert names(heard[0]) == ["help-me", "again"]


async def test_stopped_it_is_gone_on_with_where_it_was(group: Chat) -> None:
    heard = await group.say(PAT, "/practice")
    heard = await presses(group, heard, "got-it", "got-it", "go-on-later")
    assert names(heard[0]) == ["go-on"]
    group.now += timedelta(days=3)
    assert "step 3 of 6" in (await group.say(PAT, "/practice"))[0].text
    assert "step 3 of 6" in (await presses(group, heard, "go-on"))[0].text


async def test_a_button_pressed_twice_changes_nothing_and_shows_where_one_is(group: Chat) -> None:
    first = await group.say(PAT, "/practice")
    await presses(group, first, "got-it")
    again = await presses(group, first, "got-it")
    assert "Here is where you are." in again[0].text
    assert "step 2 of 6" in again[0].text


async def test_a_button_of_a_finished_practice_is_answered_kindly(group: Chat) -> None:
    first = await group.say(PAT, "/practice")
    heard = await presses(group, first, *TO_THE_END, "carry-on", "carry-on", "ok")
    assert heard.names == [DONE]
    assert "over now" in (await presses(group, first, "got-it"))[0].text


async def test_nobody_presses_for_somebody_else(group: Chat) -> None:
    heard = await group.say(PAT, "/practice")
    said = await group.say(TOM, f"/practice got-it {heard[0].id}")
    assert said.names == ["practice-late"]
    assert (await profile(group)).practising["telegram"].number == 1


async def test_in_a_room_it_is_answered_privately(group: Chat) -> None:
    said = await group.say(PAT, "/practice", room=ROOM)
    assert said.only(PAT).endswith("Please write /practice to me.")


async def test_getting_the_private_message_proves_the_route(group: Chat) -> None:
    await group.store.run(lambda books: books.prove("telegram", PAT, None))
    heard = await group.say(PAT, "/practice")
    group.now += timedelta(minutes=1)
    await presses(group, heard, "got-it", "got-it")
    assert await proof(group) == group.now


async def test_whoever_gets_no_private_message_can_go_on_and_is_told_so(group: Chat) -> None:
    """On Discord the answer to a button is shown where it was pressed, a private message not."""
    person = await group.person(PAT)
    await group.store.run(lambda books: books.link(person, "discord", "d3", None))
    heard = await group.say("d3", "/practice", platform="discord")
    heard = await group.press("d3", heard[0], "got-it", platform="discord")
    shown = {bool(isinstance(p.effect, Reply) and p.effect.safety): p for p in heard}
    assert "I have sent you a private message now." in shown[False].text
    assert "This is a private message." in shown[True].text
    heard = await group.press("d3", shown[False], "carry-on", platform="discord")
    for _ in range(4):
        heard = await group.press("d3", heard[0], "carry-on", platform="discord")
    assert "◻️ I do not know if my private messages reach you." in heard[0].text


async def test_an_answer_proves_a_route_anew_once_a_day(group: Chat) -> None:
    first = await proof(group)
    group.now += timedelta(hours=20)
    await group.say(PAT, "/help")
    assert await proof(group) == first
    group.now += timedelta(hours=8)
    await group.say(PAT, "/help")
    assert await proof(group) == group.now


# --- help -----------------------------------------------------------------------------------------


async def test_the_organiser_hears_of_it_only_from_whoever_asks_and_once_a_day(
    group: Chat,
) -> None:
    heard = await group.say(PAT, "/practice")
    heard = await presses(group, heard, "got-it")
    assert heard.to(MAYA) == []
    asked = await presses(group, heard, "help-me")
    assert [parcel.key for parcel in asked.to(MAYA)] == [HELP]
    assert "do not seem to reach them" in asked.to(MAYA)[0].text
    assert asked.to(TOM) == []
    assert (await presses(group, heard, "help-me")).to(MAYA) == []
    group.now += timedelta(days=1)
    assert len((await presses(group, heard, "help-me")).to(MAYA)) == 1


async def test_two_adults_hear_that_a_young_person_asks_for_help(group: Chat) -> None:
    await group.join("7", "Gia", "young_person 2010-05-03")
    heard = await group.say("7", "/practice")
    assert "write /support" in heard[0].text
    asked = await presses(group, heard, "help-me", account="7")
    assert {parcel.address for parcel in asked if parcel.key == HELP} == {MAYA, TOM}
    assert "never one of you alone" in asked.to(MAYA)[0].text


# --- offered again --------------------------------------------------------------------------------


async def test_another_device_makes_the_old_practice_worth_nothing(group: Chat) -> None:
    heard = await group.say(PAT, "/practice")
    await presses(group, heard, *TO_THE_END, "carry-on", "carry-on", "ok")
    await answers_device(group, "computer")
    assert list((await profile(group)).practised) == ["telegram"]
    await answers_device(group, "mobile")
    kept = await profile(group)
    assert (kept.device, kept.practised, kept.practice_offered) == ("mobile", {}, False)


async def answers_device(group: Chat, button: str) -> None:
    listed = await group.say(PAT, "/aboutme change")
    asked = await group.press(PAT, listed[-1], "q-device")
    await group.press(PAT, asked[-1], button)


async def test_a_meeting_published_late_offers_it_at_once(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-21 18:00 60m")
    await group.say(MAYA, "/meeting publish")
    heard = await group.passes(seconds=5)
    offers = [parcel for parcel in heard if parcel.key == "practice-offer"]
    assert {parcel.recipient for parcel in offers} >= {await group.person(PAT)}
    assert (await profile(group)).practice_offered


# --- times with a person --------------------------------------------------------------------------


async def made(group: Chat, words: str = "2027-01-22 15:00 30m", by: str = MAYA) -> str:
    """Staff make a time; its short name."""
    said = await group.say(by, f"/practice slot {words}")
    assert said.names == ["practice-slot"], said.names
    return str(group.facts(said[0])["code"])


async def test_only_staff_make_times(group: Chat) -> None:
    said = await group.say(PAT, "/practice slot 2027-01-22 15:00 30m")
    assert said.names == ["not-your-role"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("2027-01-22 15:00", "not-made"),
        ("2020-01-22 15:00 30m", "not-made"),
        ("soon", "not-made"),
        ("2027-01-22 15:00 30m with Pat", "practice-slot"),
        ("2027-01-22 15:00 30m with Nobody", "no-such-person"),
    ],
)
async def test_a_time_that_cannot_be_is_refused(group: Chat, words: str, key: str) -> None:
    said = await group.say(MAYA, f"/practice slot {words}")
    assert said.names == [key]
    assert (await group.say(PAT, "/practice book"))[0].text.count("15:00") == 0


async def test_a_booked_time_comes_with_a_file_for_the_calendar(group: Chat) -> None:
    await made(group)
    listed = await group.say(PAT, "/practice book")
    assert "1: Friday 22 January 2027, 15:00 to 15:30, with Maya" in listed.only(PAT)
    (booked,) = (await group.press(PAT, listed[0], "slot-1")).to(PAT)
    assert booked.file is not None
    name, content = booked.file
    assert name == "practice.ics"
    assert b"DTSTART:20270122T150000Z" in content
    assert b"Pat" not in content


async def test_whoever_books_another_time_gives_the_first_back(group: Chat) -> None:
    first, second = await made(group), await made(group, "2027-01-23 15:00 30m")
    await group.say(PAT, f"/practice book {first}")
    said = await group.say(PAT, f"/practice book {second}")
    assert [parcel.key for parcel in said.to(MAYA)] == ["practice-slot"]
    listed = await group.say(MAYA, "/practice slots")
    assert f"{second}: Saturday 23 January 2027" in listed.only(MAYA)
    assert listed[0].text.count("booked by Pat") == 1


async def test_a_young_person_books_nothing_with_one_adult_whatever_they_write(
    group: Chat,
) -> None:
    await group.join("7", "Gia", "young_person 2010-05-03")
    code = await made(group)
    said = await group.say("7", f"/practice book {code}")
    assert "never with just one" in said.only("7")
    assert "never with one alone" in (await group.say("7", "/practice book")).only("7")


async def test_only_whoever_runs_it_notes_who_came(group: Chat) -> None:
    code = await made(group)
    await group.say(PAT, f"/practice book {code}")
    reminders = SlotReminders(group.store, Policy.default(), lambda: group.now)
    group.now += timedelta(days=3)
    await reminders.look(fresh=True)
    (asked,) = [p for p in await group.hear() if "Did they come?" in p.text]
    assert "practice-slot" not in (await group.press(TOM, asked, "came")).names
    assert "practice-slot" not in (await group.press(PAT, asked, "came")).names
    assert "Pat came" in (await group.press(MAYA, asked, "came")).only(MAYA)
    assert list((await profile(group)).practised) == ["telegram"]
    assert (await group.say(TOM, f"/practice note {code} words")).names == ["practice-slot"]
    said = await group.say(MAYA, f"/practice note {code} Their sound is fine")
    assert "I keep that note." in said.only(MAYA)


async def test_a_reminder_is_sent_once_and_not_in_the_night(group: Chat) -> None:
    code = await made(group, "2027-01-22 08:30 30m")
    await group.say(PAT, f"/practice book {code}")

    async def look() -> list[str]:
        new = SlotReminders(group.store, Policy.default(), lambda: group.now)
        await new.look()
        return [p.text.splitlines()[2] for p in await group.hear() if p.address == PAT]

    group.now = datetime.fromisoformat("2027-01-21T08:30:00+00:00")
    assert await look() == ["You have a time to practise with Maya soon. Video off is always fine."]
    assert await look() == []
    group.now = datetime.fromisoformat("2027-01-22T07:30:00+00:00")
    assert await look() == []
    group.now = datetime.fromisoformat("2027-01-22T08:00:00+00:00")
    assert len(await look()) == 1
    assert await look() == []


async def test_nothing_of_a_practice_stands_in_the_clear(group: Chat, tmp_path: Path) -> None:
    code = await made(group)
    await group.say(PAT, f"/practice book {code}")
    await group.say(MAYA, f"/practice note {code} Their microphone crackles")
    heard = await group.say(PAT, "/practice")
    await presses(group, heard, "got-it")
    person = await group.person(PAT)

    with closing(sqlite3.connect(tmp_path / "group.db")) as database:
        found = [*database.execute("select * from papers"),
                 *database.execute("select * from profiles")]  # fmt: skip
    written = repr(found)
    assert "crackles" not in written
    assert "private" not in written
    assert person in written


async def test_staff_who_run_no_time_are_not_asked(group: Chat) -> None:
    await group.be(TOM, Role.CONTRIBUTOR)
    assert (await group.say(TOM, "/practice slots")).names == ["practice-slots"]


async def test_whoever_is_no_staff_any_more_meets_nobody_at_a_booked_time(group: Chat) -> None:
    code = await made(group, by=TOM)
    await group.say(PAT, f"/practice book {code}")
    await group.be(TOM, Role.CONTRIBUTOR)
    group.now = datetime.fromisoformat("2027-01-21T15:00:00+00:00")
    await SlotReminders(group.store, Policy.default(), lambda: group.now).look()
    heard = await group.hear()
    assert "The time you booked to practise is off." in heard.to(PAT)[0].text
    assert "under 18" not in heard.to(TOM)[0].text
    assert "taken or over" in (await group.say(PAT, f"/practice book {code}")).only(PAT)
