"""What a meeting has to know of the group's others: the lobby they share, concerns, recent ones."""

from __future__ import annotations

import secrets
from datetime import datetime

import sqlalchemy as sa

from bot.model.case import Case, CaseKind
from bot.model.meeting import NOT_OVER, Meeting
from bot.model.people import PersonId, Platform
from bot.store import tables as t
from bot.store.ledger import Ledger
from bot.store.statement_forms import is_one_of

_group: sa.BindParameter[str] = sa.bindparam("group")
_moment: sa.BindParameter[int] = sa.bindparam("moment")

_NOT_OVER_SOON = sa.select(t.meetings.c.doc).where(
    t.meetings.c.group_id == _group,
    is_one_of(t.meetings.c.state, (state.value for state in NOT_OVER)),
    t.meetings.c.platform == sa.bindparam("platform"),
    t.meetings.c.planned_start <= _moment,
    t.meetings.c.id != sa.bindparam("meeting"),
)
"""Meetings of :group on a :platform but for :meeting that are open, or begin before :moment."""

_ENDING_SINCE = (
    sa.select(t.meetings.c.doc)
    .where(t.meetings.c.group_id == _group, t.meetings.c.planned_end >= _moment)
    .order_by(t.meetings.c.planned_start, t.meetings.c.id)
)
"""Meetings of :group whose planned end is not before :moment, in any state."""

_WITH_CONCERNS = (
    sa.select(t.meetings.c.doc)
    .where(
        t.meetings.c.id.in_(
            sa.select(t.cases.c.meeting_id).where(
                t.cases.c.group_id == _group, t.cases.c.kind == CaseKind.CONCERN.value
            )
        )
    )
    .order_by(t.meetings.c.planned_start, t.meetings.c.id)
)
"""Meetings of :group in which somebody has raised a concern."""

_NEW_VERSION = (
    sa.update(t.groups)
    .where(t.groups.c.id == sa.bindparam("of_group"))
    .values(version=sa.bindparam("fresh"))
)


class Beside(Ledger):
    """The part of a transaction that looks beside a meeting, at the group's others."""

    def others_with_a_door(
        self, group_id: str, meeting_id: str, platform: Platform, until: datetime
    ) -> list[Meeting]:
        """Other young people's meetings for which people may wait: open, or to begin `until`."""
        given = {"group": group_id, "meeting": meeting_id, "platform": platform,
                 "moment": t.to_us(until)}  # fmt: skip
        return [one for one in self._docs(_NOT_OVER_SOON, given) if one.young]

    def meetings_ending_since(self, group_id: str, moment: datetime) -> list[Meeting]:
        """The group's meetings, in any state, whose planned end is not before `moment`."""
        return self._docs(_ENDING_SINCE, {"group": group_id, "moment": t.to_us(moment)})

    def concerns(self, group_id: str) -> tuple[Case, ...]:
        """Every concern ever raised in the group, open or closed, the earliest first (Y7).

        Remembered while nobody has changed the group or a concern.
        """
        row = self.group_row(group_id)
        known = self.memory.get(f"concerns/{group_id}")
        if known is not None and known[0] == row.version:
            found: tuple[Case, ...] = known[1]
            return found
        found = self._read_concerns(group_id)
        self.memory[f"concerns/{group_id}"] = (row.version, found)
        return found

    def _read_concerns(self, group_id: str) -> tuple[Case, ...]:
        meetings = self._docs(_WITH_CONCERNS, {"group": group_id})
        cases = [case for one in meetings for case in one.cases.values()]
        concerns = [case for case in cases if case.kind is CaseKind.CONCERN]
        return tuple(sorted(concerns, key=lambda case: case.opened_at))

    def _docs(self, statement: sa.Select[str], given: dict[str, object]) -> list[Meeting]:
        return [self._read(row.doc) for row in self.rows(statement, given)]

    def _save_cases(self, meeting: Meeting, before: Meeting) -> None:
        super()._save_cases(meeting, before)
        if any(
            case.kind is CaseKind.CONCERN and _matters(case) != _matters(before.cases.get(case.id))
            for case in meeting.cases.values()
        ):
            fresh = secrets.randbits(31)
            self.change(_NEW_VERSION, {"of_group": meeting.group, "fresh": fresh})
            self.group_changed()


def _matters(case: Case | None) -> tuple[object, ...]:
    """What of a concern other meetings go by."""
    out: tuple[PersonId, ...] = () if case is None else case.excluded
    return () if case is None else (case.kind, case.is_open, out, case.closed_by)
