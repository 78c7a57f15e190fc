"""Being there, leaving, and asking for someone: private, and always an answer (L1, L2, L4)."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from bot.model.case import CaseKind
from bot.model.meeting import Evidence, How, MeetingState, Place, RoomKind
from bot.ports import Books
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat


async def test_here_says_that_somebody_is_there(group: Chat) -> None:
    await group.open_meeting()
    pat = await group.person(PAT)
    assert "I know you are here, in Weekly." in (await group.say(PAT, "/here")).only(PAT)
    seat = (await group.the_meeting()).seat(pat)
    assert seat.present
    assert seat.evidence is Evidence.ATTESTED


async def test_a_command_in_the_room_is_a_sign_of_being_there(group: Chat) -> None:
    await group.open_meeting()
    said = await group.say(PAT, "/help", room=ROOM)
    assert said.only(PAT)
    assert (await group.the_meeting()).seat(await group.person(PAT)).present


async def test_here_before_it_is_open_waits_for_it(group: Chat) -> None:
    assert "No meeting is open now" in (await group.say(PAT, "/here")).only(PAT)
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-20 10:00 60m")
    await group.say(MAYA, "/meeting publish")
    assert "No meeting is open now" in (await group.say(PAT, "/here")).only(PAT)
    group.now += timedelta(minutes=50)
    assert "It starts at 10:00." in (await group.say(PAT, "/here")).only(PAT)
    assert (await group.the_meeting()).seat(await group.person(PAT)).place is Place.LOBBY
    await group.say(MAYA, "/meeting open")
    assert (await group.the_meeting()).seat(await group.person(PAT)).present


@pytest.mark.parametrize(
    ("words", "how", "says"),
    [
        ("ok", How.OK, "free to leave at any time"),
        ("I'm OK", How.OK, "free to leave at any time"),
        ("technical", How.TECHNICAL, "how to get back in"),
        ("Back soon", How.BACK_SOON, "I will wait 10 minutes"),
        ("back-soon", How.BACK_SOON, "I will wait 10 minutes"),
        ("contact", How.CONTACT, "asking someone from the team to contact you"),
    ],
)
async def test_leaving_has_four_endings_and_the_group_sees_none(
    group: Chat, words: str, how: How, says: str
) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    heard = await group.say(PAT, f"/leaving {words}", room=ROOM)
    assert heard.to(ROOM) == []
    assert [says in parcel.text for parcel in heard.to(PAT)] == [True]
    meeting = await group.the_meeting()
    seat = meeting.seat(await group.person(PAT))
    assert seat.declared is how
    assert not seat.present


async def test_leaving_without_a_word_shows_the_four_endings_and_asks_nothing(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    for text in ("/leaving", "/leaving because of the bus"):
        said = (await group.say(PAT, text)).only(PAT)
        for word in ("ok", "technical", "contact", "back-soon"):
            assert f"/leaving {word}" in said
        assert "?" not in said
    assert (await group.the_meeting()).seat(await group.person(PAT)).declared is None


async def test_leaving_when_nothing_is_open_is_free_too(group: Chat) -> None:
    assert "No meeting is open now." in (await group.say(PAT, "/leaving ok")).only(PAT)


async def test_leaving_says_ok_to_a_meeting_that_looks_for_somebody(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    assert "pulse" in (await group.passes(minutes=16)).names
    assert "check-in" in (await group.passes(minutes=4)).names
    await group.say(MAYA, "/meeting end")
    assert "free to leave" in (await group.say(PAT, "/leaving ok")).only(PAT)
    meeting = await group.the_meeting()
    assert [case.outcome for case in meeting.cases.values()] == ["said ok"]


@pytest.mark.parametrize(
    ("room", "says"), [(None, "I will not ask again"), (ROOM, "I have heard you")]
)
async def test_ok_is_an_answer_to_an_open_case(group: Chat, room: str | None, says: str) -> None:
    await group.open_meeting()
    await group.say(PAT, "/here")
    assert "check-in" in (await group.passes(minutes=20)).names
    assert says in (await group.say(PAT, "/ok", room=room)).only(PAT)
    assert (await group.the_meeting()).open_cases() == ()
    assert "I have heard you" in (await group.say(PAT, "/ok")).only(PAT)


async def test_ok_does_not_end_a_call_for_someone(group: Chat) -> None:
    await group.open_meeting()
    await group.say(PAT, "/support")
    heard = await group.say(PAT, "/ok")
    assert heard.names == ["support-words"]
    assert len((await group.the_meeting()).open_cases()) == 1


async def test_support_asks_for_someone_at_once(group: Chat) -> None:
    await group.open_meeting()
    heard = await group.say(PAT, "/support", room=ROOM)
    assert heard.to(ROOM) == []
    assert heard.to(MAYA)[0].key == "support-alert"
    assert "07700 900110" in heard.to(PAT)[0].text
    assert "call 999" in heard.to(PAT)[0].text
    again = (await group.say(PAT, "/support")).only(PAT)
    assert "I keep asking until someone does" in again
    assert len((await group.the_meeting()).cases) == 1


@pytest.mark.parametrize("state", ["draft", "published", "ended", "cancelled"])
async def test_support_is_there_outside_of_meetings_too(group: Chat, state: str) -> None:
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, "/meeting new Weekly 2027-01-20 10:00 60m")
    steps = {
        "draft": [],
        "published": ["publish"],
        "ended": ["publish", "open", "end"],
        "cancelled": ["publish", "cancel"],
    }
    for step in steps[state]:
        await group.say(MAYA, f"/meeting {step}")
    assert (await group.the_meeting()).state is MeetingState(state)
    heard = await group.say(PAT, "/leaving contact")
    assert heard.to(MAYA)[0].key == "support-alert"
    assert heard.to(PAT)[0].key == "support-received"
    (case,) = (await group.the_meeting()).open_cases()
    assert case.kind is CaseKind.SUPPORT
    assert "support-alert" in (await group.passes(minutes=2)).names


async def test_support_in_a_group_that_never_met_tells_all_staff(group: Chat) -> None:
    heard = await group.say(PAT, "/support")
    assert {parcel.address for parcel in heard if parcel.key == "support-asked"} == {MAYA, TOM}
    assert "I have written to Maya, Tom" in heard.to(PAT)[0].text
    assert heard[-1].key == "support", "what staff need to know goes first"


async def test_support_with_nobody_else_there_is_honest(chat: Chat) -> None:
    await chat.set_up()
    said = (await chat.say(MAYA, "/support")).only(MAYA)
    assert "nobody on the team that I can write to yet" in said


async def test_nothing_private_is_said_to_somebody_the_bot_cannot_write_to(group: Chat) -> None:
    await group.open_meeting()
    for text in ("/leaving ok", "/support", "/ok", "/here", "/phone 07700 900113", "/people"):
        heard = (await group.say("9", text, room=ROOM)).to(ROOM)
        assert ["I do not know you yet." in parcel.text for parcel in heard] == [True]
    assert await group.say("9", "/weather", room=ROOM) == [], "meant for another bot"
    await group.store.run(lambda books: books.prove("telegram", PAT, None))
    said = (await group.say(PAT, "/leaving ok", room=ROOM)).to(ROOM)[0].text
    assert "write to me privately" in said
    assert "leav" not in said


async def test_an_unknown_account_in_the_room_is_shown_to_staff(group: Chat) -> None:
    await group.open_meeting()
    heard = await group.say("9", "/help", room=ROOM)
    assert [parcel.key for parcel in heard.to(MAYA)] == ["unknown-person"]


async def test_where_rooms_can_be_seen_being_there_is_not_a_matter_of_words(group: Chat) -> None:
    meeting_id = await group.open_meeting()

    def into_voice(books: Books) -> None:
        stored = books.meeting(meeting_id)
        assert stored is not None
        voice = msgspec.structs.replace(stored.meeting, platform="discord", room=RoomKind.VOICE)
        books.save(voice, stored.version, stored.meeting, {})

    await group.store.run(into_voice)
    assert "I can see who is in the room" in (await group.say(PAT, "/here")).only(PAT)
    assert not (await group.the_meeting()).seat(await group.person(PAT)).present
