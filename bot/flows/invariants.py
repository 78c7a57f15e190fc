"""What must hold after every signal (SPEC 10), for tests, scenarios and simulations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.flows import counting
from bot.flows.turn import Context, Turn
from bot.model.case import Case, Stage
from bot.model.effects import Edit, Effect, Post, Send
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import PersonId

TO_THE_SUBJECT = frozenset(
    {
        "check-in",
        "check-in-nudge",
        "check-in-thanks",
        "contact-card",
        "support-received",
        "support-words",
        "contact-back",
        "note-passed",
        "help-who",
        "team-words",
        "concern-received",
    }
)
"""All that the subject of a case may be sent about it."""

TAKES_BACK = frozenset({"case-withdrawn"})
"""All that somebody who is out of a case may go on reading: that it is over (Y7, Y12)."""

IN_THE_GROUP = frozenset(
    {
        *("opening", "contact-card", "meeting-published", "hold-room", "hold-over"),
        *("break-due", "checkin-round", "thumbs", "jargon"),
        *("rules-ask", "decision-ask", "decision-made"),
        *("agenda-ask", "meeting-moved-room", "meeting-off", "break-began"),
    }
)
"""All that may be posted in a group; each names nobody but whoever runs the meeting (V1)."""


def broken(meeting: Meeting, effects: Iterable[Effect]) -> Iterator[str]:
    """Every invariant that does not hold, in words; nothing when all is well."""
    for case in meeting.cases.values():
        yield from _of_case(case)
    subjects = [case.subject for case in meeting.open_cases()]
    if len(subjects) != len(set(subjects)):
        yield "5: somebody has two open cases in one meeting"
    if meeting.state is MeetingState.CLOSED and meeting.open_cases():
        yield "5: the meeting is closed and a case is open"
    for effect in effects:
        yield from _of_effect(meeting, effect)


def of_two(meeting: Meeting, context: Context) -> Iterator[str]:
    """Invariants 1 and 2 for the room as it is after a signal (Y1, Y6)."""
    turn = Turn(meeting, context)
    young, adults = counting.young_people(turn), counting.seen_adults(turn)
    if not young or meeting.state not in OPEN_STATES:
        return
    if not meeting.young:
        yield "1: somebody under 18 is in an adults' meeting"
    together = counting.is_with_their_own(turn, young, adults)
    if len(adults) <= 1 and len(young) == 1 and not together:
        yield "2: one young person is with one adult, or with nobody"
    stepped_out = [who for who, seat in meeting.attendance.items() if seat.stepped_out]
    if not adults and all(counting.is_young(turn, who) for who in stepped_out):
        yield "1: young people are without any adult"
    enough = counting.is_enough(turn, len(young), counting.counted(turn))
    if not enough and meeting.state is not MeetingState.HELD:
        yield "1: too few checked adults, and the meeting is not held"
    for who in young:
        seat, through = meeting.seat(who), meeting.seat(who).through
        if through is not None and meeting.seat(through).place is not seat.place:
            yield "Y9: somebody is not where the account is through which they take part"
    if any(not turn.person(who).agreed for who in young):
        yield "Y8: somebody is in whose agreement is not current"


def overdue(meeting: Meeting, by: datetime) -> Iterator[str]:
    """Cases whose deadline was before `by`, when everything due has been taken (invariant 4)."""
    for case in meeting.open_cases():
        if case.next is not None and case.next.at < by:
            yield f"4: the deadline of case {case.id} has gone by"


def _of_case(case: Case) -> Iterator[str]:
    """Invariants 3, 4 and 5 for one case."""
    if case.is_open and case.next is None:
        yield f"4: case {case.id} waits for nothing"
    if case.stage is Stage.OWNED and case.owner_expires is None:
        yield f"4: case {case.id} is owned without an expiry"
    if (case.stage is Stage.OWNED) != (case.owner is not None) and case.is_open:
        yield f"4: case {case.id} has an owner but is not owned, or the other way round"
    for who in {case.owner, *case.called, *case.alerted, *case.deciders} - {None}:
        if not case.may_see(str(who)):
            yield f"3: case {case.id} went to its subject or to somebody excluded"
    if case.closed_by == case.subject:
        yield f"3: case {case.id} was closed by its subject"
    if not case.is_open and (case.closed_at is None or case.outcome is None):
        yield f"5: case {case.id} ended without an outcome"


def _of_effect(meeting: Meeting, effect: Effect) -> Iterator[str]:
    """Invariants 3, 6 and 10 for one message."""
    match effect:
        case Send(to=to, key=key, case=case_id) | Edit(to=str(to), key=key, case=case_id):
            case = meeting.cases.get(case_id or "")
            if case is not None and not _may_be_told(case, to, effect):
                yield f"3: {key} goes to the subject of case {case.id} or somebody excluded"
            asks = key in {"check-in", "check-in-nudge"}
            if case is not None and not case.is_open and asks and isinstance(effect, Send):
                yield f"6: {key} after case {case.id} was answered"
        case Post(key=key) | Edit(to=None, key=key):
            if key not in IN_THE_GROUP:
                yield f"10: {key} would be posted in the group"
        case _:
            pass


def _may_be_told(case: Case, to: PersonId, effect: Send | Edit) -> bool:
    """Those who see the case; its subject in their own words; and what is taken back (Y7)."""
    taken_back = isinstance(effect, Edit) and effect.key in TAKES_BACK and to != case.subject
    return case.may_see(to) or effect.key in TO_THE_SUBJECT or taken_back
