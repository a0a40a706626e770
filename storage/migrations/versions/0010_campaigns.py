"""Reminder campaigns: people, audiences, plans, reminders, templates.

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_AWARE = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "do_not_call",
        sa.Column("phone_index", sa.Text, nullable=False),
        sa.Column("added_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("phone_index", name="pk_do_not_call"),
    )
    op.create_table(
        "reminder_audiences",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("legal_basis", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("imported_by", sa.Text, nullable=False),
        sa.Column("rows_read", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.Column("verdict_bytes", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("verdicts", postgresql.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.Column("complete_at", _AWARE, nullable=True),
        sa.Column("withdrawn_at", _AWARE, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_audiences"),
    )
    op.create_index("ux_reminder_audiences_name", "reminder_audiences", ["name"], unique=True)
    op.create_table(
        "sms_templates",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("status", sa.Text, server_default=sa.text("'draft'"), nullable=False),
        sa.Column("number", sa.Text, nullable=True),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", _AWARE, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sms_templates"),
    )
    op.create_table(
        "campaigns",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("audience_id", sa.BigInteger, nullable=False),
        sa.Column("plan", postgresql.JSONB, nullable=False),
        sa.Column("plan_digest", sa.Text, nullable=False),
        sa.Column("status", sa.Text, server_default=sa.text("'draft'"), nullable=False),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("cap_segments", sa.BigInteger, nullable=True),
        sa.Column("cap_vnd", sa.BigInteger, nullable=True),
        sa.Column("price_vnd", sa.Integer, nullable=False),
        sa.Column("used_segments", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("warned_at", _AWARE, nullable=True),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("approved_by", sa.Text, nullable=True),
        sa.Column("approved_digest", sa.Text, nullable=True),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["reminder_audiences.id"],
            name="fk_campaigns_audience_id_reminder_audiences",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
    op.create_table(
        "reminder_recipients",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("phone_index", sa.Text, nullable=False),
        sa.Column("language", sa.Text, server_default=sa.text("'vi'"), nullable=False),
        sa.Column("conversation_id", sa.BigInteger, nullable=True),
        sa.Column("linked_at", _AWARE, nullable=True),
        sa.Column("suppressed", sa.Text, nullable=True),
        sa.Column("reminded_on", sa.Date, nullable=True),
        sa.Column("reminded_by", sa.BigInteger, nullable=True),
        sa.Column("created_at", _AWARE, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_reminder_recipients_conversation_id_conversations",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_recipients"),
        postgresql_with={"fillfactor": 50},
    )
    op.create_index(
        "ix_reminder_recipients_conversation_id",
        "reminder_recipients",
        ["conversation_id"],
        postgresql_where=sa.text("conversation_id IS NOT NULL"),
    )
    op.create_index(
        "ux_reminder_recipients_phone_index", "reminder_recipients", ["phone_index"], unique=True
    )
    op.create_table(
        "campaign_decisions",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("campaign_id", sa.BigInteger, nullable=False),
        sa.Column("decided_at", _AWARE, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name="fk_campaign_decisions_campaign_id_campaigns",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_decisions"),
    )
    op.create_index("ix_campaign_decisions_campaign_id", "campaign_decisions", ["campaign_id"])
    op.create_table(
        "campaign_steps",
        sa.Column("campaign_id", sa.BigInteger, nullable=False),
        sa.Column("days_before", sa.SmallInteger, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("due_at", _AWARE, nullable=False),
        sa.Column("useful_until", _AWARE, nullable=False),
        sa.Column("status", sa.Text, server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("planned_through", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name="fk_campaign_steps_campaign_id_campaigns",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("campaign_id", "days_before", name="pk_campaign_steps"),
    )
    op.create_table(
        "reminder_audience_members",
        sa.Column("audience_id", sa.BigInteger, nullable=False),
        sa.Column("recipient_id", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["reminder_audiences.id"],
            name="fk_reminder_audience_members_audience_id_reminder_audiences",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["reminder_recipients.id"],
            name="fk_reminder_audience_members_recipient_id_reminder_recipients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("audience_id", "recipient_id", name="pk_reminder_audience_members"),
    )
    op.create_index(
        "ix_reminder_audience_members_recipient_id", "reminder_audience_members", ["recipient_id"]
    )
    op.create_table(
        "reminder_chunks",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("campaign_id", sa.BigInteger, nullable=False),
        sa.Column("first_id", sa.BigInteger, nullable=False),
        sa.Column("last_id", sa.BigInteger, nullable=False),
        sa.Column("due_at", _AWARE, nullable=False),
        sa.Column("deferred", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("done", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name="fk_reminder_chunks_campaign_id_campaigns",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_chunks"),
    )
    op.create_index("ix_reminder_chunks_campaign_id", "reminder_chunks", ["campaign_id"])
    op.create_index(
        "ix_reminder_chunks_due_at",
        "reminder_chunks",
        ["due_at"],
        postgresql_where=sa.text("NOT done"),
    )
    op.create_table(
        "reminder_deliveries",
        sa.Column(
            "id", sa.BigInteger, sa.Identity(always=True, start=1000000000000), nullable=False
        ),
        sa.Column("recipient_id", sa.BigInteger, nullable=False),
        sa.Column("campaign_id", sa.BigInteger, nullable=False),
        sa.Column("days_before", sa.SmallInteger, nullable=False),
        sa.Column("segments", sa.SmallInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("attempts", sa.SmallInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("send_at", _AWARE, nullable=False),
        sa.Column("claimed_at", _AWARE, nullable=True),
        sa.Column("settled_at", _AWARE, nullable=True),
        sa.Column("provider_id", sa.Text, nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_reminder_deliveries_campaign_id_campaigns"
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["reminder_recipients.id"],
            name="fk_reminder_deliveries_recipient_id_reminder_recipients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_deliveries"),
        postgresql_with={"fillfactor": 50},
    )
    op.create_index(
        "ux_reminder_deliveries_recipient_campaign_step",
        "reminder_deliveries",
        ["recipient_id", "campaign_id", "days_before"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_table("reminder_deliveries")
    op.drop_table("reminder_chunks")
    op.drop_table("reminder_audience_members")
    op.drop_table("campaign_steps")
    op.drop_table("campaign_decisions")
    op.drop_table("reminder_recipients")
    op.drop_table("campaigns")
    op.drop_table("sms_templates")
    op.drop_table("reminder_audiences")
    op.drop_table("do_not_call")
