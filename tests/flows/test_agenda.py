"""The agenda before a meeting (M1), decided without any platform or clock."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from bot.flows import agenda
from bot.flows.turn import Turn
from bot.model import signals as s
from bot.model.agenda import Agenda, Became, Sorting, closes_before
from bot.model.effects import KeptForNext
from bot.model.meeting import MeetingState
from bot.model.policy import Policy
from tests.flows.cast import START, context, meeting
from tests.flows.world import World

DAY = timedelta(days=1)


def world(days: float = 15, *, why: bool = True, **changes: object) -> World:
    """So many days before the meeting."""
    return World(meeting=meeting(why=why, **changes), now=START - days * DAY)


def added(one: World, *people: str | None) -> World:
    for who in people:
        one.do(s.ItemAdded(words="sealed words", by=who))
    return one


def test_it_is_asked_for_closed_and_sent_at_its_times() -> None:
    one = added(world(), "pat")
    one.until(START - 6 * DAY)
    new = [seen for seen in one.seen if "agenda" in seen.key and not seen.edit]
    times = {(seen.key, (START - seen.at).days) for seen in new}
    assert times == {("agenda-ask", 14), ("agenda-sort", 8), ("agenda-send", 7)}
    assert one.heard(None, "agenda-ask") == ["agenda-ask"]
    assert {seen.to for seen in one.seen if seen.key == "agenda-send"} == {*one.meeting.expects}


@pytest.mark.parametrize(
    ("ask", "send", "closes"), [(14, 7, 8), (10, 3, 4), (7, 6.5, 6.75), (5, 5, 5)]
)
def test_it_closes_between_the_question_and_the_sending(
    ask: float, send: float, closes: float
) -> None:
    assert closes_before(ask * DAY, send * DAY) == closes * DAY


def test_whoever_cannot_come_is_neither_asked_nor_named() -> None:
    one = world()
    one.do(s.CannotCome(person="quinn"))
    one.until(START - 6 * DAY)
    assert one.heard("quinn", "agenda-ask", "agenda-send") == []
    sent = next(seen for seen in one.seen if seen.key == "agenda-send")
    assert sent.facts.agenda is not None
    assert sent.facts.agenda.coming == ("maya", "tom", "pat")


def test_published_after_the_closing_nobody_is_asked() -> None:
    one = world(7.5, state=MeetingState.DRAFT, chair="maya", contact="maya")
    one.do(s.Published(by="maya"))
    one.until(START - 6 * DAY)
    assert [seen.key for seen in one.seen if seen.key == "agenda-ask"] == []
    assert one.heard("pat", "agenda-send") == ["agenda-send"]


def test_a_meeting_that_is_moved_is_asked_about_and_sent_once() -> None:
    one = world()
    one.until(START - 6 * DAY)
    one.meeting = msgspec.structs.replace(
        one.meeting,
        planned_start=START + 14 * DAY,
        planned_end=START + 14 * DAY + timedelta(hours=1),
    )
    one.until(START + 13 * DAY)
    assert one.heard("pat", "agenda-ask") == ["agenda-ask"]
    assert one.heard("pat", "agenda-send") == ["agenda-send"]


def test_without_a_why_it_waits_until_there_is_one() -> None:
    one = world(8, why=False)
    one.until(START - 3 * DAY)
    assert one.heard("maya", "agenda-waits") == ["agenda-waits"]
    assert one.heard("pat", "agenda-send") == []
    one.do(s.WhySaid(by="pat"))
    assert one.toasts[-1] == "not-yours"
    one.do(s.WhySaid(by="maya"), s.WhySaid(by="maya"))
    assert one.heard("pat", "agenda-send") == ["agenda-send"]


def test_a_why_after_the_start_sends_nothing() -> None:
    one = world(8, why=False)
    one.until(START)
    one.do(s.WhySaid(by="maya"))
    assert one.heard("pat", "agenda-send") == []


def test_an_item_without_a_name_has_no_author_anywhere() -> None:
    one = added(world(9), None)
    assert one.meeting.agenda.items[0].by is None
    assert b"pat" not in msgspec.json.encode(one.meeting.agenda)


def test_what_is_added_after_it_went_out_is_not_taken() -> None:
    one = world()
    one.until(START - 6 * DAY)
    added(one, "pat")
    assert one.toasts[-1] == "closed"
    assert one.meeting.agenda == msgspec.structs.replace(Agenda(), sent_at=START - 7 * DAY)


def test_staff_may_add_until_it_goes_out_and_others_until_it_closes() -> None:
    one, policy = meeting(), Policy.default()
    for days, anybody, staff in ((9, True, True), (7.5, False, True), (0, False, False)):
        now = START - days * DAY
        assert agenda.takes_items(one, policy, now) is anybody
        assert agenda.takes_items(one, policy, now, staff=True) is staff


def test_the_buttons_are_for_staff_and_about_the_item_that_is_looked_at() -> None:
    one = added(world(9), "pat", "quinn")
    one.until(START - 8 * DAY)
    for who, button in (("pat", "not-now"), ("maya", "not-now"), ("maya", "next-time")):
        one.press("maya", "agenda-sort", button) if who == "maya" else one.do(
            s.Pressed(person=who, key="agenda-sort", button=button, platform="discord")
        )
    assert [item.sorting for item in one.meeting.agenda.items] == ["not-now", "next-time"]
    one.press("maya", "agenda-sort", "longer")
    assert one.toasts[-1] == "stale", "all have been looked at"
    one.press("maya", "agenda-sort", "skip")
    one.press("maya", "agenda-sort", "longer")
    assert [item.minutes for item in one.meeting.agenda.items] == [15, 10]


def test_put_off_items_are_told_when_it_goes_out_and_not_before() -> None:
    one = added(world(9), "pat", "quinn", None)
    for item, button in (("1", "next-time"), ("2", "not-now"), ("3", "next-time")):
        one.do(s.ItemSorted(by="maya", item=item, button=button))
    assert one.heard("pat", "agenda-outcome") == []
    one.until(START - 7 * DAY - timedelta(minutes=1))
    one.now = START - 7 * DAY
    effects = one.take(s.Due(step="agenda/send", at=one.now))
    kept = [effect.item.id for effect in effects if isinstance(effect, KeptForNext)]
    assert kept == ["1", "3"]
    one.deliver()
    assert one.heard("pat", "agenda-outcome") == one.heard("quinn", "agenda-outcome")
    assert [item.became for item in one.meeting.agenda.items] == [
        Became.NEXT_TIME,
        Became.NOT_NOW,
        Became.NEXT_TIME,
    ]


def test_what_the_organiser_says_after_the_end_is_final() -> None:
    one = added(world(9), "pat")
    one.until(START - timedelta(minutes=5))
    one.begin("maya", "pat")
    one.do(s.Ended(by="maya"))
    one.until(one.now)
    one.press("maya", "agenda-became", "taken-up")
    one.press("maya", "agenda-became", "not-now")
    assert one.toasts[-1] == "closed"
    assert one.heard("pat", "agenda-outcome") == ["agenda-outcome"]
    one.until(START + 3 * DAY)
    assert one.heard("pat", "agenda-outcome") == ["agenda-outcome"]


def test_a_cancelled_meeting_keeps_nobodys_item() -> None:
    one = added(world(9), "pat", None)
    one.do(s.ItemSorted(by="maya", item="2", button="not-now"))
    effects = one.take(s.Cancelled(by="maya"))
    assert [e.item.id for e in effects if isinstance(e, KeptForNext)] == ["1"]


@pytest.mark.parametrize(
    ("minutes", "is_break", "warned"),
    [
        ((20, 30), None, ()),
        ((25, 30), None, ("agenda-no-slack",)),
        ((35, 30), None, ("agenda-too-long", "agenda-no-break")),
        ((35, 5, 30), 1, ("agenda-too-long",)),
    ],
)
def test_the_organiser_is_warned_of_too_much(
    minutes: tuple[int, ...], is_break: int | None, warned: tuple[str, ...]
) -> None:
    one = world(9)
    for place, length in enumerate(minutes):
        one.do(s.ItemAdded(words="sealed", by="pat", minutes=length, is_break=place == is_break))
    one.until(START - 8 * DAY)
    (shown,) = (seen.facts.agenda for seen in one.seen if seen.key == "agenda-sort")
    assert shown is not None
    assert shown.warnings == warned


def test_a_break_alone_is_nothing_to_put_in_order() -> None:
    one = world(9)
    one.do(s.ItemAdded(words="sealed", is_break=True))
    one.until(START - 7.5 * DAY)
    assert one.heard("maya", "agenda-sort") == []


def test_the_sorting_is_asked_of_whoever_organises() -> None:
    turn = Turn(meeting(agenda=Agenda()), context(START - 8 * DAY))
    agenda.due(turn, "close")
    assert turn.effects == []
    assert Sorting.TAKE_IN in set(Sorting)
