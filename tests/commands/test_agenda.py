"""The agenda, what a meeting is for, and answers to the invitation, in the chat (M1, P3)."""

from __future__ import annotations

import json
from datetime import timedelta

import msgspec
import pytest

from bot.happenings import Texted
from bot.model.effects import Reply
from bot.model.meeting import Meeting
from bot.model.paper import PaperKind
from bot.model.people import Role
from bot.ports import Books
from tests.commands.conftest import MAYA, PAT, ROOM, TOM, Chat, Heard


async def publish(group: Chat, when: str = "2027-02-20 18:00") -> Heard:
    """A meeting that people have a month to prepare for."""
    await group.say(MAYA, "/phone 07700 900110")
    await group.say(MAYA, f"/meeting new Weekly {when} 60m")
    return await group.say(MAYA, "/meeting publish")


async def write(group: Chat, account: str, text: str) -> Heard:
    return await group.happens(Texted(platform="telegram", account=account, text=text))


async def words(group: Chat) -> list[tuple[str, bool]]:
    """What is on the agenda, and whether it has a name to it."""
    meeting = await group.the_meeting()
    return [(group.sealer.open(i.words), i.by is not None) for i in meeting.agenda.items]


async def test_an_item_is_added_and_listed_for_everybody(group: Chat) -> None:
    await publish(group)
    said = (await group.say(PAT, "/agenda add Bus fares")).only(PAT)
    assert "on the list for Weekly: “Bus fares”" in said
    assert "1. Bus fares (10 minutes, from Pat)" in (await group.say(TOM, "/agenda")).only(TOM)
    assert await words(group) == [("Bus fares", True)]


async def test_in_the_room_it_is_answered_privately(group: Chat) -> None:
    await publish(group)
    assert "Bus fares" in (await group.say(PAT, "/agenda add Bus fares", room=ROOM)).only(PAT)


@pytest.mark.parametrize("word", ["anonymous", "Anonymously"])
async def test_an_item_without_a_name_is_kept_nowhere_with_one(group: Chat, word: str) -> None:
    await publish(group)
    pat = await group.person(PAT)
    said = await group.say(PAT, f"/agenda add {word} Who decides here")
    assert "Who decides" not in said.only(PAT)
    assert isinstance(said[0].effect, Reply)
    assert "Who decides" not in json.dumps(group.facts(said[0])), "it would stay with the account"
    assert await words(group) == [("Who decides here", False)]

    def of_pat(books: Books) -> list[dict[str, object]]:
        (meeting_id,) = books.all_live_meetings()
        entries = books.journal(meeting_id)
        return [e.signal for e in entries if pat in msgspec.json.encode(e.signal).decode()]

    signals = await group.store.run(of_pat)
    assert [signal for signal in signals if signal["is"] in {"ItemAdded", "Signed"}] == []


async def test_a_button_asks_for_the_words_and_the_next_ones_are_the_item(group: Chat) -> None:
    await publish(group)
    asked = await group.passes(days=18)
    question = next(p for p in asked.to(PAT) if p.key == "agenda-ask")
    assert "next message" in (await group.press(PAT, question, "write-unnamed")).only(PAT)
    assert "without a name" in (await write(group, PAT, "Who decides\nhere")).only(PAT)
    in_room = next(p for p in asked.to(ROOM) if p.key == "agenda-ask")
    assert "next message" in (await group.press(TOM, in_room, "write-item")).only(TOM)
    assert "“The logo”" in (await write(group, TOM, "The logo")).only(TOM)
    assert await words(group) == [("Who decides here", False), ("The logo", True)]


async def test_somebody_elses_question_is_not_answered(group: Chat) -> None:
    await publish(group)
    asked = await group.passes(days=18)
    question = next(p for p in asked.to(PAT) if p.key == "agenda-ask")
    assert await group.press(TOM, question, "write-item") == []


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("/agenda add", "wrong-form"),
        ("/agenda add anonymous", "wrong-form"),
        ("/agenda sing", "wrong-form"),
        ("/agenda write-item 99999", "wrong-form"),
        ("/agenda write-item", "wrong-form"),
        ("/agenda to", "wrong-form"),
        ("/agenda to nowhere named Tea", "no-meeting"),
        ("/agenda take 1", "not-your-role"),
        ("/agenda break", "not-your-role"),
        ("/meeting why Not mine to say", "not-your-role"),
        ("/agenda add " + "long " * 50, "agenda-item"),
    ],
)
async def test_what_cannot_be_done_is_said(group: Chat, written: str, key: str) -> None:
    await publish(group)
    assert (await group.say(PAT, written)).names == [key]
    assert await words(group) == []


async def test_with_no_meeting_it_waits_for_the_next(group: Chat) -> None:
    assert "for the next meeting" in (await group.say(PAT, "/agenda add Tea")).only(PAT)
    group.now += timedelta(minutes=1)
    await group.say(PAT, "/agenda add anonymous Cake")
    assert "• Tea" not in (await group.say(TOM, "/agenda")).only(TOM)
    assert "Tea" in (await group.say(PAT, "/agenda")).only(PAT)
    await publish(group)
    assert await words(group) == [("Tea", True), ("Cake", False)]

    def left(books: Books) -> int:
        return sum(len(books.papers(g, PaperKind.AGENDA_ITEM)) for g in books.all_groups())

    assert await group.store.run(left) == 0


async def test_the_staff_put_it_in_order_by_command(group: Chat) -> None:
    await publish(group)
    for item in ("Tea", "Cake", "Dates"):
        await group.say(PAT, f"/agenda add {item}")
    for written in ("minutes 1 20", "not 2", "next 3", "earlier 3", "break 5"):
        said = (await group.say(MAYA, f"/agenda {written}")).only(MAYA)
    assert said.splitlines()[3:] == [
        "1. Tea (20 minutes, from Pat)",
        "3. Dates (for the next time)",
        "2. Cake (not this time)",
        "4. Break (5 minutes)",
    ]
    assert (await group.say(MAYA, "/agenda take 9")).names == ["wrong-form"]
    assert (await group.say(MAYA, "/agenda minutes 1")).names == ["wrong-form"]
    seen = (await group.say(TOM, "/agenda list Weekly")).only(TOM)
    assert "Cake" in seen, "the lead is staff"
    await group.join("7", "Kim")
    assert "Cake" not in (await group.say("7", "/agenda")).only("7")


async def the_why(group: Chat, meeting: Meeting) -> str:
    return await group.store.run(lambda books: books.meeting_details(meeting.id).why)


async def test_what_a_meeting_is_for_is_kept_sealed_and_shown_in_the_plan(group: Chat) -> None:
    await publish(group)
    assert "after /meeting why" in (await group.say(MAYA, "/meeting why")).only(MAYA)
    await group.say(MAYA, "/meeting why To choose words")
    meeting = await group.the_meeting()
    assert (meeting.why, await the_why(group, meeting)) == (True, "To choose words")
    await group.say(MAYA, f"/meeting why To plan {meeting.id}")
    assert await the_why(group, meeting) == "To plan"
    sent = await group.passes(days=26)
    assert "What it is for: To plan" in next(p for p in sent.to(PAT) if p.key == "agenda-send").text


async def test_an_invitation_is_answered_by_button_or_in_words(group: Chat) -> None:
    sent = await publish(group)
    invitation = next(p for p in sent.to(PAT) if p.key == "invitation")
    assert sent.to(MAYA)[0].key == "meeting-done", "whoever publishes is not asked"
    said = await group.press(PAT, invitation, "phone")
    assert "device-ask" in said.names, "the first answer ever"
    said = await group.say(PAT, "/answer listen")
    assert "will listen and type" in next(p for p in said.to(PAT) if p.key == "answer").text
    assert "This is for" not in invitation.text
    pressed = await group.press(PAT, invitation, "join")
    assert "device-ask" not in pressed.names
    told = await group.say(TOM, "/answer no")
    assert told.to(MAYA)[0].key == "cannot-come-note"
    listed = (await group.say(MAYA, "/meeting answers")).only(MAYA)
    for line in ("Maya will join.", "Tom cannot come.", "Pat will join."):
        assert line in listed


async def test_whoever_comes_in_later_is_invited(group: Chat) -> None:
    await publish(group)
    said = await group.join("7", "Kim")
    assert "invitation" in [parcel.key for parcel in said.to("7")]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("/answer", "answer"),
        ("/answer perhaps", "wrong-form"),
        ("/answer join nowhere", "answer"),
        ("/meeting answers", "not-your-role"),
    ],
)
async def test_an_answer_that_is_none_changes_nothing(group: Chat, written: str, key: str) -> None:
    await publish(group)
    before = (await group.the_meeting()).seat(await group.person(PAT))
    assert (await group.say(PAT, written)).names == [key]
    assert (await group.the_meeting()).seat(await group.person(PAT)) == before


async def test_a_guardian_of_nobody_here_has_nothing_to_answer(group: Chat) -> None:
    await group.be(PAT, Role.GUARDIAN)
    await publish(group)
    assert "no meeting for you" in (await group.say(PAT, "/answer join")).only(PAT)
