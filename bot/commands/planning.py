"""Drafts: a new meeting, its contact person and its number for joining by phone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.commands import drafts
from bot.commands.asking import ORGANISERS, Asked, SorryError
from bot.commands.finding import the_meeting, title_of
from bot.commands.listing import form_of
from bot.commands.names import clean_name, clean_number, member_called
from bot.commands.when import Planned, read_plan, shown_day, shown_time
from bot.model.meeting import Meeting, MeetingState, RoomKind
from bot.model.people import SHOW_ROOMS, Group, Platform
from bot.model.phone_cost import PhoneCost, cost_of, leaves_a_bill
from bot.ports import MeetingDetails
from bot.series import free_id, overlapping

_DRAFT = frozenset({MeetingState.DRAFT})


def new(asked: Asked) -> None:
    """`/meeting new TITLE YYYY-MM-DD HH:MM LENGTH`: a draft in the group's room."""
    group = asked.group_for(ORGANISERS, sure=True)
    zone = ZoneInfo(group.timezone)
    plan = read_plan(asked.words, zone, asked.now, form_of("meeting new"))
    title = clean_name(" ".join(plan.title).strip("\"'“”"))
    if not title:
        raise SorryError("wrong-form", command=form_of("meeting new"))
    platform, room = room_for(asked, group)
    refuse_overlap(asked, group, plan, room)
    meeting = Meeting(
        id=free_id(asked.books),
        group=group.id,
        platform=platform,
        room=RoomKind.VOICE if platform in SHOW_ROOMS else RoomKind.TEXT,
        planned_start=plan.starts,
        planned_end=plan.ends,
        zone=group.timezone,
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


def room_for(asked: Asked, group: Group) -> tuple[Platform, str]:
    """The meeting room in which it was asked for, else the group's on that platform, or any."""
    rooms = asked.books.rooms_of(group.id)
    if not rooms:
        raise SorryError("not-made", "no-room")
    here = (asked.happening.platform, asked.happening.room)
    near = [room for room in rooms if room[0] == asked.happening.platform]
    return next((room for room in rooms if room == here), (near or rooms)[0])


def refuse_overlap(
    asked: Asked, group: Group, plan: Planned, room: str, *, besides: str | None = None
) -> None:
    """Overlapping meetings in one room are refused (L13); `besides`: the one that is planned."""
    other = overlapping(asked.books, group.id, plan.starts, plan.ends, room, besides=besides)
    if other is not None:
        zone = ZoneInfo(group.timezone)
        raise SorryError(
            "not-made",
            "overlap",
            meeting=asked.books.meeting_details(other.id).title,
            starts=shown_time(other.planned_start, zone),
            ends=shown_time(other.planned_end, zone),
        )


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
    cost = cost_of(number, group.country)
    if cost is PhoneCost.REFUSED:
        raise SorryError("phone-cost", code=number)
    asked.books.set_dial_in(draft.id, number)
    drafts.change(asked, draft.id, dial_in=True, dial_cost=cost)
    _say_what_it_costs(asked, group, draft, number, cost)


def _say_what_it_costs(
    asked: Asked, group: Group, draft: Meeting, number: str, cost: PhoneCost
) -> None:
    """Somebody who pays for calls is not to be left with a bill (C1)."""
    people = [group.people[who] for who in draft.expects if who in group.people]
    bill = [one.id for one in people if leaves_a_bill(cost, one.connection)]
    title, who = title_of(asked, draft), ", ".join(map(asked.books.name_of, bill))
    if cost is PhoneCost.INCLUSIVE:
        asked.answer("phone-cost", "inclusive", meeting=title, code=number, who=who)
    elif bill:
        asked.answer("phone-cost", "charged", meeting=title, code=number, who=who)
    else:
        asked.answer("meeting-done", "dial-in", meeting=title, dial_in=number)


def _draft_and(asked: Asked, group: Group, form: str) -> tuple[Meeting, str]:
    """Which draft, and the words about it. Its short name may stand at the end."""
    words = list(asked.words)
    named = ""
    if len(words) > 1 and asked.books.meeting(words[-1].lower()) is not None:
        named = words.pop().lower()
    if not words:
        raise SorryError("wrong-form", command=form_of(f"meeting {form.split()[0]}"))
    return the_meeting(asked, group, _DRAFT, named, f"/meeting {form}"), " ".join(words)
