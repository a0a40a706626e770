"""How many messages a conversation sent of late, and requests of an address.

Revision: 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "conversations", sa.Column("busy_until", sa.TIMESTAMP(timezone=True), nullable=True)
    )
    op.create_table(
        "request_counts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("minute", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "minute", name="pk_request_counts"),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("request_counts")
    op.drop_column("conversations", "busy_until")
