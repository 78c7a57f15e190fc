"""A young person without an account takes part through their guardian's (Y9, Y13)."""

from __future__ import annotations

import msgspec
import pytest

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.effects import Act, Send
from bot.model.meeting import Evidence, How, MeetingState, Place, RoomKind
from tests.flows.cast import BOTH, person
from tests.flows.world import at
from tests.flows.young_world import Youth


class Family(Youth):
    """Gia and her brother Lou have no account; Gus, who has, holds their seats."""

    def __init__(self, *holds: str, **changes: object) -> None:
        holds = holds or ("gia",)
        super().__init__("asha", "ben", *holds, "kit", **changes)
        for who in holds:
            self.change(who, routes=(), guardians=("gus",), held_by="gus")
        self.change("gus", routes=person("gus", on=BOTH).routes)

    def change(self, who: str, **fields: object) -> None:
        changed = msgspec.structs.replace(self.group.people[who], **fields)
        people = {**self.group.people, who: changed}
        self.group = msgspec.structs.replace(self.group, people=people)

    def who_was(self, do: str, who: str) -> int:
        return [act.who for act in self.acts if act.do == do].count(who)


def test_they_come_in_together_when_two_are_there() -> None:
    world = Family().opened("gus")
    assert world.here() == set()
    assert world.heard("gus") == ["lobby-wait"]
    world.knock("asha")
    assert world.here() == {"asha"}
    world.knock("ben")
    assert world.here() == {"asha", "ben", "gus", "gia"}
    assert world.heard("gus") == ["lobby-wait", "admitted"]
    assert world.heard("gia") == []
    assert [act.who for act in world.acts if act.do == "admit"] == ["asha", "ben", "gus"]


def test_nobody_is_asked_to_confirm_or_told_to_go() -> None:
    world = Family().opened("asha", "ben", "gus")
    world.wait(minutes=10)
    asked = {"guardian-confirm", "guardian-witness", "guardian-released"}
    assert not asked & {seen.key for seen in world.seen}
    assert world.here() == {"asha", "ben", "gus", "gia"}


def test_a_guardian_is_no_checked_adult_by_it() -> None:
    world = Family().opened("asha", "gus")
    assert world.here() == {"asha"}
    world.wait(minutes=5)
    assert world.meeting.seat("gia").place is Place.LOBBY


def test_each_of_two_children_counts() -> None:
    world = Family("gia", "lou", planned_end=at("23:00"))
    world.policy = msgspec.structs.replace(world.policy, young_people_per_adult=1)
    world.opened("asha", "ben", "kit", "gus")
    assert world.here() == {"asha", "ben", "kit"}
    world.knock("cleo")
    assert world.here() == {"asha", "ben", "cleo", "kit", "gus", "gia", "lou"}


def test_their_guardian_waits_with_them_but_not_alone_with_somebody_elses_child() -> None:
    world = Family().opened("gus")
    assert world.heard("gus") == ["lobby-wait"]
    world.knock("kit")
    assert world.heard("gus") == ["lobby-wait", "come-later"]
    assert world.meeting.seat("gia").place is Place.AWAY
    assert not world.meeting.cases


@pytest.mark.parametrize("whose", ["gia", "gus"])
def test_nobody_comes_in_before_both_agreements_are_current(whose: str) -> None:
    world = Family()
    world.change(whose, agreed=False)
    world.opened("asha", "ben", "gus")
    assert world.here() == {"asha", "ben"}
    assert world.heard("gus") == ["refused-not-agreed"]
    assert world.meeting.seat("gia").place is Place.AWAY
    assert not world.meeting.cases


def test_when_the_guardian_goes_the_child_has_left_too() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.drop("gus")
    world.wait(seconds=30)
    case = world.case("gia")
    assert (case.kind, case.stage) == (CaseKind.LEFT, Stage.ESCALATED)
    assert world.heard("ben") == ["case-alert"]
    assert world.heard("gus", "check-in") == []
    world.wait(seconds=30)
    assert world.heard("gus", "check-in") == ["check-in"]
    world.wait(minutes=4)
    assert [seen.to for seen in world.seen if seen.key == "call-task"]
    assert world.meeting.seat("gia").drops == 1


def test_back_within_the_grace_nobody_hears_of_it() -> None:
    world = Family("gia", "lou").opened("asha", "ben", "kit", "gus")
    world.drop("gus")
    world.wait(seconds=20)
    world.knock("gus")
    assert {"gus", "gia", "lou"} <= world.here()
    world.wait(minutes=6)
    assert world.heard("ben") == []
    assert not world.meeting.open_cases()


def test_coming_back_ends_the_case_of_each() -> None:
    world = Family("gia", "lou").opened("asha", "ben", "kit", "gus")
    world.drop("gus")
    world.wait(minutes=2)
    assert {case.subject for case in world.meeting.open_cases()} == {"gus", "gia", "lou"}
    world.knock("gus")
    assert not world.meeting.open_cases()


@pytest.mark.parametrize("how", [How.OK, How.TECHNICAL])
def test_a_word_on_leaving_is_for_both(how: How) -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.leave("gus", how)
    world.wait(minutes=12)
    assert not world.meeting.open_cases()
    assert world.heard("ben") == []


def test_back_soon_is_for_both_and_a_childs_five_minutes() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.leave("gus", How.BACK_SOON)
    world.wait(minutes=4)
    assert world.heard("ben") == []
    world.wait(minutes=1, seconds=31)
    assert world.heard("ben") == ["case-alert"]
    assert world.case("gus").stage is Stage.GRACE


def test_asking_for_somebody_is_no_word_for_the_child() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.leave("gus", How.CONTACT)
    world.wait(seconds=30)
    assert world.case("gia").kind is CaseKind.LEFT
    assert world.case("gus").kind is CaseKind.SUPPORT


def test_an_answer_of_the_guardian_to_their_own_question_is_about_themselves() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.drop("gus")
    world.wait(minutes=1)
    world.press("gus", "check-in", "ok")
    assert not world.case("gus").is_open
    assert world.case("gia").is_open


def test_taken_out_by_staff_they_are_no_leavers() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.inside.pop("gus")
    world.do(s.Removed(person="gus", by="asha"))
    assert world.here() == {"asha", "ben", "kit"}
    assert not world.meeting.cases
    assert world.heard("asha") == ["removal-reason"]


def test_seen_in_another_meeting_they_have_not_left() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.inside.pop("gus")
    world.do(s.Elsewhere(person="gus"), s.Elsewhere(person="gia"))
    world.wait(minutes=2)
    assert world.here() == {"asha", "ben", "kit"}
    assert world.heard("ben") == []


def test_at_ten_past_a_child_is_expected_through_the_guardian() -> None:
    world = Family().opened("asha", "ben", "kit")
    world.wait(minutes=10)
    assert world.heard("cleo") == ["no-show-task"]
    assert world.case("gia").kind is CaseKind.NO_SHOW
    world.knock("gus")
    assert "gia" in world.here()
    assert not world.case("gia").is_open


@pytest.mark.parametrize("late", [False, True])
def test_a_guardian_who_cannot_come_says_so_for_them(late: bool) -> None:
    world = Family().opened("asha", "ben", "kit")
    world.wait(minutes=11 if late else 5)
    world.do(s.CannotCome(person="gus"))
    world.wait(minutes=11)
    assert not world.meeting.open_cases()
    assert world.heard("cleo") == (["no-show-task"] if late else [])


def test_fewer_than_two_with_a_held_child_is_a_hold() -> None:
    world = Family().opened("asha", "ben", "gus")
    world.drop("ben")
    assert world.state() is MeetingState.HELD
    assert world.here() == {"asha", "gus", "gia"}
    assert "separated" not in {seen.key for seen in world.seen}
    assert (world.who_was("mute", "gus"), world.who_was("mute", "gia")) == (1, 0)
    world.knock("cleo")
    assert world.state() is MeetingState.RUNNING
    assert (world.who_was("unmute", "gus"), world.who_was("undeafen", "gus")) == (1, 1)


def test_alone_with_their_own_guardian_is_a_hold_too() -> None:
    world = Family().opened("asha", "ben", "gus")
    world.drop("ben")
    world.drop("asha")
    assert world.state() is MeetingState.HELD
    assert world.here() == {"gus", "gia"}


def test_a_hold_that_is_not_over_in_time_takes_the_guardians_account_out() -> None:
    world = Family("gia", "lou").opened("asha", "ben", "gus")
    world.drop("ben")
    world.wait(minutes=5)
    assert world.state() is MeetingState.ENDED
    assert world.who_was("remove", "gus") == 1
    assert world.heard("gus", "ended-guardian", "ended-young") == ["ended-guardian"] * 2
    assert not [case for case in world.meeting.cases.values() if case.subject in {"gus", "gia"}]


def test_what_a_platform_refuses_lets_neither_in() -> None:
    world = Family()
    world.opened("asha", "ben")
    world.cannot = {"admit"}
    world.knock("gus")
    assert world.here() == {"asha", "ben"}
    assert not world.meeting.seat("gia").let_in
    world.cannot = set()
    world.wait(seconds=31)
    assert {"gus", "gia"} <= world.here()


def test_gone_while_nobody_looked_is_gone_for_both() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.inside.pop("gus")
    world.down(minutes=3)
    assert world.case("gia").unseen
    assert world.case("gia").stage is Stage.ESCALATED
    assert world.heard("gus", "check-in") == ["check-in"]


def test_still_there_after_a_blind_time_is_there_for_both() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.down(minutes=3)
    assert world.here() == {"asha", "ben", "kit", "gus", "gia"}
    assert not world.meeting.cases


def test_in_a_text_room_a_silent_guardian_is_asked_and_the_child_is_not() -> None:
    world = Family(room=RoomKind.TEXT).opened("asha", "ben", "kit", "gus")
    world.do(s.Signed(person="gus", in_room=True))
    assert {"gus", "gia"} <= world.here()
    for _ in range(3):
        world.wait(minutes=6)
        for who in ("asha", "ben", "kit"):
            world.do(s.Signed(person=who, in_room=True))
    assert world.heard("gus", "pulse") == ["pulse"]
    assert not {"gus", "gia"} & world.here()
    assert world.case("gia").is_open


def test_in_a_text_room_a_hold_keeps_the_guardians_account_from_writing() -> None:
    world = Family(room=RoomKind.TEXT).opened("asha", "ben", "gus")
    world.do(s.Departed(person="ben", whole=True))
    assert world.state() is MeetingState.HELD
    assert [act for act in world.acts if act.do == "mute"] == [Act(do="mute", who="gus")]
    world.do(s.Departed(person="gus", whole=True))
    world.knock("ben")
    assert world.who_was("unmute", "gus") == 1


def test_by_a_word_on_the_phone_nobody_under_18_comes_along() -> None:
    world = Family()
    ben = world.group.people["ben"]
    world.change("gus", check=ben.check, roles=ben.roles)
    world.opened("asha", "ben")
    world.do(s.Arrived(person="gus", evidence=Evidence.ATTESTED, by="asha"))
    assert world.here() == {"asha", "ben", "gus"}
    world.knock("gus")
    assert world.here() == {"asha", "ben", "gus", "gia"}


def test_a_checked_guardian_waits_with_their_child_for_two_others() -> None:
    world = Family()
    ben = world.group.people["ben"]
    world.change("gus", check=ben.check, roles=ben.roles)
    world.opened("gus")
    assert world.here() == set()
    world.knock("asha")
    assert world.here() == {"asha"}
    world.knock("ben")
    assert world.here() == {"asha", "ben", "gus", "gia"}
    world.drop("ben")
    assert world.state() is MeetingState.RUNNING


def test_whoever_gets_an_account_of_their_own_comes_by_it() -> None:
    world = Family().opened("asha", "ben", "kit", "gus")
    world.change("gia", routes=person("gia").routes)
    world.knock("gia")
    assert world.meeting.seat("gia").through is None
    assert world.meeting.seat("gia").place is Place.ROOM
    world.drop("gus")
    assert "gia" in world.here()


def test_a_guardian_of_somebody_not_expected_is_only_an_adult() -> None:
    world = Youth("asha", "ben", "kit").opened("asha", "ben", "kit", "gus")
    assert world.heard("gus") == ["refused-unchecked-adult"]


def test_a_guardian_gets_what_is_claimed_for_their_child_and_no_claim_of_their_own() -> None:
    world = Family().opened("asha", "ben", "gus")
    world.do(s.Ended(by="asha"))
    world.wait(seconds=1)
    sent = [mail.effect for mail in world.mails if isinstance(mail.effect, Send)]
    claims = [(one.to, one.facts.person) for one in sent if one.key == "cost-claim"]
    assert claims == [("gus", "gia")]
    assert list(world.meeting.claims) == ["gia"]


def test_a_guardian_who_sits_with_a_child_is_neither_asked_for_costs_nor_thanked() -> None:
    world = Youth("asha", "ben", "gia", "kit").opened("asha", "ben", "gia")
    world.guardian_says("gus", of="gia")
    world.knock("gus")
    assert {"gus", "gia"} <= world.here()
    world.do(s.Ended(by="asha"))
    world.wait(seconds=1)
    assert not {"thanks", "cost-claim"} & set(world.heard("gus"))
    assert "cost-claim" in world.heard("gia")


def test_a_guardian_who_is_expected_takes_part_like_anybody() -> None:
    world = Family("gia", "gus")
    world.change("gus", held_by=None, guardians=())
    world.change("gus", routes=person("gus", on=BOTH).routes)
    world.opened("asha", "ben", "gus")
    world.do(s.Ended(by="asha"))
    world.wait(seconds=1)
    assert set(world.meeting.claims) == {"gia", "gus"}
