"""The contact person: there is always somebody whom attendees can reach (L9)."""

from __future__ import annotations

from bot.model import signals as s
from bot.model.meeting import How
from tests.flows.world import World, at


def without_maya(when: str = "18:10") -> World:
    """The contact person dropped out."""
    world = World().begin()
    world.until(at(when))
    world.drop("maya")
    return world


def card(world: World) -> str | None:
    """The contact person on the card that everybody sees."""
    cards = [seen for seen in world.seen if seen.to is None and seen.key in
             {"opening", "contact-card"}]  # fmt: skip
    return cards[-1].facts.contact


def test_the_next_of_the_staff_there_takes_the_duty_at_once() -> None:
    world = without_maya()
    assert world.meeting.acting_contact == "tom"
    world.leave("pat", How.TECHNICAL)
    assert world.heard("tom", "technical-note") == ["technical-note"]


def test_the_card_changes_only_after_the_grace() -> None:
    world = without_maya()
    world.until(at("18:10:59"))
    assert card(world) == "maya"
    world.until(at("18:11"))
    assert card(world) == "tom"


def test_they_are_asked_as_a_person_too() -> None:
    world = without_maya()
    world.until(at("18:11"))
    assert world.heard("maya", "check-in") == ["check-in"]


def test_new_cases_go_to_the_one_who_has_the_duty() -> None:
    world = without_maya()
    world.drop("pat")
    world.wait(minutes=10)
    assert world.case("pat").called == ("tom",)


def test_back_within_the_grace_and_nothing_changed_for_anybody() -> None:
    world = without_maya()
    count = len(world.seen)
    world.until(at("18:10:30"))
    world.join("maya")
    world.until(at("18:30"))
    assert world.meeting.acting_contact is None
    assert world.new_since(count) == []


def test_back_later_the_duty_returns_only_when_they_say_so() -> None:
    world = without_maya()
    world.until(at("18:13"))
    world.join("maya")
    assert world.meeting.acting_contact == "tom"
    assert world.edits("maya")[-1] == "contact-back"
    world.press("maya", "contact-back", "take-back")
    assert world.meeting.acting_contact is None
    assert card(world) == "maya"


def test_nobody_else_takes_the_duty_back() -> None:
    world = without_maya()
    world.until(at("18:13"))
    world.join("maya")
    forged = s.Pressed(person="quinn", key="contact-back", button="take-back", platform="discord")
    world.do(forged)
    assert world.meeting.acting_contact == "tom"


def test_the_second_in_duty_drops_out_as_well_and_somebody_still_has_it() -> None:
    world = without_maya()
    world.until(at("18:12"))
    world.drop("tom")
    assert world.meeting.acting_contact not in {None, "maya", "tom"}


def test_the_card_never_names_somebody_who_is_not_the_contact_person() -> None:
    """Tom, who did it meanwhile, drops out; Maya is back before the card has changed again."""
    world = without_maya()
    world.until(at("18:12"))
    world.drop("tom")
    world.wait(seconds=30)
    world.join("maya")
    world.wait(minutes=5)
    now = world.meeting.acting_contact or world.meeting.contact
    assert card(world) == now


def test_a_reader_is_never_told_to_reach_themselves() -> None:
    world = without_maya()
    world.until(at("18:11"))
    asked = next(seen for seen in world.seen if seen.key == "check-in")
    assert asked.facts.contact == "tom"


def test_after_the_end_nobody_takes_over_for_a_contact_person_who_goes() -> None:
    world = World().begin()
    world.until(at("19:16"))
    world.drop("maya")
    assert world.meeting.acting_contact is None
