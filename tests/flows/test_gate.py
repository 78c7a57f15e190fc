"""Two first (Y1, Y2, Y11): who is let in, when, and in which order."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.model import signals as s
from bot.model.meeting import Evidence, MeetingState
from bot.model.policy import Policy
from tests.flows.young_world import Youth, child


def test_nobody_under_18_is_let_in_before_two_checked_adults() -> None:
    world = Youth().opened("kit", "asha")
    assert world.here() == {"asha"}
    assert world.heard("kit") == ["lobby-wait"]
    world.knock("ben")
    assert world.here() == {"asha", "ben", "kit"}
    assert world.heard("kit") == ["lobby-wait", "admitted"]


def test_one_of_the_adults_needs_an_enhanced_check() -> None:
    world = Youth("ben", "kit").opened("ben", "kit")
    assert world.here() == {"ben"}
    world.knock("asha")
    assert "kit" in world.here()


def test_young_people_are_let_in_in_the_order_in_which_they_came() -> None:
    world = Youth().opened("lou", "kit", "asha", "ben")
    admitted = [who for who in world.done("admit") if who in {"lou", "kit"}]
    assert admitted == ["lou", "kit"]


def test_an_adult_without_a_check_is_not_let_in_and_told_privately() -> None:
    world = Youth().opened("asha", "ben", "pat")
    assert "pat" not in world.here()
    assert world.heard("pat") == ["refused-unchecked-adult"]
    assert world.done("remove") == ["pat"]


def test_one_of_two_adults_goes_and_one_young_person_is_separated() -> None:
    world = Youth().opened("asha", "ben", "kit")
    world.drop("ben")
    assert world.here() == {"asha"}
    assert world.heard("kit", "separated") == ["separated"]
    assert world.heard("kim", "ended-guardian") == ["ended-guardian"]
    assert world.heard("cleo", "hold-standby") == ["hold-standby"]
    assert world.heard("dana", "hold-lead") == ["hold-lead"]


def test_one_of_two_adults_goes_and_two_young_people_are_held() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    assert world.state() is MeetingState.HELD
    assert set(world.done("mute")) == set(world.done("deafen")) == {"asha", "kit", "lou"}
    assert world.heard(None, "hold-room") == ["hold-room"]
    assert world.heard("asha", "hold-adult") == ["hold-adult"]
    world.knock("cleo")
    assert world.state() is MeetingState.RUNNING
    assert set(world.done("unmute")) == {"asha", "kit", "lou"}


def test_after_five_minutes_they_go_out_together() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    world.wait(minutes=5)
    assert world.state() is MeetingState.ENDED
    assert {"kit", "lou"} <= set(world.done("remove"))
    assert world.heard("kit", "ended-young") == ["ended-young"]
    assert world.heard("kim", "ended-guardian") == ["ended-guardian"]


def test_no_adult_at_all_and_the_young_people_are_out_at_once() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    world.drop("asha")
    assert world.state() is MeetingState.ENDED
    assert world.heard("dana", "hold-lead")
    assert world.heard("lou", "ended-young") == ["ended-young"]


def test_under_16_a_guardian_says_that_they_are_there() -> None:
    world = Youth().opened("gia", "asha", "ben")
    assert "gia" not in world.here()
    assert world.heard("gus") == ["guardian-confirm"]
    world.guardian_says("gus", of="gia")
    assert "gia" in world.here()
    assert world.heard("gus", "guardian-released") == ["guardian-released"]


def test_the_guardian_is_not_asked_before_the_gate_is_open() -> None:
    world = Youth().opened("gia", "asha")
    assert world.heard("gus") == []


def test_a_silent_guardian_brings_the_question_to_the_adults_in_the_room() -> None:
    world = Youth().opened("gia", "asha", "ben")
    world.wait(minutes=2)
    assert world.heard("asha", "guardian-witness") == ["guardian-witness"]
    assert world.heard("ben", "guardian-witness") == ["guardian-witness"]


def test_not_there_at_ten_past_is_one_task_for_one_adult() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben", "cleo")
    world.wait(minutes=10)
    assert world.heard("ben", "no-show-task") == ["no-show-task"]
    world.wait(minutes=2)
    assert "case-alert" in world.heard("asha")


def test_somebody_nobody_knows_is_moved_out() -> None:
    world = Youth().opened("asha", "ben", "kit")
    world.do(s.UnknownSeen(account="discord/77"))
    assert [act.account for act in world.acts if act.do == "remove"] == ["77"]
    assert world.state() is MeetingState.RUNNING


def test_a_stranger_who_cannot_be_moved_out_holds_the_meeting() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.cannot = {"remove"}
    world.do(s.UnknownSeen(account="discord/77"))
    assert world.state() is MeetingState.HELD
    world.cannot = set()
    world.wait(seconds=30)
    assert world.state() is MeetingState.RUNNING


def test_an_adult_does_not_wait_alone_with_somebody_elses_child() -> None:
    world = Youth().opened("kit", "gus")
    assert world.heard("gus", "come-later") == ["come-later"]


def test_a_guardian_may_wait_with_their_own_child() -> None:
    world = Youth().opened("gia", "gus")
    assert world.heard("gus", "come-later", "refused-unchecked-adult") == []


def test_an_adult_who_may_not_come_in_is_told_so_also_where_a_child_waits_alone() -> None:
    world = Youth().opened("kit", "pat")
    assert world.heard("pat") == ["refused-unchecked-adult"]


def test_before_the_opening_no_checked_adult_waits_alone_with_a_child() -> None:
    world = Youth()
    world.knock("asha")
    assert world.here() == set()
    world.knock("kit")
    assert world.here() == {"asha"}
    world.do(s.Opened(by="asha"))
    world.knock("ben")
    assert world.here() == {"asha", "ben", "kit"}


def test_an_adult_who_steps_out_to_where_a_child_waits_alone_is_brought_back() -> None:
    world = Youth().opened("asha", "kit")
    world.knock("asha")
    assert world.here() == {"asha"}
    assert world.done("admit") == ["asha", "asha"]


def test_an_adult_by_phone_counts_only_once_they_are_seen_in_the_room() -> None:
    world = Youth().opened("asha", "kit")
    world.do(s.Arrived(person="ben", evidence=Evidence.ATTESTED, by="asha"))
    assert "kit" not in world.here()
    world.cannot = {"admit"}
    world.knock("ben")
    assert "kit" not in world.here()
    world.cannot = set()
    world.wait(seconds=30)
    assert "kit" in world.here()


def test_nobody_is_let_in_on_old_news() -> None:
    world = Youth().opened("asha", "ben", "gia")
    world.away = {"discord"}
    world.do(s.WentAway(platform="discord", since=world.now))
    world.guardian_says("gus", of="gia")
    assert not world.meeting.seat("gia").let_in
    world.away = set()
    world.do(s.CameBack(platform="discord"))
    assert "gia" in world.here()


def test_nobody_is_told_to_come_in_before_the_platform_let_them_in() -> None:
    world = Youth().opened("asha", "ben")
    world.cannot = {"admit"}
    world.knock("gia", "kit")
    world.guardian_says("gus", of="gia")
    assert world.heard("kit", "admitted") == world.heard("gia", "admitted") == []
    assert world.heard("gus", "guardian-released") == [], "their child is not in yet"
    world.cannot = set()
    world.wait(seconds=30)
    assert {"gia", "kit"} < world.here()
    assert world.heard("kit", "admitted") == world.heard("gia", "admitted") == ["admitted"]
    assert world.heard("gus", "guardian-released") == ["guardian-released"]


def test_seen_inside_before_the_platform_answered_is_told_once_it_did() -> None:
    world = Youth().opened("asha", "ben")
    world.take(s.Arrived(person="kit", evidence=Evidence.OBSERVED, account="discord/kit",
                         at_door=True))  # fmt: skip
    world.take(s.Arrived(person="kit", evidence=Evidence.OBSERVED, account="discord/kit"))
    assert "kit" in world.here()
    assert world.heard("kit", "admitted") == []
    world.deliver()
    assert world.heard("kit", "admitted") == ["admitted"]


def test_whoever_has_gone_before_the_door_opened_is_told_nothing() -> None:
    world = Youth().opened("asha", "ben")
    world.take(s.Arrived(person="kit", evidence=Evidence.OBSERVED, account="discord/kit",
                         at_door=True))  # fmt: skip
    world.take(s.Departed(person="kit", account="discord/kit"))
    world.deliver()
    assert world.heard("kit", "admitted") == []


def test_a_meeting_that_is_called_off_leaves_no_child_waiting() -> None:
    world = Youth()
    world.knock("kit")
    world.do(s.Cancelled(by="asha"))
    assert world.done("remove") == ["kit"]
    assert world.heard("kit", "not-open") == ["not-open"]
    assert world.heard("kim", "not-open") == ["not-open"]


def test_with_more_young_people_for_each_adult_the_next_one_waits() -> None:
    world = Youth()
    another = child("max", date(2010, 2, 4))
    people = {**world.group.people, "max": another}
    world.group = msgspec.structs.replace(world.group, people=people)
    world.policy = Policy.default().tightened({"young_people.per_adult": 1})
    world.opened("asha", "ben", "kit", "lou")
    world.knock("max")
    assert {"kit", "lou"} < world.here()
    assert "max" not in world.here()
    world.knock("cleo")
    assert "max" in world.here()
    world.drop("cleo")
    assert world.state() is MeetingState.HELD


def test_nobody_is_in_before_their_agreement_is() -> None:
    world = Youth()
    kit = msgspec.structs.replace(world.group.people["kit"], agreed=False)
    lou = msgspec.structs.replace(world.group.people["lou"], guardian_agreed=False)
    people = {**world.group.people, "kit": kit, "lou": lou}
    world.group = msgspec.structs.replace(world.group, people=people)
    world.opened("asha", "ben", "kit", "lou")
    assert world.here() == {"asha", "ben"}
    assert world.heard("kit") == world.heard("lou") == ["refused-not-agreed"]


def test_a_young_person_among_adults_is_moved_out_and_the_meeting_goes_on() -> None:
    world = Youth("asha", "ben", "pat")
    world.do(s.Opened(by="asha"))
    world.join("asha", "ben", "pat", "kit")
    assert world.here() == {"asha", "ben", "pat"}
    assert world.heard("kit", "adults-only") == ["adults-only"]
    assert world.heard("dana", "young-moved") == ["young-moved"]
    assert world.state() is MeetingState.LOBBY


def test_the_room_is_locked_before_anybody_comes() -> None:
    world = Youth()
    world.do(s.CannotCome(person="lou"))
    assert [act.do for act in world.acts] == ["lock"]


def test_staff_hear_when_somebody_cannot_be_taken_out() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.cannot = {"remove"}
    world.knock("pat")
    assert world.heard("asha", "door-trouble") == ["door-trouble"]


def test_staff_hear_when_nobody_can_be_kept_silent() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.cannot = {"mute"}
    world.drop("ben")
    assert world.heard("asha", "door-trouble") == ["door-trouble"]
