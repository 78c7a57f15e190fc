"""The tables of meetings: their state, their deadlines and cases, and what was decided and why."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables_base import Number, metadata

papers = sa.Table(
    "papers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, sa.ForeignKey("groups.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("meeting_id", sa.Text),
    sa.Column("person_id", sa.Text, index=True),
    sa.Column("state", sa.Text, nullable=False, server_default=""),
    sa.Column("at", Number, nullable=False),
    sa.Column("doc", sa.Text, nullable=False),
    sa.Index("papers_of_group", "group_id", "kind", "at"),
)
"""What a group writes down for itself: decisions, notes, words explained; sealed."""

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
    sa.Column("planned_start", Number, nullable=False),
    sa.Column("planned_end", Number, nullable=False),
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
    sa.Column("at", Number, nullable=False, index=True),
    sa.Column("due_at", Number, nullable=False),
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
    sa.Column("next_at", Number),
    sa.Column("owner", sa.Text),
    sa.Column("owner_expires", Number),
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
    sa.Column("at", Number, nullable=False, index=True),
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("meeting_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", Number, nullable=False),
    sa.Column("signal", sa.Text, nullable=False),
    sa.Column("effects", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)
