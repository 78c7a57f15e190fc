"""What must hold after every signal (SPEC 10), for tests, scenarios and simulations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.model.case import Case, Stage
from bot.model.effects import Edit, Effect, Post, Send
from bot.model.meeting import Meeting, MeetingState

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
    }
)
"""All that the subject of a case may be sent about it."""

IN_THE_GROUP = frozenset({"opening", "contact-card", "meeting-published"})
"""All that may be posted in a group; each names nobody but the contact person (V1)."""


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
            if case is not None and not case.may_see(to) and key not in TO_THE_SUBJECT:
                yield f"3: {key} goes to the subject of case {case.id} or somebody excluded"
            asks = key in {"check-in", "check-in-nudge"}
            if case is not None and not case.is_open and asks and isinstance(effect, Send):
                yield f"6: {key} after case {case.id} was answered"
        case Post(key=key) | Edit(to=None, key=key):
            if key not in IN_THE_GROUP:
                yield f"10: {key} would be posted in the group"
        case _:
            pass
