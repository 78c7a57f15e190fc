"""What the bot did in rooms and has not undone, and where private chats are."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.model.people import Platform
from bot.ports import Doing, Letter
from bot.store import tables as t
from bot.store.base import Base
from bot.store.statement_forms import insert_if_new, upsert

_NOTE = insert_if_new(t.doings)
_SET_LETTER = upsert(t.letters, "channel", "last")


class Doings(Base):
    """The part of a transaction that remembers what an adapter changed on its platform."""

    # --- doings -------------------------------------------------------------------------------

    def note_doing(self, platform: Platform, doing: Doing, at: datetime) -> bool:
        """Write down what is about to be done, and what is there before.

        False: it was written down earlier, and what was there before that stays on record.
        """
        return self.insert_if_new(
            _NOTE,
            {
                "platform": platform,
                "room": doing.room,
                "account": doing.account,
                "what": doing.what,
                "before": json.dumps(doing.before, sort_keys=True),
                "at": t.to_us(at),
            },
        )

    def doing(self, platform: Platform, room: str, account: str, what: str) -> Doing | None:
        """What the bot did to an account in a room, if it did and has not undone it."""
        found = [d for d in self.doings(platform, room=room, account=account) if d.what == what]
        return found[0] if found else None

    def doings(
        self, platform: Platform, *, room: str | None = None, account: str | None = None
    ) -> list[Doing]:
        """What the bot did and has not undone, the earliest first; in a room, to an account."""
        query = sa.select(t.doings).where(t.doings.c.platform == platform)
        if room is not None:
            query = query.where(t.doings.c.room == room)
        if account is not None:
            query = query.where(t.doings.c.account == account)
        order = (t.doings.c.at, t.doings.c.room, t.doings.c.account, t.doings.c.what)
        return [_doing(row) for row in self.connection.execute(query.order_by(*order))]

    def undone(self, platform: Platform, room: str, account: str, what: str) -> None:
        """It is as it was before; nothing is left to undo."""
        self.connection.execute(
            sa.delete(t.doings).where(
                t.doings.c.platform == platform,
                t.doings.c.room == room,
                t.doings.c.account == account,
                t.doings.c.what == what,
            )
        )

    # --- letters ------------------------------------------------------------------------------

    def set_letter(self, platform: Platform, letter: Letter) -> None:
        """Where an account's private chat is. Without a `last` message the one known stays."""
        known = self.letter(platform, letter.account)
        last = letter.last or (known.last if known else None)
        row = {
            "platform": platform,
            "account": letter.account,
            "channel": letter.channel,
            "last": last,
        }
        self.upsert(_SET_LETTER, row)

    def letter(self, platform: Platform, account: str) -> Letter | None:
        """The account's private chat, if there has been one."""
        row = self.connection.execute(
            sa.select(t.letters).where(
                t.letters.c.platform == platform, t.letters.c.account == account
            )
        ).first()
        return None if row is None else _letter(row)

    def letters(self, platform: Platform) -> list[Letter]:
        """Every private chat on a platform."""
        rows = self.connection.execute(
            sa.select(t.letters)
            .where(t.letters.c.platform == platform)
            .order_by(t.letters.c.account)
        )
        return [_letter(row) for row in rows]


def _doing(row: Any) -> Doing:
    return Doing(room=row.room, account=row.account, what=row.what, before=json.loads(row.before))


def _letter(row: Any) -> Letter:
    return Letter(account=row.account, channel=row.channel, last=row.last)
