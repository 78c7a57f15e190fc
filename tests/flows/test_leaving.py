"""Leaving: anyone may, at any time, and says how or says nothing (L1, L2, L3)."""

from __future__ import annotations

import pytest

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.meeting import How
from bot.model.signals import WordsKind
from tests.flows.world import World, at


def gone(when: str = "18:10") -> World:
    """Pat dropped out without a word."""
    world = World().begin()
    world.until(at(when))
    world.drop("pat")
    return world


def test_back_within_the_grace_and_nobody_hears() -> None:
    world = gone()
    count = len(world.seen)
    world.until(at("18:10:59"))
    world.join("pat")
    world.until(at("18:59:59"))
    assert world.new_since(count) == []
    assert world.case().stage is Stage.CLOSED


def test_after_the_grace_one_private_question_and_nothing_else() -> None:
    world = gone()
    count = len(world.seen)
    world.until(at("18:14:59"))
    assert world.new_since(count) == [("pat", "check-in")]


def test_the_question_comes_at_the_end_of_the_grace_not_before() -> None:
    world = gone()
    world.until(at("18:10:59"))
    assert world.heard("pat", "check-in") == []
    world.until(at("18:11"))
    assert world.heard("pat", "check-in") == ["check-in"]


def test_five_minutes_on_they_are_asked_on_the_other_route() -> None:
    world = gone()
    world.until(at("18:15"))
    asked = [(seen.key, seen.via) for seen in world.seen if seen.to == "pat"]
    assert asked == [("check-in", "discord"), ("check-in-nudge", "telegram")]
    assert world.case().stage is Stage.NUDGED


def test_somebody_with_one_route_is_asked_there_again() -> None:
    world = World().begin()
    world.drop("quinn")
    world.wait(minutes=5)
    asked = [(seen.key, seen.via) for seen in world.seen if seen.to == "quinn"]
    assert asked == [("check-in", "discord"), ("check-in-nudge", "discord")]


def test_ten_minutes_on_the_case_goes_up_the_ladder() -> None:
    world = gone()
    world.until(at("18:19:59"))
    assert world.heard("maya", "case-alert") == []
    world.until(at("18:20"))
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_somebody_without_any_route_climbs_when_the_grace_is_over() -> None:
    world = World().begin("maya", "nora")
    world.drop("nora")
    world.wait(seconds=59)
    assert world.heard("maya", "case-alert") == []
    world.wait(seconds=1)
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_leaving_twice_in_one_meeting_is_looked_after_twice() -> None:
    world = gone()
    world.join("pat")
    world.drop("pat")
    world.wait(seconds=60)
    assert world.heard("pat", "check-in") == ["check-in"]
    assert [case.stage for case in world.meeting.cases.values()] == [Stage.CLOSED, Stage.CHECKING]


def test_saying_ok_closes_it_and_nobody_is_told() -> None:
    world = World().begin()
    count = len(world.seen)
    world.leave("pat", How.OK)
    world.wait(minutes=30)
    assert world.new_since(count) == []
    assert not world.meeting.cases


def test_saying_technical_sends_the_way_back_and_tells_only_the_contact_person() -> None:
    world = World().begin()
    count = len(world.seen)
    world.leave("pat", How.TECHNICAL)
    world.wait(minutes=30)
    assert world.new_since(count) == [("pat", "contact-card"), ("maya", "technical-note")]
    assert not world.meeting.open_cases()


def test_asking_for_contact_is_a_support_case_at_the_top_of_the_ladder_at_once() -> None:
    world = World().begin()
    count = len(world.seen)
    world.leave("pat", How.CONTACT)
    assert world.new_since(count) == [("pat", "support-received"), ("maya", "support-alert")]
    assert (world.case().kind, world.case().stage) == (CaseKind.SUPPORT, Stage.ESCALATED)


def test_asking_for_contact_without_leaving_is_heard_too() -> None:
    world = World().begin()
    world.do(s.Leaving(person="pat", how=How.CONTACT))
    assert "pat" in world.meeting.present()
    assert world.case().kind is CaseKind.SUPPORT


def test_back_soon_holds_the_clock_for_ten_minutes_then_counts_from_that_moment() -> None:
    world = World().begin()
    count = len(world.seen)
    world.until(at("18:10"))
    world.leave("pat", How.BACK_SOON)
    world.until(at("18:20:59"))
    assert world.new_since(count) == []
    world.until(at("18:21"))
    assert world.new_since(count) == [("pat", "check-in")]
    world.until(at("18:29:59"))
    assert world.heard("maya", "case-alert") == []
    world.until(at("18:30"))
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_back_soon_and_back_nobody_hears() -> None:
    world = World().begin()
    count = len(world.seen)
    world.leave("pat", How.BACK_SOON)
    world.wait(minutes=9)
    world.join("pat")
    world.wait(minutes=45)
    assert world.new_since(count) == []


def test_back_soon_without_going_is_no_leave() -> None:
    world = World().begin()
    count = len(world.seen)
    world.do(s.Leaving(person="pat", how=How.BACK_SOON))
    world.wait(minutes=30)
    assert world.new_since(count) == []
    assert not world.meeting.open_cases()


def test_a_word_about_leaving_does_not_last_for_the_whole_meeting() -> None:
    world = World().begin()
    world.do(s.Leaving(person="pat", how=How.OK))
    world.wait(minutes=11)
    world.drop("pat")
    world.wait(seconds=60)
    assert world.heard("pat", "check-in") == ["check-in"]


@pytest.mark.parametrize("how", [How.OK, How.TECHNICAL, How.BACK_SOON])
def test_a_leavers_note_goes_to_the_contact_person_only(how: How) -> None:
    world = World().begin()
    world.leave("pat", how)
    if how is How.BACK_SOON:
        world.do(s.Logged(person="pat", by="tom"))
    count = len(world.seen)
    world.say("pat", WordsKind.OTHER)
    assert world.new_since(count) == [("maya", "leaver-note"), ("pat", "note-passed")]


def test_leaving_before_the_planned_start_is_leaving_too() -> None:
    world = World()
    world.do(s.Opened(by="maya"))
    world.join("maya", "pat")
    world.drop("pat")
    world.wait(seconds=60)
    assert world.heard("pat", "check-in") == ["check-in"]


def test_leaving_the_lobby_of_a_meeting_that_is_not_open_is_no_leave() -> None:
    world = World()
    world.join("pat")
    world.drop("pat")
    world.wait(minutes=2)
    assert not world.meeting.cases


def test_two_accounts_in_the_room_are_one_person() -> None:
    world = World().begin()
    world.do(s.Arrived(person="pat", evidence=world.meeting.room_evidence, account="phone"))
    world.do(s.Departed(person="pat", account="discord/pat"))
    assert "pat" in world.meeting.present()
    world.do(s.Departed(person="pat", account="phone"))
    assert world.case().stage is Stage.GRACE


def test_nothing_about_leaving_is_ever_shown_in_the_room() -> None:
    world = gone()
    world.leave("quinn", How.CONTACT)
    world.until(at("18:59"))
    assert set(world.heard(None)) <= {"opening", "meeting-published"}
