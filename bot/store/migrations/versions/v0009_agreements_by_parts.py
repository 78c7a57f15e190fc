"""What was accepted, part by part.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WAS_WHOLE = ("leaving", "together", "adults", "guardian")
"""What the first version said when it was one piece; the part on privacy is new to everybody."""


def upgrade() -> None:
    """Whoever accepted the whole has accepted the parts that it was made of."""
    op.rename_table("agreements", "agreements_whole")
    op.create_table(
        "agreements",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["about"], ["people.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id", "about", "part", "version"),
    )
    for part in _WAS_WHOLE:
        op.execute(
            sa.text(
                "INSERT INTO agreements (person_id, about, part, version, at)"
                " SELECT person_id, about, :part, version, at FROM agreements_whole"
            ).bindparams(part=part)
        )
    op.drop_table("agreements_whole")
