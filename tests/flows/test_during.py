"""While a meeting runs (M4): breaks, hands and thumbs, and who hears of them."""

from __future__ import annotations

import msgspec
import pytest

from bot.flows import during
from bot.model import during_signals as d
from bot.model import signals as s
from bot.model.during import Duty
from bot.model.effects import Edit, Post, Send
from bot.model.meeting import MeetingState
from tests.flows.cast import END, PEOPLE, group, meeting
from tests.flows.world import World, at


@pytest.fixture
def long() -> World:
    """A meeting of two hours in which Maya, Tom and Pat are."""
    world = World(meeting=meeting(planned_end=at("20:00")))
    return world.begin("maya", "tom", "pat")


def posted(world: World, signal: s.Signal) -> list[str]:
    """The keys of what is put to the room because of a signal."""
    return [effect.key for effect in world.take(signal) if isinstance(effect, Post)]


def steps(world: World) -> list[str]:
    """What it waits for of this kind."""
    return [step for step, _ in during.steps(world.meeting, world.policy)]


def pressed(who: str, key: str, button: str, thread: str) -> s.Pressed:
    """A button under one of these messages."""
    return s.Pressed(person=who, key=key, button=button, platform="discord", thread=thread)


def vote(who: str, button: str) -> s.Pressed:
    """A thumb under the first question."""
    return pressed(who, "thumbs", button, "thumbs/1")


def answered(who: str, button: str) -> s.Pressed:
    """An answer to the offer to take notes."""
    return pressed(who, "role-offer", button, "duty/notes")


def test_an_hour_that_ends_with_the_meeting_needs_no_break() -> None:
    world = World().begin("maya", "tom", "pat")
    assert world.meeting.planned_end == END
    assert steps(world) == []


def test_a_meeting_that_runs_on_has_a_break(long: World) -> None:
    long.until(at("18:59"))
    assert long.meeting.during.break_said_at is None
    long.until(at("19:00"))
    assert long.meeting.during.break_said_at == at("19:00")


def test_the_bot_declares_no_break_itself(long: World) -> None:
    long.until(at("19:30"))
    assert long.meeting.break_until is None


def test_a_hold_says_nothing_of_breaks(long: World) -> None:
    long.meeting = msgspec.structs.replace(long.meeting, state=MeetingState.HELD)
    assert steps(long) == []
    assert posted(long, d.BreakWanted(person="maya")) == []


def test_the_same_person_twice_is_one_person(long: World) -> None:
    assert posted(long, d.BreakWanted(person="pat")) == []
    assert posted(long, d.BreakWanted(person="pat")) == []
    assert posted(long, d.BreakWanted(person="tom")) == ["break-due"]
    assert long.meeting.during.wants_break == ()


def test_nobody_is_named_when_a_break_is_asked_for(long: World) -> None:
    long.take(d.BreakWanted(person="pat"))
    for effect in long.take(d.BreakWanted(person="tom")):
        if isinstance(effect, Send | Post | Edit):
            assert effect.facts.person is None
            assert effect.facts.who == ()


def test_only_who_is_there_may_ask_for_a_break(long: World) -> None:
    long.take(d.BreakWanted(person="pat"))
    assert posted(long, d.BreakWanted(person="quinn")) == []


def test_what_is_typed_in_one_go_counts_once(long: World) -> None:
    for _ in range(3):
        long.take(s.Signed(person="pat", wrote=True))
    assert long.meeting.during.heard == {"pat": 1}
    long.wait(minutes=3)
    long.take(s.Signed(person="pat", wrote=True))
    assert long.meeting.during.heard == {"pat": 2}


def test_a_sign_given_elsewhere_is_not_being_heard(long: World) -> None:
    long.take(s.Signed(person="pat"))
    assert long.meeting.during.heard == {}


def test_hands_go_to_the_chair_and_to_nobody_else(long: World) -> None:
    effects = long.take(d.HandRaised(person="pat"))
    assert [e.to for e in effects if isinstance(e, Send)] == ["maya"]
    effects = long.take(d.HandRaised(person="tom"))
    assert [(e.key, e.to) for e in effects if isinstance(e, Edit)] == [("hands", "maya")]
    assert not [e for e in effects if isinstance(e, Send | Post)]


def test_whoever_takes_the_chair_is_shown_the_hands(long: World) -> None:
    long.do(d.HandRaised(person="pat"))
    long.meeting = msgspec.structs.replace(long.meeting, chair="tom")
    effects = long.take(d.HandRaised(person="maya"))
    assert [(e.key, e.to) for e in effects if isinstance(e, Send)] == [("hands", "tom")]


def test_a_vote_is_forgotten_when_the_question_is_closed(long: World) -> None:
    long.do(d.ThumbsAsked(by="maya", words="sealed"), vote("pat", "up"))
    (edit,) = (e for e in long.take(d.ThumbsClosed(by="maya")) if isinstance(e, Edit))
    assert edit.facts.tally == (1, 0, 0, 2)
    assert long.meeting.during.thumbs is not None
    assert long.meeting.during.thumbs.votes == {}


def test_only_the_chair_and_staff_call_the_next(long: World) -> None:
    long.take(d.HandRaised(person="pat"))
    long.take(d.NextCalled(by="pat"))
    assert long.meeting.during.hands == ("pat",)
    long.take(d.NextCalled(by="maya"))
    assert not long.meeting.during.hands


def test_nobody_is_asked_quietly_who_did_not_wish_it(long: World) -> None:
    long.until(at("18:59"))
    assert long.meeting.during.quiet == {}
    assert not [step for step in steps(long) if step.startswith("quiet")]


def test_who_wishes_it_is_asked_once_and_only_if_silent() -> None:
    people = [msgspec.structs.replace(p, wants_asking=p.id == "pat") for p in PEOPLE]
    world = World(meeting=meeting(planned_end=at("20:00")), group=group(*people))
    world.begin("maya", "tom", "pat")
    world.until(at("18:10"))
    world.take(s.Signed(person="pat", wrote=True))
    world.until(at("18:29"))
    assert "during/quiet/pat" not in world.meeting.done
    world.until(at("18:30"))
    assert "during/quiet/pat" in world.meeting.done
    world.do(pressed("pat", "quiet-ask", "not-now", "quiet/pat"))
    assert world.meeting.during.hands == ()


def test_each_vote_counts_once_and_may_change(long: World) -> None:
    long.do(d.ThumbsAsked(by="maya", words="sealed"))
    long.do(vote("pat", "up"), vote("pat", "down"))
    found = long.meeting.during.thumbs
    assert found is not None
    assert {who: vote.value for who, vote in found.votes.items()} == {"pat": "down"}
    edits = [e for e in long.take(vote("tom", "unsure")) if isinstance(e, Edit)]
    assert [e.facts.tally for e in edits] == [(0, 1, 1, 1)]


def test_a_closed_question_takes_no_vote(long: World) -> None:
    long.do(d.ThumbsAsked(by="maya", words="sealed"), d.ThumbsClosed(by="maya"))
    long.do(vote("pat", "up"))
    assert long.meeting.during.thumbs is not None
    assert long.meeting.during.thumbs.votes == {}


def test_a_new_question_closes_the_one_before(long: World) -> None:
    long.do(d.ThumbsAsked(by="maya", words="one"), d.ThumbsAsked(by="maya", words="two"))
    long.do(vote("pat", "up"))
    assert long.meeting.during.thumbs is not None
    assert long.meeting.during.thumbs.votes == {}, "a vote under the old message"


def test_a_contributor_puts_nothing_to_the_room(long: World) -> None:
    for signal in (
        d.ThumbsAsked(by="pat", words="sealed"),
        d.RoundAsked(by="pat"),
        d.RulesPut(by="pat", words=("sealed",)),
    ):
        assert posted(long, signal) == []


def test_a_word_is_asked_about_by_nobody(long: World) -> None:
    (effect,) = (e for e in long.take(d.WordAsked(words="sealed")) if isinstance(e, Post))
    assert effect.facts.person is None
    assert effect.facts.by is None


def test_rules_are_adopted_by_more_than_half_of_those_present(long: World) -> None:
    long.do(d.RulesPut(by="maya", words=("sealed",)), d.RulesAgreed(person="pat", number=1))
    assert long.meeting.during.rules is not None
    assert not long.meeting.during.rules.adopted
    long.do(d.RulesAgreed(person="pat", number=1), d.RulesAgreed(person="quinn", number=1))
    assert not long.meeting.during.rules.adopted
    long.do(d.RulesAgreed(person="tom", number=1))
    assert long.meeting.during.rules.adopted


def test_somebody_under_18_is_not_asked_to_chair(long: World) -> None:
    long.do(d.DutyOffered(by="maya", duty=Duty.CHAIR, order=("gia", "pat")))
    offer = long.meeting.during.offers[Duty.CHAIR]
    assert (offer.to, offer.then) == ("pat", ())
    long.do(pressed("pat", "role-offer", "yes-please", "duty/chair"))
    assert long.meeting.chair == "pat"


def test_a_no_asks_the_next_and_the_offer_of_another_is_not_taken(long: World) -> None:
    long.do(d.DutyOffered(by="maya", duty=Duty.NOTES, order=("pat", "tom")))
    long.do(answered("tom", "yes-please"))
    assert long.meeting.during.duties == {}
    long.do(answered("pat", "not-now"))
    assert long.meeting.during.offers[Duty.NOTES].to == "tom"
    long.do(answered("tom", "yes-please"))
    assert long.meeting.during.duties == {Duty.NOTES: "tom"}


def test_what_an_adult_writes_about_a_young_person_is_read_by_another_adult(long: World) -> None:
    """Y7."""
    effects = long.take(d.NoteShown(by="maya", paper="note-1", words="sealed", to=("gia",)))
    sent = [(e.key, e.to) for e in effects if isinstance(e, Send)]
    assert sent[0] == ("note-ask", "gia")
    ((key, second),) = sent[1:]
    assert key == "note-copy"
    assert second not in {"maya", "gia"}


def test_where_no_other_adult_is_it_is_not_passed_on() -> None:
    """Y7."""
    alone = [p for p in PEOPLE if p.id in {"maya", "pat", "gia"}]
    world = World(meeting=meeting(planned_end=at("20:00")), group=group(*alone, operator=None))
    world.begin("maya", "pat")
    effects = world.take(d.NoteShown(by="maya", paper="note-1", words="sealed", to=("gia",)))
    assert not [e for e in effects if isinstance(e, Send)]


def test_being_stuck_opens_no_case(long: World) -> None:
    effects = long.take(d.Stuck(person="pat"))
    told = {(e.key, e.to) for e in effects if isinstance(e, Send)}
    assert told == {("contact-card", "pat"), ("technical-note", "maya")}
    assert long.meeting.cases == {}
    assert long.meeting.seat("pat").present
