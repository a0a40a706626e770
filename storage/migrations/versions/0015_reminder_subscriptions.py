"""What citizens asked in chat to be reminded of.

Revision: 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reminder_subscriptions",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("steps", postgresql.ARRAY(sa.SmallInteger), nullable=False),
        sa.Column("ends_on_link", sa.Boolean, nullable=False),
        sa.Column("consent_id", sa.BigInteger, nullable=False),
        sa.Column("next_at", _AWARE, nullable=True),
        sa.Column("told_on", sa.Date, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_reminder_subscriptions_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name="fk_reminder_subscriptions_consent_id_consents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_subscriptions"),
    )
    op.create_index(
        "ux_reminder_subscriptions_conversation_id_kind",
        "reminder_subscriptions",
        ["conversation_id", "kind"],
        unique=True,
    )
    op.create_index(
        "ix_reminder_subscriptions_next_at",
        "reminder_subscriptions",
        ["next_at"],
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("reminder_subscriptions")
