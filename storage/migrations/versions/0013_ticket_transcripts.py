"""What was said before a ticket was opened, for searching.

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_transcripts",
        sa.Column("ticket_id", sa.BigInteger, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("kept_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_ticket_transcripts"),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name="fk_ticket_transcripts_ticket_id_tickets",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_ticket_transcripts_words",
        "ticket_transcripts",
        [sa.text("to_tsvector('simple'::regconfig, folded)")],
        postgresql_using="gin",
    )


def downgrade() -> None:
    op.drop_table("ticket_transcripts")
