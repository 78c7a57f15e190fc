"""In which groups young people take part, for what the doctor asks of a platform (Y1, Y10)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa

from bot.commands.guiding import MARK
from bot.model.meeting import NOT_OVER, MeetingState
from bot.model.people import Role
from bot.store import tables as t

_TO_COME = [state.value for state in {*NOT_OVER, MeetingState.DRAFT}]


def young_groups(connection: sa.Connection) -> frozenset[str]:
    """Groups that said so in `/setup`, have a young member, or plan a young people's meeting."""
    return frozenset(
        (*_that_said_so(connection), *_with_members(connection), *_with_meetings(connection))
    )


def _that_said_so(connection: sa.Connection) -> Iterator[str]:
    for row in connection.execute(sa.select(t.groups.c.id, t.groups.c.policy)):
        if json.loads(row.policy).get(MARK):
            yield row.id


def _with_members(connection: sa.Connection) -> Iterator[str]:
    for row in connection.execute(sa.select(t.members.c.group_id, t.members.c.roles)):
        if Role.YOUNG_PERSON.value in row.roles:
            yield row.group_id


def _with_meetings(connection: sa.Connection) -> Iterator[str]:
    asked = sa.select(t.meetings.c.group_id, t.meetings.c.doc)
    for row in connection.execute(asked.where(t.meetings.c.state.in_(_TO_COME))):
        if json.loads(row.doc).get("young"):
            yield row.group_id
