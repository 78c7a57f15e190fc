"""What is wrong with the bot in rooms, as far as it knows."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.model.people import Platform
from bot.model.trouble import RoomTrouble
from bot.store import tables as t
from bot.store.base import Base

_IN_ROOM = sa.and_(
    t.room_troubles.c.platform == sa.bindparam("of_platform"),
    t.room_troubles.c.room == sa.bindparam("in_room"),
)
_TROUBLES = sa.select(t.room_troubles.c.kind).where(_IN_ROOM)
_NO_MORE = sa.delete(t.room_troubles).where(
    _IN_ROOM, t.room_troubles.c.kind == sa.bindparam("of_kind")
)
_NEW = sa.insert(t.room_troubles)


class Troubles(Base):
    """The part of a transaction that knows where the bot cannot do its work."""

    def room_troubles(self, platform: Platform, room: str) -> frozenset[RoomTrouble]:
        """What is wrong with the bot in a room."""
        rows = self.connection.execute(_TROUBLES, {"of_platform": platform, "in_room": room})
        return frozenset(RoomTrouble(row.kind) for row in rows)

    def set_room_troubles(
        self, platform: Platform, room: str, wrong: frozenset[RoomTrouble], at: datetime
    ) -> None:
        """From now on this is wrong there, and nothing else."""
        before = self.room_troubles(platform, room)
        for kind in before - wrong:
            gone = {"of_platform": platform, "in_room": room, "of_kind": kind.value}
            self.connection.execute(_NO_MORE, gone)
        for kind in wrong - before:
            new = {"platform": platform, "room": room, "kind": kind.value, "since": t.to_us(at)}
            self.connection.execute(_NEW, new)
