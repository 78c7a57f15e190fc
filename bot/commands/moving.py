"""Changes to a meeting that people may know of already: /meeting move, /meeting title."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.commands import drafts
from bot.commands.asking import ORGANISERS, Asked, SorryError
from bot.commands.finding import the_meeting, title_of
from bot.commands.foreseeing import hand_over
from bot.commands.listing import form_of
from bot.commands.names import clean_name
from bot.commands.planning import refuse_overlap
from bot.commands.when import Planned, is_length, is_which, read_plan, shown_day, shown_time
from bot.model.meeting import Meeting, MeetingState
from bot.model.people import Group
from bot.model.signals import Moved, Renamed

_AHEAD = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})


def move(asked: Asked) -> None:
    """`/meeting move DATE TIME [LENGTH] [first|second] [MEETING]`: it is at another time."""
    group = asked.group_for(ORGANISERS)
    found = the_meeting(asked, group, _AHEAD, _named(asked), "/meeting move DATE TIME")
    plan = _plan(asked, group, found)
    room = asked.books.meeting_details(found.id).room
    refuse_overlap(asked, group, plan, room, besides=found.id)
    if found.state is MeetingState.DRAFT:
        drafts.change(asked, found.id, planned_start=plan.starts, planned_end=plan.ends)
    elif (plan.starts, plan.ends) != (found.planned_start, found.planned_end):
        hand_over(asked, found.id, Moved(by=asked.person, start=plan.starts, end=plan.ends))
    zone = ZoneInfo(group.timezone)
    asked.answer(
        "meeting-done",
        "moved" if found.state is MeetingState.PUBLISHED else "moved-draft",
        meeting=title_of(asked, found),
        day=shown_day(plan.starts, zone),
        starts=shown_time(plan.starts, zone),
        ends=shown_time(plan.ends, zone),
    )


def title(asked: Asked) -> None:
    """`/meeting title NEW TITLE [MEETING]`: it is called something else."""
    group = asked.group_for(ORGANISERS)
    found = the_meeting(asked, group, _AHEAD, _named(asked), "/meeting title TITLE")
    name = clean_name(" ".join(asked.words).strip("\"'“”"))
    if not name:
        raise SorryError("wrong-form", command=form_of("meeting title"))
    asked.books.set_title(found.id, name)
    hand_over(asked, found.id, Renamed(by=asked.person))
    asked.answer("meeting-done", "title", meeting=name)


def _named(asked: Asked) -> str:
    """The short name at the end of the words, taken off, if there is one."""
    words = asked.words
    is_name = len(words) > 1 and asked.books.meeting(words[-1].lower()) is not None
    return words.pop().lower() if is_name else ""


def _plan(asked: Asked, group: Group, found: Meeting) -> Planned:
    """The new time. Without a length it lasts as long as before."""
    words, which = list(asked.words), []
    if words and is_which(words[-1]):
        which = [words.pop()]
    if words and not is_length(words[-1]):
        minutes = (found.planned_end - found.planned_start).total_seconds() // 60
        words.append(f"{int(minutes)}m")
    plan = read_plan(
        [title_of(asked, found), *words, *which],
        ZoneInfo(group.timezone),
        asked.now,
        form_of("meeting move"),
    )
    if len(plan.title) > 1:
        raise SorryError("wrong-form", command=form_of("meeting move"))
    return plan
