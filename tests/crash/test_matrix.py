"""Killed at every boundary between database and network, in every kind of story.

Each crash point is a story played from its beginning with a process that is killed (SIGKILL) at
one boundary, started again, and goes on to the story's end. It has to come to the same as the
story undisturbed: nothing lost, at most one repeat of each message for each death, and that one
says so, the record whole, and the invariants held (SPEC 10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import pytest

from tests.crash.crew import Result, crew, everywhere, somewhere
from tests.scenarios.stage import HERE

MATRIX = [HERE / f"{name}.yaml" for name in """
leaving/a_pulse_answered_is_a_person_there
leaving/a_refused_message_goes_to_the_other_route_at_once
leaving/all_routes_refused_climbs_at_once
leaving/an_alert_refused_asks_the_next_and_tries_again
leaving/an_alert_takes_every_route_at_once
leaving/an_owner_who_drops_out_loses_the_case_at_once
leaving/answer_a_moment_after_the_alert_withdraws_it
leaving/back_soon_that_does_not_come_back_is_looked_for
leaving/handing_over_goes_to_the_next_rung
leaving/i_am_not_ok_is_not_ok
leaving/no_answer_then_additional_steps_and_a_reason
leaving/nudge_goes_to_the_other_route
leaving/on_telegram_silence_is_asked_before_it_is_a_leave
leaving/ownership_expires_and_the_climb_begins_again
leaving/reached_and_needs_support_stays_with_the_same_owner
leaving/saying_contact_goes_to_the_top_of_the_ladder_at_once
leaving/saying_ok_closes_it
leaving/saying_technical_sends_the_way_back_in
leaving/staff_who_are_missing_are_not_told_of_somebody_else
leaving/the_chair_ticks_everybody_and_that_is_a_sign
leaving/the_whole_ladder_and_then_everybody_every_five_minutes
nothing_lost/a_long_climb_to_the_last_outcome
nothing_lost/a_meeting_nobody_opened_is_called_off
nothing_lost/an_alert_finds_its_way_while_discord_is_away
nothing_lost/an_answer_that_waited_is_read_first
nothing_lost/an_empty_room_ends_five_minutes_later
nothing_lost/back_in_the_dark_is_back
nothing_lost/cancelling_closes_no_case
nothing_lost/down_past_the_alert_starts_at_the_first_rung
nothing_lost/down_twice_and_the_ladder_still_goes_on
nothing_lost/end_pressed_ends
nothing_lost/gone_while_discord_was_away_is_asked_when_it_is_back
nothing_lost/opening_then_running_then_overrun_then_ended
nothing_lost/the_duty_comes_back_only_when_she_says_so
nothing_lost/when_the_contact_person_drops_the_next_takes_the_duty
around/agenda-from-the-question-to-the-plan
around/costs-claimed-approved-and-paid
around/costs-reminded-once-the-next-morning
around/during-those-who-were-heard-least-speak-first
around/moves-everybody-hears-once-and-is-reminded-of-the-new-time
around/reminders-come-a-day-and-an-hour-before
people/a_sixteenth_birthday_is_said_seven_days_before
people/an_adult_agrees_and_says_how_they_take_part
people/practice-words-in-a-practice-open-no-case
people/readiness-three-looks
""".split()]  # fmt: skip
"""Every kind of thing that section 3 knows, at least once; and what goes on around a meeting."""
OTHERS = sorted(
    {path for folder in ("leaving", "nothing_lost") for path in (HERE / folder).glob("*.yaml")}
    - set(MATRIX)
)
"""Killed here and there only, in the long run."""
NOW_AND_THEN = 12
AT_LEAST = 1_000


@pytest.fixture(scope="module")
def pool(new_postgres: Callable[[], str]) -> Iterator[ProcessPoolExecutor]:
    with crew([new_postgres(), new_postgres()]) as processes:
        yield processes


@pytest.fixture(scope="module")
def sample(request: pytest.FixtureRequest, pool: ProcessPoolExecutor) -> dict[Path, Future[Result]]:
    """Begin to play every story that a chosen test asks for."""
    asked: list[Any] = [
        item.callspec.params["path"]
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.originalname.startswith("test_killed_some")
    ]
    return {path: pool.submit(somewhere, path, MATRIX.index(path)) for path in asked}


@pytest.mark.parametrize("path", MATRIX, ids=lambda path: path.stem)
def test_killed_somewhere_it_comes_to_the_same(
    path: Path, sample: dict[Path, Future[Result]]
) -> None:
    assert sample[path].result().wrong == []


@pytest.mark.soak
def test_killed_at_every_boundary_it_comes_to_the_same(
    pool: ProcessPoolExecutor, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = {
        pool.submit(everywhere, path, postgres): f"{path.stem} on {name}"
        for path in MATRIX
        for postgres, name in ((False, "SQLite"), (True, "PostgreSQL"))
    }
    runs |= {
        pool.submit(everywhere, path, False, NOW_AND_THEN): f"{path.stem} now and then"
        for path in OTHERS
    }
    points, wrong = 0, []
    with capsys.disabled():
        for run in as_completed(runs):
            result = run.result()
            points += result.points
            wrong += result.wrong
            print(f"\n{points:6,} crash points, {len(wrong)} wrong: {runs[run]}", end="")
            print(*("", *result.wrong), sep="\n  ", end="")
        print()
    assert wrong == []
    assert points >= AT_LEAST
