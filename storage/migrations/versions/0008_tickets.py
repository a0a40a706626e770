"""Tickets, and who owns a conversation.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)
_LIVE = sa.text("status IN ('open', 'waiting', 'snoozed')")


def upgrade() -> None:
    _create_tickets()
    _create_messages()
    _create_changes()
    op.create_table(
        "ticket_pauses",
        sa.Column("ticket_id", sa.BigInteger, nullable=False),
        sa.Column("started_at", _AWARE, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("ended_at", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", "started_at", name="pk_ticket_pauses"),
        _of_ticket("ticket_pauses"),
    )
    op.add_column(
        "conversations",
        sa.Column("owner", sa.Text, server_default=sa.text("'bot'"), nullable=False),
    )
    op.add_column("conversations", sa.Column("ticket_id", sa.BigInteger, nullable=True))
    op.create_foreign_key(
        "fk_conversations_ticket_id_tickets",
        "conversations",
        "tickets",
        ["ticket_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(
        "ix_conversations_ticket_id",
        "conversations",
        ["ticket_id"],
        postgresql_where=sa.text("ticket_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_column("conversations", "ticket_id")
    op.drop_column("conversations", "owner")
    for table in ("ticket_pauses", "ticket_changes", "ticket_messages", "tickets"):
        op.drop_table(table)


def _of_ticket(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["ticket_id"], ["tickets.id"], name=f"fk_{table}_ticket_id_tickets", ondelete="CASCADE"
    )


def _create_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True, start=101), nullable=False),
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("priority", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("opened_sequence", sa.Integer, nullable=False),
        sa.Column("reply_conversation_id", sa.BigInteger, nullable=False),
        sa.Column("link_check", postgresql.JSONB, nullable=False),
        sa.Column("answers", postgresql.JSONB, nullable=False),
        sa.Column(
            "tags",
            postgresql.ARRAY(sa.Text),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
        ),
        sa.Column("assignee_id", sa.BigInteger, nullable=True),
        sa.Column("assignee_name", sa.Text, nullable=True),
        sa.Column("claimed_until", _AWARE, nullable=True),
        sa.Column("opened_at", _AWARE, nullable=False),
        sa.Column("updated_at", _AWARE, nullable=False),
        sa.Column("first_replied_at", _AWARE, nullable=True),
        sa.Column("resolved_at", _AWARE, nullable=True),
        sa.Column("resolution", sa.Text, nullable=True),
        sa.Column("snoozed_until", _AWARE, nullable=True),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("due_at", _AWARE, nullable=True),
        sa.Column("warn_at", _AWARE, nullable=True),
        sa.Column("is_warned", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("is_escalated", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("merged_into", sa.BigInteger, nullable=True),
        sa.Column("rating", sa.SmallInteger, nullable=True),
        sa.Column("rated_at", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_tickets_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["tickets.id"],
            name="fk_tickets_merged_into_tickets",
            ondelete="SET NULL",
        ),
        postgresql_with={"fillfactor": 80},
    )
    _index_tickets()


def _index_tickets() -> None:
    op.create_index(
        "uq_tickets_live_conversation_id",
        "tickets",
        ["conversation_id"],
        unique=True,
        postgresql_where=_LIVE,
    )
    op.create_index("ix_tickets_live", "tickets", ["status", "due_at"], postgresql_where=_LIVE)
    op.create_index("ix_tickets_conversation_id", "tickets", ["conversation_id"])
    op.create_index("ix_tickets_opened_at", "tickets", ["opened_at"])
    op.create_index(
        "ix_tickets_merged_into",
        "tickets",
        ["merged_into"],
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_index("ix_tickets_assignee_id", "tickets", ["assignee_id"], postgresql_where=_LIVE)
    op.create_index("ix_tickets_tags", "tickets", ["tags"], postgresql_using="gin")


def _create_messages() -> None:
    op.create_table(
        "ticket_messages",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("ticket_id", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=True),
        sa.Column("author_name", sa.Text, nullable=True),
        sa.Column("delivery_id", sa.BigInteger, nullable=True),
        sa.Column("at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_messages"),
        _of_ticket("ticket_messages"),
    )
    op.create_index("ix_ticket_messages_ticket_id_id", "ticket_messages", ["ticket_id", "id"])
    op.create_index(
        "ix_ticket_messages_words",
        "ticket_messages",
        [sa.text("to_tsvector('simple'::regconfig, folded)")],
        postgresql_using="gin",
    )


def _create_changes() -> None:
    op.create_table(
        "ticket_changes",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("ticket_id", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("actor_id", sa.BigInteger, nullable=True),
        sa.Column("actor_name", sa.Text, nullable=True),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.Column("at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_changes"),
        _of_ticket("ticket_changes"),
    )
    op.create_index("ix_ticket_changes_ticket_id_id", "ticket_changes", ["ticket_id", "id"])
