"""What is asked of the database for every event, each made once.

A statement made anew for each call costs four times what running it does. So these are
constants: a name in lower case after `:` in their sentence is a parameter, and a parameter that
has a column's name in an insert or update gives that column its value.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.model.case import CaseKind, Stage
from bot.model.meeting import LIVE_STATES
from bot.store import tables as t

ByDialect = dict[str, sa.Insert]
"""The same insert for each kind of database, by its name."""

_id: sa.BindParameter[str] = sa.bindparam("id")
_platform: sa.BindParameter[str] = sa.bindparam("platform")


def is_one_of(column: sa.Column[str], values: Iterable[str]) -> sa.ColumnElement[bool]:
    """Like `in_`, which would be written out anew at every call."""
    return sa.or_(*(column == value for value in sorted(values)))


def insert_if_new(table: sa.Table) -> ByDialect:
    """Insert; does nothing when a row with that identity is there already.

    The rows are counted, which PostgreSQL's inserts do not do by themselves.
    """
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True),
    }


def upsert(table: sa.Table, *values: str) -> ByDialect:
    """Insert, or give the row with that identity new `values`."""
    made: ByDialect = {}
    for name, insert in (
        ("sqlite", sqlite.insert(table)),
        ("postgresql", postgresql.insert(table)),
    ):
        made[name] = insert.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={value: insert.excluded[value] for value in values},
        )
    return made


# --- signals and meetings -------------------------------------------------------------------------

TAKE_KEY = insert_if_new(t.signals)
"""Remember that the signal :key was taken :at."""

MEETING = (
    sa.select(t.meetings.c.doc, t.meetings.c.version.label("meeting_version"), t.groups)
    .join(t.groups, t.groups.c.id == t.meetings.c.group_id)
    .where(t.meetings.c.id == _id)
)
"""The meeting :id, and its group's row, which every decision needs too."""

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

# --- who people are -------------------------------------------------------------------------------

GROUP = sa.select(t.groups).where(t.groups.c.id == _id)
"""The group :id, with the version of everything that is known of its people."""

MEMBERS_OF = (
    sa.select(t.people, t.members.c.roles)
    .join(t.members, t.members.c.person_id == t.people.c.id)
    .where(t.members.c.group_id == sa.bindparam("group"))
    .order_by(t.members.c.position)
)
"""The people of :group, in order."""

ACCOUNTS_OF = (
    sa.select(t.accounts)
    .join(t.members, t.members.c.person_id == t.accounts.c.person_id)
    .where(t.members.c.group_id == sa.bindparam("group"))
    .order_by(t.accounts.c.position)
)
"""The accounts of the people of :group, each person's in order."""

MINDING_OF = (
    sa.select(t.minding)
    .join(t.members, t.members.c.person_id == t.minding.c.person_id)
    .where(t.members.c.group_id == sa.bindparam("group"))
)
"""Checks and guardians of the people of :group."""

PROFILES_OF = (
    sa.select(t.profiles)
    .join(t.members, t.members.c.person_id == t.profiles.c.person_id)
    .where(t.members.c.group_id == sa.bindparam("group"))
)
"""How the people of :group take part."""

COSTS_OF = sa.select(t.cost_agreements).where(t.cost_agreements.c.group_id == sa.bindparam("group"))
"""What was agreed about costs in :group."""

AWAITED_OF = sa.select(t.awaited).where(t.awaited.c.person_id == sa.bindparam("person"))
"""Which question the words of :person would answer."""

AWAIT_NO_MORE = sa.delete(t.awaited).where(t.awaited.c.person_id == sa.bindparam("person"))
"""They answer none."""

AGREEMENTS_OF = (
    sa.select(t.agreements)
    .join(t.members, t.members.c.person_id == t.agreements.c.about)
    .where(t.members.c.group_id == sa.bindparam("group"))
)
"""Who accepted which version of which part of the guidelines, for whom in :group."""

ACCEPTED_BY = sa.select(t.agreements.c.part, t.agreements.c.version).where(
    t.agreements.c.person_id == sa.bindparam("person"),
    t.agreements.c.about == sa.bindparam("about"),
)
"""What :person accepted for the person :about."""

ROLES_GIVEN = sa.select(
    t.members.c.person_id, t.members.c.given_by, t.members.c.given_at
).where(t.members.c.group_id == sa.bindparam("group"))
"""Who gave the people of :group their roles, and when."""

PERSON_OF = sa.select(t.accounts.c.person_id).where(
    t.accounts.c.platform == _platform, t.accounts.c.account == sa.bindparam("account")
)
"""Whose the :account on a :platform is."""

GROUPS_OF = (
    sa.select(t.members.c.group_id)
    .where(t.members.c.person_id == sa.bindparam("person"))
    .order_by(t.members.c.group_id)
)
"""The groups that :person is a member of."""

COUNTRIES_OF = (
    sa.select(t.groups.c.country)
    .join(t.members, t.members.c.group_id == t.groups.c.id)
    .join(t.accounts, t.accounts.c.person_id == t.members.c.person_id)
    .where(t.accounts.c.platform == _platform, t.accounts.c.account == sa.bindparam("account"))
)
"""The countries of the groups of whoever has :account on a :platform."""

ADD_PERSON = insert_if_new(t.people)
"""Put a person on record."""

SET_MEMBER = upsert(t.members, "roles", "position", "given_by", "given_at")
"""Put a person in a group."""

SET_ACCOUNT = upsert(t.accounts, "person_id", "position", "proved_at")
"""Join an account to a person."""

SET_ROOM = upsert(t.rooms, "group_id", "title", "kind")
"""Put a room on record."""

ROOM_USE = sa.select(t.rooms.c.kind).where(
    t.rooms.c.platform == _platform, t.rooms.c.ref == sa.bindparam("ref")
)
"""What the room :ref on a :platform is for."""

MEETING_ROW = sa.select(t.meetings).where(t.meetings.c.id == _id)
"""All particulars of the meeting :id."""
