"""Beginning and ending a meeting (L1, L11, L13)."""

from __future__ import annotations

import msgspec
import pytest

from bot.model import signals as s
from bot.model.meeting import How, MeetingState, Place
from tests.flows.cast import PEOPLE, group, meeting
from tests.flows.world import World, at

STAFF_ONLY = [
    s.Opened(by="pat"),
    s.Ended(by="pat"),
    s.Cancelled(by="pat"),
    s.BreakBegan(by="pat", seconds=60),
]


def test_opening_makes_a_lobby_and_the_planned_start_makes_it_run() -> None:
    world = World()
    world.do(s.Opened(by="maya"))
    assert world.state() is MeetingState.LOBBY
    world.until(at("18:00"))
    assert world.state() is MeetingState.RUNNING


def test_opened_late_it_runs_at_once() -> None:
    world = World()
    world.until(at("18:05"))
    world.do(s.Opened(by="tom"))
    assert world.state() is MeetingState.RUNNING


def test_everybody_is_told_at_the_opening_that_they_may_go() -> None:
    world = World().begin()
    assert world.heard(None) == ["opening"]


def test_those_who_waited_come_in_when_it_opens() -> None:
    world = World()
    world.join("pat")
    assert world.meeting.seat("pat").place is Place.LOBBY
    world.do(s.Opened(by="maya"))
    assert world.meeting.present() == ("pat",)


@pytest.mark.parametrize("signal", STAFF_ONLY, ids=lambda signal: type(signal).__name__)
def test_a_contributor_can_neither_open_end_cancel_nor_break(signal: s.Signal) -> None:
    world = World() if isinstance(signal, s.Opened) else World().begin()
    before = world.meeting
    world.do(signal)
    assert (world.meeting, world.toasts[-1]) == (before, "not-yours")


def test_the_chair_then_somebody_else_is_reminded_to_open() -> None:
    world = World(now=at("17:50"))
    world.until(at("17:59"))
    reminded = [(seen.to, seen.key, f"{seen.at:%H:%M}") for seen in world.seen]
    assert reminded == [("maya", "open-nudge", "17:55"), ("tom", "open-alert", "17:58")]


def test_nobody_is_reminded_of_a_meeting_that_is_open() -> None:
    world = World(now=at("17:50"))
    world.do(s.Opened(by="maya"))
    world.until(at("17:59"))
    assert world.heard("maya") + world.heard("tom") == []


def test_a_meeting_without_chair_or_contact_person_is_only_looked_at_once() -> None:
    world = World(meeting=meeting(chair=None, contact=None), now=at("17:50"))
    world.until(at("17:59"))
    assert world.heard("tom") + world.heard("maya") != []


def test_nobody_is_left_waiting_for_a_meeting_that_does_not_open() -> None:
    world = World()
    world.until(at("18:10"))
    told = {to for to, key in world.new_since(0) if key == "not-open"}
    assert told == {"dana", "maya", "tom", "pat", "quinn"}


def test_a_meeting_nobody_opened_is_called_off_after_half_an_hour() -> None:
    world = World()
    world.until(at("18:29:59"))
    assert world.state() is MeetingState.PUBLISHED
    world.until(at("18:30"))
    assert world.state() is MeetingState.CANCELLED


def test_an_empty_room_ends_it_five_minutes_after_the_planned_end() -> None:
    world = World().begin()
    for who in ("pat", "quinn", "tom", "maya"):
        world.leave(who, How.OK)
    world.until(at("19:04:59"))
    assert world.state() is MeetingState.RUNNING
    world.until(at("19:05"))
    assert world.state() is MeetingState.ENDED


def test_a_room_that_empties_later_still_has_five_minutes() -> None:
    world = World().begin("maya")
    world.until(at("19:07"))
    world.drop("maya")
    world.until(at("19:11:59"))
    assert world.state() is MeetingState.RUNNING
    world.until(at("19:12"))
    assert world.state() is MeetingState.ENDED


def test_it_ends_a_quarter_of_an_hour_after_the_planned_end_by_itself() -> None:
    world = World().begin()
    world.until(at("19:14:59"))
    assert world.state() is MeetingState.RUNNING
    world.until(at("19:15"))
    assert world.state() is MeetingState.ENDED


def test_each_press_of_carry_on_moves_the_planned_end_by_a_quarter_of_an_hour() -> None:
    world = World().begin()
    world.until(at("19:00"))
    world.press("maya", "overrun", "carry-on")
    world.until(at("19:15"))
    world.press("maya", "overrun", "carry-on")
    assert world.meeting.planned_end == at("19:30")
    assert world.heard("maya", "overrun") == ["overrun"] * 2


def test_open_cases_carry_on_over_the_end_and_the_meeting_waits_for_them() -> None:
    world = World().begin()
    world.until(at("18:55"))
    world.drop("pat")
    world.until(at("18:57"))
    world.do(s.Ended(by="maya"))
    world.until(at("19:30"))
    assert world.heard("maya", "case-alert")
    assert world.state() is MeetingState.ENDED
    world.say("pat")
    assert world.state() is MeetingState.CLOSED


def test_it_closes_ten_minutes_after_it_ended_at_the_earliest() -> None:
    world = World().begin()
    world.until(at("18:30"))
    world.do(s.Ended(by="maya"))
    world.until(at("18:39:59"))
    assert world.state() is MeetingState.ENDED
    world.until(at("18:40"))
    assert world.state() is MeetingState.CLOSED


def test_cancelling_closes_no_case() -> None:
    world = World().begin()
    world.drop("pat")
    world.do(s.Cancelled(by="maya"))
    world.wait(minutes=10)
    assert world.heard("maya", "case-alert") == ["case-alert"]


def test_asking_for_somebody_after_it_closed_is_still_heard() -> None:
    world = World().begin()
    world.do(s.Ended(by="maya"))
    world.wait(minutes=11)
    world.press("pat", "opening", "contact")
    assert world.heard("maya", "support-alert") == ["support-alert"]
    assert world.state() is MeetingState.ENDED


def test_a_meeting_needs_a_contact_person_with_a_way_outside_the_chat() -> None:
    draft = meeting(state=MeetingState.DRAFT)
    only_chat = msgspec.structs.replace(PEOPLE[0], outside_route=False)
    world = World(meeting=draft, group=group(only_chat, *PEOPLE[1:]))
    world.do(s.Published(by="tom"))
    assert world.heard("tom") == ["publish-refused"]
    assert world.state() is MeetingState.DRAFT


def test_publishing_is_for_staff_and_happens_once() -> None:
    world = World(meeting=meeting(state=MeetingState.DRAFT))
    world.do(s.Published(by="pat"))
    assert world.state() is MeetingState.DRAFT
    world.do(s.Published(by="tom"))
    world.do(s.Published(by="tom"))
    assert world.heard(None) == ["meeting-published"]


def test_somebody_unknown_is_shown_to_staff_once_and_never_counts() -> None:
    world = World().begin("maya")
    world.do(s.UnknownSeen(account="discord/who"), s.UnknownSeen(account="discord/who"))
    assert world.heard("maya", "unknown-person") == ["unknown-person"]
    assert world.meeting.present() == ("maya",)
