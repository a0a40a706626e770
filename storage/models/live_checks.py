"""Live checks: questions to the portal that a citizen agreed to."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Integer, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class LiveCheckRow(Model):
    """One live check; times are real time.

    Attributes:
        number: counts the checks of a conversation; both sides name a check by it. Negative: the
            conversation was erased since.
        status: requested, coded, waiting, approved, settled, told or closed; forward only.
        step: grows with every change: of two that act on the same step one is too late.
        secret: device code, later the token; encrypted, and forgotten with the last step.
        user_code: what the citizen types on the portal; worthless once it has expired.
        address: where the citizen types it.
        interval_seconds: the portal's wish between two polls.
        failures: calls in a row that came to nothing.
        looks: how often the status was read.
        next_at: when the next step is due.
        expires_at: when the code ends; None: there is none yet.
        outcome: how it ended; None: it has not.
        result: what was found; deleted after minutes.
    """

    __tablename__ = "live_checks"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        Index("ix_live_checks_due", "next_at", postgresql_where=text("status <> 'closed'")),
        Index("ix_live_checks_results", "ended_at", postgresql_where=text("result IS NOT NULL")),
        Index("ix_live_checks_consent_id", "consent_id"),
        # Its status is rewritten with every poll: free space keeps the indexes untouched.
        {"postgresql_with": {"fillfactor": 80}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    consent_id: Mapped[int] = mapped_column(ForeignKey("consents.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(server_default=text("'requested'"))
    step: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    secret: Mapped[str | None]
    user_code: Mapped[str | None]
    address: Mapped[str | None]
    interval_seconds: Mapped[int] = mapped_column(Integer, server_default=text("5"))
    failures: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    looks: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    started_at: Mapped[datetime]
    next_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    result: Mapped[str | None]
