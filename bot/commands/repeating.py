"""Meetings that repeat: /meeting series, /meeting skip, /meeting end-series (M6)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec

from bot.commands import drafts
from bot.commands.asking import ORGANISERS, Asked, Line, SorryError
from bot.commands.finding import title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.names import clean_name
from bot.commands.planning import refuse_overlap, room_for
from bot.commands.when import Planned, read_date, read_plan, shown_day, shown_time
from bot.model.meeting import NOT_OVER, Meeting, MeetingState, RoomKind
from bot.model.paper import Paper, PaperKind
from bot.model.people import SHOW_ROOMS, Group
from bot.model.series import MOST_TIMES, Every, Like, Series
from bot.model.signals import Cancelled, Published
from bot.ports import MeetingDetails
from bot.series import DRAFT, OVER, all_going, begin, free_id, keep, make_ahead, read
from bot.wording.clocks import place_of

_EVERY = {
    **{every.value: every for every in Every},
    **dict.fromkeys(("weeks", "weekly"), Every.WEEK),
    **dict.fromkeys(("fortnights", "fortnightly"), Every.FORTNIGHT),
    **dict.fromkeys(("months", "monthly"), Every.MONTH),
}
_FILLERS = frozenset({"every", "for", "times"})
FEWEST_TIMES = 2


def series(asked: Asked) -> None:
    """`/meeting series TITLE DATE TIME LENGTH every week for 12`: its first meeting is a draft."""
    if asked.words and asked.words[0].lower() == "end":
        asked.words.pop(0)
        end_series(asked)
        return
    group = asked.group_for(ORGANISERS, sure=True)
    zone = ZoneInfo(group.timezone)
    every, count = _how_often(asked.words)
    plan = read_plan(asked.words, zone, asked.now, form_of("meeting series"))
    title = clean_name(" ".join(plan.title).strip("\"'“”"))
    if not title:
        raise SorryError("wrong-form", command=form_of("meeting series"))
    first = _make(asked, group, plan, title, every, count)
    asked.answer(
        "series",
        meeting=title,
        reason=every.value,
        minutes=count,
        day=shown_day(plan.starts, zone),
        starts=shown_time(plan.starts, zone),
        ends=shown_time(plan.ends, zone),
        zone=place_of(zone),
        code=first.id,
    )


def _how_often(words: list[str]) -> tuple[Every, int]:
    """Takes "every week for 12" off the end of the words."""
    said: list[str] = []
    while words and len(said) < len(("unit", "count")):
        word = words.pop().lower()
        if word not in _FILLERS:
            said.append(word)
    while words and words[-1].lower() in _FILLERS:
        words.pop()
    match said:
        case [count, unit] if count.isascii() and count.isdigit() and unit in _EVERY:
            if FEWEST_TIMES <= int(count[:4]) <= MOST_TIMES:
                return _EVERY[unit], int(count)
    raise SorryError("series", "length")


def _make(
    asked: Asked, group: Group, plan: Planned, title: str, every: Every, count: int
) -> Meeting:
    platform, room = room_for(asked, group)
    refuse_overlap(asked, group, plan, room)
    kind = RoomKind.VOICE if platform in SHOW_ROOMS else RoomKind.TEXT
    local = plan.starts.astimezone(ZoneInfo(group.timezone))
    first = Meeting(
        id=free_id(asked.books),
        group=group.id,
        platform=platform,
        room=kind,
        planned_start=plan.starts,
        planned_end=plan.ends,
        zone=group.timezone,
        expects=drafts.everybody(asked, group),
        chair=asked.person,
        contact=asked.person,
        series=f"series-{free_id(asked.books)}-{int(asked.now.timestamp())}",
    )
    drafts.add(asked, first, MeetingDetails(title=title, room=room))
    made = Series(
        platform=platform,
        room=room,
        room_kind=kind,
        first=local.date(),
        at=local.time(),
        minutes=int((plan.ends - plan.starts).total_seconds() // 60),
        every=every,
        count=count,
        maker=asked.person,
        like=Like(title=title),
        made={0: first.id},
    )
    empty = Paper(id=first.series or "", group=group.id, kind=PaperKind.SERIES, at=asked.now,
                  doc={}, person=asked.person, state=DRAFT)  # fmt: skip
    keep(asked.books, empty, made)
    return first


def went_on(asked: Asked, first: Meeting) -> None:
    """The first meeting of a series is published: so are the next, as far as people plan ahead."""
    paper = begin(asked.books, first)
    if paper is None:
        return
    made = make_ahead(asked.books, paper, asked.policy_of(first.group), asked.now)
    for draft in made.drafts:
        hand_over(asked, draft, Published(by=made.by or asked.person, quiet=True))
    asked.routed.replies.extend(made.notes)


def skip(asked: Asked) -> None:
    """`/meeting skip DATE [TITLE]`: the meeting of a series on that day is left out, for good."""
    group = asked.group_for(ORGANISERS)
    day = read_date(asked.words.pop(0)) if asked.words else None
    if day is None:
        raise SorryError("wrong-form", command=form_of("meeting skip"))
    for paper in _named(asked, group):
        plan = read(paper)
        number = next((n for n in range(plan.count) if plan.day(n) == day), None)
        if number is not None and number not in plan.skipped:
            _leave_out(asked, group, paper, number)
            return
    raise SorryError("series", "no-such-day")


def _leave_out(asked: Asked, group: Group, paper: Paper, number: int) -> None:
    plan = read(paper)
    made = plan.made.get(number)
    if made is not None and asked.meeting(made).state is not MeetingState.PUBLISHED:
        raise SorryError("series", "no-such-day")
    skipped = (*plan.skipped, number)
    keep(asked.books, paper, msgspec.structs.replace(plan, skipped=skipped))
    if made is not None:
        hand_over(asked, made, Cancelled(by=asked.person))
    starts, _ = plan.moment(number, ZoneInfo(group.timezone))
    shown = shown_day(starts, ZoneInfo(group.timezone))
    asked.answer("series", "skipped", meeting=plan.like.title, day=shown)


def end_series(asked: Asked) -> None:
    """`/meeting end-series [TITLE]`: no more are made; those that people know of stay."""
    group = asked.group_for(ORGANISERS)
    found = _named(asked, group)
    if not found:
        raise SorryError("series", "none")
    if len(found) > 1:
        raise SorryError("series", "which", choices=[_line(asked, group, p) for p in found])
    keep(asked.books, found[0], read(found[0]), OVER)
    asked.answer("series", "ended", meeting=read(found[0]).like.title)


def _named(asked: Asked, group: Group) -> list[Paper]:
    """The series that go on: all, or those named by title or by the short name of a meeting."""
    wanted = " ".join(asked.words).casefold()
    going = all_going(asked.books, group.id)
    if not wanted:
        return going
    titled = [paper for paper in going if read(paper).like.title.casefold() == wanted]
    return titled or [paper for paper in going if wanted in read(paper).made.values()]


def _line(asked: Asked, group: Group, paper: Paper) -> Line:
    """One series, by its next meeting."""
    plan, zone = read(paper), ZoneInfo(group.timezone)
    ahead = [asked.meeting(m) for m in asked.books.meetings_of(group.id, NOT_OVER)]
    mine = sorted((m for m in ahead if m.series == paper.id), key=lambda m: (m.planned_start, m.id))
    if mine:
        code, starts, title = mine[0].id, mine[0].planned_start, title_of(asked, mine[0])
    else:
        left = plan.to_make()
        code, title = plan.like.title, plan.like.title
        starts, _ = plan.moment(left[0] if left else plan.count - 1, zone)
    return {
        "line": "series-code",
        "code": code,
        "meeting": title,
        "day": shown_day(starts, zone),
        "starts": shown_time(starts, zone),
    }
