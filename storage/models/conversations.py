"""Conversations, their messages and their events."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Integer, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class ConversationRow(Model):
    """A sender on a channel, with the state its next turn starts from.

    The row's lock is what puts the turns of a conversation one after the other.

    Attributes:
        sender_id: the channel's name for the sender; of a phone number or chat id only a keyed
            index (`storage.crypto`).
        address: where messages go, sealed; None: they are fetched, or it was erased.
        erased_at: when the citizen had it emptied; real time.
        owner: bot or person; while it is a person the bot is silent.
        ticket_id: the live ticket that new messages join; None: there is none.
        citizen_id: a random number, the same in all conversations that one citizen has joined by
            codes; it stands nowhere else.
        busy_until: how many messages came in of late; None: none since this is counted.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("channel", "sender_id"),
        Index(
            "ix_conversations_ticket_id",
            "ticket_id",
            postgresql_where=text("ticket_id IS NOT NULL"),
        ),
        Index(
            "ix_conversations_citizen_id",
            "citizen_id",
            postgresql_where=text("citizen_id IS NOT NULL"),
        ),
        # Every turn rewrites the row: free space on its page keeps the indexes untouched.
        {"postgresql_with": {"fillfactor": 70}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    channel: Mapped[str]
    sender_id: Mapped[str]
    address: Mapped[str | None]
    erased_at: Mapped[datetime | None]
    state: Mapped[dict[str, Any]]
    next_sequence: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    owner: Mapped[str] = mapped_column(server_default=text("'bot'"))
    ticket_id: Mapped[int | None] = mapped_column(
        ForeignKey("tickets.id", ondelete="SET NULL", use_alter=True)
    )
    citizen_id: Mapped[int | None] = mapped_column(BigInteger)
    busy_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class InboundMessageRow(Model):
    """A message that came in, masked, with what was shown for it.

    Its sequence is the first of its turn; the turn's events have the next ones.
    """

    __tablename__ = "inbound_messages"
    __table_args__ = (
        Index(
            "uq_inbound_messages_conversation_id_message_id",
            "conversation_id",
            "message_id",
            unique=True,
            postgresql_where=text("message_id IS NOT NULL"),
        ),
        # For reports: rows lie in the order of time, so a few bytes tell where a day is.
        Index("ix_inbound_messages_business_at", "business_at", postgresql_using="brin"),
    )

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    sequence: Mapped[int] = mapped_column(Integer, primary_key=True)
    message_id: Mapped[str | None]
    text: Mapped[str]
    received_at: Mapped[datetime]
    business_at: Mapped[datetime]
    outcome: Mapped[str]
    replies: Mapped[list[dict[str, Any]]]
    details: Mapped[dict[str, Any]]


class EventRow(Model):
    """One event of a conversation; only ever added, and erased with the conversation."""

    __tablename__ = "events"

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    sequence: Mapped[int] = mapped_column(Integer, primary_key=True)
    type: Mapped[str]
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime]
