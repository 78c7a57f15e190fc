"""Through whose account a young person without one takes part.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column, sealed like the guardians; nobody on record takes part so yet."""
    op.add_column("minding", sa.Column("held_by", sa.Text(), nullable=True))
