"""One citizen on several channels: codes that join conversations, and wrong ones counted.

Revision: 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.add_column("conversations", sa.Column("citizen_id", sa.BigInteger, nullable=True))
    op.create_index(
        "ix_conversations_citizen_id",
        "conversations",
        ["citizen_id"],
        postgresql_where=sa.text("citizen_id IS NOT NULL"),
    )
    op.create_table(
        "join_codes",
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("expires_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_join_codes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_join_codes_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ux_join_codes_digest", "join_codes", ["digest"], unique=True)
    op.create_table(
        "join_tries",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("began_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_join_tries"),
    )


def downgrade() -> None:
    op.drop_table("join_tries")
    op.drop_table("join_codes")
    op.drop_index("ix_conversations_citizen_id")
    op.drop_column("conversations", "citizen_id")
