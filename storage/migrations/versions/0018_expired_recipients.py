"""When campaigns ended, so that the numbers of who was reminded can go.

Revision: 0018, after 0017. Of campaigns that are over nobody kept when: they count from now on.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "campaigns", sa.Column("ended_at", postgresql.TIMESTAMP(timezone=True), nullable=True)
    )
    op.execute("UPDATE campaigns SET ended_at = now() WHERE status IN ('stopped', 'finished')")
    op.alter_column("reminder_recipients", "phone", nullable=True)


def downgrade() -> None:
    # A number that is gone does not come back: its row goes too.
    op.execute("DELETE FROM reminder_recipients WHERE phone IS NULL")
    op.alter_column("reminder_recipients", "phone", nullable=False)
    op.drop_column("campaigns", "ended_at")
