"""Files of audiences: uploaded in the console, and the verdicts that come back.

Revision: 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reminder_audiences", sa.Column("rows_total", sa.Integer, nullable=True))
    op.create_table(
        "audience_uploads",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("audience_id", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["reminder_audiences.id"],
            name="fk_audience_uploads_audience_id_reminder_audiences",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audience_uploads"),
    )
    op.create_index("ix_audience_uploads_audience_id", "audience_uploads", ["audience_id"])
    op.create_table(
        "audience_verdicts",
        sa.Column("audience_id", sa.BigInteger, nullable=False),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["reminder_audiences.id"],
            name="fk_audience_verdicts_audience_id_reminder_audiences",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("audience_id", "place", name="pk_audience_verdicts"),
    )


def downgrade() -> None:
    op.drop_table("audience_verdicts")
    op.drop_table("audience_uploads")
    op.drop_column("reminder_audiences", "rows_total")
