"""Which meeting is meant: the one that fits, or the one that was named."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.commands.asking import Asked, Line, SorryError
from bot.commands.when import shown_day, shown_time
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import Group

NEAR = timedelta(hours=2)
"""Of several meetings that could be opened, one that begins within this time is meant."""

COMING = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED}) | OPEN_STATES


def the_meeting(
    asked: Asked, group: Group, states: Collection[MeetingState], named: str, command: str
) -> Meeting:
    """The one meeting of the group in these states that fits, or the one that was named.

    Sorry: there is none, or several, or the one that was named is not in such a state.
    """
    fitting = _fitting(asked, group, states)
    if named:
        return _named(asked, group, fitting, named)
    if len(fitting) > 1:
        near = [meeting for meeting in fitting if meeting.planned_start <= asked.now + NEAR]
        fitting = near if len(near) == 1 else fitting
    if not fitting:
        raise SorryError("no-meeting")
    if len(fitting) > 1:
        choices = [line_of(asked, group, meeting) for meeting in fitting]
        raise SorryError("which-meeting", command=command, choices=choices)
    return fitting[0]


def coming(asked: Asked, group: Group) -> list[Meeting]:
    """Everything that is open or still ahead, the earliest first."""
    return _fitting(asked, group, COMING)


def title_of(asked: Asked, meeting: Meeting) -> str:
    """What a meeting is called."""
    return asked.books.meeting_details(meeting.id).title


def line_of(asked: Asked, group: Group, meeting: Meeting) -> Line:
    """One line about a meeting."""
    zone = ZoneInfo(group.timezone)
    return {
        "line": "meeting",
        "code": meeting.id,
        "meeting": title_of(asked, meeting),
        "day": shown_day(meeting.planned_start, zone),
        "starts": shown_time(meeting.planned_start, zone),
        "reason": "open" if meeting.state in OPEN_STATES else meeting.state.value,
    }


def _fitting(asked: Asked, group: Group, states: Collection[MeetingState]) -> list[Meeting]:
    """Meetings in these states; those that never began and are over are left out."""
    found = [asked.meeting(meeting) for meeting in asked.books.meetings_of(group.id, states)]
    return [m for m in found if m.state in OPEN_STATES or m.planned_end > asked.now]


def _named(asked: Asked, group: Group, fitting: list[Meeting], named: str) -> Meeting:
    """By its short name, else by its title."""
    wanted = named.casefold()
    for meeting in fitting:
        if meeting.id.casefold() == wanted:
            return meeting
    titled = [meeting for meeting in fitting if title_of(asked, meeting).casefold() == wanted]
    if len(titled) == 1:
        return titled[0]
    stored = asked.books.meeting(named) or asked.books.meeting(wanted)
    if stored is None or stored.meeting.group != group.id:
        raise SorryError("no-meeting", "unknown", code=named)
    line = line_of(asked, group, stored.meeting)
    raise SorryError("no-meeting", "state", meeting=line["meeting"], reason=line["reason"])
