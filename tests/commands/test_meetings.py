"""Making and running a meeting without leaving the chat (L13)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.meeting import MeetingState, RoomKind
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat

NEW = "/meeting new Weekly 2027-01-20 18:00 60m"


async def test_an_organiser_makes_a_draft(group: Chat) -> None:
    said = (await group.say(MAYA, NEW)).only(MAYA)
    meeting = await group.the_meeting()
    assert f"Its short name is {meeting.id}." in said
    assert "Weekly is a draft now: Wednesday 20 January 2027, 18:00 to 19:00." in said
    assert meeting.state is MeetingState.DRAFT
    assert meeting.room is RoomKind.TEXT
    assert meeting.planned_start == datetime(2027, 1, 20, 18, tzinfo=UTC)
    assert meeting.planned_end - meeting.planned_start == timedelta(hours=1)
    everybody = [await group.person(account) for account in (MAYA, TOM, PAT)]
    assert list(meeting.expects) == everybody
    assert meeting.contact == meeting.chair == everybody[0]


async def test_it_is_not_published_without_a_number_of_its_contact_person(group: Chat) -> None:
    assert "give me your phone number first" in (await group.say(MAYA, NEW)).only(MAYA)
    said = await group.say(MAYA, "/meeting publish")
    assert said.names == ["publish-refused"]
    assert "add a phone number" in said[0].text
    assert (await group.the_meeting()).state is MeetingState.DRAFT


async def test_a_meeting_is_run_from_the_chat(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, NEW)
    await group.join("7", "Kim")
    published = await group.say(MAYA, "/meeting publish")
    assert "Weekly is published." in published.to(MAYA)[0].text
    assert "07700 900110" in published.to(ROOM)[0].text
    assert await group.person("7") in (await group.the_meeting()).expects

    group.now = datetime(2027, 1, 20, 17, 58, tzinfo=UTC)
    opened = await group.say(TOM, "/meeting open")
    assert "Weekly is open." in opened.to(TOM)[0].text
    assert opened.to(ROOM)[0].key == "opening"
    group.now = datetime(2027, 1, 20, 18, 30, tzinfo=UTC)
    paused = await group.say(MAYA, "/meeting break 5m")
    assert "a break until 18:35." in paused.to(MAYA)[0].text
    assert "until 18:35." in paused.to(ROOM)[0].text
    meeting = await group.the_meeting()
    assert meeting.break_until == datetime(2027, 1, 20, 18, 35, tzinfo=UTC)
    assert "Weekly has ended." in (await group.say(MAYA, "/meeting end", room=ROOM)).only(MAYA)
    assert (await group.the_meeting()).state is MeetingState.ENDED


async def test_whoever_comes_in_later_is_expected_in_what_is_published(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, NEW)
    await group.say(MAYA, "/meeting publish")
    await group.join("7", "Kim")
    assert await group.person("7") in (await group.the_meeting()).expects


async def test_a_meeting_is_cancelled(group: Chat) -> None:
    await group.say(MAYA, NEW)
    assert "had not told the room" in (await group.say(MAYA, "/meeting cancel")).only(MAYA)
    assert (await group.the_meeting()).state is MeetingState.CANCELLED
    assert (await group.say(MAYA, "/meeting cancel")).names == ["no-meeting"]
    assert "no meetings to come" in (await group.say(MAYA, "/meeting list")).only(MAYA)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Weekly 20.1.2027 18:00 60m", "like 2027-01-20"),
        ("Weekly 2027-02-30 18:00 60m", "like 2027-01-20"),
        ("Weekly 2027-01-20 6pm 60m", "like 18:00"),
        ("Weekly 2027-01-20 25:00 60m", "like 18:00"),
        ("Weekly 2027-01-20 18:00 long", "like 60m"),
        ("Weekly 2027-01-20 18:00 14d", "like 60m"),
        ("Weekly 2027-01-20 18:00 1s", "like 60m"),
        ("Weekly 2027-01-20 18:00", "like 60m"),
        ("Weekly 9999-12-31 23:59 60m", "check the year"),
        ("Weekly 0001-01-01 00:00 60m", "check the year"),
        ("Weekly 2027-01-20 08:59 60m", "That time has gone by"),
        ("2027-01-20 18:00 60m", "/meeting new TITLE DATE TIME LENGTH"),
        ("\u202e 2027-01-20 18:00 60m", "/meeting new TITLE DATE TIME LENGTH"),
        ("", "/meeting new TITLE DATE TIME LENGTH"),
        ("Weekly 2027-03-28 01:30 60m", "The clocks skip 01:30 on that day. The nearest"),
        ("Weekly 2027-10-31 01:30 60m", "01:30 comes twice on that day"),
    ],
)
async def test_a_meeting_that_cannot_be_is_refused_in_one_sentence(
    chat: Chat, words: str, says: str
) -> None:
    await chat.set_up()
    assert says in (await chat.say(MAYA, f"/meeting new {words}")).only(MAYA)
    assert await chat.meetings() == []


@pytest.mark.parametrize("words", ["first 60m", "60m first"])
async def test_a_time_that_comes_twice_is_told_apart(chat: Chat, words: str) -> None:
    await chat.set_up()
    await chat.say(MAYA, f"/meeting new Night 2027-10-31 01:30 {words}")
    assert (await chat.the_meeting()).planned_start == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    await chat.say(MAYA, "/meeting new Later 2027-10-31 01:30 second 60m")
    assert (await chat.meetings())[1].planned_start == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


async def test_two_meetings_in_one_room_may_touch_but_not_overlap(group: Chat) -> None:
    await group.say(MAYA, NEW)
    said = (await group.say(MAYA, "/meeting new Other 2027-01-20 18:59 60m")).only(MAYA)
    assert "Another meeting is in that room at that time: Weekly, 18:00 to 19:00." in said
    assert len(await group.meetings()) == 1
    assert (await group.say(MAYA, "/meeting new Other 2027-01-20 19:00 60m")).names == [
        "meeting-made"
    ]


async def test_of_several_meetings_one_has_to_be_named(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, NEW)
    await group.say(MAYA, "/meeting new Later on 2027-01-27 18:00 60m")
    said = (await group.say(MAYA, "/meeting publish")).only(MAYA)
    first, second = await group.meetings()
    assert f"{first.id}: Weekly, Wednesday 20 January 2027, 18:00 (draft)" in said
    assert "/meeting publish and then its short name" in said
    await group.say(MAYA, f"/meeting publish {second.id.upper()}")
    await group.say(MAYA, "/meeting publish weekly")
    assert [m.state for m in await group.meetings()] == [MeetingState.PUBLISHED] * 2
    assert (await group.say(MAYA, "/meeting open")).names == ["which-meeting"]
    group.now = first.planned_start - timedelta(minutes=5)
    await group.say(MAYA, "/meeting open")
    assert [m.state for m in await group.meetings()] == [
        MeetingState.LOBBY,
        MeetingState.PUBLISHED,
    ]
    assert "Its state: open" in (await group.say(MAYA, f"/meeting open {first.id}")).only(MAYA)
    assert "called nothing" in (await group.say(MAYA, "/meeting end nothing")).only(MAYA)


async def test_the_contact_person_is_named_from_the_staff(group: Chat) -> None:
    await group.say(MAYA, NEW)
    assert "no phone number here yet" in (await group.say(MAYA, "/meeting contact tom")).only(MAYA)
    assert (await group.the_meeting()).contact == await group.person(TOM)
    for name in ("Pat", "Nobody"):
        assert (await group.say(MAYA, f"/meeting contact {name}")).names[0] in {
            "not-contact",
            "no-such-person",
        }
    await group.say(TOM, "/phone 07700 900112")
    meeting = await group.the_meeting()
    said = (await group.say(MAYA, f"/meeting contact Tom {meeting.id}")).only(MAYA)
    assert "People in Weekly can ask Tom now." in said
    published = await group.say(MAYA, "/meeting publish")
    assert "07700 900112" in published.to(ROOM)[0].text


async def test_a_meeting_has_a_number_to_join_by_phone(group: Chat) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, NEW)
    assert (await group.say(MAYA, "/meeting phone nine")).names == ["phone"]
    said = (await group.say(MAYA, "/meeting phone 0808 157 0123")).only(MAYA)
    assert "on 0808 157 0123" in said
    assert (await group.the_meeting()).dial_in
    published = await group.say(MAYA, "/meeting publish")
    assert "141, then 0808 157 0123" in published.to(ROOM)[0].text


@pytest.mark.parametrize(
    "text", ["new A 2027-01-21 18:00 60m", "publish", "open", "break 5m", "end", "cancel", "list"]
)
async def test_a_contributor_runs_no_meeting(group: Chat, text: str) -> None:
    await group.say(MAYA, NEW)
    before = await group.meetings()
    said = await group.say(PAT, f"/meeting {text}")
    assert said.names == ["not-your-role"]
    assert "I have changed nothing" in said[0].text
    assert await group.meetings() == before


async def test_the_role_is_looked_at_when_it_is_used(group: Chat) -> None:
    assert (await group.say(TOM, "/meeting list")).names == ["meetings"]
    await group.be(TOM)
    assert (await group.say(TOM, "/meeting list")).names == ["not-your-role"]


async def test_wrong_words_get_the_right_form(group: Chat) -> None:
    for text in ("/meeting", "/meeting dance"):
        assert "/meeting publish" in (await group.say(MAYA, text)).only(MAYA)
    for text in ("/meeting break", "/meeting break long", "/meeting break 3h"):
        assert "/meeting break 5m" in (await group.say(MAYA, text)).only(MAYA)
    assert "/meeting contact NAME" in (await group.say(MAYA, "/meeting contact")).only(MAYA)


async def test_the_room_tells_which_group_is_meant(group: Chat) -> None:
    await group.say(MAYA, "/setup America/New_York", room="-200", admin=True, title="Choir")
    assert (await group.say(MAYA, NEW)).names == ["which-group"]
    said = (await group.say(MAYA, NEW, room="-200")).only(MAYA)
    assert "18:00 to 19:00" in said
    assert await group.meetings() == []
    said = (await group.say(MAYA, "/meeting list", room="-300")).only(MAYA)
    assert "no group yet" in said
    assert "I do not have you in that group" in (
        await group.say(PAT, "/meeting list", room="-200")
    ).only(PAT)
