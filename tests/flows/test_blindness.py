"""Times in which nothing was seen are told, recorded and caught up with once (L12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import signals as s
from bot.model.case import Stage
from bot.model.meeting import How
from tests.flows.world import World, at


def gone(when: str = "18:10") -> World:
    world = World().begin()
    world.until(at(when))
    world.drop("pat")
    return world


def late(world: World, to: str, key: str) -> int:
    return next(seen.facts.late_by for seen in world.seen if (seen.to, seen.key) == (to, key))


def test_a_short_restart_is_not_worth_a_word() -> None:
    world = World().begin()
    count = len(world.seen)
    world.down(seconds=60)
    assert world.new_since(count) == []


def test_after_more_than_a_minute_all_staff_hear_the_exact_window() -> None:
    world = World().begin()
    world.until(at("18:10"))
    world.down(seconds=61)
    windows = {(seen.to, seen.facts.since, seen.facts.until) for seen in world.seen
               if seen.key == "bot-was-blind"}  # fmt: skip
    staff = {"maya", "tom", "olga", "fay", "dana", "dev"}
    assert windows == {(who, at("18:10"), at("18:11:01")) for who in staff}
    assert len(world.meeting.blind) == 1


def test_a_start_that_was_cut_short_is_made_again_and_tells_nothing_twice() -> None:
    """Killed before it had told every meeting, the next start begins at the same moment."""
    world = gone()
    world.down(minutes=12)
    since, count = at("18:10"), len(world.seen)
    world.now += timedelta(seconds=2)
    world.do(s.Returned(blind_since=since))
    assert world.new_since(count) == []
    assert len(world.meeting.blind) == 1


def test_what_was_dark_after_a_start_that_was_cut_short_is_told_as_well() -> None:
    world = World().begin()
    world.until(at("18:10"))
    world.down(minutes=5)
    world.now += timedelta(minutes=20)
    world.do(s.Returned(blind_since=at("18:10")))
    told = [(seen.facts.since, seen.facts.until) for seen in world.seen
            if (seen.to, seen.key) == ("maya", "bot-was-blind")]  # fmt: skip
    assert told == [(at("18:10"), at("18:15")), (at("18:15"), at("18:35"))]


def test_only_the_furthest_step_is_taken_and_says_how_late_it_is() -> None:
    world = gone()
    world.until(at("18:10:30"))
    world.down(minutes=12)
    assert world.heard("pat") == []
    assert world.heard("maya", "case-alert") == ["case-alert"]
    assert late(world, "maya", "case-alert") == 150


def test_the_ladder_starts_at_its_first_rung_counted_from_the_restart() -> None:
    world = gone()
    world.until(at("18:21"))
    world.down(minutes=9)
    assert world.case().called == ("maya",)
    world.until(at("18:31:59"))
    assert world.heard("tom", "case-alert") == []
    world.until(at("18:32"))
    assert world.heard("tom", "case-alert")


def test_past_the_nudge_only_the_nudge_is_sent() -> None:
    world = gone()
    world.until(at("18:10:30"))
    world.down(minutes=6)
    assert set(world.heard("pat")) == {"check-in-nudge"}


def test_an_ownership_that_ran_out_in_the_dark_climbs_at_the_start() -> None:
    world = gone()
    world.until(at("18:20"))
    world.press("maya", "case-alert", "take")
    world.down(minutes=12)
    assert (world.case().owner, world.case().called) == (None, ("maya",))


def test_an_owner_stays_owner_over_a_restart() -> None:
    world = gone()
    world.until(at("18:20"))
    world.press("maya", "case-alert", "take")
    world.down(minutes=5)
    assert world.case().owner == "maya"


def test_gone_in_the_dark_is_asked_now_and_has_two_minutes_to_answer() -> None:
    world = World().begin()
    del world.inside["pat"]
    world.down(minutes=15)
    assert world.heard("pat") == ["check-in"]
    assert world.heard("maya", "case-alert") == []
    world.wait(seconds=119)
    assert world.heard("maya", "case-alert") == []
    world.wait(seconds=1)
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_gone_in_a_short_dark_climbs_ten_minutes_after_it_began() -> None:
    world = World().begin()
    world.until(at("18:10"))
    del world.inside["pat"]
    world.down(minutes=2)
    assert world.heard("pat") == ["check-in"]
    world.until(at("18:19:59"))
    assert world.heard("maya", "case-alert") == []
    world.until(at("18:20"))
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_back_in_the_dark_is_back() -> None:
    world = gone()
    world.until(at("18:12"))
    world.inside["pat"] = "discord/pat"
    world.down(minutes=12)
    assert world.case().stage is Stage.CLOSED
    assert world.heard("maya", "case-alert") == []


def test_a_platform_away_for_a_moment_alarms_nobody() -> None:
    world = World().begin()
    count = len(world.seen)
    world.away.add("discord")
    world.do(s.WentAway(platform="discord", since=world.now))
    world.wait(seconds=59)
    world.away.clear()
    world.do(s.CameBack(platform="discord"))
    world.look(world.now)
    assert world.new_since(count) == []


def test_a_platform_away_for_a_minute_is_told_on_what_still_works_and_again_when_it_is_back() -> (
    None
):
    world = World().begin()
    world.until(at("18:10"))
    world.away.add("discord")
    world.do(s.WentAway(platform="discord", since=world.now))
    world.wait(minutes=1)
    assert {to for to, key in world.new_since(0) if key == "bot-was-blind"} == {
        "tom", "olga", "dev", "fay",
    }  # fmt: skip
    world.wait(minutes=2)
    world.away.clear()
    world.do(s.CameBack(platform="discord"))
    over = [seen for seen in world.seen if seen.key == "bot-was-blind" and seen.facts.until]
    assert {seen.to for seen in over} == {"maya", "tom", "olga", "fay", "dana", "dev"}
    assert world.meeting.blind[0].until == at("18:13")


def test_a_platform_that_was_away_before_the_meeting_opened_is_told_too() -> None:
    """It is away while the meeting runs, whenever that began."""
    world = World(now=at("17:50"))
    world.away.add("discord")
    world.do(s.WentAway(platform="discord", since=world.now))
    world.until(at("17:58"))
    world.do(s.Opened(by="tom"))
    world.until(at("18:05"))
    assert "bot-was-blind" in world.heard("tom")


def test_the_window_is_closed_in_the_record_though_the_meeting_is_over() -> None:
    world = World().begin()
    world.away.add("discord")
    world.do(s.WentAway(platform="discord", since=world.now))
    world.do(s.Ended(by="tom"))
    world.wait(minutes=3)
    world.away.clear()
    world.do(s.CameBack(platform="discord"))
    assert world.meeting.blind[0].until == world.now


@pytest.mark.parametrize("minutes", [2, 7, 12, 40])
def test_however_long_it_was_dark_the_case_goes_on(minutes: int) -> None:
    world = gone()
    world.down(minutes=minutes)
    world.wait(minutes=30)
    assert world.heard("maya", "case-broadcast")


def test_staying_is_not_believed_of_a_room_that_cannot_be_seen() -> None:
    """They said "back soon" and stayed; then the room went dark before the time was over."""
    world = World().begin()
    world.do(s.Leaving(person="pat", how=How.BACK_SOON))
    world.wait(minutes=5)
    world.do(s.WentAway(platform="discord", since=world.now))
    world.wait(minutes=7)
    assert world.heard("pat", "check-in") == ["check-in"]
    world.do(s.CameBack(platform="discord"))
    world.look(world.now)
    assert world.case().stage is Stage.CLOSED


def test_looking_into_the_room_does_not_end_a_held_clock() -> None:
    world = World().begin()
    world.do(s.Leaving(person="pat", how=How.BACK_SOON))
    world.wait(minutes=1)
    world.look()
    assert world.case().is_open


def test_a_platform_still_away_is_told_though_the_telling_meeting_has_ended() -> None:
    """Another meeting of the group may still run, and relies on this one to tell."""
    world = World().begin()
    world.away.add("discord")
    world.do(s.WentAway(platform="discord", since=world.now))
    world.wait(seconds=30)
    world.do(s.Ended(by="tom"))
    world.wait(seconds=30)
    assert "bot-was-blind" in world.heard("tom")
