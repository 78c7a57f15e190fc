"""Who goes out and is not a leaver (L10)."""

from __future__ import annotations

from bot.model import signals as s
from bot.model.case import Stage
from bot.model.meeting import How
from tests.flows.world import World, at


def test_leaving_after_the_planned_end_is_free() -> None:
    world = World().begin()
    world.until(at("19:00:00"))
    world.drop("pat")
    world.until(at("19:40"))
    assert not world.meeting.cases


def test_leaving_after_it_was_ended_is_free() -> None:
    world = World().begin()
    world.until(at("18:40"))
    world.do(s.Ended(by="maya"))
    world.drop("pat")
    world.wait(minutes=20)
    assert not world.meeting.cases


def test_carrying_on_makes_leaving_count_again() -> None:
    world = World().begin()
    world.until(at("19:01"))
    world.press("maya", "overrun", "carry-on")
    world.until(at("19:05"))
    world.drop("pat")
    world.wait(minutes=1)
    assert world.heard("pat", "check-in") == ["check-in"]


def test_removed_by_staff_is_no_leaver_and_that_staff_member_is_asked_why() -> None:
    world = World().begin()
    count = len(world.seen)
    world.do(s.Removed(person="pat", by="tom"))
    world.drop("pat")
    world.wait(minutes=15)
    assert world.new_since(count) == [("tom", "removal-reason")]
    assert not world.meeting.cases


def test_their_next_words_are_the_reason() -> None:
    world = World().begin()
    world.do(s.Removed(person="pat", by="tom"))
    world.say("tom", s.WordsKind.OTHER)
    assert world.edits("tom") == ["removal-reason"]
    assert not world.meeting.cases


def test_a_contributor_cannot_remove_anybody() -> None:
    world = World().begin()
    world.do(s.Removed(person="pat", by="quinn"))
    assert "pat" in world.meeting.present()


def test_an_ok_is_never_taken_for_a_reason_that_is_owed() -> None:
    """Tom owes a reason, and drops out himself: his "ok" is about himself (L4)."""
    world = World().begin()
    world.do(s.Removed(person="pat", by="tom"))
    world.drop("tom")
    world.wait(minutes=1)
    world.say("tom")
    assert not world.case("tom").is_open


def test_going_out_in_a_break_is_no_leave_until_two_minutes_after_it() -> None:
    world = World().begin()
    world.until(at("18:20"))
    world.do(s.BreakBegan(by="maya", seconds=300))
    world.drop("pat")
    world.drop("quinn")
    world.until(at("18:26:30"))
    world.join("quinn")
    world.until(at("18:26:59"))
    assert not world.meeting.cases
    world.until(at("18:27:59"))
    assert world.heard("pat", "check-in") == []
    world.until(at("18:28"))
    assert world.heard("pat", "check-in") == ["check-in"]
    assert world.meeting.newest_case_of("quinn") is None


def test_only_staff_may_declare_a_break() -> None:
    world = World().begin()
    world.do(s.BreakBegan(by="pat", seconds=300))
    world.drop("quinn")
    assert world.case("quinn").stage is Stage.GRACE


def test_a_break_that_outlasts_the_planned_end_makes_nobody_a_leaver() -> None:
    world = World().begin()
    world.until(at("18:55"))
    world.do(s.BreakBegan(by="maya", seconds=300))
    world.drop("pat")
    world.until(at("19:14"))
    assert not world.meeting.cases


def test_back_soon_that_runs_out_after_the_planned_end_makes_nobody_a_leaver() -> None:
    """It counts as an undeclared leave from that moment, and from then on leaving is free."""
    world = World().begin()
    world.until(at("18:55"))
    world.leave("pat", How.BACK_SOON)
    world.until(at("19:40"))
    assert world.heard("pat", "check-in") == []
    assert world.heard("maya", "case-alert") == []


def test_being_seen_in_another_meeting_of_the_group_is_no_leave() -> None:
    world = World().begin()
    world.do(s.Elsewhere(person="pat"))
    world.drop("pat")
    world.wait(minutes=15)
    assert not world.meeting.cases


def test_somebody_who_never_came_is_not_chased() -> None:
    world = World().begin("maya", "tom")
    world.until(at("18:59"))
    assert world.heard("pat") == []
    assert not world.meeting.cases
