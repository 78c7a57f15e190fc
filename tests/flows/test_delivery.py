"""Delivery is part of safety: a message that is refused is an event (L8)."""

from __future__ import annotations

from bot.model.case import Stage
from bot.model.meeting import How
from tests.flows.world import World, at


def gone(*blocked: tuple[str, str]) -> World:
    """Pat dropped out at 18:10; these do not get what is sent to them there."""
    world = World().begin()
    world.blocked.update(blocked)
    world.until(at("18:10"))
    world.drop("pat")
    return world


def routes(world: World, who: str, key: str) -> list[tuple[str, str]]:
    return [(seen.via, f"{seen.at:%H:%M:%S}") for seen in world.seen
            if (seen.to, seen.key) == (who, key)]  # fmt: skip


def test_a_refused_question_goes_to_the_other_route_at_once() -> None:
    world = gone(("pat", "discord"))
    world.until(at("18:12"))
    assert routes(world, "pat", "check-in") == [("telegram", "18:11:00")]


def test_all_routes_refused_and_the_case_climbs_now() -> None:
    world = gone(("pat", "discord"), ("pat", "telegram"))
    world.until(at("18:11"))
    assert world.case().stage is Stage.ESCALATED
    assert routes(world, "maya", "case-alert") == [("discord", "18:11:00")]


def test_blocked_after_the_question_climbs_at_the_second() -> None:
    world = gone()
    world.until(at("18:12"))
    world.blocked |= {("pat", "discord"), ("pat", "telegram")}
    world.until(at("18:15"))
    assert world.case().stage is Stage.ESCALATED


def test_a_rung_that_cannot_be_reached_at_all_brings_the_next_at_once() -> None:
    world = gone(("maya", "discord"))
    world.until(at("18:20"))
    assert {via for via, _at in routes(world, "tom", "case-alert")} == {"discord", "telegram"}


def test_a_rung_reached_on_one_of_two_routes_has_its_two_minutes() -> None:
    world = gone(("tom", "discord"))
    world.until(at("18:23:59"))
    assert routes(world, "tom", "case-alert") == [("telegram", "18:22:00")]
    assert routes(world, "dana", "case-alert") == []


def test_a_refused_alert_is_tried_every_minute_while_the_case_is_open() -> None:
    world = gone(("maya", "discord"))
    world.until(at("18:22:30"))
    world.blocked.clear()
    world.until(at("18:25"))
    assert routes(world, "maya", "case-alert") == [("discord", "18:23:00")]


def test_nothing_is_tried_again_after_an_answer() -> None:
    world = gone(("maya", "discord"))
    world.until(at("18:21"))
    world.say("pat")
    world.blocked.clear()
    world.until(at("18:50"))
    assert world.heard("maya", "case-alert", "case-broadcast") == []


def test_the_number_for_the_owner_is_tried_again_too() -> None:
    world = gone()
    world.until(at("18:20"))
    world.blocked.add(("maya", "discord"))
    world.press("maya", "case-alert", "take")
    world.wait(seconds=90)
    world.blocked.clear()
    world.wait(seconds=30)
    assert len(routes(world, "maya", "case-contact")) == 1


def test_a_platform_that_is_away_does_not_hold_up_the_question() -> None:
    world = gone()
    world.away.add("discord")
    world.until(at("18:11"))
    assert [via for via, _at in routes(world, "pat", "check-in")] == ["telegram"]


def test_what_may_have_got_lost_is_sent_on_the_other_route_as_well() -> None:
    """The platform went silent without anybody knowing yet: unknown is not accepted."""
    world = gone()
    world.holding = True
    world.until(at("18:11"))
    world.away.add("discord")
    world.holding = False
    world.deliver()
    assert [via for via, _at in routes(world, "pat", "check-in")] == ["telegram"]


def test_a_rung_on_a_platform_that_is_away_does_not_hold_up_the_next() -> None:
    world = gone()
    world.away.add("discord")
    world.until(at("18:20"))
    assert [via for via, _at in routes(world, "tom", "case-alert")] == ["telegram"]


def test_a_note_for_a_contact_person_who_cannot_be_reached_goes_to_the_next_of_the_staff() -> None:
    world = World().begin()
    world.blocked.add(("maya", "discord"))
    world.leave("pat", How.TECHNICAL)
    assert world.heard("tom", "technical-note") == ["technical-note"]


def test_an_alert_says_on_which_routes_the_person_was_really_asked() -> None:
    world = gone(("pat", "discord"))
    world.until(at("18:12"))
    asked_on = {tried.platform for tried in world.case().tried if tried.ok}
    assert "telegram" in asked_on


def test_never_a_public_place() -> None:
    everybody = [
        (who, p) for who in ("pat", "maya", "tom", "dana") for p in ("discord", "telegram")
    ]
    world = gone(*everybody)
    world.until(at("18:50"))
    assert world.heard(None) == ["opening"]


def test_unknown_and_then_refused_is_one_failure() -> None:
    """The question is on its way on the other route already, and comes there once."""
    world = gone()
    world.away.add("discord")
    world.until(at("18:11"))
    assert routes(world, "pat", "check-in") == [("telegram", "18:11:00")]
    world.blocked.add(("pat", "discord"))
    world.away.clear()
    world.until(at("18:13"))
    assert routes(world, "pat", "check-in") == [("telegram", "18:11:00")]
