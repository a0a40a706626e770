"""Messages to citizens.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("body", postgresql.JSONB, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("status", sa.Text, server_default=sa.text("'queued'"), nullable=False),
        sa.Column("attempts", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.Column("send_at", _AWARE, nullable=False),
        sa.Column("useful_until", _AWARE, nullable=True),
        sa.Column("claimed_at", _AWARE, nullable=True),
        sa.Column("settled_at", _AWARE, nullable=True),
        sa.Column("provider_id", sa.Text, nullable=True),
        sa.Column("error", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_deliveries_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        postgresql_with={"fillfactor": 80},
    )
    op.create_index("ix_deliveries_conversation_id_id", "deliveries", ["conversation_id", "id"])
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["channel", "send_at"],
        postgresql_where=sa.text("status IN ('queued', 'sending')"),
    )
    op.create_index(
        "ix_deliveries_provider_id",
        "deliveries",
        ["channel", "provider_id"],
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("deliveries")
