"""The next meetings of a series (M6): made some weeks before their day, each like any other.

What the organiser left out is never made again, and nothing is made twice: which meetings were
made stands in the series itself, written in the same transaction as they are.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.flows.timers import timers
from bot.model.effects import Reply
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.paper import Paper, PaperKind
from bot.model.people import Group, PersonId, Role
from bot.model.phone_cost import cost_of
from bot.model.policy import Policy
from bot.model.series import Like, Series, Turned
from bot.ports import Books, MeetingDetails
from bot.words import plain_id

DRAFT, GOING, OVER = "draft", "going", "over"
"""The states of a series: its first meeting is not published yet; it goes on; it was ended."""
MORE = timedelta(days=7)
"""How long before people are asked for the agenda the meeting is there."""

_COMING = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED}) | OPEN_STATES


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of making the next meetings."""

    drafts: tuple[str, ...] = ()
    """They are drafts until they are published by `by`."""
    by: PersonId | None = None
    notes: tuple[Reply, ...] = ()
    """What the organiser has to know."""


def read(paper: Paper) -> Series:
    """The series on a paper."""
    return msgspec.convert(paper.doc, Series, str_keys=True)


def keep(books: Books, paper: Paper, series: Series, state: str | None = None) -> Paper:
    """Write the series down again, with what is new."""
    doc: dict[str, Any] = msgspec.to_builtins(series, str_keys=True)
    kept = msgspec.structs.replace(paper, doc=doc, state=state or paper.state)
    books.put_paper(kept)
    return kept


def begin(books: Books, meeting: Meeting) -> Paper | None:
    """Its first meeting is published: the others will be like that one. None: it has begun."""
    paper = books.paper(meeting.series or "")
    if paper is None or paper.state != DRAFT:
        return None
    details = books.meeting_details(meeting.id)
    like = Like(
        title=details.title,
        chair=meeting.chair,
        contact=meeting.contact,
        second_adult=meeting.second_adult,
        standby=meeting.standby,
        young=meeting.young,
        way_in=details.way_in,
        dial_in=details.dial_in,
        why=details.why,
        hard=meeting.hard,
        follow_up=meeting.follow_up,
        confidential=meeting.confidential,
    )
    return keep(books, paper, msgspec.structs.replace(read(paper), like=like), GOING)


def make_ahead(books: Books, paper: Paper, policy: Policy, now: datetime) -> Made:
    """Make every meeting whose time to be known of has come. Those gone by are left out."""
    series, group = read(paper), books.group(paper.group)
    by = _publisher(group, series, now)
    if paper.state != GOING or by is None:
        return Made()
    zone, known_from = ZoneInfo(group.timezone), policy.agenda_ask_before + MORE
    drafts: list[str] = []
    notes: list[Reply] = []
    for number in series.to_make():
        starts, turned = series.moment(number, zone)
        if starts - known_from > now:
            break
        ends = starts + timedelta(minutes=series.minutes)
        is_taken = overlapping(books, group.id, starts, ends, series.room) is not None
        if starts <= now or is_taken:
            series = msgspec.structs.replace(series, skipped=(*series.skipped, number))
            if is_taken:
                notes += _notes(books, group, by, "overlap", series, starts)
            continue
        meeting_id = _make(books, paper, number, starts, policy, now)
        series = msgspec.structs.replace(series, made={**series.made, number: meeting_id})
        drafts.append(meeting_id)
        if turned is not None:
            variant = "twice" if turned is Turned.TWICE else None
            notes += _notes(books, group, by, variant, series, starts)
    keep(books, paper, series)
    return Made(drafts=tuple(drafts), by=by, notes=tuple(notes))


def _make(
    books: Books, paper: Paper, number: int, starts: datetime, policy: Policy, now: datetime
) -> str:
    series, group = read(paper), books.group(paper.group)
    like, today = series.like, now.astimezone(ZoneInfo(group.timezone)).date()
    meeting = Meeting(
        id=_short_name(books, series, number),
        group=group.id,
        platform=series.platform,
        room=series.room_kind,
        planned_start=starts,
        planned_end=starts + timedelta(minutes=series.minutes),
        zone=group.timezone,
        expects=group.meant(today, young=like.young, mixed=policy.young_people_mixed),
        chair=like.chair,
        contact=like.contact,
        second_adult=like.second_adult,
        standby=like.standby,
        dial_in=like.dial_in is not None,
        dial_cost=cost_of(like.dial_in, group.country) if like.dial_in else None,
        why=bool(like.why),
        series=paper.id,
        young=like.young,
        hard=like.hard,
        follow_up=like.follow_up,
        confidential=like.confidential,
    )
    details = MeetingDetails(
        title=like.title, room=series.room, way_in=like.way_in, dial_in=like.dial_in
    )
    books.add_meeting(meeting, details, timers(meeting, policy))
    if like.why:
        books.set_why(meeting.id, like.why)
    return meeting.id


def _short_name(books: Books, series: Series, number: int) -> str:
    """That of the first meeting with its own number after it, so that they are told apart."""
    name = f"{series.made[0]}-{number + 1:02d}" if 0 in series.made else free_id(books)
    return name if books.meeting(name) is None else free_id(books)


def _publisher(group: Group, series: Series, now: datetime) -> PersonId | None:
    """Whoever made the series, while they organise; else the first organiser there is."""
    today = now.astimezone(ZoneInfo(group.timezone)).date()
    organisers = [person.id for person in group.with_role(Role.ORGANISER, today)]
    return series.maker if series.maker in organisers else next(iter(organisers), None)


def _notes(
    books: Books, group: Group, to: PersonId, variant: str | None, series: Series, starts: datetime
) -> list[Reply]:
    zone = ZoneInfo(group.timezone)
    facts = {
        "meeting": series.like.title,
        "day": starts.astimezone(zone).strftime("%A %-d %B %Y"),
        "starts": starts.astimezone(zone).strftime("%H:%M"),
        "at": series.at.strftime("%H:%M"),
        **({"variant": variant} if variant else {}),
    }
    sealed = books.seal(json.dumps(facts))
    routes = [route for route in group.people[to].routes if route.proved]
    return [
        Reply(platform=r.platform, address=r.account, key="series-kept", sealed=sealed)
        for r in routes
    ]


def all_going(books: Books, group_id: str) -> list[Paper]:
    """The series of a group that go on."""
    return [p for p in books.papers(group_id, PaperKind.SERIES) if p.state == GOING]


def overlapping(
    books: Books, group_id: str, starts: datetime, ends: datetime, room: str,
    *, besides: str | None = None,
) -> Meeting | None:  # fmt: skip
    """A meeting to come that is in this room at this time (L13)."""
    for meeting_id in books.meetings_of(group_id, _COMING):
        stored = books.meeting(meeting_id) if meeting_id != besides else None
        if stored is None or books.meeting_details(meeting_id).room != room:
            continue
        other = stored.meeting
        if not (ends <= other.planned_start or other.planned_end <= starts):
            return other
    return None


def free_id(books: Books) -> str:
    """A short random id that people can type, and no meeting has."""
    while True:
        found = plain_id()
        if books.meeting(found) is None:
            return found
