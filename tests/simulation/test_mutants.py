"""Guards are taken out on purpose, one at a time: the stories or the walks must notice each.

A safety rule that can be removed without a test failing is not held by anything.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

import tests.flows
from bot.flows import (
    attendance,
    blindness,
    check_in,
    contact,
    decide,
    delivery,
    ending,
    ladder,
    leaving,
    outcomes,
    ownership,
    running,
    seats,
    timers,
    words,
)
from bot.flows.turn import Turn
from bot.model.case import Case, CaseKind, CaseStep, Next, Stage
from bot.model.effects import Facts
from bot.model.meeting import Attendance, Place
from bot.model.people import Person
from tests.simulation.walk import Walked, walk

WALKS, STEPS = 10, 70

Mutant = tuple[object, str, object]


def nothing(*_args: object, **_kwargs: object) -> None:
    """In the place of a rule that is gone."""


def yes(*_args: object, **_kwargs: object) -> bool:
    return True


def no(*_args: object, **_kwargs: object) -> bool:
    return False


def without(*steps: str) -> Callable[[Case], Iterator[tuple[str, Any]]]:
    """The deadlines of a case, some of them forgotten."""
    whole = timers._of_case

    def some(case: Case) -> Iterator[tuple[str, Any]]:
        return (due for due in whole(case) if not due[0].endswith(steps))

    return some


def any_tap_wins(turn: Turn, case: Case, who: str, platform: str) -> None:
    if case.is_open and case.may_see(who) and turn.is_staff(who):
        ownership.show_contact(turn, ownership.own(turn, case, who), first=platform)


def broadcast_once(turn: Turn, case: Case, **_: object) -> None:
    _broadcast(turn, case)
    case = turn.meeting.cases[case.id]
    far = turn.now + timedelta(days=1)
    turn.case(case, next=Next(step=CaseStep.BROADCAST, at=far))


def everybody_at_once(turn: Turn, case: Case, **_: object) -> None:
    for who in ladder.order(turn, case):
        case = turn.case(turn.meeting.cases[case.id], called=(*case.called, who))
        ladder.alert(turn, case, who)


def close_again(turn: Turn, case: Case, outcome: str, **fields: Any) -> None:
    _close(turn, case, outcome, **fields)
    closed = turn.meeting.cases[case.id]
    turn.case(closed, closed_by=closed.closed_by or closed.subject)


def close_over_cases(turn: Turn) -> None:
    from bot.model.meeting import MeetingState

    if turn.meeting.state is MeetingState.ENDED:
        turn.become(MeetingState.CLOSED)


def shout(turn: Turn, who: str, left_at: Any) -> Case:
    turn.post("contact-card", Facts(person=who, contact="maya"))
    return _open_left_case(turn, who, left_at)


def leave_at_any_time(turn: Turn, who: str) -> None:
    was_present = turn.meeting.seat(who).present
    seats.empty(turn, who)
    if was_present and turn.meeting.case_of(who) is None:
        check_in.open_left_case(turn, who, turn.now)


def stop_without_a_reason(turn: Turn, case: Case, who: str, what: str) -> None:
    if what == "stop" and case.is_open and who in case.deciders:
        outcomes.finish(turn, case, "stopped", by=who)
    else:
        _decided(turn, case, who, what)


def report_by_anybody(turn: Turn, case: Case, who: str, what: str, to: str | None = None) -> None:
    if case.is_open and case.owner is not None:
        _outcome(turn, case, case.owner, what, to)


def a_case_without_a_deadline(turn: Turn, case: Case, left_at: Any) -> Case:
    return turn.case(_count_from(turn, case, left_at), next=None)


def reveal_to_all(case: Case, **_: object) -> Facts:
    return msgspec.structs.replace(_alert_facts(case), reveal=True)


def log_by_anybody(turn: Turn, signal: Any) -> None:
    case = turn.meeting.case_of(signal.person)
    if case is not None:
        check_in.answered(turn, case, "staff heard from them")


def never_mind_the_platform(turn: Turn, signal: Any) -> None:
    """A message that was refused counts as sent."""


def old_ownership_stays(turn: Turn, case: Case, **_: object) -> None:
    expires = turn.now + timedelta(minutes=10)
    turn.case(case, next=Next(step=CaseStep.OWNERSHIP_EXPIRES, at=expires))


def change_what_ended(turn: Turn, signal: Any) -> None:
    for case in turn.meeting.cases.values():
        if case.stage is Stage.CLOSED and case.subject == signal.person:
            turn.case(case, words=("later",))
    _signed(turn, signal)


_broadcast, _close, _open_left_case = ladder.broadcast, check_in.close, check_in.open_left_case
_decided, _outcome, _count_from = outcomes.decided, outcomes.outcome, check_in.count_from
_alert_facts, _signed = ladder.alert_facts, attendance.signed

MUTANTS: dict[str, Mutant] = {
    "anybody may see any case": (Case, "may_see", yes),
    "a withdrawal withdraws nothing": (Turn, "withdraw", nothing),
    "nothing is edited": (Turn, "edit", nothing),
    "ownership never runs out": (timers, "_of_case", without("ownership-expires")),
    "the next rung is never called": (timers, "_of_case", without("rung")),
    "the broadcast is not repeated": (timers, "_of_case", without("broadcast")),
    "the check-in is never due": (timers, "_of_case", without("check-in")),
    "the case never climbs": (timers, "_of_case", without("escalate")),
    "what was refused is not tried again": (timers, "_of_case", without("retry")),
    "additional steps are forgotten": (timers, "_of_case", without("additional")),
    "coming back is no answer": (attendance, "came_back", nothing),
    "coming back ends a cry for help": (attendance, "ANSWERED_BY_RETURNING", frozenset(CaseKind)),
    "anybody counts as staff": (Turn, "is_staff", yes),
    "nobody counts as missing": (Turn, "is_missing", no),
    "anybody counts as adult": (Person, "is_adult", yes),
    "everything may be done twice": (Turn, "once", yes),
    "unknown counts as present": (Attendance, "present", property(
        lambda self: self.place is Place.ROOM
    )),
    "the last tap wins": (ownership, "take", any_tap_wins),
    "an expired owner keeps the case": (ownership, "expired", old_ownership_stays),
    "an owner who leaves keeps the case": (leaving, "lose_cases_here", nothing),
    "one broadcast is enough": (ladder, "broadcast", broadcast_once),
    "all rungs at once": (ladder, "call_next", everybody_at_once),
    "alerts show the number": (ladder, "alert_facts", reveal_to_all),
    "there is no grace": (check_in, "grace_for", lambda *_: timedelta(0)),
    "there is no second question": (check_in, "nudge", lambda turn, case: check_in.escalate(
        turn, case
    )),
    "the subject closes their own case": (check_in, "close", close_again),
    "a case waits for nothing": (check_in, "count_from", a_case_without_a_deadline),
    "the group is told who left": (check_in, "open_left_case", shout),
    "asking for help is not heard": (check_in, "ask_for_help", nothing),
    "leaving counts after the end": (leaving, "went_out", leave_at_any_time),
    "a break protects nobody": (leaving, "_in_break", no),
    "breaks never end": (leaving, "break_over", lambda turn: turn.change(break_until=None)),
    "any report counts": (outcomes, "outcome", report_by_anybody),
    "stopping needs no reason": (outcomes, "decided", stop_without_a_reason),
    "anybody logs anybody": (decide, "_logged", log_by_anybody),
    "a refusal is no event": (delivery, "delivered", never_mind_the_platform),
    "no other route is tried": (delivery, "_other_route", nothing),
    "the contact person is not replaced": (contact, "gone", nothing),
    "the card never changes": (contact, "change_card", lambda turn: turn.change(
        card_changes_at=None
    )),
    "a blind time is not caught up with": (blindness, "returned", nothing),
    "who vanished unseen is not missed": (blindness, "vanished", nothing),
    "a start that was cut short begins the dark again": (
        blindness, "_moments_unseen_from", lambda _meeting, since: [since]
    ),
    "signs in the dark are missed": (blindness, "_stop_the_clock_of_signs", nothing),
    "nobody hears that a platform is away": (blindness, "tell_away", nothing),
    "nobody hears that a platform is back": (blindness, "came_back", nothing),
    "who is seen is still missed": (blindness, "_is_there_after_all", nothing),
    "there is no time to answer after the dark": (blindness, "ANSWER_TIME", timedelta(0)),
    "back soon is for ever": (leaving, "back_soon_over", nothing),
    "an old word takes a seat from who is seen": (leaving, "has_said_so", yes),
    "nobody hears of a blind time": (blindness, "_tell_window", nothing),
    "a meeting closes over its cases": (running, "settle", close_over_cases),
    "a meeting never ends by itself": (ending, "end", nothing),
    "nobody hears that it did not open": (running, "not_open", lambda turn: turn.once("not-open")),
    "ok in words is no answer": (words, "_about_their_case", nothing),
    "a case goes on after its end": (attendance, "signed", change_what_ended),
}  # fmt: skip


def stories() -> Iterator[tuple[str, Callable[[], None]]]:
    """Every story of `tests/flows` that needs nothing but itself."""
    for found in pkgutil.iter_modules(tests.flows.__path__, "tests.flows."):
        if ".test_" in found.name and not found.name.endswith("purity"):
            for name, story in vars(importlib.import_module(found.name)).items():
                if name.startswith("test_") and not inspect.signature(story).parameters:
                    yield name, story


def fails(story: Callable[[], None]) -> bool:
    try:
        story()
    except Exception:
        return True
    return False


@pytest.fixture(scope="module")
def sound() -> list[Callable[[], None]]:
    """The stories that hold while every guard is in its place."""
    return [story for _, story in stories() if not fails(story)]


def a_walk_notices() -> bool:
    for seed in range(WALKS):
        try:
            walk(seed, STEPS)
        except (Walked, KeyError, TypeError):
            return True
    return False


@pytest.mark.parametrize("guard", MUTANTS)
def test_a_missing_guard_is_noticed(
    guard: str, sound: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    where, name, instead = MUTANTS[guard]
    monkeypatch.setattr(where, name, instead)
    assert any(fails(story) for story in sound) or a_walk_notices()


@pytest.mark.soak
def test_the_walks_alone_notice_most_guards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a story for it: what the invariants hold by themselves."""
    unnoticed = []
    for guard, (where, name, instead) in MUTANTS.items():
        with monkeypatch.context() as taken_out:
            taken_out.setattr(where, name, instead)
            if not a_walk_notices():
                unnoticed.append(guard)
    with capsys.disabled():
        noticed = len(MUTANTS) - len(unnoticed)
        print(f"\nwalks alone noticed {noticed} of {len(MUTANTS)}; not: {', '.join(unnoticed)}")
    assert noticed > len(MUTANTS) / 2
