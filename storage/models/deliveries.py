"""Messages to citizens: the one way out."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Identity, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class DeliveryRow(Model):
    """One message to a citizen and what became of it.

    Within a conversation deliveries go out in the order of their ids. Times are real time.
    Open is one without `settled_at`: it keeps the later ones of its conversation back.

    Attributes:
        purpose: why it is sent: a reply, a notice, an officer's reply, a reminder…
        body: text and buttons, as `bot.messages.Reply`.
        status: queued, sending, sent, delivered, failed, cancelled or unknown; forward only.
        attempts: how often it was claimed; tells a claim from the ones before it.
        is_resent: it went out again although the first one may have arrived.
        send_at: not before; while its fate is unknown: not looked up before.
        useful_until: dropped after; None: always useful.
        claimed_at: when it was last claimed to be sent; while its fate is unknown: since when.
        settled_at: when it left our hands; None: it is open.
        provider_id: the provider's name for it, once it has one.
        error: the provider's code or ours; None: nothing went wrong.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_conversation_id_id", "conversation_id", "id"),
        # Claims stay as fast in a conversation's 10,000th message as in its first.
        Index(
            "ix_deliveries_open",
            "conversation_id",
            "id",
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index(
            "ix_deliveries_waiting",
            "channel",
            "send_at",
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index(
            "ix_deliveries_provider_id",
            "channel",
            "provider_id",
            postgresql_where=text("provider_id IS NOT NULL"),
        ),
        # Figures of the last day, and retention.
        Index(
            "ix_deliveries_settled_at",
            "settled_at",
            postgresql_where=text("settled_at IS NOT NULL"),
        ),
        # Its status is rewritten several times: free space keeps the indexes untouched.
        {"postgresql_with": {"fillfactor": 80}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    channel: Mapped[str]
    purpose: Mapped[str]
    body: Mapped[dict[str, Any]]
    language: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'queued'"))
    attempts: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    is_resent: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    useful_until: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    provider_id: Mapped[str | None]
    error: Mapped[str | None]
