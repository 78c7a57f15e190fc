"""Answers to the invitation: the newest counts, and nobody is asked for a reason (P3)."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from bot.model import signals as s
from bot.model.effects import Remember
from bot.model.meeting import MeetingState
from bot.model.people import Role
from bot.model.profile import Connection, TakesPart
from tests.flows.cast import START, group, meeting, person
from tests.flows.world import World


def published(**changes: object) -> World:
    """Published three weeks before."""
    now = START - timedelta(days=21)
    one = World(meeting=meeting(state=MeetingState.DRAFT, why=True, **changes), now=now)
    one.do(s.Published(by="maya"))
    return one


def press(one: World, who: str, button: str, *, about: str | None = None) -> None:
    one.do(s.Pressed(person=who, key="invitation", button=button, platform="discord",
                     thread=f"invitation/{about or who}"))  # fmt: skip


def test_everybody_expected_is_invited_once_but_for_whoever_published_it() -> None:
    one = published()
    assert one.heard("maya", "invitation") == []
    assert one.meeting.seat("maya").answer is TakesPart.JOIN
    one.do(s.Published(by="maya"), s.Expected(person="pat"))
    for who in ("tom", "pat", "quinn"):
        assert one.heard(who, "invitation") == ["invitation"]


def test_whoever_is_expected_later_is_invited_then() -> None:
    one = published()
    one.meeting = msgspec.structs.replace(one.meeting, expects=(*one.meeting.expects, "fay"))
    one.do(s.Expected(person="fay"), s.Expected(person="fay"))
    assert one.heard("fay", "invitation") == ["invitation"]


def test_whoever_is_expected_after_the_agenda_went_out_gets_it() -> None:
    one = published()
    one.until(START - timedelta(days=2))
    one.meeting = msgspec.structs.replace(one.meeting, expects=(*one.meeting.expects, "fay"))
    one.do(s.Expected(person="fay"))
    assert one.heard("fay", "agenda-send") == ["agenda-send"]


@pytest.mark.parametrize("how", list(TakesPart))
def test_the_newest_answer_counts(how: TakesPart) -> None:
    one = published()
    press(one, "pat", "cannot")
    assert one.meeting.seat("pat").cannot_come
    press(one, "pat", how.value)
    assert one.meeting.seat("pat").answer is how
    assert not one.meeting.seat("pat").cannot_come
    press(one, "pat", "cannot")
    assert one.meeting.seat("pat").answer is None


def test_the_organiser_hears_once_and_nobody_else_does() -> None:
    one = published()
    press(one, "pat", "cannot")
    press(one, "pat", "cannot")
    told = [seen.to for seen in one.seen if seen.key == "cannot-come-note"]
    assert told == ["maya"]


def test_an_organiser_who_cannot_come_is_told_of_by_another() -> None:
    one = published()
    one.do(s.CannotCome(person="maya"))
    assert one.heard("maya", "cannot-come-note") == []
    assert one.heard("tom", "cannot-come-note") == ["cannot-come-note"]


def test_it_does_not_go_to_somebody_they_have_a_concern_about() -> None:
    one = published()
    one.kept_out = {"pat": ("maya",)}
    press(one, "pat", "cannot")
    assert one.heard("maya", "cannot-come-note") == []
    assert one.heard("tom", "cannot-come-note") == ["cannot-come-note"]


def test_nobody_answers_for_somebody_else() -> None:
    one = published()
    press(one, "tom", "cannot", about="pat")
    assert one.toasts[-1] == "not-yours"
    assert not one.meeting.seat("pat").cannot_come


def test_an_answer_after_the_end_changes_nothing() -> None:
    one = published()
    one.do(s.Cancelled(by="maya"))
    press(one, "pat", "join")
    assert one.toasts[-1] == "closed"
    assert one.meeting.seat("pat").answer is None


def _asked(one: World, who: str, button: str) -> list[str]:
    signal = s.Pressed(person=who, key="invitation", button=button, platform="discord",
                       thread=f"invitation/{who}")  # fmt: skip
    return [e.what for e in one.take(signal) if isinstance(e, Remember)]


def test_the_first_answer_brings_the_question_about_the_connection() -> None:
    one = published()
    assert _asked(one, "pat", "cannot") == [], "there is nothing to pay for"
    assert _asked(one, "pat", "join") == ["device-asked"]
    one.deliver()
    assert one.heard("pat", "device-ask") == ["device-ask"]


@pytest.mark.parametrize("known", [{"connection": Connection.LIMITED}, {"device_asked": True}])
def test_it_is_asked_once_in_a_life(known: dict[str, object]) -> None:
    pat = msgspec.structs.replace(person("pat", Role.CONTRIBUTOR), **known)
    one = published()
    one.group = group(*(one.group.people[w] for w in ("maya", "tom", "quinn")), pat)
    assert _asked(one, "pat", "join") == []
