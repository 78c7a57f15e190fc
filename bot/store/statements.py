"""What is asked of the database for every event, each made once.

A statement made anew for each call costs four times what running it does. So these are
constants: a name in lower case after `:` in their sentence is a parameter, and a parameter that
has a column's name in an insert or update gives that column its value.
"""

from __future__ import annotations

import functools

import sqlalchemy as sa

from bot.model.case import CaseKind, Stage
from bot.model.meeting import LIVE_STATES
from bot.store import tables as t
from bot.store.statement_forms import insert_if_new, is_one_of, upsert

_id: sa.BindParameter[str] = sa.bindparam("id")
_platform: sa.BindParameter[str] = sa.bindparam("platform")

# --- signals and meetings -------------------------------------------------------------------------

TAKE_KEY = insert_if_new(t.signals)
"""Remember that the signal :key was taken :at."""

MEETING = (
    sa.select(t.meetings.c.doc, t.meetings.c.version.label("meeting_version"), t.groups)
    .join(t.groups, t.groups.c.id == t.meetings.c.group_id)
    .where(t.meetings.c.id == _id)
)
"""The meeting :id, and its group's row, which every decision needs too."""

MEETING_ROW = sa.select(t.meetings).where(t.meetings.c.id == _id)
"""All particulars of the meeting :id."""

_is_live = is_one_of(t.meetings.c.state, (state.value for state in LIVE_STATES))
_is_open = is_one_of(t.cases.c.stage, (stage.value for stage in Stage if stage != Stage.CLOSED))
"""Said by what it is, not by what it is not, so that an index leads there."""
_in_order = sa.select(t.meetings.c.id).order_by(t.meetings.c.planned_start, t.meetings.c.id)

MEETINGS_OF = _in_order.where(t.meetings.c.group_id == sa.bindparam("group"))
"""Every meeting of :group."""


@functools.cache
def meetings_in(states: frozenset[str]) -> sa.Select[str]:
    """Meetings of :group in any of these states; made once for each set of them."""
    return MEETINGS_OF.where(is_one_of(t.meetings.c.state, states))


LIVE_MEETINGS = MEETINGS_OF.where(_is_live)
"""Meetings of :group that are published, open or ended."""

_with_open_case = sa.select(t.cases.c.meeting_id).where(_is_open)
_with_open_case_there = _with_open_case.where(t.cases.c.group_id == sa.bindparam("group"))
_live_there = sa.select(t.meetings.c.id).where(
    t.meetings.c.group_id == sa.bindparam("group"), _is_live
)

MEETINGS_WITH_OPEN_CASES = _in_order.where(t.meetings.c.id.in_(_with_open_case_there))
"""Meetings of :group that hold an open case."""

OTHERS_CONCERNED = _in_order.where(
    t.meetings.c.id.in_(sa.union(_live_there, _with_open_case_there)), t.meetings.c.id != _id
)
"""Meetings of :group, but for :id, that are live or have an open case."""

ALL_LIVE_MEETINGS = _in_order.where(sa.or_(_is_live, t.meetings.c.id.in_(_with_open_case)))
"""Meetings of every group that are live or have an open case."""

_waits_since = (
    sa.select(sa.func.min(sa.func.coalesce(t.cases.c.next_at, t.cases.c.owner_expires)))
    .where(t.cases.c.meeting_id == t.meetings.c.id, _is_open)
    .scalar_subquery()
)

LIVE_BY_URGENCY = ALL_LIVE_MEETINGS.with_only_columns(
    t.meetings.c.id, t.meetings.c.group_id, _waits_since.label("waits_since")
)
"""The same with their groups, and when the first step of an open case falls due."""

MEETINGS_IN_ROOM = _in_order.where(
    t.meetings.c.platform == _platform, t.meetings.c.room == sa.bindparam("room"), _is_live
)
"""Live meetings in a :room of a :platform."""

MEETINGS_WITH_CASE_OF = (
    sa.select(t.cases.c.meeting_id)
    .where(t.cases.c.subject == sa.bindparam("person"), _is_open)
    .order_by(t.cases.c.meeting_id)
)
"""Meetings that hold an open case of :person."""

SAVE = sa.update(t.meetings).where(
    t.meetings.c.id == sa.bindparam("meeting"), t.meetings.c.version == sa.bindparam("as_read")
)
"""Write :meeting, if it still has the version :as_read."""


# --- cases ----------------------------------------------------------------------------------------

SAVE_CASE = upsert(
    t.cases, "group_id", "subject", "kind", "stage", "next_at", "owner", "owner_expires"
)
"""Write a case as it is now."""

MISSING_ELSEWHERE = sa.select(t.cases.c.subject).where(
    t.cases.c.group_id == sa.bindparam("group"),
    _is_open,
    t.cases.c.kind == CaseKind.LEFT.value,
    t.cases.c.meeting_id != sa.bindparam("meeting"),
)
"""Who is being looked for in another meeting of :group than :meeting."""


# --- deadlines ------------------------------------------------------------------------------------

_step = (
    t.deadlines.c.meeting_id == sa.bindparam("meeting"),
    t.deadlines.c.step == sa.bindparam("which"),
)

DEADLINES_OF = sa.select(t.deadlines.c.step, t.deadlines.c.due_at).where(
    t.deadlines.c.meeting_id == sa.bindparam("meeting")
)
"""The deadlines of :meeting."""

SET_DEADLINE = upsert(t.deadlines, "at", "due_at")
"""Write when a step is due."""

DROP_DEADLINE = sa.delete(t.deadlines).where(*_step)
"""The step :which of :meeting is not to come any more."""

DUE = (
    sa.select(t.deadlines.c.meeting_id, t.deadlines.c.step, t.deadlines.c.due_at)
    .where(t.deadlines.c.at <= sa.bindparam("now"))
    .order_by(t.deadlines.c.at, t.deadlines.c.meeting_id, t.deadlines.c.step)
    .limit(sa.bindparam("most"))
)
"""At :most so many deadlines reached by :now, the earliest first."""

NEXT_DUE = sa.select(sa.func.min(t.deadlines.c.at))
"""When the next deadline of all is to be looked at."""

POSTPONE = sa.update(t.deadlines).where(*_step, t.deadlines.c.due_at == sa.bindparam("due"))
"""Look at a deadline again :at a later time."""


# --- platforms, heartbeats and the journal --------------------------------------------------------

PLATFORMS_AWAY = sa.select(t.platforms).where(t.platforms.c.away_since.is_not(None))
"""Platforms that do not answer."""

SET_PLATFORM = upsert(t.platforms, "away_since")
"""Since when a platform does not answer, if it does not."""

HEARTBEAT = upsert(t.heartbeats, "at")
"""The :process was running :at."""

LAST_ENTRY = (
    sa.select(t.journal.c.seq, t.journal.c.hash)
    .where(t.journal.c.meeting_id == sa.bindparam("meeting"))
    .order_by(t.journal.c.seq.desc())
    .limit(1)
)
"""The newest entry in the journal of :meeting."""

WRITE_ENTRY = sa.insert(t.journal)
"""Add an entry to a journal."""
