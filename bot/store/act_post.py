"""The outbox's part about rooms: what is to be done there waits and is settled as messages are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from bot.model.effects import Act
from bot.model.meeting import Meeting, RoomUse
from bot.model.people import Platform
from bot.ports import Parcel
from bot.store import post_statements as ask
from bot.store import tables as t
from bot.store.directory import Directories, StoredDirectory

_encode = msgspec.json.Encoder().encode


class ActPost(Directories):
    """Acts on their way to a platform."""

    def put_act(self, meeting: Meeting, act: Act, now: datetime) -> int:
        """Put it in the outbox, in the place of its opposite if that still waits."""
        same = {"meeting": meeting.id, "in_thread": act.thread}
        self.change(ask.OPPOSITE, same)
        row = {
            "meeting_id": meeting.id,
            "group_id": meeting.group,
            "do": act.do,
            "platform": meeting.platform,
            "key": act.do,
            "effect": _encode(act).decode(),
            "thread": act.thread,
            "safety": 1,
            "status": "queued",
            "next_try": t.to_us(now),
            "created_at": t.to_us(now),
        }
        return int(self.first(ask.PUT, row).id)

    def act_parcel(self, row: Any, act: Act, directory: StoredDirectory) -> Parcel:
        """The act as an adapter gets it: the room, and everybody's accounts as they are now."""
        return Parcel(
            id=row.id,
            do=act.do,
            platform=row.platform,
            address=directory.meeting.room if directory.meeting else "",
            key=row.key,
            text="",
            again=bool(row.again),
            attempts=row.attempts,
            meeting=row.meeting_id,
            accounts=self._accounts(act, row.platform),
            lobby=self._lobby(row.group_id, row.platform),
            effect=act,
        )

    def _accounts(self, act: Act, platform: Platform) -> tuple[str, ...]:
        if act.who is None:
            return (act.account,) if act.account is not None else ()
        whose = {"person": act.who, "platform": platform}
        return tuple(row.account for row in self.connection.execute(ask.ALL_ACCOUNTS, whose))

    def _lobby(self, group_id: str, platform: Platform) -> str | None:
        where = {"group": group_id, "platform": platform, "use": RoomUse.LOBBY.value}
        return self.connection.execute(ask.ROOM_FOR, where).scalar()
