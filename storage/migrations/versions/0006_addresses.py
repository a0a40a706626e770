"""Sealed addresses, who opted out, the local SMS provider's messages.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.add_column("conversations", sa.Column("address", sa.Text, nullable=True))
    op.add_column("conversations", sa.Column("erased_at", _AWARE, nullable=True))
    op.create_table(
        "optouts",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("sender_id", sa.Text, nullable=False),
        sa.Column("decided_at", _AWARE, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("proof", sa.Text, nullable=False),
        sa.Column("ended_at", _AWARE, nullable=True),
        sa.Column("ended_by", sa.Text, nullable=True),
        sa.Column("end_proof", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_optouts"),
    )
    op.create_index(
        "uq_optouts_in_force",
        "optouts",
        ["channel", "sender_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "encryption_keys",
        sa.Column("id", sa.SmallInteger, autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("sealed_index_secret", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_encryption_keys"),
        sa.CheckConstraint("id = 1", name="ck_encryption_keys_one"),
    )
    op.create_table(
        "console_sms",
        sa.Column("delivery_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("masked_address", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("sent_at", _AWARE, nullable=False),
        sa.Column("reported_at", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_console_sms"),
    )
    op.create_index(
        "ix_console_sms_unreported",
        "console_sms",
        ["delivery_id"],
        postgresql_where=sa.text("reported_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("console_sms")
    op.drop_table("encryption_keys")
    op.drop_table("optouts")
    op.drop_column("conversations", "erased_at")
    op.drop_column("conversations", "address")
