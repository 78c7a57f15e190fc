"""What is to be done in rooms goes out as messages do; what became of it comes back (Y2, Y6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.flows.decide import Decision, decide
from bot.model import signals as s
from bot.model.effects import Act, Effect
from bot.model.meeting import RoomUse
from bot.outbox import Outbox
from bot.ports import Delivery
from tests.engine.house import ACCEPTED, REFUSED, START, UNKNOWN, House, new_sqlite


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = await House(new_sqlite(tmp_path)).prepare()
    yield house
    house.close()


async def queue(house: House, *acts: Effect) -> None:
    def work(books: Any) -> None:
        stored = books.meeting("weekly")
        books.queue(stored.meeting, acts, house.now)

    await house.run(work)


async def acted(house: House) -> list[dict[str, Any]]:
    """What the record says of it."""
    journal = await house.run(lambda books: books.journal("weekly"))
    return [entry.signal for entry in journal if entry.signal["is"] == "Acted"]


async def test_an_act_reaches_the_room_with_every_account_of_the_person(house: House) -> None:
    await house.run(lambda books: books.link("pat", "discord", "discord/pat-2", START))
    await queue(house, Act(do="mute", who="pat"))
    await house.settle()
    (parcel,) = house.discord.got
    assert (parcel.do, parcel.address) == ("mute", "room/weekly")
    assert parcel.accounts == ("discord/pat", "discord/pat-2")
    assert parcel.effect == Act(do="mute", who="pat")


async def test_somebody_unknown_is_meant_by_their_account(house: House) -> None:
    await queue(house, Act(do="remove", account="discord/who", to_lobby=True))
    await house.run(lambda b: b.add_room("g", "discord", "room/lobby", "Lobby", RoomUse.LOBBY))
    await house.settle()
    (parcel,) = house.discord.got
    assert (parcel.accounts, parcel.lobby) == (("discord/who",), "room/lobby")


async def test_without_a_lobby_people_are_moved_to_nowhere(house: House) -> None:
    await queue(house, Act(do="remove", who="pat", to_lobby=True))
    await house.settle()
    assert house.discord.got[0].lobby is None


@pytest.mark.parametrize("outcome", [ACCEPTED, REFUSED])
async def test_what_became_of_it_stands_in_the_record(
    house: House, outcome: s.DeliveryOutcome
) -> None:
    reason = "" if outcome is ACCEPTED else "not in a room"
    house.discord.fates["mute"] = [Delivery(outcome=outcome, reason=reason)]
    await queue(house, Act(do="mute", who="pat"))
    await house.settle()
    (told,) = await acted(house)
    assert told["act"] == {"do": "Act", "deed": "mute", "who": "pat"}
    assert (told["outcome"], told.get("reason", "")) == (outcome.value, reason)


async def test_what_is_not_known_is_told_once_and_done_again(house: House) -> None:
    house.discord.will("lock", UNKNOWN, UNKNOWN)
    await queue(house, Act(do="lock"))
    await house.settle()
    await house.wait(seconds=30)
    assert [parcel.do for parcel in house.discord.tried] == ["lock"] * 3
    assert [told["outcome"] for told in await acted(house)] == ["unknown", "accepted"]


async def test_it_is_not_forgotten_by_a_restart(house: House) -> None:
    await queue(house, Act(do="lock"))
    house.close()
    house.open()
    await house.outbox.suspect_unfinished()
    await house.settle()
    assert [parcel.do for parcel in house.discord.got] == ["lock"]


async def test_the_opposite_takes_the_place_of_what_still_waits(house: House) -> None:
    house.discord.will("mute", UNKNOWN)
    await queue(house, Act(do="mute", who="pat"), Act(do="mute", who="tom"))
    await house.settle()
    await queue(house, Act(do="unmute", who="pat"))
    await house.wait(minutes=2)
    done = [(parcel.do, parcel.accounts[0]) for parcel in house.discord.got]
    assert done[-1] == ("unmute", "discord/pat"), "not muted again after it"
    assert ("mute", "discord/tom") in done


async def test_an_act_refused_at_a_platform_without_adapter_is_told(house: House) -> None:
    await queue(house, Act(do="mute", who="pat"))
    outbox = Outbox(house.store, house.engine, {"telegram": house.telegram}, house.time)
    assert await outbox.refuse_unserved() == 1
    (told,) = await acted(house)
    assert told["outcome"] == "refused"
    assert told["reason"] == "nobody serves that platform"


async def test_an_act_that_the_rules_want_is_done_in_the_same_breath(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rule wants one of an adults' meeting; so one is put into the rules' mouth."""

    def locks(*args: Any) -> Decision:
        decision = decide(*args)
        opened = isinstance(args[1], s.Opened)
        effects = (*decision.effects, Act(do="lock")) if opened else decision.effects
        return Decision(decision.meeting, effects)

    monkeypatch.setattr("bot.deciding.decide", locks)
    await house.told(s.Opened(by="maya"))
    await house.settle()
    assert "lock" in [parcel.do for parcel in house.discord.got]
    journal = await house.run(lambda books: books.journal("weekly"))
    assert {"do": "Act", "deed": "lock"} in journal[0].effects


async def test_an_act_leaves_other_messages_alone(house: House) -> None:
    await house.under_way()
    await queue(house, Act(do="mute", who="pat"))
    await house.settle()
    assert {"opening", "mute"} <= {parcel.key for parcel in house.discord.got}
