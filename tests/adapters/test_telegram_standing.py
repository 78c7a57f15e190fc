"""How the bot stands with groups and people: staff hear of it once, and when it is put right."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest

from bot.model.effects import Post, Reply
from bot.model.trouble import RoomTrouble
from bot.ports import Books
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import parcel


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


async def news(on: Telegram, who: str) -> list[str]:
    """What is new to somebody since they were last asked."""
    await on.settle()
    seen: dict[str, int] = on.__dict__.setdefault("_seen", {})
    texts = [message.text for message in on.inbox(who)][seen.get(who, 0) :]
    seen[who] = seen.get(who, 0) + len(texts)
    return texts


async def troubles(on: Telegram) -> frozenset[RoomTrouble]:
    return await on.store.run(lambda books: books.room_troubles("telegram", on.room))


async def post(on: Telegram) -> None:
    """Something of the meeting is to stand in the group."""

    def queue(books: Books) -> None:
        stored = books.meeting("m")
        assert stored is not None
        books.queue(stored.meeting, (Post(key="opening"),), on.time.now())

    await on.store.run(queue)
    await on.outbox.drain_all()


@pytest.mark.parametrize("status", ["kicked", "left"])
async def test_taken_out_of_the_group_staff_are_told_privately_once(
    on: Telegram, status: Literal["kicked", "left"]
) -> None:
    on.delivers_twice()
    on.group.sets_bot(status, on.users["tom"])
    for who in ("maya", "tom"):
        (text,) = await news(on, who)
        assert text.startswith("A message for you from Alongside.\n\n")
        assert "I am not in the chat of Breathe Well any more." in text
        assert "add me to the chat again" in text
    assert await news(on, "pat") == []
    assert await troubles(on) == {RoomTrouble.REMOVED}


async def test_it_is_told_when_no_meeting_is_live_too(on: Telegram) -> None:
    on.time.passes(hours=3)
    await on.settle()
    on.time.passes(days=2)
    await on.settle()
    await news(on, "maya")
    on.group.sets_bot("kicked", on.users["tom"])
    (text,) = await news(on, "maya")
    assert "any more" in text


async def test_put_right_staff_hear_of_it_once(on: Telegram) -> None:
    on.group.sets_bot("kicked", on.users["tom"])
    await news(on, "maya")
    on.group.sets_bot("member", on.users["tom"])
    (text,) = await news(on, "maya")
    assert "I am not an administrator" in text
    on.group.sets_bot("administrator", on.users["tom"])
    (text,) = await news(on, "maya")
    assert "I can do my work again in the chat of Breathe Well." in text
    assert await troubles(on) == frozenset()
    on.group.sets_bot("administrator", on.users["tom"], can_pin_messages=False)
    assert await news(on, "maya") == []


async def test_without_an_administrator_s_rights_staff_are_told(on: Telegram) -> None:
    on.group.sets_bot("member", on.users["tom"])
    (text,) = await news(on, "maya")
    assert "I am not an administrator in the chat of Breathe Well any more." in text
    assert "If someone goes, please check that they are OK." in text


async def test_without_the_right_to_invite_staff_are_told(on: Telegram) -> None:
    on.group.sets_bot("administrator", on.users["tom"], can_invite_users=False)
    (text,) = await news(on, "maya")
    assert "the right to invite" in text


async def test_not_allowed_to_write_staff_are_told_the_worst_alone(on: Telegram) -> None:
    on.group.sets_bot("restricted", on.users["tom"])
    (text,) = await news(on, "maya")
    assert "I may not write in the chat" in text
    assert await troubles(on) == {RoomTrouble.SILENT, RoomTrouble.NOT_ADMIN}


@pytest.mark.parametrize(
    ("answer", "sentence", "told"),
    [
        (400, "not enough rights to send text messages to the chat", "I may not write"),
        (400, "CHAT_WRITE_FORBIDDEN", "I may not write"),
        (400, "TOPIC_CLOSED", "the topic I write in is closed"),
        (400, "chat not found", "I cannot find the chat"),
        (403, "the group chat was deleted", "I am not in the chat"),
        (403, "bot was kicked from the supergroup chat", "I am not in the chat"),
    ],
)
async def test_what_the_server_says_of_a_message_is_told_once_and_so_is_its_end(
    on: Telegram, answer: int, sentence: str, told: str
) -> None:
    await news(on, "maya")
    on.server.fail(answer, method="sendMessage", chat=on.group.id, description=sentence, times=2)
    await post(on)
    await post(on)
    (text,) = await news(on, "maya")
    assert told in text
    await post(on)
    (text,) = await news(on, "maya")
    assert "I can do my work again" in text
    await post(on)
    assert await news(on, "maya") == []


async def test_what_is_refused_for_another_reason_says_nothing_about_the_room(
    on: Telegram,
) -> None:
    on.server.fail(400, method="sendMessage", chat=on.group.id, description="message is too long")
    await post(on)
    assert await news(on, "maya") == []
    on.refuses("pat")
    await news(on, "maya")
    await on.telegram.perform(parcel("telegram", on.account("pat")))
    assert await news(on, "maya") == []
    assert await troubles(on) == frozenset()


async def test_a_group_that_nobody_set_up_is_nobody_s_news(on: Telegram) -> None:
    other = on.server.group("Elsewhere", on.users["maya"], owner=on.users["maya"])
    other.sets_bot("kicked", on.users["maya"])
    assert await news(on, "maya") == []


async def test_it_goes_before_everything_that_is_not_about_safety(on: Telegram) -> None:
    on.group.sets_bot("kicked", on.users["tom"])
    await on.telegram.drain_waiting()
    waiting = await on.store.run(
        lambda books: books.waiting("telegram", on.time.now(), 9, frozenset())
    )
    assert [p.key for p in waiting] == ["room-lost", "room-lost"]
    assert all(isinstance(p.effect, Reply) and p.effect.safety for p in waiting)


async def test_a_restart_does_not_tell_it_again(on: Telegram) -> None:
    on.group.sets_bot("kicked", on.users["tom"])
    await news(on, "maya")
    await on.stop()
    await on.start()
    on.group.sets_bot("left", on.users["tom"])
    assert await news(on, "maya") == []


# --- people ---------------------------------------------------------------------------------------


async def proved(on: Telegram, who: str) -> bool:
    group = await on.store.run(lambda books: books.group("g"))
    return group.people[who].routes[0].proved


async def test_somebody_who_blocks_the_bot_has_no_proved_route_and_staff_are_told(
    on: Telegram,
) -> None:
    on.refuses("pat")
    (text,) = await news(on, "maya")
    assert "I cannot write to Pat any more on Telegram." in text
    assert "That is fine." in text
    assert not await proved(on, "pat")
    on.accepts("pat")
    (text,) = await news(on, "maya")
    assert "I can write to Pat again on Telegram." in text
    assert await proved(on, "pat")


async def test_staff_who_block_the_bot_are_not_told_about_themselves(on: Telegram) -> None:
    on.refuses("maya")
    (text,) = await news(on, "tom")
    assert "I cannot write to Maya any more" in text
    assert await news(on, "maya") == []


async def test_who_comes_back_by_start_can_be_reached_again(on: Telegram) -> None:
    on.refuses("pat")
    await news(on, "maya")
    on.users["pat"].start()
    await on.settle()
    assert await proved(on, "pat")
    assert [text for text in await news(on, "maya") if "again on Telegram" in text]


async def test_a_stranger_who_blocks_the_bot_is_nobody_s_news(on: Telegram) -> None:
    stranger = on.server.user("Stranger")
    stranger.start()
    stranger.blocks()
    assert await news(on, "maya") == []


# --- groups that move -----------------------------------------------------------------------------


class Basic(Telegram):
    """The group is a basic one, which can become a supergroup."""

    kind = "group"


@pytest.fixture
async def basic(tmp_path: Path) -> AsyncIterator[Basic]:
    async with Basic(new_database(tmp_path)) as harness:
        yield harness


async def meeting_room(on: Telegram) -> str:
    return (await on.store.run(lambda books: books.meeting_details("m"))).room


@pytest.mark.parametrize("first", ["update", "send"])
async def test_a_group_that_moved_is_followed_and_staff_are_told_once(
    basic: Basic, first: str
) -> None:
    new = str(basic.group.becomes_supergroup())
    if first == "send":
        await post(basic)
        assert basic.in_room(), "what was on its way arrives in the new group"
    (text,) = await news(basic, "maya")
    assert "has become a larger kind of group" in text
    assert await meeting_room(basic) == new
    assert await basic.store.run(lambda books: books.rooms_of("g")) == [("telegram", new)]
    await basic.leaves_the_group("pat")
    await basic.settle()
    stored = await basic.store.run(lambda books: books.meeting("m"))
    assert stored is not None
    assert stored.meeting.case_of("pat") is not None


async def test_a_group_that_was_set_up_anew_where_it_moved_to_stays(basic: Basic) -> None:
    new = str(basic.group.becomes_supergroup())
    await basic.store.run(lambda books: books.add_room("g", "telegram", new, "Breathe Well"))
    await basic.settle()
    assert await basic.store.run(lambda books: books.rooms_of("g")) == [("telegram", new)]
    assert await meeting_room(basic) == new
    assert await basic.stored() == []


async def test_what_is_wrong_in_a_group_goes_with_it(basic: Basic) -> None:
    basic.group.sets_bot("member", basic.users["tom"])
    await news(basic, "maya")
    basic.group.becomes_supergroup()
    await news(basic, "maya")
    assert await troubles(basic) == {RoomTrouble.NOT_ADMIN}
    basic.group.sets_bot("administrator", basic.users["tom"])
    (text,) = await news(basic, "maya")
    assert "I can do my work again" in text
