"""A bot that begins: who it is, what it asks to see, and where nobody lets it in."""

from datetime import timedelta

import pytest

from bot.adapters.discord import AdapterError
from bot.model.case import Stage
from bot.model.signals import DeliveryOutcome
from tests.adapters.discord_meeting import case_of_pat, on, seat
from tests.contract.discord import Discord
from tests.contract.world import parcel

__all__ = ["on"]


async def test_nothing_privileged_is_asked_for(on: Discord) -> None:
    (session,) = on.server.world.sessions.by_id.values()
    assert {intent.name for intent in session.intents} == {
        "GUILDS", "GUILD_VOICE_STATES", "GUILD_MESSAGES", "DIRECT_MESSAGES",
    }  # fmt: skip


async def test_a_token_that_is_wrong_is_one_sentence_without_it(on: Discord) -> None:
    await on.stop()
    on.server.world.token = "another"
    on.put_together()
    with pytest.raises(AdapterError) as said:
        await on.discord.start()
    assert "ALONGSIDE_DISCORD__TOKEN" in str(said.value)
    assert on.server.token not in str(said.value)


async def test_a_token_that_stops_being_right_does_not_end_the_program(on: Discord) -> None:
    token, on.server.world.token = on.server.world.token, "another"
    on.server.closes_connection(4004)
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.until(lambda: on.away)
    assert (await on.adapter.perform(parcel("discord", on.account("pat")))).outcome is (
        DeliveryOutcome.UNKNOWN
    )
    on.server.world.token = token
    await on.connected_again()
    assert len(on.away) == 2
    assert (await on.adapter.perform(parcel("discord", on.account("pat")))).ref is not None


async def test_a_leave_while_the_bot_was_down_is_found_at_the_start(on: Discord) -> None:
    down_since = on.time.now()
    await on.stop()
    on.users["pat"].leaves()
    on.time.passes(minutes=4)
    await on.start()
    await on.settle()
    case = await case_of_pat(on)
    assert (case.left_at, case.stage) == (down_since, Stage.CHECKING)
    assert len(on.inbox("pat")) == 1
    assert case.climb_at == down_since + timedelta(minutes=10)
    assert (await seat(on, "maya")).present


async def test_a_server_with_an_outage_at_the_start_is_compared_when_it_is_back(
    on: Discord,
) -> None:
    await on.stop()
    on.guild.fails()
    on.users["pat"].leaves()
    await on.start()
    assert await on.discord.snapshot(on.room) is None
    on.time.passes(minutes=1)
    on.guild.recovers()
    await on.settle()
    assert on.away[-1] == ("rooms", None)
    assert not (await seat(on, "pat")).present
    assert len(on.inbox("pat")) == 1


async def test_a_bot_in_no_server_at_all_starts(on: Discord) -> None:
    await on.stop()
    on.guild.removes_bot()
    await on.start()
    assert await on.discord.snapshot(on.room) is None


async def test_a_second_server_has_rooms_of_its_own(on: Discord) -> None:
    other = on.server.add_guild("Lungs and Us")
    room = other.add_voice("Meeting")
    pat = other.add_member(on.users["pat"])
    await on.settle()
    pat.joins(room)
    await on.settle()
    there = await on.discord.snapshot(str(room.id))
    assert there is not None
    assert there.accounts == (on.account("pat"),)


async def test_a_large_bot_has_as_many_connections_as_discord_recommends(on: Discord) -> None:
    await on.stop()
    on.server.world.shards = 2
    other = on.server.add_guild("Lungs and Us")
    room = other.add_voice("Meeting")
    on.put_together()
    await on.discord.start()
    await on.until(lambda: on.naps.next)
    await on.passes(seconds=5)
    await on.discord.drain_waiting()
    shards = {session.shard for session in on.server.world.sessions.by_id.values()}
    assert shards == {(0, 2), (1, 2)}
    mo = other.add_member(on.server.add_user("Mo"))
    mo.joins(room)
    on.users["pat"].leaves()
    await on.until(lambda: on.discord._watching.snapshot(str(room.id)) and _gone(on))
    await on.discord.drain_waiting()
    there = await on.discord.snapshot(str(room.id))
    assert there is not None
    assert there.accounts == (str(mo.id),)
    assert (await case_of_pat(on)).stage is Stage.GRACE


def _gone(on: Discord) -> bool:
    seen = on.discord._watching.snapshot(on.room)
    return seen is not None and on.account("pat") not in seen.accounts


async def test_a_gateway_that_is_not_there_at_first_is_asked_again(on: Discord) -> None:
    await on.stop()
    on.server.goes_away()
    on.put_together()
    await on.discord.start()
    on.server.comes_back()
    await on.connected_again()
    assert await on.discord.snapshot(on.room) is not None
