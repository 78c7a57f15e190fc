"""The inbox: what came in and is not taken yet. Stored before it is acknowledged (SPEC 11)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.model.people import Platform
from bot.store import inbox_statements as ask
from bot.store import tables as t
from bot.store.base import Base


class Inbox(Base):
    """The inbox's part of a transaction."""

    def put_in_inbox(self, platform: Platform, update_id: int, body: str, at: datetime) -> bool:
        """Store an update before it is acknowledged. False: it is there already."""
        row = {
            "platform": platform,
            "update_id": update_id,
            "body": self.sealer.seal(body),
            "received_at": t.to_us(at),
        }
        return self.insert_if_new(ask.PUT_IN_INBOX, row)

    def note_update(self, platform: Platform, update_id: int, at: datetime) -> bool:
        """Note that an update came which is taken at once, or means nothing. False: it is known."""
        row = {"platform": platform, "update_id": update_id, "body": "", "received_at": t.to_us(at)}
        return self.insert_if_new(ask.PUT_IN_INBOX, row)

    def inbox(self, platform: Platform, limit: int) -> list[tuple[int, str, int]]:
        """Updates not taken yet, in order: id, body, attempts so far."""
        rows = self.rows(ask.INBOX, {"platform": platform, "most": limit})
        return [(row.update_id, self.sealer.open(row.body), row.attempts) for row in rows]

    def taken_from_inbox(self, platform: Platform, update_id: int) -> None:
        """The update was taken: only its number is kept (V3)."""
        row = {"of_platform": platform, "update": update_id}
        self.change(ask.TAKEN_FROM_INBOX, row)

    def failed_in_inbox(self, platform: Platform, update_id: int) -> None:
        """Taking the update failed; others go first, and it is tried again."""
        row = {"of_platform": platform, "update": update_id}
        self.change(ask.FAILED_IN_INBOX, row)

    def forget(self, before: datetime) -> int:
        """Drop signal keys and taken updates older than `before`: nobody sends them any more.

        The newest update stays, because the next ones are asked for by its number.
        """
        newest = sa.select(sa.func.max(t.inbox.c.update_id)).scalar_subquery()
        old = t.to_us(before)
        keys = self.connection.execute(sa.delete(t.signals).where(t.signals.c.at < old))
        updates = self.connection.execute(
            sa.delete(t.inbox).where(
                t.inbox.c.received_at < old, t.inbox.c.body == "", t.inbox.c.update_id < newest
            )
        )
        return keys.rowcount + updates.rowcount

    def last_update(self, platform: Platform) -> int | None:
        """The highest update stored so far."""
        return self.connection.execute(
            sa.select(sa.func.max(t.inbox.c.update_id)).where(t.inbox.c.platform == platform)
        ).scalar()
