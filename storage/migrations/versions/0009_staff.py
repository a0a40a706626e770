"""Staff, their sessions, what they did, and switches.

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _create_staff()
    _create_sign_in()
    _create_work()
    _create_report_indexes()


def _create_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("totp_secret", sa.Text, nullable=False),
        sa.Column("totp_step", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean, server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("login", name="uq_staff_login"),
    )
    op.create_table(
        "staff_recovery_codes",
        sa.Column("staff_id", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "digest", name="pk_staff_recovery_codes"),
        _to_staff("staff_recovery_codes", ondelete="CASCADE"),
    )


def _create_sign_in() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("staff_id", sa.BigInteger, nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.Column("seen_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_sessions"),
        sa.UniqueConstraint("digest", name="uq_staff_sessions_digest"),
        _to_staff("staff_sessions", ondelete="CASCADE"),
    )
    op.create_index("ix_staff_sessions_staff_id", "staff_sessions", ["staff_id"])
    op.create_table(
        "sign_in_tries",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("tried_at", _AWARE, nullable=False),
        sa.Column("locked_until", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_in_tries"),
    )


def _create_work() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("at", _AWARE, nullable=False),
        sa.Column("staff_id", sa.BigInteger, nullable=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
        _to_staff("audit_entries"),
    )
    op.create_index("ix_audit_entries_staff_id_id", "audit_entries", ["staff_id", "id"])
    op.create_index("ix_audit_entries_subject_id", "audit_entries", ["subject", "id"])
    op.create_table(
        "reply_drafts",
        sa.Column("staff_id", sa.BigInteger, nullable=False),
        sa.Column("ticket_id", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("updated_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "ticket_id", name="pk_reply_drafts"),
        _to_staff("reply_drafts", ondelete="CASCADE"),
    )
    op.create_table(
        "switches",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message_vi", sa.Text, nullable=False),
        sa.Column("message_en", sa.Text, nullable=False),
        sa.Column("staff_id", sa.BigInteger, nullable=False),
        sa.Column("switched_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_switches"),
        _to_staff("switches"),
    )


def _create_report_indexes() -> None:
    op.create_index(
        "ix_tickets_resolved_at_opened_at", "tickets", ["resolved_at", "opened_at"]
    )
    op.create_index(
        "ix_inbound_messages_business_at",
        "inbound_messages",
        ["business_at"],
        postgresql_using="brin",
    )


def _to_staff(table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_staff_id_staff"
    return sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    op.drop_index("ix_inbound_messages_business_at")
    op.drop_index("ix_tickets_resolved_at_opened_at")
    for table in (
        "switches",
        "reply_drafts",
        "audit_entries",
        "sign_in_tries",
        "staff_sessions",
        "staff_recovery_codes",
        "staff",
    ):
        op.drop_table(table)
