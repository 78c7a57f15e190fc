"""Whoever is under 18 leads nobody, whatever they were named (SPEC 1)."""

from bot.flows import attendance, hands
from bot.flows.turn import Turn
from bot.model.meeting import Attendance, Evidence, Place
from tests.flows.cast import BEFORE, context, meeting

THERE = Attendance(place=Place.ROOM, evidence=Evidence.OBSERVED, last_sign=BEFORE, been=True)


def turn_with_chair(who: str) -> Turn:
    chaired = meeting(chair=who, contact="maya", attendance={who: THERE})
    return Turn(chaired, context(BEFORE))


def test_a_chair_who_is_there_is_asked_to_call_the_roll() -> None:
    turn = turn_with_chair("tom")
    assert attendance.caller_of_the_roll(turn) == "tom"
    assert hands.may_call(turn, "tom")


def test_a_chair_of_fourteen_is_not_and_leads_nobody() -> None:
    turn = turn_with_chair("gia")
    assert attendance.caller_of_the_roll(turn) == "maya"
    assert not hands.may_call(turn, "gia")


def test_a_chair_who_is_not_staff_leads_if_they_are_an_adult() -> None:
    turn = turn_with_chair("pat")
    assert not turn.is_staff("pat")
    assert attendance.caller_of_the_roll(turn) == "pat"
    assert hands.may_call(turn, "pat")
