"""A concern about an adult takes that adult out of everything that comes of it (Y7)."""

from __future__ import annotations

from bot.model import signals as s
from bot.model.case import CaseKind, Stage
from bot.model.meeting import How
from tests.flows.young_world import Youth


def raised(who: str = "kit", about: str = "ben", words: str | None = "sealed words") -> Youth:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.wait(minutes=5)
    world.do(s.Concerned(person=who, about=about, words=words))
    return world


def told_about(world: Youth, who: str) -> set[str | None]:
    return {seen.to for seen in world.seen if seen.facts.person == who}


def test_a_young_person_chooses_first_and_is_never_offered_that_adult() -> None:
    world = raised()
    (asked,) = [seen for seen in world.seen if seen.key == "help-who"]
    assert "ben" not in asked.facts.who
    assert asked.facts.by == "dana"
    assert told_about(world, "kit") == set()


def test_two_other_adults_see_it_and_the_adult_never_hears_of_it() -> None:
    world = raised()
    world.press("kit", "help-who", "team")
    world.wait(minutes=60)
    told = told_about(world, "kit")
    assert len(told) >= 2
    assert "ben" not in told
    assert world.case("kit").kind is CaseKind.CONCERN
    assert world.case("kit").excluded == ("ben",)


def test_a_concern_about_the_lead_goes_to_the_deputy_and_another() -> None:
    world = raised(about="dana")
    world.press("kit", "help-who", "lead-only")
    world.wait(minutes=60)
    told = told_about(world, "kit")
    assert "dev" in told
    assert len(told) >= 2
    assert "dana" not in told


def test_the_lead_is_asked_first_then_the_deputy_then_the_others_who_may_see_it() -> None:
    world = raised(who="asha", about="ben")
    order = []
    for _ in range(3):
        order += [s.to for s in world.seen if s.key == "concern-alert" and s.to not in order]
        world.wait(minutes=2)
    assert order[:2] == ["dana", "dev"]
    world.wait(minutes=30)
    assert "ben" not in told_about(world, "asha")


def test_the_adult_cannot_take_it() -> None:
    world = raised()
    case = world.case("kit")
    world.do(s.CaseAsked(person="ben", case=case.id, button="take", platform="discord"))
    assert world.case("kit").owner is None


def test_an_adult_who_looked_after_them_loses_it_and_what_they_held() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=1)
    world.press("ben", "young-person-left", "take")
    assert world.case("kit").owner == "ben"
    seen = len(world.seen)
    world.do(s.Concerned(person="kit", about="ben"))
    after = [(one.to, one.key) for one in world.seen[seen:]]
    assert ("ben", "case-withdrawn") in after
    assert {key for to, key in after if to == "ben"} == {"case-withdrawn"}
    world.wait(minutes=30)
    later = world.seen[seen:]
    about_kit = {one.key for one in later if one.to == "ben" and one.facts.person == "kit"}
    assert about_kit == {"case-withdrawn"}
    assert world.case("kit").owner is None


def test_being_ok_or_coming_back_does_not_end_a_concern() -> None:
    world = raised()
    world.press("kit", "help-who", "team")
    world.say("kit", s.WordsKind.OK)
    world.do(s.Leaving(person="kit", how=How.OK))
    assert world.case("kit").is_open
    world.press("dana", "concern-alert", "take")
    world.press("dana", "case-contact", "reached-support")
    assert world.case("kit").kind is CaseKind.CONCERN
    world.press("dana", "case-contact", "reached-ok")
    assert world.case("kit").stage is Stage.CLOSED


def test_the_adult_is_out_of_what_comes_later_in_the_meeting_too() -> None:
    world = raised()
    world.press("kit", "help-who", "lead-only")
    world.press("dana", "concern-alert", "take")
    world.press("dana", "case-contact", "reached-ok")
    world.drop("kit")
    seen = len(world.seen)
    world.wait(minutes=30)
    assert world.case("kit").kind is CaseKind.LEFT
    assert "ben" not in {one.to for one in world.seen[seen:] if one.facts.person == "kit"}


def test_no_text_to_them_names_the_adult_as_somebody_to_contact() -> None:
    world = raised(about="asha")
    world.press("kit", "help-who", "team")
    world.wait(minutes=1)
    world.say("kit", s.WordsKind.OTHER)
    mine = [one for one in world.seen if one.to == "kit" and one.at >= world.now]
    assert mine
    assert {one.facts.contact for one in mine} & {"asha"} == set()
    (received,) = [one for one in world.seen if one.key == "concern-received"]
    assert received.facts.contact == "dana"


def test_more_of_the_same_keeps_one_case_and_takes_every_adult_out_of_it() -> None:
    world = raised()
    world.do(s.Concerned(person="kit", about="asha"))
    assert world.case("kit").excluded == ("ben", "asha")
    assert len([case for case in world.meeting.cases.values() if case.subject == "kit"]) == 1
    world.wait(minutes=60)
    assert told_about(world, "kit").isdisjoint({"ben", "asha"})


def test_saying_how_they_leave_opens_no_second_case() -> None:
    world = raised()
    world.press("kit", "help-who", "team")
    for how in (How.BACK_SOON, How.TECHNICAL, How.CONTACT):
        world.do(s.Leaving(person="kit", how=how))
    world.drop("kit")
    world.wait(minutes=30)
    assert [case.kind for case in world.meeting.open_cases() if case.subject == "kit"] == [
        CaseKind.CONCERN
    ]


def test_nobody_phones_a_guardian_about_it() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=1)
    world.do(s.Concerned(person="kit", about="ben"))
    seen = len(world.seen)
    world.wait(minutes=30)
    keys = {one.key for one in world.seen[seen:] if one.facts.person == "kit"}
    assert "call-task" not in keys
    assert "kim" not in {one.to for one in world.seen[seen:]}


def test_a_guardian_who_was_called_still_hears_before_it_can_end() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.drop("kit")
    world.wait(minutes=6)
    called = next(one.to or "" for one in world.seen if one.to and one.key == "call-task")
    world.press(called, "call-task", "take")
    world.do(s.Concerned(person="kit", about="ben"))
    world.press("kit", "help-who", "lead-only")
    world.press("dana", "concern-alert", "take")
    world.press("dana", "case-contact", "reached-ok")
    assert world.case("kit").is_open
    world.press("dana", "guardian-told-ask", "told")
    assert world.case("kit").stage is Stage.CLOSED


def test_somebody_back_soon_who_raises_one_is_not_waited_for() -> None:
    world = Youth().opened("asha", "ben", "cleo", "kit", "lou")
    world.leave("kit", How.BACK_SOON)
    world.do(s.Concerned(person="kit", about="ben"))
    world.wait(minutes=20)
    assert world.case("kit").kind is CaseKind.CONCERN
    assert world.case("kit").stage is Stage.ESCALATED
    assert world.heard("dana", "concern-alert")


def test_the_contact_of_whoever_has_a_concern_about_them_is_somebody_else() -> None:
    world = raised(who="lou", about="asha")
    world.press("lou", "help-who", "team")
    world.drop("lou")
    world.join("lou")
    world.say("lou", s.WordsKind.OTHER)
    later = [one for one in world.seen if one.to == "lou" and one.facts.contact == "asha"]
    assert [one for one in later if one.key not in {"admitted", "lobby-wait"}] == []
