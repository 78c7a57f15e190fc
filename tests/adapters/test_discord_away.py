"""Times in which nothing was seen or nothing could be said: told once, and caught up with."""

import asyncio
from datetime import timedelta

import pytest

from bot.model.case import Stage
from bot.model.signals import DeliveryOutcome
from tests.adapters.discord_meeting import Reported, case_of_pat, meeting, on, seat
from tests.contract.discord import Discord
from tests.contract.world import case_of, parcel

__all__ = ["on"]

UNKNOWN = DeliveryOutcome.UNKNOWN


async def asked_if_ok(on: Discord) -> None:
    """Pat has left, and has been asked."""
    await on.goes_out("pat")
    await on.settle()
    on.time.passes(minutes=1)
    await on.settle()


# --- a session that goes on -----------------------------------------------------------------------


async def test_a_quick_resume_is_nobody_s_business(on: Discord) -> None:
    reported = Reported(on)
    on.server.drops_connection()
    on.users["pat"].leaves()
    await on.resumed()
    await on.settle()
    assert on.server.gateway.resumes == 1
    assert on.away == []
    assert reported.taken() == [("WentOut", on.account("pat"))]
    assert (await meeting(on)).blind == ()


async def test_the_server_may_ask_for_another_connection(on: Discord) -> None:
    on.server.asks_to_reconnect()
    await on.until(lambda: on.server.gateway.resumes)
    await on.resumed()
    await on.goes_out("pat")
    await on.settle()
    assert on.away == []
    assert (await case_of_pat(on)).stage is Stage.GRACE


async def test_a_resume_that_took_long_is_a_blind_time(on: Discord) -> None:
    since = on.time.now()
    on.server.goes_away(resumable=True)
    on.users["pat"].leaves()
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.until(lambda: on.away)
    on.time.passes(minutes=2)
    on.server.comes_back()
    await on.connected_again()
    await on.settle()
    assert on.server.gateway.resumes == 1
    assert on.away == [since, None]
    assert (await case_of_pat(on)).left_at == since
    assert len(on.inbox("pat")) == 1


# --- a session that is lost -----------------------------------------------------------------------


async def test_a_lost_session_is_a_blind_time_however_short(on: Discord) -> None:
    since = on.time.now()
    on.server.drops_connection(resumable=False)
    await on.connected_again()
    await on.settle()
    assert on.server.gateway.identifies == 2
    assert on.away == [since, None]
    (window,) = (await meeting(on)).blind
    assert window.since == since
    assert window.until is not None
    assert (await seat(on, "pat")).present
    assert await case_of(on.store, "pat") is None


async def test_who_left_while_the_session_was_lost_is_a_leaver_from_its_beginning(
    on: Discord,
) -> None:
    since = on.time.now()
    on.server.drops_connection(resumable=False)
    on.users["pat"].leaves()
    await on.connected_again()
    await on.settle()
    case = await case_of_pat(on)
    assert case.left_at == since
    assert case.stage is Stage.CHECKING
    assert len(on.inbox("pat")) == 1
    assert case.climb_at == since + timedelta(minutes=10)


async def test_who_came_while_the_session_was_lost_has_arrived(on: Discord) -> None:
    await on.goes_out("pat")
    await on.settle()
    on.server.drops_connection(resumable=False)
    on.users["pat"].joins(on.voice)
    await on.connected_again()
    await on.settle()
    assert (await seat(on, "pat")).present
    on.time.passes(minutes=2)
    await on.settle()
    assert on.inbox("pat") == []


async def test_a_session_that_the_server_ends_is_lost_too(on: Discord) -> None:
    since = on.time.now()
    on.server.invalidates_session()
    on.users["pat"].leaves()
    await on.until(lambda: on.naps.next)
    await on.connected_again()
    await on.settle()
    assert on.away == [since, None]
    assert (await case_of_pat(on)).left_at == since


async def test_what_was_written_meanwhile_is_read_before_presence_is_compared(
    on: Discord,
) -> None:
    await asked_if_ok(on)
    on.server.drops_connection(resumable=False)
    on.users["pat"].says("fine")
    on.time.passes(minutes=20)
    stages: list[Stage] = []
    came = on._came

    async def look_first() -> None:
        stages.append((await case_of_pat(on)).stage)
        await came()

    on.discord._away._on_back = look_first
    await on.connected_again()
    await on.settle()
    assert stages == [Stage.CLOSED]
    assert [m for m in on.inbox("maya") if "I have not heard from Pat" in m.text] == []


async def test_nothing_is_said_of_a_room_while_nothing_is_seen(on: Discord) -> None:
    on.server.goes_away()
    await on.until(lambda: on.naps.next)
    assert await on.discord.snapshot(on.room) is None


# --- a gateway that is away -----------------------------------------------------------------------


async def test_a_gateway_that_is_gone_for_long_is_told_once_and_again_when_it_is_over(
    on: Discord,
) -> None:
    since = on.time.now()
    on.server.goes_away()
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.until(lambda: on.away)
    on.time.passes(minutes=3)
    on.users["pat"].leaves()
    on.server.comes_back()
    await on.connected_again()
    await on.settle()
    assert on.away == [since, None]
    assert await on.store.run(lambda books: books.platforms_away()) == {}
    assert (await case_of_pat(on)).left_at == since


async def test_lost_heartbeats_are_noticed(on: Discord) -> None:
    """The library gives up a connection on which nothing comes any more."""
    since = on.time.now()
    on.discord._client.bot._connection.heartbeat_timeout = 0.2
    on.server.drops_connection()
    await on.resumed()
    on.server.goes_silent()
    on.users["pat"].leaves()
    await on.until(lambda: on.server.gateway.resumes == 2)
    await on.resumed()
    await on.settle()
    assert on.away == []
    assert (await case_of_pat(on)).left_at == since


async def test_a_start_while_the_platform_is_away_catches_up_when_it_is_back(on: Discord) -> None:
    on.time.passes(seconds=5)
    await on.lookout.heartbeat()
    began = on.time.now()
    await on.stop()
    on.server.goes_away()
    on.users["pat"].leaves()
    on.time.passes(minutes=2)
    on.put_together()
    await on.discord.start()
    await on._went(began)
    on.discord._away.counted_as_away()
    assert (await on.adapter.perform(parcel("discord", on.account("maya")))).outcome is UNKNOWN
    on.server.comes_back()
    await on.connected_again()
    await on.settle()
    assert on.away == [began, None]
    assert (await case_of_pat(on)).left_at == began


# --- answers that do not come ---------------------------------------------------------------------


async def test_requests_that_find_nobody_are_a_platform_that_is_away(on: Discord) -> None:
    since = on.time.now()
    on.server.fail("drop", path=".", times=None)
    assert (await on.adapter.perform(parcel("discord", on.account("maya")))).outcome is UNKNOWN
    assert on.away == []
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.until(lambda: on.away)
    on.server.heals()
    for _ in range(3):
        await on.passes(seconds=5)
    await on.until(lambda: len(on.away) == 2)
    assert on.away == [since, None]


async def test_presence_is_still_seen_while_requests_find_nobody(on: Discord) -> None:
    on.server.fail("drop", path=".", times=None)
    await on.adapter.perform(parcel("discord", on.account("maya")))
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    left = on.time.now()
    await on.goes_out("pat")
    await on.arrived()
    await on.discord.drain_waiting()
    assert (await case_of_pat(on)).left_at == left


async def test_a_short_loss_of_answers_is_nobody_s_business(on: Discord) -> None:
    on.server.fail("drop", path="/messages$", times=1)
    assert (await on.adapter.perform(parcel("discord", on.account("maya")))).outcome is UNKNOWN
    again = await on.adapter.perform(parcel("discord", on.account("maya")))
    assert again.outcome is DeliveryOutcome.ACCEPTED
    await on.passes(minutes=1)
    assert on.away == []


async def test_who_gave_up_waiting_hears_that_it_is_back_all_the_same(on: Discord) -> None:
    """The gateway was there before the time was up; what was reported took longer."""
    over = asyncio.Event()
    on.discord._reports.put(over.wait)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await on.discord.drain_waiting()
    since = on.time.now()
    await on._went(since)
    over.set()
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=2)
    await on.until(lambda: len(on.away) == 2)
    await on.taken()
    assert on.away == [since, None]
    assert await on.store.run(lambda books: books.platforms_away()) == {}
