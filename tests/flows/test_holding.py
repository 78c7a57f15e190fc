"""Fewer than two (Y6): who is out at once, who is held, and what is undone, by whom."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.model import signals as s
from bot.model.effects import Act
from bot.model.meeting import Evidence, MeetingState, Place
from tests.flows.young_world import Youth

Accounts = dict[str, tuple[str, ...]]


def by_phone(world: Youth, who: str) -> None:
    """Staff tick somebody who says that they are on the line."""
    world.do(s.Arrived(person=who, evidence=Evidence.ATTESTED, by="asha"))


def test_an_adult_on_the_phone_does_not_keep_one_young_person_with_one_adult() -> None:
    world = Youth().opened("asha", "ben", "kit")
    by_phone(world, "cleo")
    world.drop("ben")
    assert world.heard("kit", "separated") == ["separated"]
    assert "kit" not in world.here()


def test_with_only_an_adult_on_the_phone_young_people_are_out_at_once() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    by_phone(world, "cleo")
    world.drop("ben")
    world.drop("asha")
    assert world.heard("kit", "ended-young") == ["ended-young"]
    assert world.heard("lou", "ended-young") == ["ended-young"]


def test_young_people_are_heard_elsewhere_again_and_adults_only_when_they_have_gone() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    count = len(world.acts)
    world.wait(minutes=5)
    done = [(act.do, act.who) for act in world.acts[count:]]
    assert done.index(("unmute", "kit")) < done.index(("remove", "kit"))
    assert done.index(("remove", "lou")) < done.index(("undeafen", "asha"))
    assert done.index(("remove", "kit")) < done.index(("unmute", "asha"))
    assert world.meeting.hushed == ()


def test_only_whom_the_bot_silenced_is_let_speak() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    world.knock("cleo")
    assert "ben" not in world.done("unmute")
    assert world.done("unmute") == world.done("undeafen")


def test_a_held_meeting_that_staff_end_is_told_as_what_it_is() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    world.do(s.Ended(by="asha"))
    assert world.heard("kit", "ended-young") == ["ended-young"]
    assert world.heard("kim", "ended-guardian") == ["ended-guardian"]
    assert set(world.done("remove")) >= {"kit", "lou"}


def test_a_meeting_that_ends_when_it_should_alarms_no_guardian() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.do(s.Ended(by="asha"))
    assert world.heard("kim", "ended-guardian") == []
    assert set(world.done("remove")) == {"kit", "lou"}


def test_a_hold_survives_a_restart_and_ends_when_it_is_due() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    world.drop("ben")
    world.wait(minutes=4)
    world.down(seconds=40)
    assert world.state() is MeetingState.HELD
    world.wait(seconds=20)
    assert world.state() is MeetingState.ENDED


def test_an_adult_found_in_the_lobby_after_a_restart_does_not_count() -> None:
    world = Youth().opened("asha", "ben", "kit", "lou")
    present: Accounts = {who: (f"discord/{who}",) for who in ("asha", "kit", "lou")}
    waiting: Accounts = {"ben": ("discord/ben",)}
    world.cannot = {"admit"}
    world.do(s.Watched(present=present, waiting=waiting, blind_since=world.now))
    assert world.state() is MeetingState.HELD
    assert world.meeting.seat("ben").place is Place.LOBBY
    assert world.meeting.case_of("ben") is None


def test_an_adult_found_to_be_under_18_is_a_young_person_at_once() -> None:
    world = Youth().opened("asha", "ben", "kit")
    person = msgspec.structs.replace(world.group.people["ben"], born=date(2010, 1, 21))
    people = {**world.group.people, "ben": person}
    world.group = msgspec.structs.replace(world.group, people=people)
    world.do(s.Signed(person="asha"))
    assert world.state() is MeetingState.HELD
    assert world.heard("dana", "hold-lead") == ["hold-lead"]
    assert world.heard("ben", "hold-adult") == []


def test_a_door_that_opened_late_is_shut_again() -> None:
    world = Youth().opened("asha", "kit")
    world.do(s.Acted(act=Act(do="admit", who="kit"), outcome=s.DeliveryOutcome.ACCEPTED))
    assert "kit" not in world.here()
    assert world.done("remove") == ["kit"]
