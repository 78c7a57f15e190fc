"""From an empty server to a young people's meeting that is held and ends, all in the chat.

The real client; nothing is put into the database by hand (SPEC 8, Y1, Y3, Y6, Y8).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord_from_empty import EmptyServer
from tests.contract.database import new_database

PEOPLE = ("dana", "ben", "cleo", "gia", "kit", "gus")
MEETING = {"title": "Weekly", "date": "2027-01-20", "time": "18:30", "length": "45m"}


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[EmptyServer]:
    async with EmptyServer(new_database(tmp_path), *PEOPLE) as at:
        yield at


async def founded(on: EmptyServer) -> None:
    """The group, its rooms, and everybody in it."""
    said = await on.uses("maya", "setup", timezone="Europe/London", country="GB", young="yes")
    assert "Breathe Well is set up." in said
    assert "Young people take part in Breathe Well." in said
    await on.presses_shown("maya", "I can read this")
    await on.uses("maya", "phone", number="07700 900110")
    await on.invites("dana", "lead")
    await on.invites("ben", "facilitator")
    await on.invites("cleo", "organiser")
    await on.invites("gus", "guardian")
    await on.invites("gia", "young_person", born="2012-05-03")
    await on.invites("kit", "young_person", born="2010-06-01")


async def minded(on: EmptyServer) -> None:
    """Who is checked, who looks after whom, and what everybody has agreed to."""
    for by, who, level in (
        ("dana", "Maya", "enhanced"),
        ("maya", "Ben", "basic"),
        ("maya", "Cleo", "enhanced"),
    ):
        said = await on.uses(by, "people", what="check", who=who, more=f"{level} 2028-01-01")
        assert who in said
    for child in ("Gia", "Kit"):
        said = await on.uses("maya", "people", what="guardian", who=child, more="Gus")
        assert "Gus" in said
    assert "4821" not in await on.submits("gus", "pin", "4821")
    for who in on.users:
        await on.agrees(who)


async def planned(on: EmptyServer) -> None:
    """A meeting of young people, published and open; its room is locked."""
    assert "Weekly" in await on.uses("maya", "meeting new", **MEETING)
    await on.uses("maya", "meeting young")
    await on.uses("maya", "meeting second", person=on.users["ben"])
    await on.uses("maya", "meeting standby", person=on.users["cleo"])
    assert "Weekly is published." in await on.uses("maya", "meeting publish")
    assert not any(on.room_called("Meeting room").lets_in(user) for user in on.users.values())
    await on.waits_until(20)
    assert "Weekly is open." in await on.uses("maya", "meeting open")


async def test_from_an_empty_server_to_a_hold_that_ends(on: EmptyServer) -> None:
    await founded(on)
    await minded(on)
    await planned(on)

    # Two first: young people wait until two checked adults are in the room.
    await on.knocks("kit", "gia", "maya")
    assert (on.inside(), on.inside("Lobby")) == ({"maya"}, {"kit", "gia"})
    assert on.told("kit", "You are in the right place")
    assert not on.told("kit", "You can come in now")
    await on.knocks("ben")
    assert on.inside() == {"maya", "ben", "kit"}
    assert on.told("kit", "You can come in now")

    # Under 16: the guardian confirms on their own account.
    await on.presses_shown("gus", "I'm here")
    assert on.inside() == {"maya", "ben", "kit", "gia"}
    assert on.told("gus", "You do not need to stay")
    await on.waits_until(10)
    assert on.silent() == set()

    # One adult is gone: within 5 s everybody is silent, and the standby adult is called.
    began = on.time.now()
    await on.goes("ben")
    assert on.silent() == {"maya", "kit", "gia"}
    assert (on.time.now() - began).total_seconds() < 5
    assert on.told("maya", "the meeting is on hold")
    assert on.told("cleo", "Please come to the meeting now")
    assert on.told("dana", "It is on hold")
    shown = [m.text for m in on.room_called("Meeting room").messages if m.from_bot]
    assert any("short break" in text for text in shown)

    # Five minutes, and nobody came: the young people go out together, and it has ended.
    await on.waits_until(4)
    assert on.inside() == {"maya", "kit", "gia"}
    await on.waits_until(1)
    assert on.inside() == {"maya"}
    assert on.inside("Lobby") == set()
    assert on.silent() == set()
    for child in ("kit", "gia"):
        assert on.told(child, "The meeting is over for today.")
        assert on.told("gus", f"earlier than planned. {child.title()} is not in it any more")
    assert "no meeting" in await on.uses("maya", "meeting end")

    # Let out silent, they are heard when they next come in.
    await on.knocks("kit")
    assert on.room_called("Lobby").muted == on.room_called("Lobby").deafened == []
    assert on.general.messages == [], "everything was private"
