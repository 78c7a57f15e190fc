"""Indexes, so that an event costs the same however much lies behind it.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index(op.f("ix_members_person_id"), "members", ["person_id"], unique=False)
    op.create_index("cases_of_person", "cases", ["subject", "stage"], unique=False)
    op.create_index(op.f("ix_outbox_target"), "outbox", ["target"], unique=False)
    op.create_index(
        "inbox_not_taken",
        "inbox",
        ["platform", "attempts", "update_id"],
        unique=False,
        sqlite_where=sa.text("body <> ''"),
        postgresql_where=sa.text("body <> ''"),
    )
