"""Changes to meetings that no rule decides: a draft's particulars, and whom it expects."""

from __future__ import annotations

import msgspec

from bot.commands.asking import Asked
from bot.flows.timers import timers
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Group, Person, PersonId
from bot.model.signals import Expected
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


def everybody(asked: Asked, group: Group, *, young: bool = False) -> tuple[PersonId, ...]:
    """Whom a meeting of the group is for today."""
    mixed = asked.policy_of(group.id).young_people_mixed
    return group.meant(asked.today(group), young=young, mixed=mixed)


def _is_meant(asked: Asked, group: Group, person: Person, *, young: bool) -> bool:
    mixed = asked.policy_of(group.id).young_people_mixed
    return person.is_meant(asked.today(group), young=young, mixed=mixed)


def expect(asked: Asked, meeting: Meeting, people: tuple[PersonId, ...]) -> None:
    """Let a meeting expect these people besides those it expects already."""
    change(asked, meeting.id, expects=tuple(dict.fromkeys((*meeting.expects, *people))))


def expect_from_now_on(asked: Asked, group_id: str, person: PersonId) -> None:
    """Whoever joins is expected in what is published already, if it is for them."""
    group = asked.books.group(group_id)
    for meeting_id in asked.books.meetings_of(group_id, {MeetingState.PUBLISHED}):
        meeting = asked.meeting(meeting_id)
        if _is_meant(asked, group, group.people[person], young=meeting.young):
            expect(asked, meeting, (person,))
            asked.routed.signals.append((meeting_id, Expected(person=person)))
