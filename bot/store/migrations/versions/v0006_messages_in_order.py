"""An index that leads to the messages that wait, in the order in which they are sent.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "outbox_in_order", "outbox", ["status", "platform", "safety", "id"], unique=False
    )
