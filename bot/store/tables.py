"""The tables. Times are whole microseconds since 1970 in UTC; JSON is text.

The migrations build the same tables step by step; a test holds the two equal.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

metadata = sa.MetaData()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def to_us(moment: datetime) -> int:
    """An aware moment as whole microseconds since 1970, exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def from_us(value: int) -> datetime:
    """The moment again, aware, in UTC."""
    return _EPOCH + timedelta(microseconds=value)


groups = sa.Table(
    "groups",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("policy", sa.Text, nullable=False, server_default="{}"),
    sa.Column("operator", sa.Text),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("born", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("email", sa.Text),
    sa.Column("emergency", sa.Text),
    sa.Column("discreet", sa.Integer, nullable=False, server_default="1"),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True, index=True),
    sa.Column("roles", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("given_by", sa.Text),
    sa.Column("given_at", _Number),
)

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("proved_at", _Number),
    sa.Column("proved_how", sa.Text),
)

rooms = sa.Table(
    "rooms",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("ref", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, server_default="meeting"),
)

doings = sa.Table(
    "doings",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("at", _Number, nullable=False),
)
"""What the bot did in rooms and has not undone, with what was there before."""

letters = sa.Table(
    "letters",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("last", sa.Text),
)
"""Where each account's private chat is, and the last message that was taken from it."""

minding = sa.Table(
    "minding",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("check_details", sa.Text),
    sa.Column("guardians", sa.Text),
    sa.Column("guardian_via_lead", sa.Integer, nullable=False, server_default="0"),
    sa.Column("pin", sa.Text),
    sa.Column("held_by", sa.Text),
)
"""Checks and guardians, sealed (V2); a PIN as a salted hash."""

agreements = sa.Table(
    "agreements",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("about", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("at", _Number, nullable=False),
)
"""Who accepted which version of which part of the guidelines, for whom (Y8)."""

profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("doc", sa.Text, nullable=False),
)
"""How people take part, and what they need for it, sealed (P3)."""

cost_agreements = sa.Table(
    "cost_agreements",
    metadata,
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("doc", sa.Text, nullable=False),
)
"""What was agreed about somebody's costs in a group, sealed (C1)."""

papers = sa.Table(
    "papers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("meeting_id", sa.Text),
    sa.Column("person_id", sa.Text, index=True),
    sa.Column("state", sa.Text, nullable=False, server_default=""),
    sa.Column("at", _Number, nullable=False),
    sa.Column("doc", sa.Text, nullable=False),
    sa.Index("papers_of_group", "group_id", "kind", "at"),
)
"""What a group writes down for itself: decisions, notes, words explained; sealed."""

awaited = sa.Table(
    "awaited",
    metadata,
    sa.Column("person_id", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("command", sa.Text, nullable=False),
    sa.Column("until", _Number, nullable=False),
)
"""Who was asked something that they answer in words, and where the words belong."""

codes = sa.Table(
    "codes",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("group_id", sa.Text),
    sa.Column("person_id", sa.Text),
    sa.Column("account", sa.Text),
    sa.Column("expires_at", _Number, nullable=False),
    sa.Column("used_at", _Number),
)

meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("room", sa.Text, nullable=False),
    sa.Column("way_in", sa.Text, nullable=False, server_default=""),
    sa.Column("dial_in", sa.Text),
    sa.Column("why", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("planned_start", _Number, nullable=False),
    sa.Column("planned_end", _Number, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.Text, nullable=False),
    sa.Index("meetings_by_state", "group_id", "state"),
    sa.Index("meetings_by_room", "platform", "room", "state"),
)

deadlines = sa.Table(
    "deadlines",
    metadata,
    sa.Column("meeting_id", sa.Text, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("at", _Number, nullable=False, index=True),
    sa.Column("due_at", _Number, nullable=False),
)
"""`due_at` is when the step is due, `at` when it is looked at (later after a failure)."""

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("meeting_id", sa.Text, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("next_at", _Number),
    sa.Column("owner", sa.Text),
    sa.Column("owner_expires", _Number),
    sa.Index("cases_open", "group_id", "stage"),
    sa.Index("cases_of_person", "subject", "stage"),
    sa.CheckConstraint(
        "stage = 'closed' OR (stage = 'owned' AND owner IS NOT NULL AND owner_expires IS NOT NULL)"
        " OR (stage NOT IN ('closed', 'owned') AND next_at IS NOT NULL)",
        name="open_case_has_a_deadline_or_an_owner_with_an_expiry",
    ),
    sa.CheckConstraint("owner IS NULL OR owner <> subject", name="subject_never_owns"),
)

signals = sa.Table(
    "signals",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("at", _Number, nullable=False, index=True),
)

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("update_id", _Number, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_at", _Number, nullable=False),
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
    sa.Column("id", _Number, primary_key=True, autoincrement=True),
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
    sa.Column("target", _Number, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("again", sa.Integer, nullable=False, server_default="0"),
    sa.Column("next_try", _Number, nullable=False),
    sa.Column("ref", sa.Text),
    sa.Column("created_at", _Number, nullable=False),
    sa.Index("outbox_waiting", "status", "next_try"),
    sa.Index("outbox_in_order", "status", "platform", "safety", "id"),
    sa.Index("outbox_thread", "meeting_id", "thread", "recipient"),
    sa.CheckConstraint(
        "status IN ('queued', 'accepted', 'refused', 'withdrawn')", name="outbox_status"
    ),
    sqlite_autoincrement=True,
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("meeting_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", _Number, nullable=False),
    sa.Column("signal", sa.Text, nullable=False),
    sa.Column("effects", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("process", sa.Text, primary_key=True),
    sa.Column("at", _Number, nullable=False),
)

room_troubles = sa.Table(
    "room_troubles",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("since", _Number, nullable=False),
)

platforms = sa.Table(
    "platforms",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("away_since", _Number),
)
