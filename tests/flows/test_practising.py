"""The offer of a practice session: once, in time, to whom it is of use (P1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec
import pytest

from bot.model import signals as s
from bot.model.effects import Remember, Send
from bot.model.meeting import Attendance, MeetingState
from bot.model.people import Person
from tests.flows.cast import PEOPLE, START, group, meeting
from tests.flows.world import World

OFFER, HELP = "practice-offer", "practice-help"
FIVE_DAYS = START - timedelta(days=5)


def everybody(**changes: Mapping[str, object]) -> tuple[Person, ...]:
    """All have practised everywhere, but for what is said of somebody."""
    done = frozenset({"discord", "telegram"})
    return tuple(
        msgspec.structs.replace(one, **{"practised": done, **changes.get(one.id, {})})
        for one in PEOPLE
    )


def world(**changes: Mapping[str, object]) -> World:
    """Eight days before the meeting."""
    return World(group=group(*everybody(**changes)), now=START - timedelta(days=8))


def offered(of: World) -> list[str | None]:
    return [seen.to for seen in of.seen if seen.key == OFFER]


NOT_YET: dict[str, object] = {"practised": frozenset()}


def test_five_days_before_it_is_offered_to_whoever_has_not_practised() -> None:
    before = world(pat=NOT_YET)
    before.until(FIVE_DAYS - timedelta(seconds=1))
    assert offered(before) == []
    before.until(FIVE_DAYS)
    assert offered(before) == ["pat"]


def test_that_it_was_offered_is_kept_with_the_person() -> None:
    before = world(pat=NOT_YET)
    before.now = FIVE_DAYS
    effects = before.take(s.Due(step="practice/pat", at=FIVE_DAYS))
    assert Remember(person="pat", what="practice-offered") in effects


@pytest.mark.parametrize(
    "pat",
    [
        {"practised": frozenset({"discord"})},
        {"practised": frozenset(), "practice_offered": True},
        {"practised": frozenset(), "routes": ()},
    ],
    ids=["has practised there", "was offered it", "cannot be written to"],
)
def test_it_is_not_offered_to_whom_it_is_of_no_use(pat: dict[str, object]) -> None:
    before = world(pat=pat)
    before.until(START)
    assert offered(before) == []


def test_practised_on_another_platform_is_not_practised_here() -> None:
    before = world(pat={"practised": frozenset({"telegram"})})
    before.until(FIVE_DAYS)
    assert offered(before) == ["pat"]


def test_whoever_has_no_account_there_has_practised_if_they_have_anywhere() -> None:
    here = {"practised": frozenset({"telegram"}), "routes": PEOPLE[2].routes}
    before = world(pat=here)
    before.until(FIVE_DAYS)
    assert offered(before) == []


def test_whoever_cannot_come_is_not_asked() -> None:
    before = world(pat=NOT_YET)
    before.do(s.CannotCome(person="pat"))
    before.until(FIVE_DAYS)
    assert offered(before) == []


def test_expected_later_it_is_offered_at_once() -> None:
    before = world(nora={**NOT_YET, "routes": PEOPLE[0].routes})
    before.until(START - timedelta(days=2))
    expects = (*before.meeting.expects, "nora")
    before.meeting = msgspec.structs.replace(before.meeting, expects=expects)
    before.wait(seconds=1)
    assert offered(before) == ["nora"]


def test_after_a_long_silence_nobody_is_offered_it_in_the_meeting() -> None:
    before = world(pat=NOT_YET)
    before.now = START + timedelta(minutes=1)
    before.do(s.Due(step="practice/pat", at=FIVE_DAYS))
    assert offered(before) == []


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CANCELLED])
def test_a_meeting_that_nobody_is_to_come_to_offers_nothing(state: MeetingState) -> None:
    before = world(pat=NOT_YET)
    before.meeting = msgspec.structs.replace(before.meeting, state=state)
    before.until(START - timedelta(days=1))
    assert offered(before) == []


def test_another_platform_or_device_brings_it_again_before_the_same_meeting() -> None:
    before = world(pat=NOT_YET)
    before.until(FIVE_DAYS)
    before.wait(days=1)
    before.do(s.PractiseAgain(person="pat"))
    before.wait(seconds=1)
    assert offered(before) == ["pat", "pat"]
    before.do(s.PractiseAgain(person="quinn"))
    before.wait(seconds=1)
    assert offered(before) == ["pat", "pat"], "who has practised there is asked nothing"


def test_what_changes_before_the_offer_makes_it_no_earlier() -> None:
    before = world(pat=NOT_YET)
    before.do(s.PractiseAgain(person="pat"))
    before.until(FIVE_DAYS - timedelta(seconds=1))
    assert offered(before) == []
    before.until(FIVE_DAYS)
    assert offered(before) == ["pat"]


def test_a_guardian_gets_it_for_whoever_takes_part_through_them() -> None:
    seat = {"routes": (), "guardians": ("gus",), "held_by": "gus", "practised": frozenset()}
    before = world(gia=seat, gus=NOT_YET)
    before.meeting = meeting(expects=("maya", "tom", "gia"), young=True)
    before.until(FIVE_DAYS)
    assert offered(before) == ["gus"]


# --- help -----------------------------------------------------------------------------------------


def told_of_help(of: World, who: str) -> list[tuple[str, str | None]]:
    effects = of.take(s.PractiseHelp(person=who, part="room"))
    sends = [one for one in effects if isinstance(one, Send)]
    return [(one.to, one.facts.variant) for one in sends if one.key == HELP]


def test_only_whoever_looks_after_the_arrangements_hears_that_help_is_wanted() -> None:
    assert told_of_help(world(), "pat") == [("maya", None)]


def test_nobody_hears_it_about_themselves() -> None:
    assert told_of_help(world(), "maya") == [("tom", None)]


def test_whom_somebody_has_a_concern_about_does_not_hear_it() -> None:
    before = world()
    before.kept_out = {"pat": ("maya",)}
    assert told_of_help(before, "pat")[0][0] != "maya"


def test_about_a_young_person_two_adults_hear_it() -> None:
    assert [variant for _, variant in told_of_help(world(), "gia")] == ["young", "young"]


def test_where_there_are_not_two_their_guardian_hears_it() -> None:
    people = tuple(one for one in everybody(gia={"guardians": ("gus",)})
                   if one.id in {"maya", "gia", "gus"})  # fmt: skip
    before = World(group=group(*people, operator=None), now=START - timedelta(days=8))
    assert told_of_help(before, "gia") == [("gus", "guardian")]


def test_it_opens_no_case() -> None:
    before = world()
    before.do(s.PractiseHelp(person="pat", part="room"))
    assert before.meeting.cases == {}
    assert before.meeting.seat("pat") == Attendance()
