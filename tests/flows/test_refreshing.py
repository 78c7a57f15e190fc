"""Some days before a meeting: what is asked again, and of whom (P3, Y8)."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.flows.refreshing import BEFORE, NEEDS_LAST
from bot.model.people import Group
from tests.flows.cast import PEOPLE, START, group
from tests.flows.world import World

ASKED = START - BEFORE


def with_pat(**changes: object) -> Group:
    """Pat is as told; nothing is to be asked again of anybody else."""
    return group(
        *(msgspec.structs.replace(one, **changes) if one.id == "pat" else one for one in PEOPLE)
    )


def asked_again(people: Group, *, now: datetime = ASKED - timedelta(minutes=1)) -> World:
    world = World(now=now, group=people)
    world.until(START - timedelta(minutes=1))
    return world


def keys(world: World) -> list[tuple[str, str | None, datetime]]:
    wanted = {"needs-again", "agree-again"}
    return [(one.key, one.to, one.at) for one in world.seen if one.key in wanted]


def test_needs_that_are_more_than_half_a_year_old_are_asked_again() -> None:
    old = ASKED - NEEDS_LAST - timedelta(seconds=1)
    world = asked_again(with_pat(needs_asked_at=old))
    assert keys(world) == [("needs-again", "pat", ASKED)]


def test_newer_ones_and_those_who_were_never_asked_are_left_alone() -> None:
    assert keys(asked_again(with_pat(needs_asked_at=ASKED - timedelta(days=100)))) == []
    assert keys(asked_again(with_pat(needs_asked_at=None))) == []


def test_whoever_agreed_before_hears_that_a_part_is_new() -> None:
    changed = with_pat(agreed=False, agreed_before=frozenset({"pat"}))
    assert keys(asked_again(changed)) == [("agree-again", "pat", ASKED)]
    assert keys(asked_again(with_pat(agreed=False))) == [], "they never did: they are asked anew"


def test_of_a_young_person_each_hears_what_is_missing_on_their_side() -> None:
    both = frozenset({"pat", "tom"})
    young = with_pat(guardians=("tom",), guardian_agreed=False, agreed_before=both)
    assert keys(asked_again(young)) == [("agree-again", "tom", ASKED)]


def test_after_the_start_it_is_of_no_use_any_more() -> None:
    old = with_pat(needs_asked_at=START - timedelta(days=300))
    world = World(now=START + timedelta(minutes=1), group=old)
    world.until(START + timedelta(minutes=2))
    assert keys(world) == []
