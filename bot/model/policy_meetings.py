"""The settings of a meeting itself: reminders, opening, breaks, its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from bot.model.forms import Count
from bot.model.numbers import AtLeast, AtMost
from bot.model.policy_keys import key_of
from bot.model.policy_safety import SafetyTable
from bot.model.policy_units import OURS, SOURCE, days, minutes


class MeetingTable(SafetyTable, frozen=True, kw_only=True, rename=key_of):
    """How a meeting begins, goes on and ends."""

    meeting_reminders: Annotated[
        tuple[timedelta, ...], OURS, "How long before a meeting its reminders go out."
    ] = (days(1), minutes(60))
    meeting_nudge_before: Annotated[
        timedelta, OURS, "How long before the start the organiser is reminded to open."
    ] = minutes(5)
    meeting_open_before: Annotated[
        timedelta,
        SOURCE,
        "How long before the start a meeting should be open; if it is not, staff are told.",
    ] = minutes(2)
    meeting_not_open_after: Annotated[
        timedelta,
        OURS,
        "How long after the start a meeting nobody opened is reported, and people are told "
        "not to wait.",
    ] = minutes(10)
    meeting_cancelled_after: Annotated[
        timedelta, OURS, "How long after the start a meeting nobody opened is cancelled."
    ] = minutes(30)
    meeting_break_by: Annotated[
        timedelta,
        SOURCE,
        "A meeting has a break after this long at the latest.",
        AtMost(minutes(60), "people need a break from the screen within the hour"),
    ] = minutes(60)
    during_invite_quiet_after: Annotated[
        timedelta,
        OURS,
        "How long somebody who likes to be asked may not have been heard before they are asked, "
        "in private, if they want to speak.",
    ] = minutes(20)
    decisions_quorum: Annotated[
        int,
        OURS,
        "How many people have to be there for a key decision; at least one of them contributes "
        "and is not staff.",
        AtLeast(2, "nobody decides on something important alone"),
        Count(1, 100),
    ] = 3
    meeting_overrun_step: Annotated[
        timedelta,
        OURS,
        "How long a meeting runs on after its planned end, and how much “carry on” adds.",
    ] = minutes(15)
    meeting_empty_ends_after: Annotated[
        timedelta, OURS, "How long an empty room stays open once the planned end has passed."
    ] = minutes(5)
    meeting_close_after: Annotated[
        timedelta,
        OURS,
        "How long after it ended a meeting closes at the earliest.",
        AtLeast(minutes(10), "late answers and open cases need the meeting's record open"),
    ] = minutes(10)
