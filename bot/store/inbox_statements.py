"""What is asked of the inbox, each statement made once (see `bot.store.statements`)."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import tables as t
from bot.store.statement_forms import insert_if_new

PUT_IN_INBOX = insert_if_new(t.inbox)
"""Store an update that came in."""

INBOX = (
    sa.select(t.inbox)
    .where(t.inbox.c.platform == sa.bindparam("platform"), sa.text("body <> ''"))
    .order_by(t.inbox.c.attempts, t.inbox.c.update_id)
    .limit(sa.bindparam("most"))
)
"""At :most so many updates of a :platform that are not taken yet, in order."""

_update = (
    t.inbox.c.platform == sa.bindparam("of_platform"),
    t.inbox.c.update_id == sa.bindparam("update"),
)

TAKEN_FROM_INBOX = sa.update(t.inbox).where(*_update).values(body="")
"""Keep only the number of :update."""

FAILED_IN_INBOX = sa.update(t.inbox).where(*_update).values(attempts=t.inbox.c.attempts + 1)
"""Count a failure to take :update."""
