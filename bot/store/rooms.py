"""Rooms, meetings' particulars and one-time codes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from bot.model.meeting import Meeting, RoomUse
from bot.model.people import Platform
from bot.ports import Code, MeetingDetails, RoomDetails
from bot.store import people_statements as ask
from bot.store import tables as t
from bot.store.base import Base
from bot.store.sealing import open_number


class Rooms(Base):
    """The part of a transaction that knows where meetings are, and who may come by a code."""

    def add_room(
        self,
        group_id: str,
        platform: Platform,
        ref: str,
        title: str,
        kind: RoomUse = RoomUse.MEETING,
    ) -> None:
        """A room of the group, by the platform's own id, and what it is for."""
        row = {
            "platform": platform,
            "ref": ref,
            "group_id": group_id,
            "title": title,
            "kind": kind.value,
        }
        self.upsert(ask.SET_ROOM, row)

    def remove_room(self, platform: Platform, ref: str) -> None:
        """The room is not the group's any more; meetings that were planned there keep it."""
        self.connection.execute(
            sa.delete(t.rooms).where(t.rooms.c.platform == platform, t.rooms.c.ref == ref)
        )

    def move_room(self, platform: Platform, old: str, new: str) -> None:
        """The platform gave a room a new id (a group that turned into a supergroup)."""
        if self.group_of_room(platform, new) is not None:
            # Somebody has set a group up there since: that one stays, and the old one has moved.
            self.remove_room(platform, old)
        for table, column in (
            (t.rooms, t.rooms.c.ref),
            (t.meetings, t.meetings.c.room),
            (t.room_troubles, t.room_troubles.c.room),
        ):
            self.connection.execute(
                sa.update(table)
                .where(table.c.platform == platform, column == old)
                .values({column: new})
            )

    def group_of_room(self, platform: Platform, ref: str) -> str | None:
        """Whose room it is."""
        return self.connection.execute(
            sa.select(t.rooms.c.group_id).where(
                t.rooms.c.platform == platform, t.rooms.c.ref == ref
            )
        ).scalar()

    def room_use(self, platform: Platform, ref: str) -> RoomUse | None:
        """What a room is for; None for one that belongs to no group."""
        found = self.first(ask.ROOM_USE, {"platform": platform, "ref": ref})
        return None if found is None else RoomUse(found.kind)

    def rooms_of(
        self, group_id: str, kind: RoomUse = RoomUse.MEETING
    ) -> list[tuple[Platform, str]]:
        """The rooms of a group that are for this."""
        rows = self.connection.execute(
            sa.select(t.rooms.c.platform, t.rooms.c.ref)
            .where(t.rooms.c.group_id == group_id, t.rooms.c.kind == kind.value)
            .order_by(t.rooms.c.platform, t.rooms.c.ref)
        )
        return [(row.platform, row.ref) for row in rows]

    def rooms_on(self, platform: Platform) -> list[RoomDetails]:
        """Every room of every group on a platform."""
        rows = self.connection.execute(
            sa.select(t.rooms).where(t.rooms.c.platform == platform).order_by(t.rooms.c.ref)
        )
        return [room_details(row) for row in rows]

    def add_meeting(
        self, meeting: Meeting, details: MeetingDetails, due: Mapping[str, datetime]
    ) -> None:
        """Put a meeting on record."""
        self.connection.execute(
            sa.insert(t.meetings).values(
                id=meeting.id,
                group_id=meeting.group,
                title=details.title,
                platform=meeting.platform,
                room=details.room,
                way_in=details.way_in,
                dial_in=self.sealer.seal_optional(details.dial_in),
                why=self.sealer.seal_optional(details.why or None),
                state=meeting.state.value,
                planned_start=t.to_us(meeting.planned_start),
                planned_end=t.to_us(meeting.planned_end),
                version=1,
                doc=msgspec.json.encode(meeting).decode(),
            )
        )
        if due:
            rows = [
                {"meeting_id": meeting.id, "step": step, "at": t.to_us(at), "due_at": t.to_us(at)}
                for step, at in due.items()
            ]
            self.connection.execute(sa.insert(t.deadlines), rows)
            self.wake_at(min(due.values()))

    def meeting_details(self, meeting_id: str) -> MeetingDetails:
        """What people are shown of a meeting."""
        query = sa.select(t.meetings).where(t.meetings.c.id == meeting_id)
        row = self.connection.execute(query).one()
        return MeetingDetails(
            title=row.title,
            room=row.room,
            way_in=row.way_in,
            dial_in=open_number(self.sealer, row.dial_in),
            why=self.sealer.open(row.why) if row.why else "",
        )

    def set_why(self, meeting_id: str, why: str) -> None:
        """Say what a meeting is for, sealed: it may be hard to talk about (M1)."""
        self.connection.execute(
            sa.update(t.meetings)
            .where(t.meetings.c.id == meeting_id)
            .values(why=self.sealer.seal_optional(why or None))
        )

    def set_title(self, meeting_id: str, title: str) -> None:
        """Give a meeting another name."""
        self.connection.execute(
            sa.update(t.meetings).where(t.meetings.c.id == meeting_id).values(title=title)
        )

    def set_dial_in(self, meeting_id: str, dial_in: str) -> None:
        """Give a meeting the number for joining by phone, sealed like every number (V2)."""
        self.connection.execute(
            sa.update(t.meetings)
            .where(t.meetings.c.id == meeting_id)
            .values(dial_in=self.sealer.seal(dial_in))
        )

    # --- one-time codes -----------------------------------------------------------------------

    def add_code(self, code: str, what: Code, expires: datetime) -> None:
        """Keep a one-time code; only its digest is stored."""
        self.connection.execute(
            sa.insert(t.codes).values(
                digest=_digest(code),
                purpose=what.purpose,
                group_id=what.group,
                person_id=what.person,
                account=what.account,
                expires_at=t.to_us(expires),
            )
        )

    def use_code(self, code: str, account: str, now: datetime) -> Code | None:
        """Use a code up. None: it is unknown, used, too old, or for another account."""
        row = self.connection.execute(
            sa.select(t.codes).where(t.codes.c.digest == _digest(code))
        ).first()
        if row is None or row.used_at is not None or row.expires_at <= t.to_us(now):
            return None
        if row.account not in {None, account}:
            return None
        self.connection.execute(
            sa.update(t.codes).where(t.codes.c.digest == row.digest).values(used_at=t.to_us(now))
        )
        return Code(
            purpose=row.purpose, group=row.group_id, person=row.person_id, account=row.account
        )


def room_details(row: Any) -> RoomDetails:
    """A row of the rooms."""
    return RoomDetails(group=row.group_id, ref=row.ref, title=row.title, kind=RoomUse(row.kind))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
