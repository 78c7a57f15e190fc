"""Reminders (M2): a day and an hour before, on everybody's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from bot.flows.reminding import early
from bot.model import signals as s
from bot.model.meeting import MeetingState
from bot.model.people import Group
from bot.model.policy import Policy
from tests.flows.cast import PEOPLE, START, group, meeting
from tests.flows.world import World

DAY_BEFORE = START - timedelta(days=1)


def reminded(world: World) -> list[tuple[str | None, str]]:
    """Who was reminded, and when."""
    return [
        (seen.to, f"{seen.at:%d %H:%M}")
        for seen in world.seen
        if seen.key == "reminder" and not seen.edit
    ]


def with_zones(**zones: str) -> Group:
    return group(*(msgspec.structs.replace(one, timezone=zones.get(one.id, "")) for one in PEOPLE))


def test_everybody_expected_is_reminded_twice() -> None:
    world = World(now=DAY_BEFORE - timedelta(minutes=1))
    world.until(START - timedelta(minutes=10))
    assert reminded(world) == [
        *((who, "19 18:00") for who in ("maya", "tom", "pat", "quinn")),
        *((who, "20 17:00") for who in ("maya", "tom", "pat", "quinn")),
    ]


def test_whoever_is_there_early_needs_no_reminder() -> None:
    world = World(now=START - timedelta(hours=2))
    world.do(s.Opened(by="maya"))
    world.join("pat")
    world.until(START - timedelta(minutes=30))
    assert "pat" not in [who for who, _ in reminded(world)]
    assert "quinn" in [who for who, _ in reminded(world)]


def test_nobody_is_reminded_of_what_was_to_be_told_before_they_knew_of_it() -> None:
    draft = meeting(state=MeetingState.DRAFT)
    world = World(now=START - timedelta(hours=3), meeting=draft)
    world.do(s.Published(by="maya"))
    assert reminded(world) == []
    world.until(START - timedelta(minutes=30))
    assert {when for _, when in reminded(world)} == {"20 17:00"}


def test_a_reminder_comes_the_evening_before_only_to_those_whose_night_it_is_in() -> None:
    starts = datetime(2027, 1, 20, 13, tzinfo=UTC)
    far = with_zones(pat="America/New_York")
    planned = meeting(planned_start=starts, planned_end=starts + timedelta(hours=1))
    assert early(planned, group(), Policy.default()) == ()
    nine_in_the_evening = datetime(2027, 1, 20, 2, tzinfo=UTC)
    assert early(planned, far, Policy.default()) == (("60m", nine_in_the_evening),)
    world = World(now=starts - timedelta(hours=20), meeting=planned, group=far)
    world.do(s.Signed(person="maya"))
    world.until(starts - timedelta(minutes=30))
    assert ("pat", "20 02:00") in reminded(world)
    assert reminded(world).count(("pat", "20 12:00")) == 0
    assert ("quinn", "20 12:00") in reminded(world)


def test_a_move_forgets_what_was_said_of_the_old_time() -> None:
    world = World(now=DAY_BEFORE - timedelta(hours=1))
    world.until(DAY_BEFORE)
    assert len(reminded(world)) == 4
    later = START + timedelta(days=3)
    world.do(s.Moved(by="maya", start=later, end=later + timedelta(hours=1)))
    world.until(START)
    assert len(reminded(world)) == 4
    world.until(later - timedelta(minutes=30))
    assert len(reminded(world)) == 12
    told = [seen.to for seen in world.seen if seen.key == "meeting-moved"]
    assert sorted(str(who) for who in told) == ["pat", "quinn", "tom"]
    assert world.meeting.revision == 1


def test_a_contributor_cannot_move_it() -> None:
    world = World(now=DAY_BEFORE)
    before = world.meeting
    world.do(s.Moved(by="pat", start=START + timedelta(days=1), end=START + timedelta(days=2)))
    assert (world.meeting, world.toasts[-1]) == (before, "not-yours")
