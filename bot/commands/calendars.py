"""Meetings for one's own calendar: /calendar. The file is for one person and names no other."""

from __future__ import annotations

from bot.commands.asking import Asked
from bot.commands.calendar_file import Event, calendar
from bot.model.meeting import NOT_OVER, Meeting, MeetingState
from bot.model.people import Group, PersonId

FILE = "meetings.ics"
_SHOWN = NOT_OVER | {MeetingState.CANCELLED}


def send_calendar(asked: Asked) -> None:
    """`/calendar`: the meetings to come, and those to come that were called off."""
    events = [event for group in asked.groups() for event in _events(asked, group)]
    if not any(not event.is_cancelled for event in events) and not events:
        asked.answer("calendar", "none-child" if _is_young(asked) else "none")
        return
    asked.answer_with_file("calendar", FILE, calendar(events, asked.now))


def _is_young(asked: Asked) -> bool:
    return not all(asked.me(group).is_adult(asked.today(group)) for group in asked.groups())


def _events(asked: Asked, group: Group) -> list[Event]:
    mine = {asked.person, *_held_by(group, asked.person)}
    found = [asked.meeting(m) for m in asked.books.meetings_of(group.id, _SHOWN)]
    theirs = [m for m in found if mine & set(m.expects) and m.planned_end > asked.now]
    return [_event(asked, meeting) for meeting in sorted(theirs, key=lambda m: m.planned_start)]


def _held_by(group: Group, guardian: PersonId) -> set[PersonId]:
    """Whoever takes part through this account."""
    return {p.id for p in group.people.values() if p.held_by == guardian and not p.routes}


def _event(asked: Asked, meeting: Meeting) -> Event:
    details = asked.books.meeting_details(meeting.id)
    return Event(
        uid=f"{meeting.id}@alongside",
        revision=meeting.revision,
        starts=meeting.planned_start,
        ends=meeting.planned_end,
        title=details.title,
        about=details.way_in,
        is_cancelled=meeting.state is MeetingState.CANCELLED,
    )
