"""Which agendas somebody can see, and what stands on them for them (M1)."""

from __future__ import annotations

from bot.commands.asking import Asked, Line, SorryError
from bot.model.agenda import Item, Sorting
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import STAFF, Group


def groups(asked: Asked) -> list[Group]:
    """Their groups; in a room its own, if they are in it."""
    theirs = asked.groups()
    if not theirs:
        raise SorryError("not-known")
    room = asked.happening.room
    here = asked.books.group_of_room(asked.happening.platform, room) if room else None
    return [group for group in theirs if group.id == here] or theirs


def ahead(asked: Asked, group_id: str | None = None) -> list[Meeting]:
    """What they can know of and has not begun, the earliest first; drafts for the staff alone."""
    found = [
        asked.meeting(meeting_id)
        for group in groups(asked)
        for meeting_id in asked.books.meetings_of(
            group.id, {MeetingState.PUBLISHED, MeetingState.DRAFT}
        )
        if group_id in {None, group.id}
    ]
    coming = [meeting for meeting in found if meeting.planned_start > asked.now]
    known = [m for m in coming if m.state is MeetingState.PUBLISHED or may(asked, m)]
    return sorted(known, key=lambda m: (m.state is MeetingState.DRAFT, m.planned_start, m.id))


def may(asked: Asked, meeting: Meeting) -> bool:
    """Whether they are staff of its group."""
    return asked.may(asked.books.group(meeting.group), STAFF)


def lines(asked: Asked, meeting: Meeting) -> list[Line]:
    """What is on it: for the staff all of it, for others what is taken in, and their own."""
    staff = may(asked, meeting)
    return [
        _line(asked, item)
        for item in meeting.agenda.items
        if staff or item.sorting is Sorting.TAKE_IN or item.by == asked.person
    ]


def _line(asked: Asked, item: Item) -> Line:
    return {
        "line": "agenda-item" if item.sorting is Sorting.TAKE_IN else "agenda-put-off",
        "code": item.id,
        "words": asked.books.unseal(item.words),
        "minutes": str(item.minutes),
        "person": "" if item.by is None else asked.books.name_of(item.by),
        "reason": item.sorting.value,
    }
