"""Who is in which room: decided from what there is to see, never from one event."""

from bot import happenings as h
from bot.engine import Outcome
from bot.model.case import Stage
from bot.ports import Books
from tests.adapters.discord_meeting import Reported, case_of_pat, meeting, on, seat
from tests.contract.discord import Discord
from tests.contract.world import case_of

__all__ = ["on"]


async def test_coming_going_and_moving_are_reported_in_order(on: Discord) -> None:
    reported = Reported(on)
    other = on.guild.add_voice("Small group")
    await on.world.another_meeting_in(on.store, str(other.id))
    pat = on.users["pat"]
    pat.leaves()
    pat.joins(other)
    pat.moves(on.voice)
    await on.settle()
    account, here, there = on.account("pat"), on.room, str(other.id)
    assert reported.happenings == [
        h.WentOut(platform="discord", account=account, room=here),
        h.CameIn(platform="discord", account=account, room=there),
        h.MovedOver(platform="discord", account=account, room=there, to=here),
    ]
    assert len(set(reported.keys)) == 3
    assert all(key.startswith("discord/") for key in reported.keys)


async def test_rooms_in_which_no_meeting_is_are_nobody_s_business(on: Discord) -> None:
    reported = Reported(on)
    kitchen, hall = on.guild.add_voice("Kitchen"), on.guild.add_voice("Hall")
    mo = on.guild.add_member(on.server.add_user("Mo"))
    mo.joins(kitchen)
    mo.moves(hall)
    mo.leaves()
    await on.settle()
    assert reported.happenings == []


async def test_what_cannot_be_taken_keeps_nobody_else_waiting(on: Discord) -> None:
    """What is seen together is taken in one transaction, or else one by one."""

    def fails(books: Books) -> Outcome:
        books.take_key("discord/half-done", on.time.now())
        raise ValueError("a rule that fails")

    on.users["maya"].leaves()
    await on.arrived()
    on.discord._reports.decide(fails)
    on.users["pat"].leaves()
    await on.settle()
    assert not (await seat(on, "maya")).present
    assert not (await seat(on, "pat")).present
    assert await on.store.run(lambda books: books.take_key("discord/half-done", on.time.now()))


async def test_being_muted_or_sharing_a_screen_is_neither_coming_nor_going(on: Discord) -> None:
    reported = Reported(on)
    maya = on.guild.add_member(on.server.add_user("Mo"), admin=True)
    maya.mutes_other(on.users["pat"])
    maya.deafens_other(on.users["pat"])
    await on.settle()
    assert reported.happenings == []


async def test_a_bot_in_the_room_is_nobody(on: Discord) -> None:
    reported = Reported(on)
    music = on.guild.add_member(on.server.add_user("Music", is_bot=True))
    music.joins(on.voice)
    await on.settle()
    seen = await on.discord.snapshot(on.room)
    assert seen is not None
    assert (str(music.id) in seen.accounts, seen.bots) == (False, (str(music.id),))
    music.leaves()
    await on.settle()
    assert all(isinstance(one, h.CameIn) and one.bot for one in reported.happenings)
    assert (await meeting(on)).unknown_seen == ()


async def test_a_bot_that_was_there_before_is_nobody_either(on: Discord) -> None:
    music = on.guild.add_member(on.server.add_user("Music", is_bot=True))
    music.joins(on.voice)
    await on.stop()
    await on.start()
    seen = await on.discord.snapshot(on.room)
    assert seen is not None
    assert str(music.id) not in seen.accounts


async def test_who_is_there_at_a_start_has_not_just_come(on: Discord) -> None:
    await on.stop()
    on.put_together()
    reported = Reported(on)
    await on.discord.start()
    await on.discord.drain_waiting()
    assert reported.happenings == []
    seen = await on.discord.snapshot(on.room)
    assert seen is not None
    assert len(seen.accounts) == 3


async def test_a_burst_of_leaving_and_coming_back_in_a_replay_ends_where_they_are(
    on: Discord,
) -> None:
    on.server.drops_connection()
    for _ in range(20):
        on.users["pat"].leaves()
        on.users["pat"].joins(on.voice)
    await on.resumed()
    await on.settle()
    assert (await seat(on, "pat")).present
    on.time.passes(minutes=2)
    await on.settle()
    assert on.inbox("pat") == []


async def test_a_burst_of_coming_and_leaving_in_a_replay_ends_outside(on: Discord) -> None:
    on.users["pat"].leaves()
    await on.settle()
    reported = Reported(on)
    on.server.drops_connection()
    on.users["pat"].joins(on.voice)
    on.users["pat"].leaves()
    await on.resumed()
    await on.settle()
    assert reported.taken() == [("CameIn", on.account("pat")), ("WentOut", on.account("pat"))]
    assert not (await seat(on, "pat")).present
    assert (await case_of_pat(on)).stage is Stage.GRACE


async def test_moving_to_the_room_of_another_meeting_is_not_leaving(on: Discord) -> None:
    other = on.guild.add_voice("Small group")
    await on.world.another_meeting_in(on.store, str(other.id))
    on.users["pat"].moves(other)
    await on.settle()
    on.time.passes(minutes=2)
    await on.settle()
    assert on.inbox("pat") == []
    assert await case_of(on.store, "pat") is None


async def test_moving_to_a_room_without_a_meeting_is_leaving(on: Discord) -> None:
    on.users["pat"].moves(on.guild.add_voice("Kitchen"))
    await on.settle()
    assert (await case_of_pat(on)).stage is Stage.GRACE


async def test_leaving_the_server_is_leaving_the_meeting(on: Discord) -> None:
    """Nothing reaches them on Discord any more; so the case climbs after the grace (L3)."""
    on.users["pat"].leaves_guild(on.guild)
    await on.settle()
    assert not (await seat(on, "pat")).present
    on.time.passes(minutes=1)
    await on.settle()
    assert on.inbox("pat") == []
    assert (await case_of_pat(on)).stage is Stage.ESCALATED


async def test_being_taken_out_of_the_server_counts_as_leaving(on: Discord) -> None:
    on.guild.kicks(on.users["pat"])
    await on.settle()
    assert (await case_of_pat(on)).stage is Stage.GRACE


async def test_a_stranger_in_the_room_is_shown_and_never_counts(on: Discord) -> None:
    stranger = on.guild.add_member(on.server.add_user("Somebody"))
    stranger.joins(on.voice)
    await on.settle()
    assert (await meeting(on)).unknown_seen == (f"discord/{stranger.id}",)


async def test_a_stranger_who_is_moved_into_the_room_is_shown_too(on: Discord) -> None:
    stranger = on.guild.add_member(on.server.add_user("Somebody"))
    stranger.joins(on.guild.add_voice("Kitchen"))
    await on.settle()
    stranger.moves(on.voice)
    await on.settle()
    assert (await meeting(on)).unknown_seen == (f"discord/{stranger.id}",)


async def test_a_server_that_is_not_shown_for_a_while_is_compared_when_it_is(on: Discord) -> None:
    since = on.time.now()
    on.guild.fails()
    await on.settle()
    assert await on.discord.snapshot(on.room) is None
    on.users["pat"].leaves()
    on.time.passes(minutes=3)
    on.guild.recovers()
    await on.settle()
    assert on.away == [("rooms", since), ("rooms", None)]
    assert (await case_of_pat(on)).left_at == since
    assert (await seat(on, "maya")).present
    (window,) = (await meeting(on)).blind
    assert (window.since, window.until) == (since, on.time.now())
    (asked,) = on.inbox("pat")
    assert "are you OK?" in asked.text


async def test_a_server_that_recovers_at_once_makes_nobody_a_leaver(on: Discord) -> None:
    reported = Reported(on)
    on.guild.fails()
    on.guild.recovers()
    await on.settle()
    assert reported.happenings == []
    assert (await seat(on, "pat")).present


async def test_staff_hear_of_a_server_that_stays_away_though_discord_does_not(
    on: Discord,
) -> None:
    on.guild.fails()
    await on.settle()
    on.time.passes(seconds=61)
    await on.settle()
    window = (await meeting(on)).blind[0]
    assert window.platform == "discord"
    assert window.told


async def test_the_bot_is_blind_in_a_server_it_was_taken_out_of(on: Discord) -> None:
    since = on.time.now()
    on.guild.removes_bot()
    await on.settle()
    assert on.away == [("rooms", since)]
    assert await on.discord.snapshot(on.room) is None


async def test_text_rooms_show_nobody(on: Discord) -> None:
    assert await on.discord.snapshot(str(on.guild.add_text("general").id)) is None
    assert await on.discord.snapshot("no number") is None
