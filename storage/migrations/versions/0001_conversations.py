"""Conversations, their messages and their events.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("sender_id", sa.Text, nullable=False),
        sa.Column("state", postgresql.JSONB, nullable=False),
        sa.Column("next_sequence", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.Column("updated_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("channel", "sender_id", name="uq_conversations_channel_sender_id"),
        postgresql_with={"fillfactor": 70},
    )
    op.create_table(
        "inbound_messages",
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("message_id", sa.Text, nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("received_at", _AWARE, nullable=False),
        sa.Column("business_at", _AWARE, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("replies", postgresql.JSONB, nullable=False),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "sequence", name="pk_inbound_messages"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_inbound_messages_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "uq_inbound_messages_conversation_id_message_id",
        "inbound_messages",
        ["conversation_id", "message_id"],
        unique=True,
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_table(
        "events",
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("data", postgresql.JSONB, nullable=False),
        sa.Column("at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "sequence", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_events_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("events")
    op.drop_table("inbound_messages")
    op.drop_table("conversations")
