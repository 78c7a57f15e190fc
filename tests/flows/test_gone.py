"""Somebody who is looked after already drops out (L3, L4; decision 0028)."""

from __future__ import annotations

from bot.model import signals as s
from bot.model.case import CaseKind
from bot.model.effects import Withdraw
from bot.model.meeting import How
from tests.flows.world import World
from tests.flows.young_world import Youth


def looked_after() -> World:
    world = World().begin()
    world.do(s.Leaving(person="pat", how=How.CONTACT))
    world.press("maya", "support-alert", "take")
    world.wait(minutes=3)
    return world


def test_they_are_asked_after_the_grace_and_once_more() -> None:
    world = looked_after()
    world.drop("pat")
    world.wait(seconds=59)
    assert world.heard("pat", "check-in") == []
    world.wait(seconds=1)
    assert world.heard("pat", "check-in", "check-in-nudge") == ["check-in"]
    world.wait(minutes=30)
    assert world.heard("pat", "check-in", "check-in-nudge").count("check-in") == 1
    assert set(world.heard("pat", "check-in-nudge")) == {"check-in-nudge"}


def test_the_owner_hears_and_keeps_the_case() -> None:
    world = looked_after()
    world.drop("pat")
    world.wait(minutes=1)
    assert world.heard("maya", "case-left") == ["case-left"]
    assert world.case().owner == "maya"
    assert world.case().kind is CaseKind.SUPPORT


def test_who_goes_with_the_word_that_they_would_like_someone_is_not_asked() -> None:
    world = World().begin()
    world.leave("pat", How.CONTACT)
    world.wait(minutes=6)
    assert world.heard("pat", "check-in", "check-in-nudge") == []


def test_ok_ends_the_questions_and_not_the_case() -> None:
    world = looked_after()
    world.drop("pat")
    world.wait(minutes=1)
    world.press("pat", "check-in", "ok")
    world.press("pat", "check-in", "ok")
    assert world.case().is_open
    assert world.heard("pat", "support-words") == ["support-words"]
    assert world.heard("maya", "case-left") == ["case-left", "case-left"]
    world.wait(minutes=6)
    assert world.heard("pat", "check-in-nudge") == []
    world.press("pat", "support-words", "ok")
    assert not world.case().is_open


def test_any_answer_ends_the_questions() -> None:
    answers = {
        "coming back": lambda w: w.join("pat"),
        "another meeting": lambda w: w.do(s.Elsewhere(person="pat")),
        "a polite ok": lambda w: w.say("pat"),
        "other words": lambda w: w.say("pat", s.WordsKind.OTHER),
        "technical": lambda w: w.press("pat", "check-in", "technical"),
        "contact": lambda w: w.press("pat", "check-in", "contact"),
        "reached": lambda w: w.press("maya", "case-contact", "reached-support"),
    }
    for name, answer in answers.items():
        world = looked_after()
        world.drop("pat")
        world.wait(minutes=1)
        answer(world)
        world.wait(minutes=6)
        assert world.heard("pat", "check-in-nudge") == [], name
        assert world.case().is_open, name


def test_back_within_the_grace_nobody_hears() -> None:
    world = looked_after()
    world.drop("pat")
    world.wait(seconds=30)
    world.join("pat")
    world.wait(minutes=2)
    assert world.heard("pat", "check-in") == []
    assert world.heard("maya", "case-left") == []


def test_without_an_owner_the_next_rung_is_asked_at_once() -> None:
    world = World().begin()
    world.do(s.Leaving(person="pat", how=How.CONTACT))
    world.wait(minutes=2, seconds=10)
    before = len(world.case().called)
    world.drop("pat")
    world.wait(minutes=1)
    assert len(world.case().called) == before + 1


def test_nothing_else_of_the_case_is_kept_back_by_the_answer() -> None:
    world = looked_after()
    world.drop("pat")
    world.wait(minutes=1)
    effects = world.take(s.Arrived(person="pat", evidence=world.meeting.room_evidence))
    assert not any(isinstance(effect, Withdraw) for effect in effects)


def test_no_guardian_is_called_for_a_young_person_who_asked_for_someone() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.do(s.Concerned(person="kit", about="ben"))
    world.wait(minutes=3)
    world.drop("kit")
    world.wait(minutes=8)
    assert world.heard("kit", "check-in", "check-in-nudge") == ["check-in", "check-in-nudge"]
    told = {seen.to for seen in world.seen if seen.key in {"call-task", "young-person-left"}}
    assert told == set()
    assert world.case("kit").guardian_at is None
