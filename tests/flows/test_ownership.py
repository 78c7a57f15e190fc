"""The ladder: who is asked, in which order, until somebody takes it (L5, L6)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import signals as s
from bot.model.meeting import How
from tests.flows.world import World, at

ALERTS = ("case-alert", "case-broadcast", "support-alert")


def alerted(world: World) -> World:
    """Pat dropped out at 18:10; at 18:20 the first rung is alerted."""
    world.begin()
    world.until(at("18:10"))
    world.drop("pat")
    world.until(at("18:20"))
    return world


def test_first_tap_wins_and_everybody_reads_who_has_it() -> None:
    world = alerted(World())
    world.until(at("18:24"))
    world.press("tom", "case-alert", "take")
    world.press("dana", "case-alert", "take")
    assert (world.case().owner, world.toasts[-1]) == ("tom", "taken-by")
    assert [world.edits(who) for who in ("maya", "tom", "dana")] == [
        ["case-taken"], ["case-taken", "case-taken"], ["case-taken"],
    ]  # fmt: skip


def test_only_the_owner_is_shown_how_to_reach_the_person() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    assert [seen.to for seen in world.seen if seen.facts.reveal] == ["maya"]


def test_taking_it_stops_the_ladder() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    count = len(world.seen)
    world.until(at("18:29:59"))
    assert world.new_since(count) == []


@pytest.mark.parametrize("who", ["pat", "quinn", "gus", "gia", "oona", "stranger"])
def test_a_forged_take_by_anybody_else_changes_nothing(who: str) -> None:
    world = alerted(World())
    before = world.meeting
    forged = s.Pressed(person=who, key="case-alert", button="take", platform="discord", case="c1")
    world.do(forged)
    assert world.meeting.cases == before.cases
    assert world.toasts[-1] == "not-yours"


def test_taking_a_case_that_ended_shows_nothing() -> None:
    world = alerted(World())
    world.say("pat")
    world.press("maya", "case-alert", "take")
    assert world.toasts[-1] == "closed"
    assert world.heard("maya", "case-contact") == []


def test_ownership_runs_out_and_the_case_climbs_again_from_the_first_rung() -> None:
    world = alerted(World())
    world.until(at("18:22"))
    world.press("tom", "case-alert", "take")
    world.until(at("18:31:59"))
    assert world.case().owner == "tom"
    world.until(at("18:32"))
    assert (world.case().owner, world.case().called) == (None, ("maya",))
    assert world.heard("tom")[-1] == "case-ownership-expired"
    assert world.heard("maya", "case-alert") == ["case-alert"] * 2


def handed_over(world: World) -> None:
    report = s.CaseAsked(person="maya", case="c1", button="hand-over", platform="discord")
    world.do(report)


def dropped_out(world: World) -> None:
    world.drop("maya")


def ran_out(world: World) -> None:
    world.wait(minutes=10)


@pytest.mark.parametrize("lost", [handed_over, dropped_out, ran_out])
def test_somebody_who_lost_the_case_is_not_shown_how_to_reach_the_person(
    lost: Callable[[World], None],
) -> None:
    """The number was refused at first, and could be sent when the case is no longer theirs (L6)."""
    world = alerted(World())
    world.blocked.add(("maya", "discord"))
    world.press("maya", "case-alert", "take")
    lost(world)
    world.blocked.clear()
    world.wait(minutes=3)
    assert world.heard("maya", "case-contact") == []


def test_what_waits_for_somebody_who_lost_the_case_is_kept_back() -> None:
    """Discord is away when Maya takes it; when it is back the case has climbed again."""
    world = alerted(World())
    world.away.add("discord")
    world.do(s.CaseAsked(person="maya", case="c1", button="take", platform="discord"))
    world.wait(minutes=11)
    world.away.clear()
    world.wait(seconds=1)
    assert world.heard("maya", "case-contact") == []


def test_an_outcome_starts_the_time_of_the_owner_again() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    world.until(at("18:29"))
    world.press("maya", "case-contact", "looking")
    world.until(at("18:38:59"))
    assert world.case().owner == "maya"
    world.until(at("18:39"))
    assert world.case().owner is None


def test_an_owner_who_drops_out_loses_it_to_the_next_rung_at_once() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    world.drop("maya")
    assert (world.case().owner, world.case().called[-1]) == (None, "tom")
    assert world.heard("tom", "case-alert")


def test_an_owner_who_vanished_unseen_loses_it_too() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    del world.inside["maya"]
    world.down(minutes=2)
    assert world.case().owner is None
    assert world.heard("tom", "case-alert")


def test_whoever_vanished_in_the_same_moment_is_not_the_next_rung() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    del world.inside["maya"], world.inside["tom"]
    world.down(minutes=2)
    assert world.heard("tom", "case-alert") == []
    assert world.case("pat").called[-1] == "olga"


def test_whoever_did_not_come_back_from_the_same_break_is_not_the_next_rung() -> None:
    world = alerted(World())
    world.do(s.BreakBegan(by="maya", seconds=60))
    world.drop("maya")
    world.drop("tom")
    world.do(s.CaseAsked(person="maya", case="c1", button="take", platform="discord"))
    world.wait(minutes=3)
    assert world.heard("tom", "case-alert") == []
    assert world.case("pat").called[-1] == "olga"


def test_an_owner_who_asks_for_somebody_loses_it_to_the_next_rung_at_once() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    world.leave("maya", How.CONTACT)
    assert world.case("pat").owner is None
    assert world.case("pat").called[-1] == "tom"


def test_an_owner_may_take_it_again_after_it_ran_out() -> None:
    world = alerted(World())
    world.press("maya", "case-alert", "take")
    world.wait(minutes=10)
    world.press("maya", "case-alert", "take")
    assert world.case().owner == "maya"
