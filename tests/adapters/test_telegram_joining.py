"""People who ask to be let into the group: the known are let in, about others staff decide."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.people import Role
from bot.model.trouble import RoomTrouble
from bot.ports import PersonDetails
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import STARTS
from tests.fakes.telegram import SeenMessage, User


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        yield harness


@pytest.fixture
async def ali(on: Telegram) -> User:
    """Somebody nobody knows, who never wrote to the bot, and asks to be let in."""
    user = on.server.user("Ali Baba")
    user.requests_to_join(on.group)
    await on.settle()
    return user


def asked(on: Telegram, who: str) -> SeenMessage:
    (message,) = [m for m in on.users[who].inbox if "asks to join" in m.text]
    return message


async def toast(on: Telegram) -> str | None:
    """The short word shown for the newest press."""
    press = list(on.server.presses.values())[-1]
    await on.settle()
    await on.server.until(lambda: press.answered)
    return press.text


async def test_somebody_known_is_let_in_at_once(on: Telegram) -> None:
    on.users["pat"].leaves(on.group)
    on.users["pat"].requests_to_join(on.group)
    await on.settle()
    assert on.group.has(on.users["pat"])
    assert not any("asks to join" in m.text for m in on.users["maya"].inbox)
    assert not any("Thank you for asking" in m.text for m in on.users["pat"].inbox)


async def test_the_bot_lets_nobody_in_whom_it_does_not_know(on: Telegram, ali: User) -> None:
    assert on.group.asks_to_join(ali)
    for who in ("maya", "tom"):
        message = asked(on, who)
        assert "The name they show is: Ali Baba" in message.text
        assert "Ali" not in message.text.splitlines()[0]
        assert message.labels == ("Let them in", "Not now")
    assert not any("asks to join" in m.text for m in on.users["pat"].inbox)
    assert on.in_room() == []


async def test_whoever_asks_gets_one_kind_line_although_they_never_pressed_start(
    on: Telegram, ali: User
) -> None:
    (message,) = ali.inbox
    assert "Thank you for asking to join." in message.text
    assert "You do not need to do anything." in message.text


async def test_staff_let_them_in_with_one_press_and_the_first_wins(on: Telegram, ali: User) -> None:
    on.users["maya"].presses(asked(on, "maya"), "Let them in")
    assert await toast(on) == "Thank you. That is on record."
    assert on.group.has(ali)
    on.users["tom"].presses(asked(on, "tom"), "Not now")
    assert "This is over." in (await toast(on) or "")
    assert on.group.has(ali)


async def test_not_now_declines(on: Telegram, ali: User) -> None:
    on.users["tom"].presses(asked(on, "tom"), "Not now")
    assert await toast(on) == "Thank you. That is on record."
    assert not on.group.asks_to_join(ali)
    assert not on.group.has(ali)


async def test_an_answer_comes_late_or_after_they_took_it_back(on: Telegram, ali: User) -> None:
    on.server.time_passes(3600)
    on.time.passes(hours=1)
    on.users["maya"].presses(asked(on, "maya"), "Let them in")
    assert await toast(on) == "Thank you. That is on record."
    bob = on.server.user("Bob")
    bob.requests_to_join(on.group)
    await on.settle()
    on.group.chat.join_requests.clear()
    message = on.users["maya"].inbox[-1]
    assert "Bob" in message.text
    on.users["maya"].presses(message, "Let them in")
    assert "This is over." in (await toast(on) or "")


async def test_somebody_who_came_in_meanwhile_is_no_trouble(on: Telegram, ali: User) -> None:
    on.group.chat.join_requests.clear()
    ali.joins(on.group)
    on.users["maya"].presses(asked(on, "maya"), "Let them in")
    assert await toast(on) == "Thank you. That is on record."


async def test_only_staff_decide_at_the_moment_of_pressing(on: Telegram, ali: User) -> None:
    message = asked(on, "maya")
    on.users["pat"].forges(on.users["pat"].says("hello"), message.all_buttons[0].data or "")
    assert "out of date" in (await toast(on) or "")
    await on.store.run(lambda books: books.set_roles("g", "maya", (Role.CONTRIBUTOR,)))
    on.users["maya"].presses(message, "Let them in")
    await toast(on)
    assert on.group.asks_to_join(ali)
    assert not on.server.calls("approveChatJoinRequest")


async def test_asking_again_and_again_is_shown_once(on: Telegram, ali: User) -> None:
    for _ in range(3):
        on.group.chat.join_requests.clear()
        ali.requests_to_join(on.group)
        await on.settle()
    assert asked(on, "maya").labels
    assert len(ali.inbox) == 1
    on.time.passes(hours=1)
    on.group.chat.join_requests.clear()
    ali.requests_to_join(on.group)
    await on.settle()
    assert len([m for m in on.users["maya"].inbox if "asks to join" in m.text]) == 2


async def test_a_young_person_is_not_let_in_by_the_bot(on: Telegram) -> None:
    gia = on.server.user("Gia")
    gia.start()

    def put_on_record(books) -> None:
        details = PersonDetails(id="gia", name="Gia", roles=(Role.YOUNG_PERSON,))
        books.add_person("g", details)
        books.link("gia", "telegram", str(gia.id), STARTS)

    await on.store.run(put_on_record)
    gia.requests_to_join(on.group)
    await on.settle()
    assert not on.group.has(gia)
    assert asked(on, "maya").labels


async def test_a_group_that_nobody_set_up_is_left_alone(on: Telegram) -> None:
    other = on.server.group("Elsewhere", owner=on.users["maya"])
    on.users["pat"].requests_to_join(other)
    await on.settle()
    assert other.asks_to_join(on.users["pat"])
    assert not on.server.calls("approveChatJoinRequest")
    assert on.users["pat"].inbox == []


@pytest.mark.parametrize("who", ["known", "unknown"])
async def test_without_the_right_staff_are_told_what_to_do(
    on: Telegram, ali: User, who: str
) -> None:
    on.server.fail(400, method="approveChatJoinRequest", description="CHAT_ADMIN_REQUIRED")
    if who == "known":
        on.users["pat"].leaves(on.group)
        on.users["pat"].requests_to_join(on.group)
        await on.settle()
    else:
        on.users["maya"].presses(asked(on, "maya"), "Let them in")
        assert "I may not let people in there." in (await toast(on) or "")
    assert [m for m in on.users["maya"].inbox if "the right to invite" in m.text]
    troubles = await on.store.run(lambda books: books.room_troubles("telegram", on.room))
    assert troubles == {RoomTrouble.NO_INVITES}


async def test_an_answer_that_gets_lost_is_given_again(on: Telegram, ali: User) -> None:
    on.server.fail("drop_connection_after", method="approveChatJoinRequest")
    press = on.users["maya"].presses(asked(on, "maya"), "Let them in")
    await on.settle()
    assert on.group.has(ali)
    on.time.passes(seconds=5)
    await on.settle()
    await on.server.until(lambda: press.answered)
    assert press.text == "Thank you. That is on record."


async def test_the_name_is_never_in_a_log_nor_open_in_the_database(
    on: Telegram, ali: User, capsys
) -> None:
    on.server.fail(500, method="approveChatJoinRequest")
    on.users["maya"].presses(asked(on, "maya"), "Let them in")
    await on.settle()
    assert "Baba" not in capsys.readouterr().out
    file = Path(on.world.url.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"Baba" not in kept
