"""Whatever people, platforms and time do, the invariants hold (SPEC 10)."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.judging import Tally
from tests.simulation.machine import Meetings
from tests.simulation.walk import walk

LONG = settings(settings.get_profile("soak"), max_examples=1_000, stateful_step_count=150)
WALKS, STEPS = 60, 100
MANY_WALKS = 10_000

TestRandomMeetings = Meetings.TestCase


def test_random_walks_come_upon_nothing_that_must_never_be() -> None:
    tally = Tally()
    for seed in range(WALKS):
        walk(seed, STEPS, tally)
    assert len(tally.states) > 2_000, "the walks go round in circles"


@pytest.mark.soak
def test_many_more_and_longer_meetings(capsys: pytest.CaptureFixture[str]) -> None:
    class Longer(Meetings):
        tally = Tally()

    run_state_machine_as_test(Longer, settings=LONG)
    _tell(capsys, Longer.tally)


@pytest.mark.soak
def test_many_more_walks_from_a_new_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    tally, first = Tally(), random.randrange(10**9)
    for seed in range(first, first + MANY_WALKS):
        walk(seed, STEPS, tally)
    _tell(capsys, tally)


def _tell(capsys: pytest.CaptureFixture[str], tally: Tally) -> None:
    with capsys.disabled():
        print(f"\n{tally.steps:,} random steps, {len(tally.states):,} distinct states")
    assert len(tally.states) > 1_000
