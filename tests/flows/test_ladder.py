"""The ladder: who is asked, in which order, until somebody takes it (L5, L6)."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.model import signals as s
from bot.model.case import CaseStep, Stage
from bot.model.people import Role
from tests.flows.cast import PEOPLE, group, meeting, person
from tests.flows.world import World, at

ALERTS = ("case-alert", "case-broadcast", "support-alert")


def alerted(world: World) -> World:
    """Pat dropped out at 18:10; at 18:20 the first rung is alerted."""
    world.begin()
    world.until(at("18:10"))
    world.drop("pat")
    world.until(at("18:20"))
    return world


def first_alerts(world: World) -> list[tuple[str | None, str]]:
    """Who was alerted, and when, each the first time."""
    firsts: dict[str | None, str] = {}
    for seen in world.seen:
        if seen.key in ALERTS:
            firsts.setdefault(seen.to, f"{seen.at:%H:%M}")
    return list(firsts.items())


def test_contact_then_co_organisers_then_lead_then_deputy_two_minutes_apart() -> None:
    world = alerted(World())
    world.until(at("18:27"))
    assert first_alerts(world) == [
        ("maya", "18:20"), ("tom", "18:22"), ("dana", "18:24"), ("dev", "18:26"),
    ]  # fmt: skip


def test_with_no_other_organiser_expected_the_groups_others_are_asked_one_rung_each() -> None:
    world = alerted(World(meeting=meeting(expects=("maya", "pat"))))
    world.until(at("18:27"))
    assert [who for who, _at in first_alerts(world)] == ["maya", "tom", "olga", "dana"]


def test_the_last_rung_exhausted_everybody_is_told_every_five_minutes_for_ever() -> None:
    world = alerted(World())
    world.until(at("19:30"))
    told = [f"{seen.at:%H:%M}" for seen in world.seen if (seen.to, seen.key) ==
            ("fay", "case-broadcast")]  # fmt: skip
    assert told == [f"18:{m:02}" for m in range(28, 60, 5)] + [
        f"19:{m:02}" for m in range(3, 30, 5)
    ]
    assert world.heard("oona") == ["operator-alert"] * len(told)


def test_a_broadcast_reaches_all_staff_and_nobody_else() -> None:
    world = alerted(World())
    count = len(world.seen)
    world.until(at("18:28"))
    told = {to for to, key in world.new_since(count) if key == "case-broadcast"}
    assert told == {"maya", "tom", "olga", "fay", "dana", "dev"}


def test_an_alert_takes_every_proved_route_at_once() -> None:
    world = alerted(World())
    world.until(at("18:22"))
    routes = [seen.via for seen in world.seen if (seen.to, seen.key) == ("tom", "case-alert")]
    assert routes == ["discord", "telegram"]


def test_a_route_that_is_not_proved_carries_no_alert() -> None:
    world = alerted(World())
    world.until(at("18:28"))
    routes = {seen.via for seen in world.seen if (seen.to, seen.key) == ("fay", "case-broadcast")}
    assert routes == {"discord"}


def test_a_rung_without_a_proved_route_does_not_hold_up_the_next() -> None:
    people = [p for p in PEOPLE if p.id != "tom"] + [
        person("tom", Role.ORGANISER, on=(), unproved=("discord",))
    ]
    world = alerted(World(group=group(*people)))
    world.until(at("18:22"))
    assert first_alerts(world) == [("maya", "18:20"), ("dana", "18:22")]


def test_nobody_is_a_rung_twice() -> None:
    people = [p for p in PEOPLE if p.id not in {"maya", "dana"}]
    both = person("maya", Role.ORGANISER, Role.SAFEGUARDING_LEAD)
    world = alerted(World(group=group(both, *people)))
    world.until(at("18:25"))
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_nobody_under_18_is_on_the_ladder_or_told() -> None:
    world = alerted(World())
    world.until(at("18:59"))
    assert world.heard("gia", *ALERTS) == []
    world.do(s.CaseAsked(person="gia", case="c1", button="take", platform="discord"))
    assert world.case().owner is None


def test_an_adult_found_to_be_under_18_falls_off_the_ladder_at_once() -> None:
    world = alerted(World())
    young = msgspec.structs.replace(world.group.people["tom"], born=date(2010, 1, 1))
    world.group = group(*(young if p.id == "tom" else p for p in PEOPLE))
    world.until(at("18:30"))
    assert world.heard("tom", *ALERTS) == []


def test_the_subject_is_never_asked_about_themselves() -> None:
    world = World().begin()
    world.drop("maya")
    world.wait(minutes=40)
    assert world.heard("maya", *ALERTS) == []
    assert first_alerts(world)[0][0] == "tom"


def test_nobody_excluded_is_asked_told_or_may_take_it() -> None:
    world = alerted(World())
    case = msgspec.structs.replace(world.case(), excluded=("tom",))
    world.meeting = msgspec.structs.replace(world.meeting, cases={case.id: case})
    world.until(at("18:50"))
    world.do(s.CaseAsked(person="tom", case="c1", button="take", platform="discord"))
    assert world.heard("tom", *ALERTS) == []
    assert world.case().owner is None


def test_somebody_missing_themselves_is_skipped() -> None:
    world = World().begin()
    world.drop("pat")
    world.drop("tom")
    world.wait(minutes=13)
    assert "tom" not in world.case("pat").called


def test_somebody_missing_in_another_meeting_is_skipped() -> None:
    world = alerted(World(missing_elsewhere=frozenset({"tom"})))
    world.until(at("18:22"))
    assert world.heard("tom", "case-alert") == []
    assert len(first_alerts(world)) == 2


def test_with_nobody_on_the_ladder_the_operator_is_told_at_once() -> None:
    people = [p for p in PEOPLE if p.id in {"pat", "oona", "quinn"}] + [
        person("maya", Role.ORGANISER)
    ]
    world = World(group=group(*people), meeting=meeting(expects=("maya", "pat"))).begin()
    world.drop("maya")
    world.wait(minutes=10)
    assert world.heard("oona") == ["operator-alert"]
    world.wait(minutes=15)
    assert world.heard("oona") == ["operator-alert"] * 4


def test_quiet_hours_never_silence_a_ladder() -> None:
    night = {"planned_start": at("21:30"), "planned_end": at("23:00")}
    world = World(meeting=meeting(**night), now=at("21:29")).begin()
    world.drop("pat")
    world.wait(minutes=10)
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_an_open_case_always_waits_for_something() -> None:
    world = alerted(World())
    for _ in range(120):
        world.wait(minutes=1)
        case = world.case()
        assert case.next is not None
        assert case.next.at > world.now
        last = case.next.step
    assert (world.case().stage, last) == (Stage.ESCALATED, CaseStep.BROADCAST)
