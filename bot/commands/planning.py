"""Drafts: a new meeting, its contact person and its number for joining by phone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.commands import drafts
from bot.commands.asking import ORGANISERS, Asked, SorryError
from bot.commands.finding import COMING, the_meeting, title_of
from bot.commands.listing import form_of
from bot.commands.names import clean_name, clean_number, member_called, short_id
from bot.commands.when import Planned, read_plan, shown_day, shown_time
from bot.model.meeting import Meeting, MeetingState, RoomKind
from bot.model.people import SHOW_ROOMS, Group, Platform
from bot.ports import MeetingDetails

_DRAFT = frozenset({MeetingState.DRAFT})


def new(asked: Asked) -> None:
    """`/meeting new TITLE YYYY-MM-DD HH:MM LENGTH`: a draft in the group's room."""
    group = asked.group_for(ORGANISERS, sure=True)
    zone = ZoneInfo(group.timezone)
    plan = read_plan(asked.words, zone, asked.now, form_of("meeting new"))
    title = clean_name(" ".join(plan.title).strip("\"'“”"))
    if not title:
        raise SorryError("wrong-form", command=form_of("meeting new"))
    platform, room = _room(asked, group)
    _refuse_overlap(asked, group, plan, room)
    meeting = Meeting(
        id=_free_id(asked),
        group=group.id,
        platform=platform,
        room=RoomKind.VOICE if platform in SHOW_ROOMS else RoomKind.TEXT,
        planned_start=plan.starts,
        planned_end=plan.ends,
        expects=drafts.everybody(asked, group),
        chair=asked.person,
        contact=asked.person,
    )
    drafts.add(asked, meeting, MeetingDetails(title=title, room=room))
    asked.answer(
        "meeting-made",
        None if group.people[asked.person].outside_route else "phone",
        meeting=title,
        day=shown_day(plan.starts, zone),
        starts=shown_time(plan.starts, zone),
        ends=shown_time(plan.ends, zone),
        code=meeting.id,
    )


def _room(asked: Asked, group: Group) -> tuple[Platform, str]:
    """The meeting room in which it was asked for, else the group's on that platform, or any."""
    rooms = asked.books.rooms_of(group.id)
    if not rooms:
        raise SorryError("not-made", "no-room")
    here = (asked.happening.platform, asked.happening.room)
    near = [room for room in rooms if room[0] == asked.happening.platform]
    return next((room for room in rooms if room == here), (near or rooms)[0])


def _refuse_overlap(asked: Asked, group: Group, plan: Planned, room: str) -> None:
    """Overlapping meetings in one room are refused (L13)."""
    zone = ZoneInfo(group.timezone)
    for meeting_id in asked.books.meetings_of(group.id, COMING):
        other = asked.meeting(meeting_id)
        details = asked.books.meeting_details(meeting_id)
        apart = plan.ends <= other.planned_start or other.planned_end <= plan.starts
        if details.room == room and not apart:
            raise SorryError(
                "not-made",
                "overlap",
                meeting=details.title,
                starts=shown_time(other.planned_start, zone),
                ends=shown_time(other.planned_end, zone),
            )


def _free_id(asked: Asked) -> str:
    while True:
        found = short_id()
        if asked.books.meeting(found) is None:
            return found


def contact(asked: Asked) -> None:
    """`/meeting contact NAME`: who people can reach about a draft (L9, P4)."""
    group = asked.group_for(ORGANISERS)
    draft, name = _draft_and(asked, group, "contact NAME")
    person = member_called(asked, group, name)
    member = group.people[person]
    if not member.is_staff(asked.today(group)) or not member.routes:
        raise SorryError("not-contact", person=asked.books.name_of(person))
    drafts.change(asked, draft.id, contact=person)
    told = "contact" if member.outside_route else "contact-phone"
    asked.answer(
        "meeting-done", told, meeting=title_of(asked, draft), contact=asked.books.name_of(person)
    )


def dial_in(asked: Asked) -> None:
    """`/meeting phone NUMBER`: the number by which people join a draft by phone."""
    group = asked.group_for(ORGANISERS)
    draft, written = _draft_and(asked, group, "phone NUMBER")
    number = clean_number(written)
    if number is None:
        raise SorryError("phone", "wrong")
    asked.books.set_dial_in(draft.id, number)
    drafts.change(asked, draft.id, dial_in=True)
    asked.answer("meeting-done", "dial-in", meeting=title_of(asked, draft), dial_in=number)


def _draft_and(asked: Asked, group: Group, form: str) -> tuple[Meeting, str]:
    """Which draft, and the words about it. Its short name may stand at the end."""
    words = list(asked.words)
    named = ""
    if len(words) > 1 and asked.books.meeting(words[-1].lower()) is not None:
        named = words.pop().lower()
    if not words:
        raise SorryError("wrong-form", command=form_of(f"meeting {form.split()[0]}"))
    return the_meeting(asked, group, _DRAFT, named, f"/meeting {form}"), " ".join(words)
