"""Deliveries of unknown fate.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OPEN = sa.text("settled_at IS NULL")


def upgrade() -> None:
    op.add_column(
        "deliveries",
        sa.Column("is_resent", sa.Boolean, server_default=sa.text("false"), nullable=False),
    )
    op.drop_index("ix_deliveries_waiting", "deliveries")
    op.create_index(
        "ix_deliveries_waiting", "deliveries", ["channel", "send_at"], postgresql_where=_OPEN
    )
    op.create_index(
        "ix_deliveries_open", "deliveries", ["conversation_id", "id"], postgresql_where=_OPEN
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_open", "deliveries")
    op.drop_index("ix_deliveries_waiting", "deliveries")
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["channel", "send_at"],
        postgresql_where=sa.text("status IN ('queued', 'sending')"),
    )
    op.drop_column("deliveries", "is_resent")
