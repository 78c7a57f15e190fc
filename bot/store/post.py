"""The outbox: what waits to be sent.

A row of the outbox goes `queued` → `accepted`, `refused` or `withdrawn`. It is written in the
transaction that decided it, so a message is never lost; one whose fate is unknown is sent
again, and says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from bot.model.effects import Edit, Effect, Post, Reply, Send, Withdraw
from bot.model.meeting import Meeting
from bot.model.people import Platform
from bot.ports import Parcel, SentMessage
from bot.store import post_statements as ask
from bot.store import tables as t
from bot.store.directory import Directories, StoredDirectory
from bot.wording.writing import Writer

_encode = msgspec.json.Encoder().encode
_Message = Send | Post | Edit | Reply
_decode = msgspec.json.Decoder(_Message).decode
PINNED = frozenset({"opening"})


class PostOffice(Directories):
    """The outbox's part of a transaction."""

    def queue(
        self, meeting: Meeting | None, effects: tuple[Effect, ...], now: datetime
    ) -> list[int]:
        """Put what is to be sent in the outbox, in order; answers with the new rows' ids."""
        ids: list[int] = []
        for effect in effects:
            match effect:
                case Send(thread="alert") if meeting is not None:
                    self._supersede(meeting, effect)
                    ids.append(self._put(meeting, effect, now))
                case Send() | Post() | Reply():
                    ids.append(self._put(meeting, effect, now))
                case Edit():
                    ids.extend(self._put_edits(meeting, effect, now))
                case Withdraw():
                    self._withdraw(meeting, effect)
        return ids

    def _put(self, meeting: Meeting | None, effect: _Message, now: datetime, **more: object) -> int:
        row: dict[str, object] = {
            "meeting_id": meeting.id if meeting else None,
            "group_id": meeting.group if meeting else None,
            "do": type(effect).__name__.lower(),
            "recipient": effect.to if isinstance(effect, Send | Edit) else None,
            "platform": meeting.platform if meeting else "",
            "address": effect.address if isinstance(effect, Reply) else None,
            "key": effect.key,
            "effect": _encode(effect).decode(),
            "case_id": effect.case if isinstance(effect, Send | Edit) else None,
            "thread": "" if isinstance(effect, Reply) else effect.thread,
            "safety": int(effect.safety) if isinstance(effect, Send | Reply) else 1,
            "status": "queued",
            "next_try": t.to_us(now),
            "created_at": t.to_us(now),
        }
        if isinstance(effect, Send | Reply):
            row["platform"] = effect.platform
        done = self.connection.execute(ask.PUT, {**row, **more})
        key = done.inserted_primary_key
        assert key is not None  # noqa: S101
        return int(key[0])

    def _put_edits(self, meeting: Meeting | None, effect: Edit, now: datetime) -> list[int]:
        """One edit for each message of the thread.

        An alert that has not gone out is kept back; if it may have gone out it is sent again
        with the new words. An edit waits until its message is accepted, and is never sent if
        it is not.
        """
        if meeting is None:
            return []
        rows = self.connection.execute(
            ask.SAME_THREAD,
            {
                "meeting": meeting.id,
                "in_thread": effect.thread,
                "to": effect.to,
                "case": effect.case,
            },
        ).all()
        ids: list[int] = []
        for row in rows:
            waits = row.status == "queued" and effect.case is not None
            if waits and row.again:
                self._rewrite(row, effect)
                continue
            if waits:
                self.connection.execute(ask.WITHDRAW_ONE, {"message": row.id})
            self.connection.execute(ask.OLDER_EDITS, {"message": row.id})
            ids.append(self._put(meeting, effect, now, target=row.id, platform=row.platform))
        return ids

    def _rewrite(self, row: Any, effect: Edit) -> None:
        """A message of unknown fate says the newer thing when it is sent again."""
        sent = _decode(row.effect)
        if isinstance(sent, Send):
            newer = msgspec.structs.replace(sent, key=effect.key, facts=effect.facts)
            words = {"message": row.id, "key": effect.key, "effect": _encode(newer).decode()}
            self.connection.execute(ask.REWRITE, words)

    def _withdraw(self, meeting: Meeting | None, effect: Withdraw) -> None:
        """What waits is not sent; alerts that may have gone out have been given newer words."""
        if meeting is None:
            return
        subject = meeting.cases[effect.case].subject
        about = {"meeting": meeting.id, "case": effect.case, "subject": subject}
        self.connection.execute(ask.WITHDRAW, about)

    def _supersede(self, meeting: Meeting, effect: Send) -> None:
        """A newer alert to the same person takes the place of one that was not sent yet."""
        same = {
            "meeting": meeting.id,
            "case": effect.case,
            "in_thread": effect.thread,
            "to": effect.to,
            "on": effect.platform,
        }
        self.connection.execute(ask.SUPERSEDE, same)

    def sent_message(self, message_id: int) -> SentMessage | None:
        """What stands under a button that was pressed."""
        row = self.connection.execute(ask.SENT_MESSAGE, {"message": message_id}).first()
        if row is None:
            return None
        edits = self.connection.execute(ask.LATER_KEYS, {"message": message_id})
        return SentMessage(
            id=row.id,
            meeting=row.meeting_id,
            recipient=row.recipient,
            platform=row.platform,
            keys=tuple(dict.fromkeys([*(edit.key for edit in edits), row.key])),
            case=row.case_id,
        )

    def waiting(
        self, platform: Platform, now: datetime, limit: int, skip: frozenset[int]
    ) -> list[Parcel]:
        """What may be sent now on this platform: safety first, then in order.

        An edit waits until the message it changes has been accepted. `skip`: rows on their way.
        """
        most = {"platform": platform, "now": t.to_us(now), "most": limit + len(skip)}
        found = self.connection.execute(ask.WAITING, most).all()
        rows = [row for row in found if row.id not in skip][:limit]
        directories: dict[tuple[str | None, str | None], StoredDirectory] = {}
        parcels: list[Parcel] = []
        for row in rows:
            about = (row.group_id, row.meeting_id)
            if about not in directories:
                directories[about] = self.directory(*about)
            parcels.append(self._parcel(row, directories[about], now))
        return parcels

    def _parcel(self, row: Any, directory: StoredDirectory, now: datetime) -> Parcel:
        effect = _decode(row.effect)
        address = row.address or _address(row, directory) or ""
        writer: Writer = self.memory["writer"]
        written = writer.write(effect, directory, again=bool(row.again), now=now)
        return Parcel(
            id=row.id,
            do=row.do,
            platform=row.platform,
            address=address,
            key=row.key,
            text=written.text,
            buttons=written.buttons,
            ref=row.target_ref,
            again=bool(row.again),
            attempts=row.attempts,
            pinned=row.key in PINNED,
            meeting=row.meeting_id,
            recipient=row.recipient,
            effect=effect,
        )

    def next_try(self) -> datetime | None:
        """When the outbox next has something to do."""
        at = self.connection.execute(ask.NEXT_TRY).scalar()
        return None if at is None else t.from_us(at)

    def retry_now(self, platform: Platform, now: datetime) -> None:
        """The platform answers again: what waits for it waits no longer."""
        self.connection.execute(
            sa.update(t.outbox)
            .where(t.outbox.c.platform == platform, t.outbox.c.status == "queued")
            .values(next_try=t.to_us(now))
        )

    def settle(
        self,
        message_id: int,
        status: str,
        *,
        ref: str | None = None,
        next_try: datetime | None = None,
        again: bool = False,
    ) -> bool:
        """Write down what became of a message. False: it was settled before.

        A platform that asked to wait has not tried it.

        A message that was withdrawn while on its way and was accepted after all counts as
        accepted, so that its edit finds it.
        """
        done = self.connection.execute(
            ask.SETTLE,
            {
                "message": message_id,
                "or_from": "withdrawn" if status == "accepted" else "queued",
                "to_status": status,
                "new_ref": ref,
                "later": None if next_try is None else t.to_us(next_try),
                "repeat": 1 if again else None,
                "tried": 0 if status == "queued" and not again else 1,
            },
        )
        return done.rowcount == 1

    def suspect_unfinished(self, platform: Platform) -> int:
        """After a start: whatever waits may have been sent; it is sent again and says so."""
        done = self.connection.execute(
            sa.update(t.outbox)
            .where(
                t.outbox.c.status == "queued",
                t.outbox.c.platform == platform,
                t.outbox.c.attempts == 0,
                t.outbox.c.target.is_(None),
            )
            .values(again=1)
        )
        return done.rowcount


def _address(row: Any, directory: StoredDirectory) -> str | None:
    if row.recipient is None:
        return directory.meeting.room if directory.meeting else None
    return str(row.account) if row.account is not None else None
