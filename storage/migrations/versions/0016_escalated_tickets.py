"""Which promises were missed, for reports.

Revision: 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_ticket_changes_escalated",
        "ticket_changes",
        ["ticket_id"],
        postgresql_where=sa.text("kind = 'escalated'"),
    )


def downgrade() -> None:
    op.drop_index("ix_ticket_changes_escalated")
