"""Acts through the whole program: queued, done by the real client, and right after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.effects import Act
from bot.ports import Books, Doing
from tests.contract.database import new_database
from tests.contract.discord import Discord
from tests.fakes.discord.bits import BOT_DEFAULT, Permission


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Discord]:
    async with Discord(new_database(tmp_path)) as harness:
        yield harness


async def acts(on: Discord, *wanted: Act) -> None:
    """The rules want these of Maya's meeting."""

    def queue(books: Books) -> None:
        stored = books.meeting("m")
        assert stored is not None
        books.queue(stored.meeting, wanted, on.time.now())

    await on.store.run(queue)
    await on.settle()


async def told(on: Discord) -> list[tuple[str, str, str]]:
    """What the record says became of them."""
    journal = await on.store.run(lambda books: books.journal("m"))
    signals = [entry.signal for entry in journal if entry.signal["is"] == "Acted"]
    return [(s["act"]["deed"], s["outcome"], s.get("reason", "")) for s in signals]


async def doings(on: Discord) -> list[Doing]:
    return await on.store.run(lambda books: books.doings("discord"))


async def test_a_mute_is_done_and_undone_and_stands_in_the_record(on: Discord) -> None:
    pat = on.users["pat"]
    await acts(on, Act(do="mute", who="pat"), Act(do="deafen", who="pat"))
    assert (on.voice.muted, on.voice.deafened) == ([pat], [pat])
    await acts(on, Act(do="unmute", who="pat"), Act(do="undeafen", who="pat"))
    assert (on.voice.muted, on.voice.deafened) == ([], [])
    assert {one[:2] for one in await told(on)} == {
        (do, "accepted") for do in ("mute", "deafen", "unmute", "undeafen")
    }


async def test_everybody_is_hushed_and_heard_again(on: Discord) -> None:
    hush = [Act(do=do, who=who) for who in on.users for do in ("mute", "deafen")]
    await acts(on, *hush)
    assert len(on.voice.muted) == len(on.voice.deafened) == len(on.users)
    await acts(on, *(Act(do="unmute", who=who) for who in on.users),
               *(Act(do="undeafen", who=who) for who in on.users))  # fmt: skip
    assert (on.voice.muted, on.voice.deafened) == ([], [])


async def test_one_missing_permission_does_not_keep_the_other_from_being_used(
    on: Discord,
) -> None:
    on.guild.bot_permissions = BOT_DEFAULT & ~Permission.DEAFEN_MEMBERS
    await acts(on, Act(do="mute", who="pat"), Act(do="deafen", who="pat"))
    assert (on.voice.muted, on.voice.deafened) == ([on.users["pat"]], [])
    assert set(await told(on)) == {
        ("mute", "accepted", ""),
        ("deafen", "refused", "the bot needs the permission Deafen Members"),
    }


async def test_who_left_muted_is_heard_when_they_come_in_again(on: Discord) -> None:
    pat = on.users["pat"]
    await acts(on, Act(do="mute", who="pat"))
    pat.leaves()
    await on.settle()
    await acts(on, Act(do="unmute", who="pat"))
    assert (await told(on))[-1] == ("unmute", "refused", "not in a room")
    pat.joins(on.voice)
    await on.settle()
    assert on.voice.muted == []
    assert await doings(on) == []


async def test_who_comes_in_while_the_bot_is_down_is_heard_after_the_start(on: Discord) -> None:
    pat = on.users["pat"]
    await acts(on, Act(do="mute", who="pat"))
    pat.leaves()
    await on.settle()
    await acts(on, Act(do="unmute", who="pat"))
    await on.stop()
    pat.joins(on.voice)
    await on.start()
    await on.settle()
    assert on.voice.muted == []


async def test_a_room_that_rests_locked_is_locked_after_a_start(on: Discord) -> None:
    guest = on.guild.add_member(on.server.add_user("Guest"))
    await acts(on, Act(do="lock"))
    assert not on.voice.lets_in(guest)
    await on.stop()
    assert not on.voice.lets_in(guest), "a dead bot leaves a locked door"
    on.voice.overwrite(on.guild.everyone)
    await on.start()
    assert not on.voice.lets_in(guest)
    assert len(on.voice.people) == len(on.users), "nobody inside is put out"


async def test_a_room_is_locked_again_after_a_lost_session(on: Discord) -> None:
    guest = on.guild.add_member(on.server.add_user("Guest"))
    await acts(on, Act(do="lock"))
    on.server.drops_connection(resumable=False)
    on.voice.overwrite(on.guild.everyone)
    await on.connected_again()
    assert not on.voice.lets_in(guest)


async def test_going_out_of_a_locked_room_shuts_the_door_behind_one(on: Discord) -> None:
    pat = on.users["pat"]
    await acts(on, Act(do="lock"), Act(do="admit", who="pat"))
    pat.leaves()
    await on.settle()
    assert not on.voice.lets_in(pat)


async def test_what_is_locked_and_let_in_at_once_is_done_in_that_order(on: Discord) -> None:
    pat = on.users["pat"]
    await acts(on, Act(do="lock"), Act(do="admit", who="pat"), Act(do="mute", who="tom"))
    assert on.voice.lets_in(pat)
    assert on.voice.muted == [on.users["tom"]]
    await acts(on, Act(do="remove", who="pat"), Act(do="unlock"), Act(do="unmute", who="tom"))
    assert pat not in on.voice.people
    assert on.voice.overwrites == {}
    assert await doings(on) == []


async def test_a_process_that_died_before_it_could_act_acts_after_the_start(on: Discord) -> None:
    def queue(books: Books) -> None:
        stored = books.meeting("m")
        assert stored is not None
        books.queue(stored.meeting, (Act(do="lock"),), on.time.now())
        doing = Doing(room=on.room, account=str(on.guild.everyone), what="lock", before={})
        books.note_doing("discord", doing, on.time.now())

    await on.store.run(queue)
    await on.stop()
    await on.start()
    await on.settle()
    guest = on.guild.add_member(on.server.add_user("Guest"))
    assert not on.voice.lets_in(guest)
    await acts(on, Act(do="unlock"))
    assert on.voice.overwrites == {}
