"""Making and running meetings: /meeting (L13). The rules decide; the answer says what they do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot.commands import drafts, moving, repeating, seating, sensitive
from bot.commands.answering import answers
from bot.commands.asking import Asked, SorryError
from bot.commands.finding import coming, line_of, the_meeting, title_of
from bot.commands.foreseeing import hand_over
from bot.commands.giving import LEAST_ORGANISERS, organisers
from bot.commands.listing import form_of
from bot.commands.planning import contact, dial_in, new
from bot.commands.when import read_length, shown_time
from bot.commands.why import why
from bot.flows.allowed import is_young
from bot.model.meeting import OPEN_STATES, Meeting, MeetingState
from bot.model.people import STAFF, Group
from bot.model.signals import BreakBegan, Cancelled, Ended, Opened, Published, Signal

SHORTEST_BREAK, LONGEST_BREAK = timedelta(minutes=1), timedelta(hours=1)
_NOT_BEGUN = frozenset({MeetingState.DRAFT, MeetingState.PUBLISHED})


def meeting(asked: Asked) -> None:
    """`/meeting WHAT …`."""
    what = asked.words.pop(0).lower() if asked.words else ""
    act = _ACTS.get(what)
    if act is None:
        _unknown(asked)
    act(asked)


def _unknown(asked: Asked) -> NoReturn:
    asked.group_for(STAFF)
    raise SorryError("wrong-form", command=form_of("meeting"))


def _publish(asked: Asked) -> None:
    group, found = _find(asked, {MeetingState.DRAFT}, "publish")
    _refuse_one_organiser(asked, group, found)
    drafts.expect(asked, found, drafts.everybody(asked, group, young=found.young))
    _run(asked, found, Published(by=asked.person), "published")
    if asked.meeting(found.id).state is MeetingState.PUBLISHED:
        repeating.went_on(asked, found)


def _refuse_one_organiser(asked: Asked, group: Group, found: Meeting) -> None:
    """Sorry: young people meet only where two people organise the group."""
    day = found.planned_start.astimezone(ZoneInfo(group.timezone)).date()
    young = is_young(found, group.people, day)
    if young and len(organisers(asked, group)) < LEAST_ORGANISERS:
        title = title_of(asked, found)
        raise SorryError("publish-refused", meeting=title, reason="one-organiser")


def _open(asked: Asked) -> None:
    _, found = _find(asked, {MeetingState.PUBLISHED}, "open")
    _run(asked, found, Opened(by=asked.person), "opened")


def _break(asked: Asked) -> None:
    asked.group_for(STAFF)
    word = asked.words.pop(0) if asked.words else ""
    length = read_length(word, SHORTEST_BREAK, LONGEST_BREAK)
    if length is None:
        raise SorryError("wrong-form", command=form_of("meeting break"))
    group, found = _find(asked, OPEN_STATES, f"break {word}")
    signal = BreakBegan(by=asked.person, seconds=int(length.total_seconds()))
    until = shown_time(asked.now + length, ZoneInfo(group.timezone))
    _run(asked, found, signal, "break", until=until)


def _end(asked: Asked) -> None:
    _, found = _find(asked, OPEN_STATES, "end")
    _run(asked, found, Ended(by=asked.person), "ended")


def _cancel(asked: Asked) -> None:
    _, found = _find(asked, _NOT_BEGUN | OPEN_STATES, "cancel")
    told = "cancelled-draft" if found.state is MeetingState.DRAFT else "cancelled"
    _run(asked, found, Cancelled(by=asked.person), told)


def _list(asked: Asked) -> None:
    group = asked.group_for(STAFF)
    lines = [line_of(asked, group, found) for found in coming(asked, group)]
    asked.answer("meetings", None if lines else "none", choices=lines)


def _find(
    asked: Asked, states: set[MeetingState] | frozenset[MeetingState], command: str
) -> tuple[Group, Meeting]:
    group = asked.group_for(STAFF)
    named = " ".join(asked.words)
    return group, the_meeting(asked, group, states, named, f"/meeting {command}")


def _run(asked: Asked, found: Meeting, signal: Signal, told: str, **facts: str) -> None:
    """Hand it over. When the rules refuse to publish they say why themselves (P4)."""
    foreseen = hand_over(asked, found.id, signal)
    if foreseen.toast.name == "recorded" and not foreseen.writes:
        asked.answer("meeting-done", told, meeting=title_of(asked, found), **facts)
    elif not foreseen.writes:
        raise SorryError("no-meeting")


_ACTS: dict[str, Callable[[Asked], None]] = {
    "new": new,
    "publish": _publish,
    "open": _open,
    "break": _break,
    "end": _end,
    "cancel": _cancel,
    "list": _list,
    "contact": contact,
    "phone": dial_in,
    "second": seating.second,
    "standby": seating.standby,
    "young": seating.young,
    "move": moving.move,
    "title": moving.title,
    "series": repeating.series,
    "skip": repeating.skip,
    "end-series": repeating.end_series,
    "why": why,
    "answers": answers,
    "topic": sensitive.topic,
    "confidential": sensitive.confidential,
}
