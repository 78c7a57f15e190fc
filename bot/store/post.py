"""The outbox: what waits to be sent.

A row of the outbox goes `queued` → `accepted`, `refused` or `withdrawn`. It is written in the
transaction that decided it, so a message is never lost; one whose fate is unknown is sent
again, and says so.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.model.effects import Act, Edit, Effect, Few, Post, Recall, Reply, Send, Withdraw
from bot.model.meeting import Meeting
from bot.model.people import PersonId
from bot.ports import SentMessage
from bot.store import post_statements as ask
from bot.store import tables as t
from bot.store.post_out import Dispatch, read_effect

_encode = msgspec.json.Encoder().encode
_Message = Send | Post | Edit | Reply
ONLY_AN_EDIT = "noted"
"""The variant of a text that only says that there is nothing left to do."""


class PostOffice(Dispatch):
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
                case Act() if meeting is not None:
                    ids.append(self.put_act(meeting, effect, now))
                case Withdraw():
                    self._withdraw(meeting, effect)
                case Recall() if meeting is not None:
                    self._recall(meeting, effect)
        self.queued += ids
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
            "next_try": t.to_us(self._when(effect, now)),
            "created_at": t.to_us(now),
        }
        if isinstance(effect, Send | Reply):
            row["platform"] = effect.platform
        return int(self.first(ask.PUT, {**row, **more}).id)

    def _when(self, effect: _Message, now: datetime) -> datetime:
        """When it may go out first: after quiet hours, and on a day that is not full yet."""
        if isinstance(effect, Reply):
            return max(now, effect.not_before or now)
        if not isinstance(effect, Send):
            return now
        first = max(now, effect.not_before or now)
        return first if effect.few is None else self._on_a_free_day(effect.to, effect.few, first)

    def _on_a_free_day(self, reader: PersonId, few: Few, first: datetime) -> datetime:
        """The first moment from then on at which the reader has not had enough that day."""
        zone = ZoneInfo(few.zone)
        while True:
            day = first.astimezone(zone).date()
            begins, ends = (
                datetime.combine(day + timedelta(days=n), time(0), zone) for n in (0, 1)
            )
            asked = {"to": reader, "since": t.to_us(begins), "until": t.to_us(ends)}
            if self.first(ask.PROMPTS_OF_A_DAY, asked)[0] < few.most:
                return first
            first = datetime.combine(day + timedelta(days=1), few.again_at, zone).astimezone(UTC)

    def _put_edits(self, meeting: Meeting | None, effect: Edit, now: datetime) -> list[int]:
        """One edit for each message of the thread.

        An alert that has not gone out is kept back; if it may have gone out it is sent again
        with the new words. What can wait and still does says the new words alone, or nothing.
        An edit waits until its message is accepted, and is never sent if it is not.
        """
        if meeting is None:
            return []
        thread = {
            "meeting": meeting.id,
            "in_thread": effect.thread,
            "to": effect.to,
            "case": effect.case,
        }
        rows = self.rows(ask.SAME_THREAD, thread)
        ids: list[int] = []
        stands = any(row.status == "accepted" for row in rows)
        for row in rows:
            if _is_a_waiting_prompt(row, now) and self._overtake(row, effect, stands=stands):
                continue
            waits = row.status == "queued" and effect.case is not None
            if waits and row.again:
                self._rewrite(row, effect)
                continue
            if waits:
                self.change(ask.WITHDRAW_ONE, {"message": row.id})
            self.change(ask.OLDER_EDITS, {"message": row.id})
            ids.append(self._put(meeting, effect, now, target=row.id, platform=row.platform))
        return ids

    def _overtake(self, row: Any, effect: Edit, *, stands: bool) -> bool:
        """What waits says the newer thing, unless that is only of use to whoever read the older.

        `stands`: another message of the thread was sent, and will say it. False: it is left as
        it is, because somebody else's words stand in it.
        """
        if effect.facts.variant != ONLY_AN_EDIT and _has_words(row):
            return False
        is_said = stands and row.key != effect.key
        unread = not row.again and effect.facts.variant == ONLY_AN_EDIT
        if is_said or unread:
            self.change(ask.WITHDRAW_ONE, {"message": row.id})
        else:
            self._rewrite(row, effect)
        return True

    def _rewrite(self, row: Any, effect: Edit) -> None:
        """A message of unknown fate says the newer thing when it is sent again."""
        sent = read_effect(row.effect)
        if isinstance(sent, Send):
            newer = msgspec.structs.replace(sent, key=effect.key, facts=effect.facts)
            words = {"message": row.id, "key": effect.key, "effect": _encode(newer).decode()}
            self.change(ask.REWRITE, words)

    def _withdraw(self, meeting: Meeting | None, effect: Withdraw) -> None:
        """What waits is not sent; alerts that may have gone out have been given newer words."""
        if meeting is None:
            return
        subject = meeting.cases[effect.case].subject
        about = {"meeting": meeting.id, "case": effect.case, "subject": subject}
        self.change(ask.WITHDRAW, about)

    def _recall(self, meeting: Meeting, effect: Recall) -> None:
        """What waits for the morning, or for another day, is overtaken by what has changed."""
        if effect.keys:
            about = {"meeting": meeting.id, "to": effect.to}
            for key in effect.keys:
                self.change(ask.RECALL_KEY, {**about, "of_key": key})
        elif effect.thread is None:
            self.change(ask.RECALL_ALL, {"meeting": meeting.id})
        else:
            self.change(ask.RECALL, {"meeting": meeting.id, "in_thread": effect.thread})

    def _supersede(self, meeting: Meeting, effect: Send) -> None:
        """A newer alert to the same person takes the place of one that was not sent yet."""
        same = {
            "meeting": meeting.id,
            "case": effect.case,
            "in_thread": effect.thread,
            "to": effect.to,
            "on": effect.platform,
        }
        self.change(ask.SUPERSEDE, same)

    def sent_message(self, message_id: int) -> SentMessage | None:
        """What stands under a button that was pressed."""
        row = self.first(ask.SENT_MESSAGE, {"message": message_id})
        if row is None:
            return None
        edits = self.rows(ask.LATER_KEYS, {"message": message_id})
        return SentMessage(
            id=row.id,
            meeting=row.meeting_id,
            recipient=row.recipient,
            platform=row.platform,
            keys=tuple(dict.fromkeys([*(edit.key for edit in edits), row.key])),
            case=row.case_id,
            thread=row.thread,
            address=row.address or "",
            sealed=_facts_of_answer(row),
        )


def _is_a_waiting_prompt(row: Any, now: datetime) -> bool:
    """Whether it is on its way to nobody just now: it waits for its time, or for a platform."""
    waits = row.status == "queued" and (row.again or row.next_try > t.to_us(now))
    return bool(waits and not row.safety)


def _has_words(row: Any) -> bool:
    sent = read_effect(row.effect)
    return isinstance(sent, Send) and bool(sent.facts.words)


def _facts_of_answer(row: Any) -> str:
    """The sealed facts of an answer to a command; nothing else has any."""
    effect = read_effect(row.effect) if row.do == "reply" else None
    return effect.sealed if isinstance(effect, Reply) else ""
