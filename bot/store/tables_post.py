"""The tables of what goes out and comes in, and of how the platforms are."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables_base import Number, metadata

doings = sa.Table(
    "doings",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("at", Number, nullable=False),
)
"""What the bot did in rooms and has not undone, with what was there before."""

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("update_id", Number, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_at", Number, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Index(
        "inbox_not_taken",
        "platform",
        "attempts",
        "update_id",
        sqlite_where=sa.text("body <> ''"),
        postgresql_where=sa.text("body <> ''"),
    ),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("meeting_id", sa.Text),
    sa.Column("group_id", sa.Text),
    sa.Column("do", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text),
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("address", sa.Text),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("effect", sa.Text, nullable=False),
    sa.Column("case_id", sa.Text),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("safety", sa.Integer, nullable=False),
    sa.Column("target", Number, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("again", sa.Integer, nullable=False, server_default="0"),
    sa.Column("next_try", Number, nullable=False),
    sa.Column("ref", sa.Text),
    sa.Column("created_at", Number, nullable=False),
    sa.Index("outbox_waiting", "status", "next_try"),
    sa.Index("outbox_in_order", "status", "platform", "safety", "id"),
    sa.Index("outbox_thread", "meeting_id", "thread", "recipient"),
    sa.CheckConstraint(
        "status IN ('queued', 'accepted', 'refused', 'withdrawn')", name="outbox_status"
    ),
    sqlite_autoincrement=True,
)

heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("process", sa.Text, primary_key=True),
    sa.Column("at", Number, nullable=False),
)

room_troubles = sa.Table(
    "room_troubles",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("since", Number, nullable=False),
)

platforms = sa.Table(
    "platforms",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("away_since", Number),
)
