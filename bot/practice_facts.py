"""What a practice has to know of a person: their age, the room there is for it, whom to contact."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.meeting import Meeting, MeetingState, RoomUse
from bot.model.people import PersonId, Platform
from bot.ports import Books

_COMING = frozenset({MeetingState.PUBLISHED, MeetingState.LOBBY, MeetingState.RUNNING})


def is_young(books: Books, person: PersonId, now: datetime) -> bool:
    """Whether they are under 18 today, in any group of theirs."""
    groups = [books.group(group) for group in books.groups_of(person)]
    return any(
        not group.people[person].is_adult(now.astimezone(ZoneInfo(group.timezone)).date())
        for group in groups
    )


def practice_room(books: Books, person: PersonId, platform: Platform, now: datetime) -> str | None:
    """What the practice room is called that they can come into; None: there is none for them.

    Adults may be in it, so nobody under 18 is sent there (Y7).
    """
    if is_young(books, person, now):
        return None
    groups = books.groups_of(person)
    rooms = [room for room in books.rooms_on(platform) if room.group in groups]
    return next((room.title for room in rooms if room.kind is RoomUse.PRACTICE), None)


def next_meeting(books: Books, person: PersonId) -> Meeting | None:
    """The meeting in which they, or somebody who takes part through them, are expected next."""
    found = []
    for group_id in books.groups_of(person):
        people = books.group(group_id).people
        mine = {person, *(who for who, one in people.items() if one.held_by == person)}
        stored = [books.meeting(meeting) for meeting in books.meetings_of(group_id, _COMING)]
        found += [one.meeting for one in stored if one and mine & set(one.meeting.expects)]
    return min(found, key=lambda meeting: (meeting.planned_start, meeting.id), default=None)


def card(books: Books, person: PersonId) -> dict[str, str]:
    """Who to contact in their next meeting, as they will see it there; never themselves."""
    found = next_meeting(books, person)
    contact = found.contact if found is not None else None
    out = {person, *(kept_out(books, found.group, person) if found is not None else ())}
    known = books.card_of(contact) if contact is not None and contact not in out else None
    return {
        "contact": known.name if known else "",
        "contact_phone": (known.phone or "") if known else "",
        "contact_email": (known.email or "") if known else "",
    }


def kept_out(books: Books, group_id: str, person: PersonId) -> set[PersonId]:
    """Whom they have raised a concern about (Y7)."""
    cases = books.concerns(group_id)
    return {out for case in cases if case.subject == person for out in case.excluded}
