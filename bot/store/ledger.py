"""What the engine reads and writes: meetings, deadlines, cases and keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from bot.model.meeting import Meeting, MeetingState
from bot.model.people import PersonId, Platform
from bot.ports import DueStep, StoredMeeting
from bot.store import statements as ask
from bot.store import tables as t
from bot.store.base import Base
from bot.store.sealing import Sealer
from bot.store.writer import Conflict

_decode_meeting = msgspec.json.Decoder(Meeting).decode
_encode = msgspec.json.Encoder(order="deterministic").encode

MEETINGS_REMEMBERED = 512


class Ledger(Base):
    """The engine's part of a transaction."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, memory: dict[str, Any]) -> None:
        super().__init__(connection, sealer, memory)
        self._meetings: dict[str, StoredMeeting] = {}
        self._away: dict[Platform, datetime] | None = None

    def take_key(self, key: str, at: datetime) -> bool:
        """Remember a signal's key. False: it was taken before and must change nothing."""
        return self.insert_if_new(ask.TAKE_KEY, {"key": key, "at": t.to_us(at)})

    def meeting(self, meeting_id: str) -> StoredMeeting | None:
        """The meeting and its version."""
        known = self._meetings.get(meeting_id)
        if known is not None:
            return known
        row = self.first(ask.MEETING, {"id": meeting_id})
        if row is None:
            return None
        self.remember_group(row)
        stored = StoredMeeting(meeting=self._read(row.doc), version=row.meeting_version)
        self._meetings[meeting_id] = stored
        return stored

    def _read(self, doc: str) -> Meeting:
        """The same words are the same meeting: those that were read last are remembered."""
        docs: dict[str, Meeting] = self.memory.setdefault("docs", {})
        meeting = docs.pop(doc, None) or _decode_meeting(doc)
        docs[doc] = meeting
        if len(docs) > MEETINGS_REMEMBERED:
            del docs[next(iter(docs))]
        return meeting

    def live_meetings(self, group_id: str) -> list[str]:
        """Meetings of the group that are published, open or ended, the earliest first."""
        return self._ids(ask.LIVE_MEETINGS, group=group_id)

    def meetings_of(self, group_id: str, states: Collection[MeetingState]) -> list[str]:
        """The group's meetings in any of these states, the earliest first."""
        wanted = ask.meetings_in(frozenset(state.value for state in states))
        return self._ids(wanted, group=group_id)

    def meetings_with_open_cases(self, group_id: str) -> list[str]:
        """The group's meetings that hold an open case, whatever their state."""
        return self._ids(ask.MEETINGS_WITH_OPEN_CASES, group=group_id)

    def all_live_meetings(self) -> list[str]:
        """Every meeting that is published, open or ended, or has an open case."""
        return self._ids(ask.ALL_LIVE_MEETINGS)

    def groups_by_urgency(self) -> list[list[str]]:
        """The same, group by group: first the group with the case whose step is due first.

        A group's meetings come in order.
        """
        groups: dict[str, list[str]] = {}
        due: dict[str, int] = {}
        for row in self.rows(ask.LIVE_BY_URGENCY, {}):
            groups.setdefault(row.group_id, []).append(row.id)
            if row.waits_since is not None:
                due[row.group_id] = min(due.get(row.group_id, row.waits_since), row.waits_since)
        by_urgency = sorted(groups, key=lambda group: (group not in due, due.get(group, 0)))
        return [groups[group] for group in by_urgency]

    def meetings_with_case_of(self, person: PersonId) -> list[str]:
        """Meetings that hold an open case of this person, whatever their state."""
        return self._ids(ask.MEETINGS_WITH_CASE_OF, person=person)

    def others_concerned(self, group_id: str, meeting_id: str) -> list[str]:
        """The group's other meetings that are live or have an open case."""
        return self._ids(ask.OTHERS_CONCERNED, group=group_id, id=meeting_id)

    def meetings_in_room(self, platform: Platform, room: str) -> list[str]:
        """Live meetings in this room, the earliest first."""
        return self._ids(ask.MEETINGS_IN_ROOM, platform=platform, room=room)

    def _ids(self, statement: sa.Select[str], **given: str) -> list[str]:
        return [row[0] for row in self.rows(statement, given)]

    def save(
        self, meeting: Meeting, version: int, before: Meeting, due: Mapping[str, datetime]
    ) -> None:
        """Write the meeting if nobody else did since `version`; else Conflict."""
        doc = _encode(meeting).decode()
        done = self.change(
            ask.SAVE,
            {
                "meeting": meeting.id,
                "as_read": version,
                "doc": doc,
                "version": version + 1,
                "state": meeting.state.value,
                "planned_start": t.to_us(meeting.planned_start),
                "planned_end": t.to_us(meeting.planned_end),
            },
        )
        if done != 1:
            raise Conflict
        self._meetings[meeting.id] = StoredMeeting(meeting=meeting, version=version + 1)
        self._save_cases(meeting, before)
        self.save_deadlines(meeting.id, due)

    def _save_cases(self, meeting: Meeting, before: Meeting) -> None:
        for case in meeting.cases.values():
            if before.cases.get(case.id) == case:
                continue
            row = {
                "meeting_id": meeting.id,
                "id": case.id,
                "group_id": meeting.group,
                "subject": case.subject,
                "kind": case.kind.value,
                "stage": case.stage.value,
                "next_at": None if case.next is None else t.to_us(case.next.at),
                "owner": case.owner,
                "owner_expires": _us_or_none(case.owner_expires),
            }
            self.upsert(ask.SAVE_CASE, row)

    def save_deadlines(self, meeting_id: str, due: Mapping[str, datetime]) -> None:
        """Make the deadline rows of the meeting equal to `due`."""
        rows = self.rows(ask.DEADLINES_OF, {"meeting": meeting_id})
        known = {row.step: row.due_at for row in rows}
        wanted = {step: t.to_us(at) for step, at in due.items()}
        for step in known.keys() - wanted.keys():
            self.change(ask.DROP_DEADLINE, {"meeting": meeting_id, "which": step})
        for step, at in wanted.items():
            if known.get(step) != at:
                row = {"meeting_id": meeting_id, "step": step, "at": at, "due_at": at}
                self.upsert(ask.SET_DEADLINE, row)
                self.wake_at(due[step])

    def due(self, now: datetime, limit: int) -> list[DueStep]:
        """Deadlines reached by `now`, the earliest first."""
        rows = self.rows(ask.DUE, {"now": t.to_us(now), "most": limit})
        return [DueStep(meeting=r.meeting_id, step=r.step, at=t.from_us(r.due_at)) for r in rows]

    def next_due(self) -> datetime | None:
        """When the next deadline of all is to be looked at."""
        at = self.first(ask.NEXT_DUE, {})[0]
        return None if at is None else t.from_us(at)

    def postpone(self, step: DueStep, until: datetime) -> None:
        """Look at a deadline again later, because taking it failed."""
        row = {
            "meeting": step.meeting,
            "which": step.step,
            "due": t.to_us(step.at),
            "at": t.to_us(until),
        }
        self.change(ask.POSTPONE, row)
        self.wake_at(until)

    def missing_elsewhere(self, group_id: str, meeting_id: str) -> frozenset[PersonId]:
        """People who are being looked for in another meeting of the group."""
        row = {"group": group_id, "meeting": meeting_id}
        return frozenset(found[0] for found in self.rows(ask.MISSING_ELSEWHERE, row))

    def platforms_away(self) -> dict[Platform, datetime]:
        """Platforms that do not answer, and since when."""
        if self._away is None:
            rows = self.rows(ask.PLATFORMS_AWAY, {})
            self._away = {row.platform: t.from_us(row.away_since) for row in rows}
        return dict(self._away)

    def set_platform(self, platform: Platform, away_since: datetime | None) -> None:
        """Remember whether a platform answers."""
        row = {"platform": platform, "away_since": _us_or_none(away_since)}
        self.upsert(ask.SET_PLATFORM, row)
        self._away = None

    def heartbeat(self, process: str, at: datetime) -> None:
        """The bot is running at `at`."""
        self.upsert(ask.HEARTBEAT, {"process": process, "at": t.to_us(at)})

    def last_heartbeat(self) -> datetime | None:
        """When any process of the bot was last known to run."""
        at = self.connection.execute(sa.select(sa.func.max(t.heartbeats.c.at))).scalar()
        return None if at is None else t.from_us(at)


def _us_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else t.to_us(moment)
