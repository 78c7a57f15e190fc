"""Who is asked about a young person, who phones, and when a guardian must be told (Y4, Y5, Y13)."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.meeting import MeetingState
from tests.flows.young_world import Youth


def with_three() -> Youth:
    return Youth().opened("asha", "ben", "cleo", "kit", "lou")


def with_two() -> Youth:
    return Youth().opened("asha", "ben", "kit", "lou")


def only_through_the_lead(world: Youth) -> Youth:
    kit = msgspec.structs.replace(world.group.people["kit"], guardian_via_lead=True)
    world.group = msgspec.structs.replace(world.group, people={**world.group.people, "kit": kit})
    return world


def shown(world: Youth, who: str) -> tuple[str, ...]:
    """The guardians whose numbers somebody was last shown."""
    cards = [seen for seen in world.seen if seen.key == "case-contact" and seen.to == who]
    return cards[-1].facts.guardians


# --- ten past (Y4) ------------------------------------------------------------------------------


def test_a_call_that_staff_logged_beforehand_is_being_in_touch() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben")
    world.do(s.Logged(person="kit", by="asha"))
    world.wait(minutes=20)
    assert not world.meeting.cases


def test_a_call_logged_by_somebody_who_is_not_staff_is_not() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben")
    world.do(s.Logged(person="kit", by="pat"))
    world.wait(minutes=10)
    assert world.case("kit").kind is CaseKind.NO_SHOW


def test_saying_late_that_they_cannot_come_withdraws_the_task() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben")
    world.wait(minutes=11)
    world.do(s.CannotCome(person="kit"))
    assert world.case("kit").stage is Stage.CLOSED


def test_whoever_takes_the_alert_at_ten_past_sees_whom_to_phone() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben")
    world.wait(minutes=12)
    world.press("ben", "case-alert", "take")
    assert shown(world, "ben") == ("kim",)
    world.knock("kit")
    assert world.case("kit").is_open
    assert world.heard("ben", "guardian-told-ask")


def test_a_task_that_is_refused_climbs_at_once() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben")
    world.blocked.add(("cleo", "discord"))
    world.wait(minutes=10)
    assert world.heard("ben", "case-alert") == ["case-alert"]


def test_a_standby_whom_the_room_needs_does_not_leave_it_to_phone() -> None:
    world = Youth("asha", "cleo", "kit", second_adult=None).opened("asha", "cleo")
    world.wait(minutes=10)
    assert world.heard("cleo", "no-show-task") == []
    assert world.heard("dana", "no-show-task") == ["no-show-task"]


def test_the_guardians_hear_too_that_nobody_opened_it() -> None:
    world = Youth("asha", "ben", "kit")
    world.until(world.meeting.planned_start + timedelta(minutes=10))
    assert world.heard("kim", "not-open") == ["not-open"]


# --- leaving (Y5) -------------------------------------------------------------------------------


def test_with_only_two_adults_the_owner_does_not_leave_the_room_to_phone() -> None:
    world = with_two()
    world.drop("kit")
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    world.wait(minutes=4)
    assert world.heard("ben", "call-task") == []
    assert world.heard("cleo", "call-task") == ["call-task"]


def test_taken_late_by_whom_the_room_needs_somebody_else_is_still_asked_to_phone() -> None:
    world = with_two()
    world.drop("kit")
    world.wait(minutes=6)
    world.press("ben", "young-person-left", "take")
    assert shown(world, "ben") == ()
    assert world.heard("cleo", "call-task") == ["call-task"] * 2


def test_whoever_takes_the_alert_later_sees_whom_to_phone() -> None:
    world = with_two()
    world.drop("kit")
    world.wait(minutes=12)
    world.press("asha", "case-alert", "take")
    assert shown(world, "asha") == ("kim",)


def test_not_without_the_lead_holds_for_whoever_takes_it() -> None:
    world = only_through_the_lead(with_three())
    world.drop("kit")
    world.wait(minutes=10)
    assert world.heard("ben", "young-person-left") == ["young-person-left"]
    world.press("ben", "case-alert", "take")
    assert shown(world, "ben") == ()
    world.press("dana", "call-task", "take")
    assert shown(world, "dana") == ("kim",)
    assert world.heard("kim") == []


def test_a_refused_word_that_they_left_goes_to_the_next_adult() -> None:
    world = with_three()
    world.blocked.add(("ben", "discord"))
    world.drop("kit")
    world.wait(seconds=30)
    assert world.heard("cleo", "young-person-left") == ["young-person-left"]


def test_a_refused_call_goes_to_the_next_adult() -> None:
    world = with_two()
    world.blocked.add(("cleo", "discord"))
    world.drop("kit")
    world.wait(minutes=5)
    assert world.heard("dana", "call-task") == ["call-task"]


def test_a_late_tap_on_the_call_shows_no_number() -> None:
    world = with_two()
    world.drop("kit")
    world.wait(minutes=5)
    world.knock("kit")
    case = world.case("kit")
    world.do(
        s.Pressed(person="cleo", key="call-task", button="take", platform="discord", case=case.id)
    )
    assert [seen for seen in world.seen if seen.key == "case-contact"] == []


def test_told_says_nothing_while_they_are_missing_again() -> None:
    world = with_two()
    world.drop("kit")
    world.wait(minutes=5)
    world.press("cleo", "call-task", "take")
    world.knock("kit")
    world.drop("kit")
    world.press("cleo", "guardian-told-ask", "told")
    assert world.case("kit").is_open
    world.knock("kit")
    assert world.case("kit").is_open
    world.press("cleo", "guardian-told-ask", "told")
    assert world.case("kit").stage is Stage.CLOSED


def test_told_does_not_end_a_call_for_help() -> None:
    world = with_two()
    world.drop("kit")
    world.wait(minutes=5)
    world.press("cleo", "call-task", "take")
    world.knock("kit")
    world.do(s.Pressed(person="kit", key="admitted", button="help", platform="discord"))
    world.press("kit", "help-who", "team")
    world.press("cleo", "guardian-told-ask", "told")
    assert world.case("kit").is_open


def test_an_owner_who_is_gone_is_not_asked_whether_the_guardian_knows() -> None:
    world = with_three()
    world.drop("kit")
    world.wait(minutes=5)
    world.press("ben", "call-task", "take")
    world.drop("ben")
    world.knock("kit")
    assert world.heard("ben", "guardian-told-ask") == []
    assert world.heard("dana", "guardian-told-ask") == ["guardian-told-ask"]


def test_short_absences_are_noted_to_nobody() -> None:
    world = with_two()
    for _ in range(5):
        world.drop("kit")
        world.wait(seconds=10)
        world.knock("kit")
    assert world.heard("dana") == []
    assert world.heard("kit", "admitted") == ["admitted"]


def test_two_drops_are_noted_to_nobody() -> None:
    world = with_two()
    for _ in range(2):
        world.drop("kit")
        world.wait(seconds=35)
        world.knock("kit")
    assert world.heard("dana") == []


def test_leaving_the_lobby_before_the_opening_counts_as_leaving() -> None:
    world = Youth().knock("kit")
    world.until(world.meeting.planned_start - timedelta(minutes=5))
    world.drop("kit")
    world.wait(seconds=30)
    assert world.heard("kit", "check-in") == ["check-in"]


def test_looking_into_the_lobby_hours_before_is_not_coming() -> None:
    world = Youth()
    world.now = world.meeting.planned_start - timedelta(hours=3)
    world.knock("kit").drop("kit")
    assert not world.meeting.cases


def test_going_home_because_nobody_opened_it_is_not_leaving() -> None:
    world = Youth().knock("kit")
    world.until(world.meeting.planned_start + timedelta(minutes=10))
    world.drop("kit")
    assert world.meeting.state is MeetingState.PUBLISHED
    assert not world.meeting.cases


# --- in the dark (L12) --------------------------------------------------------------------------


def test_gone_in_the_dark_they_may_answer_before_anybody_phones() -> None:
    world = with_two()
    world.inside.pop("kit")
    world.down(minutes=8)
    assert world.heard("kit", "check-in") == ["check-in"]
    assert world.heard("cleo", "call-task") == []
    world.wait(minutes=2)
    assert world.heard("cleo", "call-task") == ["call-task"]


def test_past_the_check_in_in_the_dark_the_call_is_not_forgotten() -> None:
    world = with_two()
    world.drop("kit")
    world.down(minutes=6)
    assert world.heard("cleo", "call-task") == ["call-task"]


def test_past_everything_in_the_dark_only_the_ladder_is_taken() -> None:
    world = with_two()
    world.drop("kit")
    world.down(minutes=20)
    assert world.heard("cleo", "call-task") == []
    assert world.heard("ben", "case-alert") == ["case-alert"]
