"""Limits are kept, safety first: a flood of prompts never holds an alert up (SPEC 11)."""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.telegram.pace import IN_ALL, TO_A_CHAT, TO_A_GROUP, Pace
from bot.model.effects import Effect, Post, Reply
from bot.outbox import IN_FLIGHT
from bot.ports import Books
from tests.contract.database import new_database
from tests.contract.telegram import Telegram
from tests.contract.world import Time
from tests.fakes.telegram import User

ALERT, PROMPT = "room-back", "ok"


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with Telegram(new_database(tmp_path)) as harness:
        await harness.settle()
        harness.server.log.clear()
        yield harness


@pytest.fixture
def crowd(on: Telegram) -> list[User]:
    people = [on.server.user(f"Person {number}") for number in range(60)]
    for person in people:
        person.account.started = True
    return people


async def queue(on: Telegram, *effects: Effect, of_meeting: bool = False) -> None:
    def put(books: Books) -> None:
        stored = books.meeting("m") if of_meeting else None
        books.queue(stored.meeting if stored else None, effects, on.time.now())

    await on.store.run(put)


async def say(on: Telegram, to: Iterable[str], *, safety: bool) -> None:
    """One message each to these accounts."""
    sealed = on.world.sealer.seal('{"group": "Breathe Well"}')
    key = ALERT if safety else PROMPT
    await queue(on, *(
        Reply(platform="telegram", address=account, key=key, sealed=sealed, safety=safety)
        for account in to
    ))  # fmt: skip


async def a_second_later(on: Telegram) -> None:
    on.time.passes(seconds=1)
    on.server.time_passes(1)
    await on.outbox.drain_all()


def sent(on: Telegram, chat: int | None = None) -> int:
    return len([call for call in on.server.calls("sendMessage", chat) if call.status == 200])


def too_fast(on: Telegram) -> int:
    return len([call for call in on.server.calls() if call.status == 429])


async def test_an_alert_does_not_wait_behind_a_flood_of_prompts(
    on: Telegram, crowd: list[User]
) -> None:
    on.server.enforce_limits(overall=True)
    await say(on, [str(person.id) for person in crowd], safety=False)
    await on.outbox.drain_all()
    assert sent(on) == IN_ALL.most - IN_ALL.kept
    maya = on.users["maya"]
    await say(on, [str(maya.id)], safety=True)
    await on.outbox.drain_all()
    assert sent(on, maya.id) == 1, "it goes in the same second"
    assert too_fast(on) == 0


async def test_the_prompts_follow_as_fast_as_the_platform_allows(
    on: Telegram, crowd: list[User]
) -> None:
    on.server.enforce_limits(overall=True)
    await say(on, [str(person.id) for person in crowd], safety=False)
    await on.outbox.drain_all()
    for _ in range(3):
        await a_second_later(on)
    assert sent(on) == len(crowd)
    assert too_fast(on) == 0


async def test_more_alerts_than_a_second_takes_go_in_the_next_before_any_prompt(
    on: Telegram, crowd: list[User]
) -> None:
    on.server.enforce_limits(overall=True)
    accounts = [str(person.id) for person in crowd]
    await say(on, accounts[:40], safety=True)
    await say(on, accounts[40:], safety=False)
    await on.outbox.drain_all()
    assert sent(on) == IN_ALL.most
    await a_second_later(on)
    calls = on.server.calls("sendMessage")
    alerts = [call.chat in {p.id for p in crowd[:40]} for call in calls]
    assert sum(alerts) == 40
    assert alerts.index(False) >= 40 - IN_FLIGHT, "no prompt overtakes an alert"
    assert too_fast(on) == 0


async def test_a_flood_to_one_person_does_not_hold_up_their_alert(on: Telegram) -> None:
    maya = on.users["maya"]
    await say(on, [str(maya.id)] * 40, safety=False)
    await on.outbox.drain_all()
    assert sent(on, maya.id) == TO_A_CHAT.most
    await say(on, [str(maya.id)], safety=True)
    await on.outbox.drain_all()
    assert "I can do my work again" in maya.inbox[-1].text


async def test_a_group_gets_twenty_a_minute_and_what_matters_first(on: Telegram) -> None:
    on.server.enforce_limits(per_group=True)
    await say(on, [on.room] * 30, safety=False)
    await on.outbox.drain_all()
    for _ in range(20):
        await a_second_later(on)
    assert sent(on, on.group.id) == TO_A_GROUP.most - TO_A_GROUP.kept
    await queue(on, Post(key="opening"), of_meeting=True)
    await on.outbox.drain_all()
    assert sent(on, on.group.id) == TO_A_GROUP.most - TO_A_GROUP.kept + 1
    for _ in range(60):
        await a_second_later(on)
    assert sent(on, on.group.id) == 31
    assert too_fast(on) == 0


async def test_about_one_a_second_to_a_chat(on: Telegram) -> None:
    pat = on.users["pat"]
    await say(on, [str(pat.id)] * 30, safety=False)
    await on.outbox.drain_all()
    for passed in range(1, 20):
        await a_second_later(on)
        assert sent(on, pat.id) <= TO_A_CHAT.most + passed


@pytest.mark.parametrize("chat", [1, -100])
def test_whatever_was_sent_before_an_alert_waits_no_longer_than_for_one_place(chat: int) -> None:
    """However the prompts came, what is kept for alerts is free for the first ones at once."""
    time = Time()
    pace = Pace(time.now)
    kept = TO_A_GROUP.kept if chat < 0 else IN_ALL.kept
    for _ in range(500):
        pace.wait(chat, urgent=False)
        time.passes(milliseconds=7)
    assert [pace.wait(chat, urgent=True) for _ in range(kept)] == [0] * kept


def test_an_alert_that_has_to_wait_gets_the_next_place_that_is_free() -> None:
    time = Time()
    pace = Pace(time.now)
    for number in range(IN_ALL.most):
        assert pace.wait(number + 1, urgent=True) == 0
        time.passes(milliseconds=10)
    wait = pace.wait(99, urgent=True)
    assert timedelta(seconds=wait) == timedelta(seconds=1) - timedelta(milliseconds=300)
    time.passes(seconds=wait)
    assert pace.wait(98, urgent=False) > 0, "no prompt takes it away"
    assert pace.wait(99, urgent=True) == 0
