"""What goes out of the outbox: messages as adapters get them, and what became of them."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
import structlog

from bot.model.effects import Act, Edit, Post, Reply, Send
from bot.model.people import Platform
from bot.ports import News, Parcel
from bot.store import post_statements as ask
from bot.store import tables as t
from bot.store.act_post import ActPost
from bot.store.directory import StoredDirectory
from bot.store.sealing import Sealer, SealError
from bot.wording import WordingError
from bot.wording.writing import Writer

log = structlog.get_logger()

PINNED = frozenset({"opening"})
read_effect = msgspec.json.Decoder(Send | Post | Edit | Reply | Act).decode
"""The effect that a row of the outbox holds."""


class Dispatch(ActPost):
    """The part of a transaction that hands messages out."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, memory: dict[str, Any]) -> None:
        super().__init__(connection, sealer, memory)
        self.queued: list[int] = []
        """What this transaction has made ready to be sent."""
        self._directories: dict[tuple[str | None, str | None], StoredDirectory] = {}

    def waiting(
        self, platform: Platform, now: datetime, limit: int, skip: frozenset[int], after: int = 0
    ) -> list[Parcel]:
        """What may be sent now on this platform: safety first, then in order.

        An edit waits until the message it changes has been accepted. `skip`: rows on their way;
        `after`: only rows with a higher number.
        """
        rows = self._rows_waiting(platform, now, limit, skip, after)
        while any(self._is_over(row, now) for row in rows):
            rows = self._rows_waiting(platform, now, limit, skip, after)
        return [self._parcel(row, self._directory_of(row), now) for row in rows]

    def _rows_waiting(
        self, platform: Platform, now: datetime, limit: int, skip: frozenset[int], after: int
    ) -> list[Any]:
        asked = {"platform": platform, "now": t.to_us(now), "after": after}
        rows: list[Any] = []
        for is_safety in (1, 0):
            most = limit - len(rows) + len(skip)
            found = self.rows(ask.WAITING, {**asked, "is_safety": is_safety, "most": most})
            rows += [row for row in found if row.id not in skip]
            if len(rows) >= limit:
                break
        return rows[:limit]

    def _is_over(self, row: Any, now: datetime) -> bool:
        """Whether it is of no use any more; then it is not sent, now or later."""
        effect = read_effect(row.effect)
        until = effect.until if isinstance(effect, Send | Post) else None
        if until is None or now < until:
            return False
        self.change(ask.WITHDRAW_ONE, {"message": row.id})
        return True

    def news(self, now: datetime, free: Callable[[Platform], int]) -> News:
        """What this transaction queued and may be sent at once, and what it has to be woken for.

        Told once: the next answer holds only what came after this one.

        `free`: how many messages each platform may be handed directly.
        """
        parcels: list[Parcel] = []
        has_more = False
        left: dict[Platform, int] = {}
        queued, self.queued = self.queued, []
        for number in queued:
            row = self.first(ask.SENDABLE, {"message": number})
            if row is None or self._is_over(row, now):
                continue  # it waits for another, or was withdrawn again
            if row.next_try > t.to_us(now):
                self.wake_at(t.from_us(row.next_try))
                continue
            places = left.setdefault(row.platform, free(row.platform))
            parcel = self._ready(row, now) if places > 0 else None
            if parcel is None:
                has_more = True
            else:
                parcels.append(parcel)
                left[row.platform] -= 1
        parcels.sort(key=_is_safety, reverse=True)
        due, self.due_at = self.due_at, None
        return News(parcels=tuple(parcels), has_more=has_more, due=due)

    def _ready(self, row: Any, now: datetime) -> Parcel | None:
        """None: it cannot be written. That is for the outbox to find out, not for a decision."""
        directory = self._directory_of(row)
        try:
            return self._parcel(row, directory, now)
        except (SealError, WordingError) as error:
            log.error("message not written", message=row.id, error=type(error).__name__)
            return None

    def _directory_of(self, row: Any) -> StoredDirectory:
        if row.group_id is None and row.address is not None:
            return self.directory_of_account(row.platform, row.address)
        about = (row.group_id, row.meeting_id)
        if about not in self._directories:
            self._directories[about] = self.directory(*about)
        return self._directories[about]

    def newest_message(self) -> int:
        """The highest number that a message has had so far; 0 before the first."""
        return int(self.first(ask.NEWEST, {})[0] or 0)

    def _parcel(self, row: Any, directory: StoredDirectory, now: datetime) -> Parcel:
        effect = read_effect(row.effect)
        if isinstance(effect, Act):
            return self.act_parcel(row, effect, directory)
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
            file=self._file(effect),
            effect=effect,
        )

    def _file(self, effect: Send | Post | Edit | Reply) -> tuple[str, bytes] | None:
        """The document that goes with an answer. Raises SealError: its key is lost."""
        file = effect.file if isinstance(effect, Reply) else None
        return None if file is None else (file.name, b64decode(self.sealer.open(file.sealed)))

    def next_try(self, after: datetime | None = None) -> datetime | None:
        """When the outbox next has something to do, not counting what it could do before."""
        since = {"after": -1 if after is None else t.to_us(after)}
        at = self.first(ask.NEXT_TRY, since)[0]
        return None if at is None else t.from_us(at)

    def retry_now(self, platform: Platform, now: datetime) -> None:
        """The platform answers again: what it did not take waits no longer for another try.

        What was never tried waits for the moment it was meant for.
        """
        self.connection.execute(
            sa.update(t.outbox)
            .where(
                t.outbox.c.platform == platform,
                t.outbox.c.status == "queued",
                t.outbox.c.attempts > 0,
            )
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
        done = self.change(
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
        if next_try is not None:
            self.wake_at(next_try)
        if status == "accepted":
            self.queued += [row.id for row in self.rows(ask.EDITS_OF, {"message": message_id})]
        return done == 1

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


def _is_safety(parcel: Parcel) -> bool:
    effect = parcel.effect
    return effect.safety if isinstance(effect, Send | Reply) else True


def _address(row: Any, directory: StoredDirectory) -> str | None:
    if row.recipient is None:
        return directory.meeting.room if directory.meeting else None
    return str(row.account) if row.account is not None else None
