"""Staff of the console: who they are, how they sign in, what they did."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class StaffRow(Model):
    """Somebody who may sign in. Times are real time.

    Attributes:
        role: officer, supervisor, editor or administrator.
        password_hash: Argon2id, with its parameters.
        totp_secret: sealed for the purpose `staff.totp_secret:<login>`.
        totp_step: the last time step a code was taken of; a code counts once.
        is_active: False: may not sign in any more; kept for the audit log.
    """

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    totp_secret: Mapped[str]
    totp_step: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime]


class RecoveryCodeRow(Model):
    """A code that replaces the second step once; only its digest is kept."""

    __tablename__ = "staff_recovery_codes"

    staff_id: Mapped[int] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[bytes] = mapped_column(primary_key=True)


class StaffSessionRow(Model):
    """A browser that is signed in; only the digest of its cookie is kept."""

    __tablename__ = "staff_sessions"
    __table_args__ = (Index("ix_staff_sessions_staff_id", "staff_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    digest: Mapped[bytes] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    browser: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class SignInTriesRow(Model):
    """Tries to sign in under a name since the last that succeeded, whether or not it exists."""

    __tablename__ = "sign_in_tries"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    tried_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]


class AuditEntryRow(Model):
    """Something that was read or changed by staff; only ever added.

    Attributes:
        staff_id: who; None: nobody signed in, such as a wrong password.
        action: such as `ticket.read`.
        subject: what it was done to, such as `ticket 12`.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_staff_id_id", "staff_id", "id"),
        Index("ix_audit_entries_subject_id", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]


class ReplyDraftRow(Model):
    """A reply somebody has begun; outlives the session it was written in, but not its ticket."""

    __tablename__ = "reply_drafts"
    __table_args__ = (Index("ix_reply_drafts_ticket_id", "ticket_id"),)

    staff_id: Mapped[int] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    )
    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str]
    updated_at: Mapped[datetime]
