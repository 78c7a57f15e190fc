"""Which meeting a command means that belongs to a meeting going on (M4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from bot.commands.asking import Asked, SorryError
from bot.model.during import Duty
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import Group, Role

JUST_OVER = timedelta(days=14)
"""How long after a meeting something can still be written down about it."""
_OVER = frozenset({MeetingState.ENDED, MeetingState.CLOSED})
_TAKES_PART = frozenset({Role.CONTRIBUTOR, Role.YOUNG_PERSON})


def meeting_i_am_in(asked: Asked) -> Meeting:
    """The open meeting in which they are. Sorry: they are in none."""
    for found in meetings_in(asked, OPEN_STATES):
        if found.seat(asked.person).present:
            return found
    raise SorryError("not-there")


def meeting_i_lead(asked: Asked) -> Meeting:
    """The open meeting that they lead, as staff or as its chair. Sorry: there is none."""
    opened = meetings_in(asked, OPEN_STATES)
    if not any(is_staff(asked, group) for group in asked.groups()):
        opened = [found for found in opened if found.chair == asked.person]
        if not opened:
            raise SorryError("not-your-role")
    mine = [m for m in opened if is_staff(asked, group_of(asked, m)) or m.chair == asked.person]
    there = [found for found in mine if found.seat(asked.person).present]
    if not mine:
        raise SorryError("no-meeting")
    return (there or mine)[0]


def meeting_to_note(asked: Asked) -> Meeting:
    """The meeting about which they may write something down: one going on, or just over.

    That is for staff, and for whoever takes the notes. Sorry: it is not theirs, or there is none.
    """
    opened = meetings_in(asked, OPEN_STATES)
    there = [found for found in opened if found.seat(asked.person).present]
    over = reversed(meetings_in(asked, _OVER))
    recent = [m for m in over if asked.now - m.planned_end <= JUST_OVER]
    found = [*there, *opened, *recent]
    if not found:
        raise SorryError("no-meeting")
    mine = [meeting for meeting in found if may_note(asked, meeting)]
    if not mine:
        raise SorryError("noted", "not-yours")
    return mine[0]


def may_note(asked: Asked, meeting: Meeting) -> bool:
    """Staff may, and whoever takes the notes in this meeting."""
    takes_notes = meeting.during.duties.get(Duty.NOTES) == asked.person
    return takes_notes or is_staff(asked, group_of(asked, meeting))


def meetings_in(asked: Asked, states: Collection[MeetingState]) -> list[Meeting]:
    """Meetings of their groups in these states, the earliest first; in a room those of the room."""
    found = [
        asked.meeting(meeting_id)
        for group in asked.groups()
        for meeting_id in asked.books.meetings_of(group.id, states)
    ]
    found.sort(key=lambda meeting: (meeting.planned_start, meeting.id))
    room = asked.happening.room
    in_it = [m for m in found if room and asked.books.meeting_details(m.id).room == room]
    return in_it or found


def group_of(asked: Asked, meeting: Meeting) -> Group:
    """The group whose meeting it is."""
    return asked.books.group(meeting.group)


def is_staff(asked: Asked, group: Group) -> bool:
    """Whether whoever asked is staff of the group today."""
    return asked.me(group).is_staff(asked.today(group))


def takes_part(asked: Asked, group: Group) -> bool:
    """Whether they contribute to the group and are not staff of it."""
    return bool(asked.me(group).roles & _TAKES_PART) and not is_staff(asked, group)
