"""A young person leaves or does not come (Y4, Y5, Y13)."""

from __future__ import annotations

import msgspec

from bot.model import signals as s
from bot.model.case import Stage
from bot.model.meeting import How
from tests.flows.young_world import Youth


def running() -> Youth:
    return Youth().opened("asha", "ben", "cleo", "kit", "lou")


def dropped() -> Youth:
    world = running()
    world.wait(minutes=5)
    world.drop("kit")
    return world


def test_after_half_a_minute_they_are_asked_and_the_second_adult_hears() -> None:
    world = dropped()
    world.wait(seconds=29)
    assert world.heard("kit", "check-in") == []
    world.wait(seconds=1)
    assert world.heard("kit", "check-in") == ["check-in"]
    assert world.heard("ben", "young-person-left") == ["young-person-left"]


def test_five_minutes_without_a_word_are_a_call_to_the_guardian() -> None:
    world = dropped()
    world.wait(minutes=5)
    assert world.heard("ben", "call-task") == ["call-task"]
    world.press("ben", "call-task", "take")
    assert world.case("kit").owner == "ben"
    (shown,) = [seen for seen in world.seen if seen.key == "case-contact"]
    assert shown.facts.guardians == ("kim",)


def test_the_owner_is_asked_to_call_if_the_room_can_spare_them() -> None:
    world = dropped()
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    world.wait(minutes=4)
    assert world.heard("ben", "call-task") == ["call-task"]


def test_with_only_two_adults_the_standby_is_asked_instead() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.wait(minutes=5)
    world.drop("kit")
    world.wait(minutes=5)
    assert world.heard("cleo", "call-task") == ["call-task"]
    assert world.heard("ben", "call-task") == []


def test_back_before_anybody_called_ends_it() -> None:
    world = dropped()
    world.wait(minutes=2)
    world.knock("kit")
    assert world.case("kit").stage is Stage.CLOSED
    assert world.heard("ben", "guardian-told-ask") == []


def test_back_after_a_call_and_the_case_waits_until_the_guardian_is_told() -> None:
    world = dropped()
    world.wait(minutes=5)
    world.press("ben", "call-task", "take")
    world.wait(minutes=1)
    world.knock("kit")
    assert world.case("kit").is_open
    assert world.heard("ben", "guardian-told-ask") == ["guardian-told-ask"]
    assert world.heard("kim", "guardian-back") == ["guardian-back"]
    assert world.heard("kim", "guardian-confirm") == []
    world.wait(minutes=10)
    assert world.heard("ben", "guardian-told-ask") == ["guardian-told-ask"] * 2
    world.press("ben", "guardian-told-ask", "told")
    assert world.case("kit").stage is Stage.CLOSED


def test_leaving_the_lobby_counts_as_leaving() -> None:
    world = Youth().opened("asha", "kit")
    world.drop("kit")
    world.wait(seconds=30)
    assert world.heard("kit", "check-in") == ["check-in"]


def test_the_third_drop_is_told_to_the_lead_and_the_clocks_stay() -> None:
    world = running()
    for _ in range(3):
        world.drop("kit")
        world.wait(seconds=35)
        world.knock("kit")
        world.wait(minutes=1)
    assert world.heard("dana", "drops-often") == ["drops-often"]
    assert world.heard("kit", "check-in") == ["check-in"] * 3


def test_not_without_the_lead_and_every_task_is_the_leads() -> None:
    world = running()
    kit = msgspec.structs.replace(world.group.people["kit"], guardian_via_lead=True)
    world.group = msgspec.structs.replace(world.group, people={**world.group.people, "kit": kit})
    world.drop("kit")
    world.wait(minutes=5)
    assert world.heard("dana", "call-task") == ["call-task"]
    assert world.heard("ben", "call-task") == []


def test_nobody_under_18_is_missed_who_said_that_they_cannot_come() -> None:
    world = Youth("asha", "ben", "kit")
    world.do(s.CannotCome(person="kit"))
    world.opened("asha", "ben")
    world.wait(minutes=20)
    assert not world.meeting.cases


def test_arriving_late_withdraws_the_task() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben", "cleo")
    world.wait(minutes=11)
    world.knock("kit")
    assert world.case("kit").stage is Stage.CLOSED
    assert "case-withdrawn" in world.edits("ben")


def test_arriving_late_after_somebody_called_asks_whether_the_guardian_knows() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben", "cleo")
    world.wait(minutes=10)
    world.press("ben", "no-show-task", "take")
    world.knock("kit")
    assert world.heard("ben", "guardian-told-ask") == ["guardian-told-ask"]


def test_there_is_no_task_for_a_meeting_that_was_never_opened() -> None:
    world = Youth("asha", "ben", "kit")
    world.until(world.meeting.planned_start)
    world.wait(minutes=31)
    assert not world.meeting.cases


def test_in_the_lobby_nobody_is_missed() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "kit")
    world.wait(minutes=12)
    assert not world.meeting.cases


def test_back_soon_after_a_guardian_was_called_opens_no_second_case() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=6)
    called = next(one.to or "" for one in world.seen if one.to and one.key == "call-task")
    world.press(called, "call-task", "take")
    world.do(s.Leaving(person="kit", how=How.BACK_SOON))
    (case,) = [one for one in world.meeting.open_cases() if one.subject == "kit"]
    assert case.found
