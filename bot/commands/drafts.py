"""Changes to meetings that no rule decides: a draft's particulars, and whom it expects."""

from __future__ import annotations

import msgspec

from bot.commands.asking import Asked
from bot.flows.timers import timers
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Group, Person, PersonId, Role
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
    """All adult members who have joined, besides those who are only somebody's guardian.

    To a young people's meeting: the young people, and the checked adults (Y1, Y11); the other
    adults too if the group has agreed to mixed meetings.
    """
    return tuple(
        person.id
        for person in group.people.values()
        if person.routes and _is_meant(asked, group, person, young=young)
    )


def _is_meant(asked: Asked, group: Group, person: Person, *, young: bool) -> bool:
    today = asked.today(group)
    if not person.is_adult(today):
        return young
    if person.roles == {Role.GUARDIAN}:
        return False
    mixed = asked.policy_of(group.id).young_people_mixed
    return not young or mixed or person.is_checked(today)


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
