"""Presence that rests on signs: pulse questions and roll-calls (SPEC 1, M4)."""

from __future__ import annotations

import pytest

from bot.model import signals as s
from bot.model.case import Stage
from bot.model.meeting import How, RoomKind
from tests.flows.cast import meeting
from tests.flows.world import World, at


def on_telegram() -> World:
    """A meeting in a room that shows nobody."""
    world = World(meeting=meeting(platform="telegram")).begin("tom", "pat")
    return world


def test_fifteen_minutes_without_a_sign_are_asked_about() -> None:
    world = on_telegram()
    world.until(at("18:09:59"))
    assert world.heard("pat", "pulse") == []
    world.until(at("18:10"))
    assert world.heard("pat", "pulse") == ["pulse"]


def test_two_minutes_without_an_answer_are_a_leave() -> None:
    world = on_telegram()
    world.until(at("18:12"))
    assert world.case().stage is Stage.GRACE
    world.until(at("18:13"))
    assert world.heard("pat", "check-in") == ["check-in"]


def test_any_sign_keeps_somebody_present() -> None:
    world = on_telegram()
    world.until(at("18:09"))
    world.do(s.Signed(person="pat"))
    world.until(at("18:23:59"))
    assert world.heard("pat", "pulse") == []


def test_the_answer_to_a_pulse_is_a_person_there() -> None:
    world = on_telegram()
    world.until(at("18:11"))
    world.press("pat", "pulse", "here")
    world.until(at("18:20"))
    assert "pat" in world.meeting.present()
    assert world.meeting.newest_case_of("pat") is None


def test_a_pulse_answered_late_is_an_answer_all_the_same() -> None:
    world = on_telegram()
    world.until(at("18:14"))
    world.press("pat", "pulse", "here")
    assert world.case().stage is Stage.CLOSED
    assert "pat" in world.meeting.present()


def test_everybody_the_chair_ticked_has_given_a_sign() -> None:
    world = on_telegram()
    world.until(at("18:09"))
    for who in ("pat", "tom"):
        world.do(s.Signed(person=who))
    world.until(at("18:15"))
    assert world.heard("maya", "roll-call") == ["roll-call"]
    world.press("maya", "roll-call", "all-here")
    world.until(at("18:29:59"))
    assert world.heard("pat", "pulse") == []


def test_missing_asks_only_those_who_gave_no_sign_since() -> None:
    world = on_telegram()
    world.until(at("18:09"))
    for who in ("pat", "tom"):
        world.do(s.Signed(person=who))
    world.until(at("18:16"))
    world.do(s.Signed(person="tom"))
    world.press("maya", "roll-call", "missing")
    assert world.heard("pat", "pulse") == ["pulse"]
    assert world.heard("tom", "pulse") == []


def test_a_contributor_cannot_answer_the_roll() -> None:
    world = on_telegram()
    before = world.meeting.attendance["tom"]
    world.do(s.Pressed(person="pat", key="roll-call", button="all-here", platform="telegram"))
    assert world.meeting.attendance["tom"] == before


def test_saying_how_one_leaves_on_telegram_is_leaving() -> None:
    world = on_telegram()
    world.leave("pat", How.OK)
    count = len(world.seen)
    world.wait(minutes=20)
    assert world.meeting.present() != ("pat",)
    assert [to for to, _key in world.new_since(count) if to == "pat"] == []


def test_leaving_the_group_itself_is_seen_at_once() -> None:
    world = on_telegram()
    world.drop("pat")
    world.wait(seconds=60)
    assert world.heard("pat", "check-in") == ["check-in"]


@pytest.mark.parametrize("platform", ["discord", "telegram"])
def test_words_in_a_text_room_are_being_there(platform: str) -> None:
    world = World(meeting=meeting(platform=platform, room=RoomKind.TEXT))
    world.do(s.Opened(by="maya"))
    world.do(s.Signed(person="pat", in_room=True))
    assert "pat" in world.meeting.present()


def test_a_break_is_not_asked_about() -> None:
    world = on_telegram()
    world.until(at("18:05"))
    world.do(s.BreakBegan(by="maya", seconds=900))
    world.until(at("18:21:59"))
    assert world.heard("pat", "pulse") == []


def test_nobody_is_asked_while_their_platform_is_away() -> None:
    world = on_telegram()
    world.away.add("telegram")
    world.do(s.WentAway(platform="telegram", since=world.now))
    world.wait(minutes=20)
    assert not world.meeting.cases


def test_silent_before_the_planned_end_is_not_gone_home_at_it() -> None:
    """Asked at 18:59 and still silent at 19:01: nobody saw them go, so they are looked for."""
    world = on_telegram()
    world.until(at("18:09"))
    world.do(s.Signed(person="pat"))
    for minute in range(14, 60, 5):
        world.until(at(f"18:{minute}"))
        world.do(s.Signed(person="tom"))
        if minute <= 44:
            world.do(s.Signed(person="pat"))
    world.until(at("19:01"))
    assert world.case().stage is Stage.GRACE


def test_silence_while_nothing_could_be_heard_does_not_count() -> None:
    """Ten minutes of silence before the dark and five after it are fifteen."""
    world = World(meeting=meeting(room=RoomKind.TEXT)).begin("tom", "pat")
    world.until(at("18:05"))
    world.down(minutes=30)
    world.until(at("18:39:59"))
    assert world.heard("pat", "pulse") == []
    world.until(at("18:40"))
    assert world.heard("pat", "pulse") == ["pulse"]


def test_many_restarts_do_not_make_somebody_silent_look_present() -> None:
    world = World(meeting=meeting(room=RoomKind.TEXT)).begin("tom", "pat")
    for _ in range(5):
        world.wait(minutes=2)
        world.down(seconds=10)
    assert world.heard("pat", "pulse") == ["pulse"]
    world.wait(minutes=2)
    assert world.case().stage is Stage.GRACE


def test_a_pulse_nobody_could_answer_is_asked_again() -> None:
    world = on_telegram()
    world.until(at("18:11"))
    world.away.add("telegram")
    world.do(s.WentAway(platform="telegram", since=world.now))
    world.wait(minutes=5)
    world.away.clear()
    world.do(s.CameBack(platform="telegram"))
    world.wait(minutes=1)
    assert "pat" in world.meeting.present()
    assert world.heard("pat", "pulse") == ["pulse", "pulse"]
    world.wait(minutes=1)
    assert world.case().stage is Stage.GRACE
