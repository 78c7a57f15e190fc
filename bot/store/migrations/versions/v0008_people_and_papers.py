"""How people take part, what is agreed about costs, what a group writes down.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; of those on record nothing of this kind is known yet."""
    op.add_column("accounts", sa.Column("proved_how", sa.Text(), nullable=True))
    op.add_column("members", sa.Column("given_by", sa.Text(), nullable=True))
    op.add_column("members", sa.Column("given_at", _number(), nullable=True))
    op.add_column("meetings", sa.Column("why", sa.Text(), nullable=True))
    op.create_table(
        "profiles",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "cost_agreements",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("group_id", "person_id"),
    )
    op.create_table(
        "papers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("at", _number(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("papers_of_group", "papers", ["group_id", "kind", "at"])
    op.create_index("ix_papers_person_id", "papers", ["person_id"])
    op.create_table(
        "awaited",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("until", _number(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
