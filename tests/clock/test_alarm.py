"""When nothing can be written down, staff are told all the same."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.rehearsal import StandIn
from bot.alarm import Alarm

NOON = datetime(2027, 1, 20, 12, tzinfo=UTC)
ROUTES = {
    "maya": (("discord", "1"), ("telegram", "2")),
    "dana": (("telegram", "3"),),
    "lee": (),
}


class Shelf:
    """A store that answers one question, as long as it works."""

    async def run(self, work):
        return ROUTES


class World:
    def __init__(self) -> None:
        self.at = NOON
        self.discord = StandIn("discord", self.now, shows_rooms=True, keeps_presses=False)
        self.telegram = StandIn("telegram", self.now, shows_rooms=False, keeps_presses=True)
        adapters = {"discord": self.discord, "telegram": self.telegram}
        self.alarm = Alarm(Shelf(), adapters, lambda key: key, self.now)

    def now(self) -> datetime:
        return self.at

    def told(self) -> list[tuple[str, str]]:
        sent = [*self.discord.sent, *self.telegram.sent]
        return [(message.address, message.text) for message in sent]


@pytest.fixture
async def world():
    world = World()
    await world.alarm.all_well()
    return world


async def fails(world: World, seconds: int) -> None:
    world.at += timedelta(seconds=seconds)
    await world.alarm.failed(OSError("disk full"))


async def test_a_hiccup_is_told_to_nobody(world):
    await fails(world, 5)
    await fails(world, 5)
    await world.alarm.all_well()
    assert world.told() == []


async def test_after_ten_seconds_everybody_hears_once_on_one_route(world):
    for _ in range(6):
        await fails(world, 5)
    assert world.told() == [("1", "database-trouble"), ("3", "database-trouble")]


async def test_a_route_that_is_refused_gives_way_to_the_next(world):
    world.discord.refuses.add("1")
    await fails(world, 5)
    await fails(world, 10)
    assert ("2", "database-trouble") in world.told()


async def test_they_hear_when_it_works_again(world):
    await fails(world, 5)
    await fails(world, 10)
    await world.alarm.all_well()
    assert ("3", "database-works-again") in world.told()
    await world.alarm.all_well()
    assert len([text for _, text in world.told() if text == "database-works-again"]) == 2
