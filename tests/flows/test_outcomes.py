"""What the owner reports, handing over, and the additional steps (L7)."""

from __future__ import annotations

import pytest

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.signals import WordsKind
from tests.flows.world import World, at


def owned(owner: str = "maya") -> World:
    """Pat dropped out at 18:10 and the owner took it as soon as they were asked."""
    world = World().begin()
    world.until(at("18:10"))
    world.drop("pat")
    world.until(at("18:20"))
    while not world.heard(owner, "case-alert"):
        world.wait(minutes=2)
    world.press(owner, "case-alert", "take")
    return world


def asked(world: World) -> World:
    """Nobody answered for a quarter of an hour: the owner and the lead decide together."""
    world.press("maya", "case-contact", "no-answer")
    for _ in range(2):
        world.wait(minutes=7)
        world.press("maya", "case-contact", "no-answer")
    world.wait(minutes=1)
    return world


def test_reached_and_ok_closes_it_and_says_so_to_everybody_alerted() -> None:
    world = owned("tom")
    world.press("tom", "case-contact", "reached-ok")
    case = world.case()
    assert (case.stage, case.outcome, case.closed_by) == (Stage.CLOSED, "reached ok", "tom")
    assert "case-closed" in world.edits("maya")
    assert "case-closed" in world.edits("tom")


def test_reached_and_needs_support_stays_with_the_same_owner() -> None:
    world = owned()
    world.press("maya", "case-contact", "reached-support")
    assert (world.case().kind, world.case().owner) == (CaseKind.SUPPORT, "maya")


@pytest.mark.parametrize("what", ["no-answer", "looking"])
def test_no_answer_and_looking_stay_with_the_owner(what: str) -> None:
    world = owned()
    world.press("maya", "case-contact", what)
    assert (world.case().stage, world.case().owner) == (Stage.OWNED, "maya")
    assert world.case().tried[-1].what == what


@pytest.mark.parametrize("who", ["tom", "dana", "pat", "quinn"])
@pytest.mark.parametrize("what", ["reached-ok", "reached-support", "no-answer", "hand-over"])
def test_only_the_owner_may_report(who: str, what: str) -> None:
    world = owned()
    before = world.meeting.cases
    forged = s.Pressed(person=who, key="case-contact", button=what, platform="discord", case="c1")
    world.do(forged)
    assert world.meeting.cases == before


def test_whoever_reports_in_words_must_be_the_owner_too() -> None:
    """`/case` has no message under it: nothing but the flow asks whose case it is."""
    for who in ("tom", "dana", "pat", "quinn"):
        for what in ("reached-ok", "reached-support", "no-answer", "looking", "hand-over"):
            world = owned()
            before = world.meeting.cases
            world.do(s.CaseAsked(person=who, case="c1", button=what, platform="discord"))
            assert world.meeting.cases == before, f"{who} reported {what}"


def test_an_owner_who_is_no_longer_staff_may_not_report() -> None:
    world = owned()
    people = dict(world.group.people)
    del people["maya"]
    world.group = type(world.group)(id="group", timezone="Europe/London", people=people)
    world.do(
        s.Pressed(person="maya", key="case-contact", button="reached-ok", platform="discord",
                  case="c1")
    )  # fmt: skip
    assert world.case().is_open


def test_handing_over_goes_to_the_next_rung() -> None:
    world = owned()
    world.press("maya", "case-contact", "hand-over")
    assert (world.case().owner, world.case().called) == (None, ("maya", "tom"))
    assert world.heard("tom", "case-alert")


def test_handing_over_to_somebody_by_name_asks_them_now() -> None:
    world = owned()
    world.do(
        s.CaseAsked(person="maya", case="c1", button="hand-over", platform="discord", to="dev")
    )
    assert world.heard("dev", "case-alert") == ["case-alert"]
    assert world.case().owner is None
    world.wait(minutes=2)
    assert world.heard("tom", "case-alert")


@pytest.mark.parametrize("to", ["pat", "quinn", "gia", "nobody"])
def test_it_is_never_handed_to_somebody_who_may_not_have_it(to: str) -> None:
    world = owned()
    world.do(s.CaseAsked(person="maya", case="c1", button="hand-over", platform="discord", to=to))
    assert world.case().called[-1] == "tom"


def test_it_is_not_handed_by_name_to_somebody_who_is_missing() -> None:
    world = owned()
    world.drop("tom")
    world.do(
        s.CaseAsked(person="maya", case="c1", button="hand-over", platform="discord", to="tom")
    )
    assert "tom" not in world.case().called


def test_the_last_on_the_ladder_hands_over_and_it_begins_again_with_the_others() -> None:
    world = owned("dev")
    world.press("dev", "case-contact", "hand-over")
    assert world.case().called == ("dev", "maya")


def test_handing_over_never_comes_back_to_the_one_who_did() -> None:
    """Dana took it before her turn; the next rung is somebody else."""
    world = World().begin()
    world.drop("pat")
    world.wait(minutes=12)
    world.do(s.CaseAsked(person="dana", case="c1", button="take", platform="discord"))
    count = len(world.seen)
    world.press("dana", "case-contact", "hand-over")
    assert ("dana", "case-alert") not in world.new_since(count)


def test_the_additional_steps_come_fifteen_minutes_after_the_first_failed_attempt() -> None:
    world = owned()
    asked(world)
    told = [(seen.to, f"{seen.at:%H:%M}") for seen in world.seen if seen.key == "additional-steps"]
    assert told == [("maya", "18:35"), ("dana", "18:35")]


def test_the_deputy_decides_when_the_lead_is_missing() -> None:
    world = owned()
    world.join("dana")
    world.drop("dana")
    asked(world)
    deciders = {seen.to for seen in world.seen if seen.key == "additional-steps"}
    assert deciders == {"maya", "dev"}


def test_stopping_without_a_reason_is_not_stopping() -> None:
    world = asked(owned())
    world.press("dana", "additional-steps", "stop")
    assert world.case().is_open
    world.wait(minutes=10)
    assert world.case().stage is Stage.ESCALATED


def test_stopping_with_a_written_reason_closes_it_and_keeps_the_reason() -> None:
    world = asked(owned())
    world.press("dana", "additional-steps", "stop")
    world.say("dana", WordsKind.OTHER)
    case = world.case()
    assert (case.stage, case.closed_by, case.reason) == (Stage.CLOSED, "dana", "sealed words")
    assert "case-closed" in world.edits("maya")


def test_somebody_elses_words_are_no_reason() -> None:
    world = asked(owned())
    world.press("dana", "additional-steps", "stop")
    world.say("quinn", WordsKind.OTHER)
    world.say("tom", WordsKind.OTHER)
    assert world.case().is_open


@pytest.mark.parametrize("what", ["contact-emergency", "keep-trying"])
def test_going_on_asks_again_a_quarter_of_an_hour_later(what: str) -> None:
    world = asked(owned())
    world.press("maya", "additional-steps", what)
    world.wait(minutes=15)
    assert world.heard("dana", "additional-steps") == ["additional-steps"] * 2


@pytest.mark.parametrize("who", ["tom", "quinn", "pat"])
def test_only_those_asked_may_decide(who: str) -> None:
    world = asked(owned())
    before = world.meeting.cases
    forged = s.Pressed(person=who, key="additional-steps", button="stop", platform="discord",
                       case="c1")  # fmt: skip
    world.do(forged)
    assert world.meeting.cases == before


def test_what_is_reported_after_it_ended_changes_nothing() -> None:
    world = owned()
    world.say("pat")
    before = world.meeting
    world.press("maya", "case-contact", "no-answer")
    assert (world.meeting, world.toasts[-1]) == (before, "closed")
