"""An answer, whenever it arrives, ends the case and stops everything about it (L4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.meeting import Evidence, How
from bot.model.signals import WordsKind
from tests.flows.world import World, at


def gone(until: str) -> World:
    """Pat dropped out at 18:10, and nothing was heard until then."""
    world = World().begin()
    world.until(at("18:10"))
    world.drop("pat")
    world.until(at(until))
    return world


WAYS: dict[str, Callable[[World], None]] = {
    "ok under the question": lambda w: w.press("pat", "check-in", "ok"),
    "technical under the question": lambda w: w.press("pat", "check-in", "technical"),
    "ok under the second question": lambda w: w.press("pat", "check-in-nudge", "ok"),
    "ok in words": lambda w: w.say("pat"),
    "coming back": lambda w: w.join("pat"),
    "being seen in another meeting": lambda w: w.do(s.Elsewhere(person="pat")),
    "staff who heard from them": lambda w: w.do(s.Logged(person="pat", by="tom")),
    "saying ok on the card": lambda w: w.leave("pat", How.OK),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("until", ["18:15:30", "18:21", "18:40"])
def test_any_answer_at_any_stage_ends_it(way: str, until: str) -> None:
    world = gone(until)
    alerted = world.case().alerted
    WAYS[way](world)
    assert world.case().stage is Stage.CLOSED
    assert all("case-withdrawn" in world.edits(who) for who in alerted)
    count = len(world.seen)
    world.wait(minutes=15)
    about_the_case = [key for _to, key in world.new_since(count) if key.startswith("case")]
    assert about_the_case == []


def test_ok_within_the_grace_stops_the_question() -> None:
    world = gone("18:10:30")
    world.say("pat")
    world.until(at("18:40"))
    assert world.heard("pat") == ["check-in-thanks"]


def test_the_owner_gets_a_new_message_and_the_others_only_an_edit() -> None:
    world = gone("18:22")
    world.press("maya", "case-alert", "take")
    count = len(world.seen)
    world.press("pat", "check-in", "ok")
    new = {(seen.to, seen.key) for seen in world.seen[count:] if not seen.edit}
    assert new == {("maya", "case-withdrawn"), ("pat", "check-in-thanks")}
    assert world.edits("tom")[-1] == "case-withdrawn"


@pytest.mark.parametrize("until", ["18:10:30", "18:12", "18:21"])
def test_other_words_bring_support_at_once(until: str) -> None:
    world = gone(until)
    world.say("pat", WordsKind.OTHER)
    assert (world.case().kind, world.case().stage) == (CaseKind.SUPPORT, Stage.ESCALATED)
    assert world.heard("maya", "support-alert") == ["support-alert"]
    assert world.heard("pat")[-1] == "support-received"


def test_other_words_to_an_owned_case_go_to_the_owner_at_once() -> None:
    world = gone("18:20")
    world.press("maya", "case-alert", "take")
    world.say("pat", WordsKind.OTHER)
    case = world.case()
    assert (case.kind, case.owner, case.words) == (CaseKind.SUPPORT, "maya", ("sealed words",))
    assert world.heard("maya", "support-alert") == ["support-alert"]


def test_more_words_after_asking_for_support_reach_the_owner() -> None:
    world = World().begin()
    world.leave("pat", How.CONTACT)
    world.say("pat", WordsKind.OTHER)
    world.press("maya", "support-alert", "take")
    world.say("pat", WordsKind.OTHER)
    assert world.case().words == ("sealed words", "sealed words")
    assert world.heard("maya", "leaver-note") == ["leaver-note"]


def test_ok_does_not_end_a_request_for_support_but_asks() -> None:
    world = World().begin()
    world.leave("pat", How.CONTACT)
    world.say("pat")
    assert world.case().is_open
    assert world.heard("pat")[-1] == "support-words"
    world.press("pat", "support-words", "ok")
    assert not world.case().is_open


def test_coming_back_does_not_end_a_request_for_support() -> None:
    world = World().begin()
    world.leave("pat", How.CONTACT)
    world.join("pat")
    assert world.case().is_open


def test_a_contributor_cannot_log_somebody_ok() -> None:
    world = gone("18:12")
    world.do(s.Logged(person="pat", by="quinn"))
    assert world.case().is_open
    assert world.toasts[-1] == "not-yours"


def test_nobody_logs_themselves_ok_as_staff() -> None:
    world = World().begin()
    world.drop("tom")
    world.wait(minutes=2)
    world.do(s.Logged(person="tom", by="tom"))
    assert world.case("tom").is_open


def test_asking_for_somebody_counts_even_after_the_case_ended() -> None:
    world = gone("18:12")
    world.press("pat", "check-in", "ok")
    world.press("pat", "check-in", "contact")
    assert world.case().kind is CaseKind.SUPPORT
    assert world.case().stage is Stage.ESCALATED


def test_a_second_tap_on_ok_changes_nothing() -> None:
    world = gone("18:12")
    world.press("pat", "check-in", "ok")
    meeting, count = world.meeting, len(world.seen)
    world.press("pat", "check-in", "ok")
    assert (world.meeting, world.new_since(count)) == (meeting, [])


def test_an_answer_while_the_alert_is_on_its_way_keeps_it_back() -> None:
    world = gone("18:19:59")
    world.holding = True
    world.until(at("18:20"))
    world.press("pat", "check-in", "ok")
    world.holding = False
    world.deliver()
    assert world.heard("maya", "case-alert") == []
    assert world.edits("maya") == []


def test_an_answer_while_the_question_is_on_its_way_keeps_it_back() -> None:
    world = gone("18:10:59")
    world.holding = True
    world.until(at("18:11"))
    world.say("pat")
    world.holding = False
    world.deliver()
    assert world.heard("pat") == ["check-in-thanks"]


def in_doubt(world: World) -> World:
    """What is sent now may or may not arrive: Discord stopped answering, and nobody knows yet."""
    world.holding = True
    world.away.add("discord")
    return world


def back_again(world: World) -> None:
    world.away.clear()
    world.wait(seconds=1)


@pytest.mark.parametrize("way", ["ok in words", "coming back", "staff who heard from them"])
def test_nobody_goes_on_reading_that_somebody_is_missing(way: str) -> None:
    """Not those who were alerted, nor those who had the case and lost it, nor those who decide."""
    world = gone("18:22")
    for who in ("maya", "tom"):
        world.do(s.CaseAsked(person=who, case="c1", button="take", platform="discord"))
        world.press(who, "case-contact", "no-answer")
        world.wait(minutes=11)
    world.until(at("18:50"))
    WAYS[way](world)
    assert world.left_standing() == []


def test_nobody_goes_on_reading_it_after_a_human_closed_it() -> None:
    world = gone("18:22")
    world.do(s.CaseAsked(person="fay", case="c1", button="take", platform="discord"))
    world.wait(minutes=15)
    world.do(s.CaseAsked(person="maya", case="c1", button="take", platform="discord"))
    world.press("maya", "case-contact", "reached-ok")
    assert world.left_standing() == []


def test_a_last_owner_is_not_told_to_take_it_again_after_an_answer() -> None:
    """Dana took it before her turn; her time ran out while Discord did not answer."""
    world = gone("18:20")
    world.do(s.CaseAsked(person="dana", case="c1", button="take", platform="discord"))
    in_doubt(world).until(at("18:30"))
    world.holding = False
    world.deliver()
    world.say("pat")
    back_again(world)
    assert "case-ownership-expired" not in world.heard("dana")


def test_a_last_owner_who_was_told_to_take_it_again_hears_of_the_answer() -> None:
    world = gone("18:20")
    world.do(s.CaseAsked(person="fay", case="c1", button="take", platform="discord"))
    world.until(at("18:30"))
    assert world.heard("fay")[-1] == "case-ownership-expired"
    world.say("pat")
    assert world.edits("fay")[-1] == "case-withdrawn"


def test_two_leavers_are_two_cases_and_one_answer_ends_one() -> None:
    world = World().begin()
    world.drop("pat")
    world.drop("quinn")
    world.wait(minutes=2)
    world.say("pat")
    assert (world.case("pat").is_open, world.case("quinn").is_open) == (False, True)


def test_whoever_decides_about_additional_steps_hears_that_the_person_answered() -> None:
    """Else the lead would ring somebody's emergency contact for a person who is fine."""
    world = gone("18:20")
    world.press("maya", "case-alert", "take")
    for _ in range(2):
        world.press("maya", "case-contact", "no-answer")
        world.wait(minutes=8)
    assert world.heard("dana", "additional-steps") == ["additional-steps"]
    world.press("pat", "check-in", "ok")
    assert "case-withdrawn" in world.edits("dana")
    assert world.edits("maya").count("case-withdrawn") == 3


def test_evidence_unknown_is_nobody_there() -> None:
    world = World().begin("maya")
    world.do(s.Arrived(person="pat", evidence=Evidence.UNKNOWN))
    assert "pat" not in world.meeting.present()
