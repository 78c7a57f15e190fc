"""A young person asks for someone: they choose who sees it, and at least two do (Y7, Y12)."""

from __future__ import annotations

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from tests.flows.young_world import Youth


def asked() -> Youth:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.wait(minutes=5)
    world.do(s.Pressed(person="kit", key="admitted", button="help", platform="discord"))
    return world


def test_before_anything_is_sent_they_are_asked_who_may_see_it() -> None:
    world = asked()
    assert world.heard("kit", "help-who") == ["help-who"]
    for who in ("asha", "ben", "cleo", "dana", "dev"):
        assert world.heard(who, "support-alert") == []


def test_the_two_adults_are_asked_at_the_same_moment() -> None:
    world = asked()
    world.press("kit", "help-who", "team")
    assert world.heard("asha", "support-alert") == world.heard("ben", "support-alert") != []
    assert world.heard("cleo", "support-alert") == []
    assert world.case("kit").kind is CaseKind.SUPPORT


def test_only_the_lead_and_the_deputy() -> None:
    world = asked()
    world.press("kit", "help-who", "lead-only")
    world.wait(minutes=60)
    assert world.heard("dana", "support-alert")
    assert world.heard("dev", "support-alert")
    told = {seen.to for seen in world.seen if seen.facts.person == "kit"}
    assert told == {"dana", "dev"}


def test_no_choice_in_a_minute_means_the_lead_and_the_deputy() -> None:
    world = asked()
    world.wait(seconds=59)
    assert world.heard("dana", "support-alert") == []
    world.wait(seconds=1)
    assert world.heard("dana", "support-alert")
    assert world.heard("ben", "support-alert") == []


def test_they_are_told_who_can_see_it() -> None:
    world = asked()
    world.press("kit", "help-who", "team")
    (told,) = [seen for seen in world.seen if seen.key == "support-received"]
    assert set(told.facts.who) == {"asha", "ben", "dana", "dev"}


def test_words_of_a_young_person_are_seen_by_two_adults() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=1)
    world.say("kit", s.WordsKind.OTHER)
    assert world.heard("kit", "help-who") == ["help-who"]
    world.press("kit", "help-who", "team")
    world.press("asha", "support-alert", "take")
    readers = {seen.to for seen in world.seen if seen.facts.words}
    assert readers == {"asha", "ben"}


def test_asking_twice_asks_once() -> None:
    world = asked()
    world.do(s.Pressed(person="kit", key="admitted", button="help", platform="discord"))
    assert world.heard("kit", "help-who") == ["help-who"]


def test_the_case_ends_when_a_human_says_so() -> None:
    world = asked()
    world.press("kit", "help-who", "team")
    world.press("ben", "support-alert", "take")
    world.press("ben", "case-contact", "reached-ok")
    assert world.case("kit").stage is Stage.CLOSED


def test_the_adult_who_looks_after_them_writes_through_the_bot_and_another_reads_it() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    world.say("ben", s.WordsKind.OTHER)
    assert world.heard("kit", "team-words") == ["team-words"]
    assert world.heard("asha", "team-words-copy") == ["team-words-copy"]


def test_no_adult_is_shown_how_to_reach_a_young_person() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    (shown,) = [seen for seen in world.seen if seen.key == "case-contact"]
    assert (shown.facts.variant, shown.facts.guardians) == ("young", ())
