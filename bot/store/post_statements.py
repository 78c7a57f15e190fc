"""What is asked of the outbox, each statement made once (see `bot.store.statements`)."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import tables as t
from bot.store.statement_forms import is_one_of

_message = t.outbox.c.id == sa.bindparam("message")
_queued = t.outbox.c.status == "queued"
_target = t.outbox.alias("target")
_sendable = sa.and_(_queued, sa.or_(t.outbox.c.target.is_(None), _target.c.status == "accepted"))
_account = (
    sa.select(t.accounts.c.account)
    .where(
        t.accounts.c.person_id == t.outbox.c.recipient,
        t.accounts.c.platform == t.outbox.c.platform,
    )
    .order_by(t.accounts.c.position)
    .limit(1)
    .scalar_subquery()
)
"""The first account that the recipient has on the message's platform."""

PUT = sa.insert(t.outbox).returning(t.outbox.c.id)
"""Put a message in the outbox; answered with its number."""

SAME_THREAD = sa.select(
    t.outbox.c.id,
    t.outbox.c.status,
    t.outbox.c.again,
    t.outbox.c.platform,
    t.outbox.c.key,
    t.outbox.c.safety,
    t.outbox.c.next_try,
    t.outbox.c.effect,
).where(
    t.outbox.c.meeting_id == sa.bindparam("meeting"),
    t.outbox.c.thread == sa.bindparam("in_thread"),
    t.outbox.c.recipient.is_not_distinct_from(sa.bindparam("to")),
    t.outbox.c.case_id.is_not_distinct_from(sa.bindparam("case")),
    t.outbox.c.target.is_(None),
    is_one_of(t.outbox.c.status, ("queued", "accepted")),
)
"""The messages that an edit :in_thread of :meeting, :to somebody, about a :case, changes."""

REWRITE = sa.update(t.outbox).where(_message)
"""Give :message another :key and :effect."""

OLDER_EDITS = (
    sa.update(t.outbox)
    .where(t.outbox.c.target == sa.bindparam("message"), t.outbox.c.status == "queued")
    .values(status="withdrawn")
)
"""Edits of :message that have not gone out: the newer words take their place."""

WITHDRAW_ONE = sa.update(t.outbox).where(_message).values(status="withdrawn")
"""Do not send :message."""

_of_case = (
    t.outbox.c.meeting_id == sa.bindparam("meeting"),
    t.outbox.c.case_id == sa.bindparam("case"),
    _queued,
    t.outbox.c.target.is_(None),
)

WITHDRAW = (
    sa.update(t.outbox)
    .where(
        *_of_case,
        sa.or_(
            t.outbox.c.again == 0,
            t.outbox.c.thread == "",
            t.outbox.c.recipient == sa.bindparam("subject"),
        ),
    )
    .values(status="withdrawn")
)
"""Do not send what waits about a :case, but for alerts that may have gone out already."""

SUPERSEDE = (
    sa.update(t.outbox)
    .where(
        *_of_case,
        t.outbox.c.thread == sa.bindparam("in_thread"),
        t.outbox.c.recipient == sa.bindparam("to"),
        t.outbox.c.platform == sa.bindparam("on"),
    )
    .values(status="withdrawn")
)
"""Do not send what waits :in_thread :to a person :on a platform."""

RECALL = (
    sa.update(t.outbox)
    .where(
        t.outbox.c.meeting_id == sa.bindparam("meeting"),
        t.outbox.c.thread == sa.bindparam("in_thread"),
        t.outbox.c.case_id.is_(None),
        t.outbox.c.target.is_(None),
        _queued,
    )
    .values(status="withdrawn")
)
"""Do not send what waits :in_thread of :meeting. What was sent is still changed."""

RECALL_KEY = (
    sa.update(t.outbox)
    .where(
        t.outbox.c.meeting_id == sa.bindparam("meeting"),
        t.outbox.c.recipient == sa.bindparam("to"),
        t.outbox.c.key == sa.bindparam("of_key"),
        t.outbox.c.case_id.is_(None),
        t.outbox.c.target.is_(None),
        _queued,
    )
    .values(status="withdrawn")
)
"""Do not send what waits of one :of_key about :meeting :to somebody."""

RECALL_ALL = (
    sa.update(t.outbox)
    .where(
        t.outbox.c.meeting_id == sa.bindparam("meeting"),
        t.outbox.c.case_id.is_(None),
        t.outbox.c.safety == 0,
        t.outbox.c.do == "send",
        t.outbox.c.key.not_like("cost-%"),
        _queued,
    )
    .values(status="withdrawn")
)
"""Do not send what waits of :meeting, but for what is about costs or safety."""

PROMPTS_OF_A_DAY = sa.select(sa.func.count()).where(
    is_one_of(t.outbox.c.status, ("queued", "accepted")),
    t.outbox.c.next_try >= sa.bindparam("since"),
    t.outbox.c.next_try < sa.bindparam("until"),
    t.outbox.c.recipient == sa.bindparam("to"),
    t.outbox.c.do == "send",
    t.outbox.c.safety == 0,
)
"""How many messages that can wait somebody gets, or got, :since a moment and before another."""

OPPOSITE = (
    sa.update(t.outbox)
    .where(
        t.outbox.c.meeting_id == sa.bindparam("meeting"),
        t.outbox.c.thread == sa.bindparam("in_thread"),
        _queued,
    )
    .values(status="withdrawn")
)
"""Do not do what waits :in_thread of :meeting."""

ALL_ACCOUNTS = (
    sa.select(t.accounts.c.account)
    .where(
        t.accounts.c.person_id == sa.bindparam("person"),
        t.accounts.c.platform == sa.bindparam("platform"),
    )
    .order_by(t.accounts.c.position)
)
"""Every account of :person on a :platform."""

ROOM_FOR = (
    sa.select(t.rooms.c.ref)
    .where(
        t.rooms.c.group_id == sa.bindparam("group"),
        t.rooms.c.platform == sa.bindparam("platform"),
        t.rooms.c.kind == sa.bindparam("use"),
    )
    .order_by(t.rooms.c.ref)
    .limit(1)
)
"""The room that :group has for one :use on a :platform."""
_to_send = sa.select(
    t.outbox, _target.c.ref.label("target_ref"), _account.label("account")
).outerjoin(_target, _target.c.id == t.outbox.c.target)

SENDABLE = _to_send.where(_sendable, _message)
"""The :message, if it may be sent."""

EDITS_OF = sa.select(t.outbox.c.id).where(t.outbox.c.target == sa.bindparam("message"), _queued)
"""Edits that wait for :message to be accepted."""

NEWEST = sa.select(sa.func.max(t.outbox.c.id))
"""The highest number of all messages."""

WAITING = (
    _to_send.where(
        _sendable,
        t.outbox.c.id > sa.bindparam("after"),
        t.outbox.c.next_try <= sa.bindparam("now"),
        t.outbox.c.platform == sa.bindparam("platform"),
        t.outbox.c.safety == sa.bindparam("is_safety"),
    )
    .order_by(t.outbox.c.id)
    .limit(sa.bindparam("most"))
)
"""At :most so many messages :after a number that a :platform may be given :now, in order.

Those that are for safety, or those that are not: so that an index leads to the next of them.
"""

NEXT_TRY = (
    sa.select(sa.func.min(t.outbox.c.next_try))
    .outerjoin(_target, _target.c.id == t.outbox.c.target)
    .where(_sendable, t.outbox.c.next_try > sa.bindparam("after"))
)
"""When the outbox next has something to do :after a moment."""

SETTLE = (
    sa.update(t.outbox)
    .where(_message, sa.or_(_queued, t.outbox.c.status == sa.bindparam("or_from")))
    .values(
        status=sa.bindparam("to_status"),
        attempts=t.outbox.c.attempts + sa.bindparam("tried"),
        ref=sa.func.coalesce(sa.bindparam("new_ref", type_=sa.Text), t.outbox.c.ref),
        next_try=sa.func.coalesce(sa.bindparam("later", type_=sa.BigInteger), t.outbox.c.next_try),
        again=sa.func.coalesce(sa.bindparam("repeat", type_=sa.Integer), t.outbox.c.again),
    )
)
"""What became of :message, which was queued, or :or_from. A parameter of None changes nothing."""

SENT_MESSAGE = sa.select(t.outbox).where(_message)
"""The :message itself."""

LATER_KEYS = (
    sa.select(t.outbox.c.key)
    .where(t.outbox.c.target == sa.bindparam("message"), t.outbox.c.status == "accepted")
    .order_by(t.outbox.c.id.desc())
)
"""The keys of the edits that :message has had, the newest first."""
