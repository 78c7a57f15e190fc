"""A guardian is there when somebody under 16 first comes in (Y3)."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.flows.guardians import MOST_WRONG_PINS
from bot.model import signals as s
from tests.flows.young_world import Youth


def waiting(*adults: str) -> Youth:
    """Gia is fourteen, and waits at an open gate."""
    world = Youth().opened(*(adults or ("asha", "ben")))
    world.knock("gia")
    return world


def sees(world: Youth, who: str, of: str = "gia") -> None:
    world.do(
        s.Pressed(
            person=who,
            key="guardian-witness",
            button="seen",
            platform="discord",
            thread=f"guardian/{of}",
        )
    )


def types_pin(world: Youth, *, right: bool) -> None:
    world.do(s.PinTyped(person="gia", right=right))


def test_the_right_pin_lets_them_in_and_the_guardian_go() -> None:
    world = waiting()
    types_pin(world, right=True)
    assert "gia" in world.here()
    assert world.heard("gus", "guardian-released") == ["guardian-released"]


def test_five_wrong_pins_lock_it_and_the_second_adult_hears() -> None:
    world = waiting()
    for _ in range(MOST_WRONG_PINS):
        types_pin(world, right=False)
    assert world.heard("ben", "pin-locked") == ["pin-locked"]
    types_pin(world, right=True)
    assert "gia" not in world.here()


def test_four_wrong_pins_and_a_right_one_are_enough() -> None:
    world = waiting()
    for _ in range(MOST_WRONG_PINS - 1):
        types_pin(world, right=False)
    types_pin(world, right=True)
    assert "gia" in world.here()
    assert world.heard("ben", "pin-locked") == []


def test_a_pin_before_anybody_was_asked_opens_nothing() -> None:
    world = Youth().opened("gia", "asha")
    types_pin(world, right=True)
    world.knock("ben")
    assert "gia" not in world.here()


def test_two_different_adults_see_the_guardian_and_one_of_them_twice_is_one() -> None:
    world = waiting()
    world.wait(minutes=2)
    sees(world, "asha")
    sees(world, "asha")
    assert "gia" not in world.here()
    sees(world, "ben")
    assert "gia" in world.here()


def test_only_those_who_were_asked_can_have_seen_the_guardian() -> None:
    world = waiting()
    world.wait(minutes=2)
    sees(world, "asha")
    for who in ("cleo", "maya", "dana", "pat", "gus", "gia", "kit"):
        sees(world, who)
    assert "gia" not in world.here()


def test_an_adult_who_comes_later_is_asked_as_well() -> None:
    world = waiting()
    world.wait(minutes=2)
    world.knock("cleo")
    assert world.heard("cleo", "guardian-witness") == ["guardian-witness"]
    sees(world, "cleo")
    sees(world, "ben")
    assert "gia" in world.here()


def test_a_check_that_lapsed_makes_no_witness() -> None:
    world = waiting("asha", "ben", "cleo")
    world.wait(minutes=2)
    person = world.group.people["ben"]
    assert person.check is not None
    lapsed = msgspec.structs.replace(person.check, expires=date(2027, 1, 20))
    people = {**world.group.people, "ben": msgspec.structs.replace(person, check=lapsed)}
    world.group = msgspec.structs.replace(world.group, people=people)
    sees(world, "asha")
    sees(world, "ben")
    assert "gia" not in world.here()


def test_the_guardian_of_somebody_else_says_nothing_about_gia() -> None:
    world = waiting()
    world.guardian_says("kim", of="gia")
    assert "gia" not in world.here()


def test_coming_back_asks_nobody_again() -> None:
    world = waiting()
    world.guardian_says("gus", of="gia")
    world.drop("gia")
    world.knock("gia")
    assert "gia" in world.here()
    assert world.heard("gus", "guardian-confirm") == ["guardian-confirm"]


def test_a_guardian_who_came_along_may_go_and_nobody_looks_for_them() -> None:
    world = Youth().opened("asha", "ben", "gia", "gus")
    world.guardian_says("gus", of="gia")
    assert "gus" in world.here()
    world.drop("gus")
    world.wait(minutes=12)
    assert world.heard("gus", "check-in") == []
    assert world.meeting.case_of("gus") is None


def test_a_guardian_whom_no_message_reaches_is_seen_by_adults_instead() -> None:
    world = Youth().opened("asha", "ben")
    world.blocked = {("gus", "telegram")}
    world.knock("gia")
    assert world.heard("asha", "guardian-witness") == ["guardian-witness"]
    assert world.heard("ben", "guardian-witness") == ["guardian-witness"]
