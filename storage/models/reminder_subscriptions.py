"""What citizens asked in chat to be reminded of."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class ReminderSubscriptionRow(Model):
    """One deadline that one conversation is reminded of, on the channel it is on.

    Attributes:
        kind: id of a deadline, or of a personal one such as `card`.
        due_on: the deadline, business time.
        steps: days before it on which a reminder goes out.
        ends_on_link: a confirmed link ends it.
        consent_id: the proof that it was asked for.
        next_at: when the next reminder is due, business time; None: there is none left.
        told_on: business day of the last one.
    """

    __tablename__ = "reminder_subscriptions"
    __table_args__ = (
        Index(
            "ux_reminder_subscriptions_conversation_id_kind", "conversation_id", "kind", unique=True
        ),
        Index(
            "ix_reminder_subscriptions_next_at",
            "next_at",
            postgresql_where=text("next_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("conversations.id", ondelete="CASCADE")
    )
    kind: Mapped[str]
    due_on: Mapped[date] = mapped_column(Date)
    steps: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    ends_on_link: Mapped[bool] = mapped_column(Boolean)
    consent_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("consents.id", ondelete="CASCADE")
    )
    next_at: Mapped[datetime | None]
    told_on: Mapped[date | None] = mapped_column(Date)
