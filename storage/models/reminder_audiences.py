"""Whom reminders go to: people, the audiences they belong to, and who must not be written to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, Identity, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class ReminderRecipientRow(Model):
    """One person's phone number, and what speaks against writing to it.

    A claim locks this row before it decides; so does whatever stops reminders to the person.

    Attributes:
        phone: E.164, sealed; None: it was erased, or its time was over. The row is kept for the
            reports that count it, and gets no reminder any more.
        phone_index: its keyed name, as `sender_id` of text messages; opt-outs go by it. Of a
            number that is gone a name that says nothing.
        conversation_id: the chat the person subscribed in; None: imported by an officer.
        linked_at: when a link was confirmed; reminders of deadlines that end on it stop.
        suppressed: why no message will ever arrive: the provider's code; None: nothing known.
        reminded_on: business day of the last reminder, and `reminded_by` the delivery.
    """

    __tablename__ = "reminder_recipients"
    __table_args__ = (
        Index("ux_reminder_recipients_phone_index", "phone_index", unique=True),
        Index(
            "ix_reminder_recipients_conversation_id",
            "conversation_id",
            postgresql_where=text("conversation_id IS NOT NULL"),
        ),
        {"postgresql_with": {"fillfactor": 50}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    phone: Mapped[str | None]
    phone_index: Mapped[str]
    language: Mapped[str] = mapped_column(server_default=text("'vi'"))
    conversation_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("conversations.id", ondelete="SET NULL")
    )
    linked_at: Mapped[datetime | None]
    suppressed: Mapped[str | None]
    reminded_on: Mapped[date | None] = mapped_column(Date)
    reminded_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class ReminderAudienceRow(Model):
    """A list of people with the basis on which they may be reminded. Times are real time.

    Attributes:
        legal_basis: what allows it, as the officer stated it.
        digest: SHA-256 of the imported file; the same file goes on where it stopped.
        rows_read: rows of the file that are judged and stored.
        rows_total: rows that it has; None: nobody counted them before.
        verdict_bytes: length of the verdict file up to there.
        verdicts: how many rows got which verdict.
        complete_at: when the last row was read; None: the import goes on.
        withdrawn_at: since when nobody of it may be reminded; None: the basis stands.
    """

    __tablename__ = "reminder_audiences"
    __table_args__ = (Index("ux_reminder_audiences_name", "name", unique=True),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    legal_basis: Mapped[str]
    digest: Mapped[str]
    imported_by: Mapped[str]
    rows_read: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    rows_total: Mapped[int | None] = mapped_column(Integer)
    verdict_bytes: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    verdicts: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    created_at: Mapped[datetime]
    complete_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class ReminderAudienceMemberRow(Model):
    """One person in one audience; without this row there is no consent to remind them."""

    __tablename__ = "reminder_audience_members"
    __table_args__ = (Index("ix_reminder_audience_members_recipient_id", "recipient_id"),)

    audience_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("reminder_audiences.id", ondelete="CASCADE"), primary_key=True
    )
    recipient_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("reminder_recipients.id", ondelete="CASCADE"), primary_key=True
    )


class AudienceUploadRow(Model):
    """A piece of a file that waits for its import; `body` is sealed, and removed after it."""

    __tablename__ = "audience_uploads"
    __table_args__ = (Index("ix_audience_uploads_audience_id", "audience_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    audience_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("reminder_audiences.id", ondelete="CASCADE")
    )
    body: Mapped[str]


class AudienceVerdictsRow(Model):
    """A piece of the verdict file, compressed.

    Attributes:
        place: length of the file before it.
    """

    __tablename__ = "audience_verdicts"

    audience_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("reminder_audiences.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    body: Mapped[bytes]


class DoNotCallRow(Model):
    """A number of the national do-not-call list, by its index only."""

    __tablename__ = "do_not_call"

    phone_index: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]
