"""What the group's other meetings mean for this one (Y3, Y7, Y11; decision 0029)."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.flows import concerns
from bot.flows.guardians import MOST_WRONG_PINS
from bot.model import signals as s
from bot.model.case import Case, CaseKind, Stage
from bot.model.meeting import Place
from bot.model.people import PersonId
from tests.flows.cast import BEFORE
from tests.flows.young_world import Youth

# --- one lobby for all of them (Y11) --------------------------------------------------------------


def test_a_guardian_who_waits_goes_when_a_child_comes_for_another_meeting() -> None:
    world = Youth().knock("gus")
    assert world.meeting.seat("gus").place is Place.LOBBY
    world.in_lobby_elsewhere = frozenset({"kit"})
    world.do(s.LobbyChanged())
    assert world.meeting.seat("gus").place is Place.AWAY
    assert world.heard("gus") == ["come-later"]


def test_their_own_child_may_wait_there_for_another_meeting() -> None:
    world = Youth().knock("gus")
    world.in_lobby_elsewhere = frozenset({"gia"})
    world.do(s.LobbyChanged())
    assert world.meeting.seat("gus").place is Place.LOBBY


def test_with_another_adult_there_both_may_stay() -> None:
    world = Youth().knock("gus")
    world.in_lobby_elsewhere = frozenset({"kit", "pat"})
    world.do(s.LobbyChanged())
    assert world.meeting.seat("gus").place is Place.LOBBY
    world.in_lobby_elsewhere = frozenset({"kit"})
    world.do(s.LobbyChanged())
    assert world.meeting.seat("gus").place is Place.AWAY


def test_a_checked_adult_waits_in_the_room_instead() -> None:
    world = Youth()
    world.in_lobby_elsewhere = frozenset({"kit"})
    world.knock("asha")
    assert world.here() == {"asha"}


def test_it_is_never_the_child_who_is_sent_away() -> None:
    world = Youth().knock("kit")
    world.in_lobby_elsewhere = frozenset({"gus"})
    world.do(s.LobbyChanged())
    assert world.meeting.seat("kit").place is Place.LOBBY
    assert "remove" not in {act.do for act in world.acts}


# --- a concern of another meeting (Y7) ------------------------------------------------------------


def concern(about: PersonId, *, closed_by: PersonId | None = None, minutes: int = 0) -> Case:
    at = BEFORE + timedelta(minutes=minutes)
    stage = Stage.CLOSED if closed_by is not None else Stage.ESCALATED
    return Case(id="c1", subject="kit", kind=CaseKind.CONCERN, stage=stage, opened_at=at,
                left_at=at, climb_at=at, excluded=(about,), closed_by=closed_by)  # fmt: skip


def test_it_ends_when_the_lead_or_the_deputy_has_closed_it() -> None:
    group, day = Youth().group, BEFORE.date()
    assert concerns.kept_out([concern("ben")], group, day) == {"kit": ("ben",)}
    assert concerns.kept_out([concern("ben", closed_by="asha")], group, day) == {"kit": ("ben",)}
    for lead in ("dana", "dev"):
        assert concerns.kept_out([concern("ben", closed_by=lead)], group, day) == {}


def test_a_later_concern_that_the_lead_closes_ends_an_earlier_one_that_others_closed() -> None:
    group, day = Youth().group, BEFORE.date()
    first = concern("ben", closed_by="asha")
    then = concern("ben", closed_by="dana", minutes=5)
    assert concerns.kept_out([first, then], group, day) == {}
    assert concerns.kept_out([concern("ben", minutes=1), then], group, day) == {"kit": ("ben",)}


def test_with_no_lead_but_the_one_it_is_about_whoever_closes_it_ends_it() -> None:
    world = Youth()
    people = {who: one for who, one in world.group.people.items() if who != "dev"}
    group = msgspec.structs.replace(world.group, people=people)
    assert concerns.kept_out([concern("dana", closed_by="asha")], group, BEFORE.date()) == {}


def test_whoever_is_kept_out_hears_nothing_of_what_happens_here() -> None:
    world = Youth("asha", "ben", "kit", "lou").opened("asha", "ben", "cleo", "kit", "lou")
    world.kept_out = {"kit": ("ben",)}
    world.drop("kit")
    world.wait(minutes=20)
    asks = {"young-person-left", "call-task", "case-alert", "case-broadcast", "case-withdrawn"}
    assert not asks & {*world.heard("ben"), *world.edits("ben")}
    assert world.heard("cleo", "young-person-left") or world.heard("dana", "young-person-left")
    assert world.case("kit").excluded == ("ben",)


def test_the_task_at_ten_past_goes_past_them() -> None:
    world = Youth("asha", "ben", "kit", "lou")
    world.kept_out = {"kit": ("ben",)}
    world.opened("asha", "ben", "cleo", "lou")
    world.wait(minutes=11)
    assert world.heard("ben", "no-show-task") == []
    assert world.heard("cleo", "no-show-task") == ["no-show-task"]


def test_an_open_case_is_taken_from_them_and_goes_on() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(seconds=30)
    world.press("ben", "young-person-left", "take")
    assert world.case("kit").owner == "ben"
    world.kept_out = {"kit": ("ben",)}
    world.do(s.Signed(person="kit"))
    case = world.case("kit")
    assert (case.owner, case.kind, case.excluded) == (None, CaseKind.LEFT, ("ben",))
    assert "case-withdrawn" in world.edits("ben")
    assert case.called == ("asha",)


def test_a_third_drop_is_told_to_a_lead_whom_it_is_not_about() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.kept_out = {"kit": ("dana",)}
    for _ in range(3):
        world.drop("kit")
        world.wait(seconds=31)
        world.knock("kit")
    assert world.heard("dana", "drops-often") == []
    assert world.heard("dev", "drops-often") == ["drops-often"]


# --- wrong PINs of another meeting (Y3) -----------------------------------------------------------


def wrong(before: int) -> s.PinTyped:
    return s.PinTyped(person="gia", right=False, wrong_before=before)


def test_wrong_ones_typed_elsewhere_count() -> None:
    world = Youth().opened("asha", "ben", "gia")
    world.do(wrong(before=MOST_WRONG_PINS - 2))
    assert world.heard("ben", "pin-locked") == []
    world.do(wrong(before=MOST_WRONG_PINS - 2))
    assert world.heard("ben", "pin-locked") == ["pin-locked"]
    assert "guardian-witness" in world.heard("asha")


def test_locked_elsewhere_the_right_one_opens_nothing_and_that_is_told_once() -> None:
    world = Youth().opened("asha", "ben", "gia")
    right = s.PinTyped(person="gia", right=True, wrong_before=MOST_WRONG_PINS)
    world.do(right, right)
    assert "gia" not in world.here()
    assert world.heard("ben", "pin-locked") == ["pin-locked"]
