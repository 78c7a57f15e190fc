"""What no young people's meeting may be, whoever wants it (Y9, Y10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.model.meeting import Meeting, RoomKind
from bot.model.people import SHOW_ROOMS, Person, PersonId
from bot.model.policy import Policy


def why_forbidden(
    meeting: Meeting, people: Mapping[PersonId, Person], day: date, policy: Policy, country: str
) -> str | None:
    """The name of the reason, or None. `day` is the meeting's, local to the group."""
    if not is_young(meeting, people, day):
        return None
    if meeting.room is RoomKind.VOICE and meeting.platform not in SHOW_ROOMS:
        return "voice-nobody-sees"
    youngest = policy.minimum_age(meeting.platform, country)
    for who in meeting.expects:
        person = people.get(who, Person(id=who))
        age = person.age_on(day)
        here = meeting.platform in person.platforms()
        if here and age is not None and age < youngest:
            return "too-young-for-platform"
    return None


def is_young(meeting: Meeting, people: Mapping[PersonId, Person], day: date) -> bool:
    """A young people's meeting: somebody under 18 is expected, or staff marked it (SPEC 1)."""
    expected = (people.get(who, Person(id=who)) for who in meeting.expects)
    return meeting.young or any(not person.is_adult(day) for person in expected)
