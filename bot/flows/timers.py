"""What a meeting waits for. Derived from its document alone, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.flows import around, running
from bot.model.case import Case
from bot.model.meeting import (
    OPEN_STATES,
    Attendance,
    Evidence,
    Meeting,
    MeetingState,
    Place,
    RoomKind,
)
from bot.model.policy import Policy

DOOR_AGAIN = timedelta(seconds=30)
"""After which somebody whom the platform did not let in is tried again."""


def timers(meeting: Meeting, policy: Policy) -> dict[str, datetime]:
    """Every step this meeting waits for, by name, with the moment it falls due."""
    due = dict(_of_the_meeting(meeting, policy))
    for case in meeting.open_cases():
        due.update(_of_case(case))
    due.update(around.steps(meeting, policy))
    return due


def _of_case(case: Case) -> Iterator[tuple[str, datetime]]:
    if case.next is not None:
        yield f"case/{case.id}/{case.next.step.value}", case.next.at
    if case.additional_at is not None:
        yield f"case/{case.id}/additional", case.additional_at
    if case.choose_at is not None:
        yield f"case/{case.id}/choose", case.choose_at
    if case.ask_at is not None:
        yield f"case/{case.id}/gone", case.ask_at
    if case.guardian_at is not None:
        yield f"case/{case.id}/guardian", case.guardian_at
    if case.refusals:
        yield f"case/{case.id}/retry", min(refusal.retry_at for refusal in case.refusals)


def _of_the_meeting(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    match meeting.state:
        case MeetingState.PUBLISHED:
            yield from _before_opening(meeting, policy)
        case state if state in OPEN_STATES:
            yield from _while_open(meeting, policy)
            yield from _presence(meeting, policy)
            yield from _away(meeting, policy)
            if meeting.young:
                yield from _young(meeting, policy)
        case MeetingState.ENDED if meeting.ended_at:
            yield from _away(meeting, policy)
            if not meeting.open_cases():
                yield "meeting/close", meeting.ended_at + policy.meeting_close_after


def _before_opening(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    start = meeting.planned_start
    once = {
        "open-nudge": start - policy.meeting_nudge_before,
        "open-alert": start - policy.meeting_open_before,
        "not-open": start + policy.meeting_not_open_after,
    }
    for step, at in once.items():
        if step not in meeting.done:
            yield f"meeting/{step}", at
    if "never-opened" not in meeting.done:
        yield "meeting/never-opened", start + policy.meeting_cancelled_after


def _while_open(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    if meeting.state is MeetingState.LOBBY:
        yield "meeting/start", meeting.planned_start
    if meeting.empty_since is None and running.overrun_step(meeting) not in meeting.done:
        yield "meeting/overrun", meeting.planned_end
    end_at = meeting.planned_end + policy.meeting_overrun_step
    if meeting.empty_since is not None:
        empty_from = max(meeting.empty_since, meeting.planned_end)
        end_at = min(end_at, empty_from + policy.meeting_empty_ends_after)
    yield "meeting/end", end_at
    if meeting.break_until is not None:
        yield "meeting/break-over", meeting.break_until + policy.break_return_within
    if meeting.card_changes_at is not None:
        yield "meeting/card", meeting.card_changes_at


def _presence(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """Signs wanted where nobody can look; not in a break, nor while the platform is away."""
    if meeting.is_dark:
        return
    for who in meeting.present():
        seat = meeting.seat(who)
        if seat.through is not None:
            continue
        if not (meeting.by_signs or seat.evidence is Evidence.ATTESTED):
            continue
        if seat.pulsed_at is not None:
            yield f"presence/{who}/pulse-over", seat.pulsed_at + policy.presence_pulse_wait
        elif seat.last_sign is not None:
            quiet_since = max(seat.last_sign, meeting.break_until or seat.last_sign)
            yield f"presence/{who}/pulse", quiet_since + policy.presence_attested_expires
    if meeting.state is MeetingState.RUNNING and _anybody_attested(meeting):
        yield "meeting/roll-call", _next_roll(meeting, policy.presence_roll_call_every)


def _anybody_attested(meeting: Meeting) -> bool:
    return any(meeting.seat(who).evidence is Evidence.ATTESTED for who in meeting.present())


def _next_roll(meeting: Meeting, every: timedelta) -> datetime:
    began = max(meeting.planned_start, meeting.opened_at or meeting.planned_start)
    return (meeting.roll_called_at or began) + every


def _young(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """What section 4 waits for while the meeting is open."""
    if meeting.held_since is not None:
        yield "young/hold-over", meeting.held_since + policy.young_people_hold_limit
    if meeting.strangers and meeting.strangers_tried_at is not None:
        yield "young/strangers", meeting.strangers_tried_at + DOOR_AGAIN
    if meeting.day_ends is not None:
        yield "young/day", meeting.day_ends
    for who in meeting.expects:
        if f"no-show/{who}" not in meeting.done:
            yield f"young/no-show/{who}", meeting.planned_start + policy.young_people_no_show_after
    for who, seat in meeting.attendance.items():
        if seat.through is None:
            yield from _of_a_seat(meeting, policy, who, seat)


def _of_a_seat(
    meeting: Meeting, policy: Policy, who: str, seat: Attendance
) -> Iterator[tuple[str, datetime]]:
    guardian = seat.guardian if seat.place is Place.LOBBY else None
    waits = guardian is not None and not guardian.confirmed and not guardian.gave_up
    if guardian is not None and guardian.asked_at is not None and waits:
        yield f"young/guardian/{who}", guardian.asked_at + policy.young_people_guardian_wait
    if meeting.room is RoomKind.TEXT and seat.present and seat.room_sign is not None:
        yield f"young/look/{who}", seat.room_sign + policy.presence_attested_expires
    if seat.door_refused_at is not None:
        yield f"young/look/{who}", seat.door_refused_at + DOOR_AGAIN


def _away(meeting: Meeting, policy: Policy) -> Iterator[tuple[str, datetime]]:
    for window in meeting.blind:
        if window.platform is not None and window.until is None and not window.told:
            yield f"away/{window.platform}", window.since + policy.blindness_tell_after
