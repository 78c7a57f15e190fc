"""Checks, guardians, PINs and agreements.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; nobody who is on record has been checked or has agreed yet."""
    op.create_table(
        "minding",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("check_details", sa.Text(), nullable=True),
        sa.Column("guardians", sa.Text(), nullable=True),
        sa.Column("guardian_via_lead", sa.Integer(), server_default="0", nullable=False),
        sa.Column("pin", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "agreements",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["about"], ["people.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id", "about", "version"),
    )
