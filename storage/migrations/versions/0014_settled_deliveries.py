"""Settled deliveries by time: figures of the last day, and what retention removes.

Revision: 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_deliveries_settled_at",
        "deliveries",
        ["settled_at"],
        postgresql_where=sa.text("settled_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_settled_at", "deliveries")
