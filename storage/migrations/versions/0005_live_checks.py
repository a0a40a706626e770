"""Consents, live checks and circuits.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _create_consents()
    _create_live_checks()
    op.create_table(
        "circuits",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.Column("open_until", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_circuits"),
    )


def downgrade() -> None:
    op.drop_table("circuits")
    op.drop_table("live_checks")
    op.drop_table("consents")


def _create_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("text_version", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("given_at", _AWARE, nullable=False),
        sa.Column("withdrawn_at", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_consents_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_consents_conversation_id", "consents", ["conversation_id"])


def _create_live_checks() -> None:
    zero = sa.text("0")
    op.create_table(
        "live_checks",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("conversation_id", sa.BigInteger, nullable=False),
        sa.Column("consent_id", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("status", sa.Text, server_default=sa.text("'requested'"), nullable=False),
        sa.Column("step", sa.Integer, server_default=zero, nullable=False),
        sa.Column("secret", sa.Text, nullable=True),
        sa.Column("user_code", sa.Text, nullable=True),
        sa.Column("address", sa.Text, nullable=True),
        sa.Column("interval_seconds", sa.Integer, server_default=sa.text("5"), nullable=False),
        sa.Column("failures", sa.Integer, server_default=zero, nullable=False),
        sa.Column("looks", sa.Integer, server_default=zero, nullable=False),
        sa.Column("started_at", _AWARE, nullable=False),
        sa.Column("next_at", _AWARE, nullable=False),
        sa.Column("expires_at", _AWARE, nullable=True),
        sa.Column("ended_at", _AWARE, nullable=True),
        sa.Column("outcome", sa.Text, nullable=True),
        sa.Column("result", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_live_checks"),
        sa.UniqueConstraint(
            "conversation_id", "number", name="uq_live_checks_conversation_id_number"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_live_checks_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name="fk_live_checks_consent_id_consents",
            ondelete="CASCADE",
        ),
        postgresql_with={"fillfactor": 80},
    )
    op.create_index("ix_live_checks_consent_id", "live_checks", ["consent_id"])
    op.create_index(
        "ix_live_checks_due",
        "live_checks",
        ["next_at"],
        postgresql_where=sa.text("status <> 'closed'"),
    )
    op.create_index(
        "ix_live_checks_results",
        "live_checks",
        ["ended_at"],
        postgresql_where=sa.text("result IS NOT NULL"),
    )
