"""Changes to meetings that no rule decides: a draft's particulars, and whom it expects."""

from __future__ import annotations

import msgspec

from bot.commands.asking import Asked
from bot.flows.timers import timers
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Group, PersonId
from bot.ports import MeetingDetails


def add(asked: Asked, meeting: Meeting, details: MeetingDetails) -> None:
    """Put a new meeting on record."""
    asked.books.add_meeting(meeting, details, timers(meeting, asked.policy_of(meeting.group)))


def change(asked: Asked, meeting_id: str, **fields: object) -> None:
    """Give a meeting other particulars."""
    stored = asked.books.meeting(meeting_id)
    if stored is None:
        raise LookupError(meeting_id)
    after = msgspec.structs.replace(stored.meeting, **fields)
    due = timers(after, asked.policy_of(after.group))
    asked.books.save(after, stored.version, stored.meeting, due)


def everybody(asked: Asked, group: Group) -> tuple[PersonId, ...]:
    """All adult members who have joined."""
    today = asked.today(group)
    return tuple(p.id for p in group.people.values() if p.routes and p.is_adult(today))


def expect(asked: Asked, meeting: Meeting, people: tuple[PersonId, ...]) -> None:
    """Let a meeting expect these people besides those it expects already."""
    change(asked, meeting.id, expects=tuple(dict.fromkeys((*meeting.expects, *people))))


def expect_from_now_on(asked: Asked, group_id: str, person: PersonId) -> None:
    """Whoever joins is expected in what is published already."""
    for meeting_id in asked.books.meetings_of(group_id, {MeetingState.PUBLISHED}):
        expect(asked, asked.meeting(meeting_id), (person,))
