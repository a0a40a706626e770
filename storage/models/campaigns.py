"""Reminder campaigns: what is planned for whom, who approved it, and what became of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model

FIRST_REMINDER_ID = 1_000_000_000_000
"""Above every id of `deliveries`: a receipt that carries an id tells which table it means."""


class CampaignRow(Model):
    """One campaign. Deadline, steps and windows are business time, the rest is real time.

    Attributes:
        plan: deadline, steps, texts, windows; what the second person approves, whole.
        plan_digest: names the plan; one that was changed needs a new approval.
        status: draft, approved, running, paused, stopped or finished.
        reason: why it is paused or stopped; None: a person did it without a word.
        cap_segments: hard stop; None: no cap. `cap_vnd` likewise.
        price_vnd: of one segment.
        used_segments: claimed, less what the provider did not take.
        warned_at: when four fifths of a cap were used.
        ended_at: when it was stopped or finished; None: it is not over.
    """

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    audience_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("reminder_audiences.id"))
    plan: Mapped[dict[str, Any]]
    plan_digest: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'draft'"))
    reason: Mapped[str | None]
    cap_segments: Mapped[int | None] = mapped_column(BigInteger)
    cap_vnd: Mapped[int | None] = mapped_column(BigInteger)
    price_vnd: Mapped[int] = mapped_column(Integer)
    used_segments: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    warned_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    approved_by: Mapped[str | None]
    approved_digest: Mapped[str | None]
    ended_at: Mapped[datetime | None]


class CampaignDecisionRow(Model):
    """Who decided what about a campaign, and when; only ever added."""

    __tablename__ = "campaign_decisions"
    __table_args__ = (Index("ix_campaign_decisions_campaign_id", "campaign_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("campaigns.id", ondelete="CASCADE")
    )
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]
    decision: Mapped[str]
    note: Mapped[str | None]


class CampaignStepRow(Model):
    """One step of a campaign, such as seven days before; due in business time.

    Attributes:
        planned_through: the last recipient that has a row for this step.
        status: waiting, planned or skipped.
    """

    __tablename__ = "campaign_steps"

    campaign_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True
    )
    days_before: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    due_on: Mapped[date] = mapped_column(Date)
    due_at: Mapped[datetime]
    useful_until: Mapped[datetime]
    status: Mapped[str] = mapped_column(server_default=text("'waiting'"))
    planned_through: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))


class ReminderChunkRow(Model):
    """A run of reminders with neighbouring ids, which one job sends.

    Attributes:
        due_at: business time; looked at again and again until nothing is left to do.
        deferred: a job for it waits or runs.
    """

    __tablename__ = "reminder_chunks"
    __table_args__ = (
        Index("ix_reminder_chunks_due_at", "due_at", postgresql_where=text("NOT done")),
        Index("ix_reminder_chunks_campaign_id", "campaign_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("campaigns.id", ondelete="CASCADE")
    )
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[datetime]
    deferred: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    done: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))


class ReminderDeliveryRow(Model):
    """One reminder to one person, and what became of it; one for a campaign, person and step.

    No index holds the status: changing it touches no index (HOT), so that the last of a million
    is sent as fast as the first. Work is found by `reminder_chunks`.

    Attributes:
        status: queued, sending, sent, delivered, failed, cancelled or unknown.
        reason: why it is not sent, or the provider's code; None: nothing went wrong.
        send_at: not before, business time.
        attempts: how often it was claimed; names the claim that may settle it.
        claimed_at: real time. `settled_at` likewise.
        segments: what it was billed as when it was claimed.
    """

    __tablename__ = "reminder_deliveries"
    __table_args__ = (
        Index(
            "ux_reminder_deliveries_recipient_campaign_step",
            "recipient_id",
            "campaign_id",
            "days_before",
            unique=True,
        ),
        {"postgresql_with": {"fillfactor": 50}},
    )

    id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True, start=FIRST_REMINDER_ID), primary_key=True
    )
    recipient_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("reminder_recipients.id", ondelete="CASCADE")
    )
    campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaigns.id"))
    days_before: Mapped[int] = mapped_column(SmallInteger)
    segments: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    language: Mapped[str]
    status: Mapped[str]
    reason: Mapped[str | None]
    send_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    provider_id: Mapped[str | None]


class SmsTemplateRow(Model):
    """A text as the provider knows it; what it has not approved is not sent.

    Attributes:
        digest: SHA-256 of the body, the first 16 hexadecimal digits.
        status: draft, submitted, approved or rejected.
        number: the provider's name for it.
    """

    __tablename__ = "sms_templates"

    digest: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'draft'"))
    number: Mapped[str | None]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
