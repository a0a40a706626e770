"""Tickets: cases that a person works on, with what was said, what happened, and when it waited."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model

LIVE = text("status IN ('open', 'waiting', 'snoozed')")


class TicketRow(Model):
    """One case of a citizen. Times are business time, but `claimed_until`.

    Attributes:
        version: counts what people change or write; a change names the version it was made on.
        status: open, waiting (for the citizen), snoozed, resolved, cancelled or merged.
        opened_sequence: of the message that opened it; what was said before has lower ones.
        reply_conversation_id: the conversation that wrote last; replies go there.
        contact: the citizen's address on the channel, masked.
        link_check: how far the self-guided check had come.
        answers: what the bot had answered by then, with its sources.
        claimed_until: real time; after it anyone may take the ticket. None: no limit.
        target: what the clock runs for: first_reply, then resolution.
        due_at: when the target is missed; None: the clock stands still.
        warn_at: when three quarters of the target are gone.
        merged_into: the ticket that goes on in its place.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        Index(
            "uq_tickets_live_conversation_id",
            "conversation_id",
            unique=True,
            postgresql_where=LIVE,
        ),
        Index(
            "ix_tickets_live",
            "status",
            "due_at",
            postgresql_include=[
                "warn_at",
                "priority",
                "opened_at",
                "id",
                "assignee_id",
                "claimed_until",
                "is_escalated",
            ],
            postgresql_where=LIVE,
        ),
        Index("ix_tickets_conversation_id", "conversation_id"),
        Index("ix_tickets_opened_at", "opened_at"),
        # Reports: what was settled when, and what was open on a day.
        Index("ix_tickets_resolved_at_opened_at", "resolved_at", "opened_at"),
        Index(
            "ix_tickets_merged_into",
            "merged_into",
            postgresql_where=text("merged_into IS NOT NULL"),
        ),
        Index("ix_tickets_assignee_id", "assignee_id", postgresql_where=LIVE),
        Index("ix_tickets_tags", "tags", postgresql_using="gin"),
        {"postgresql_with": {"fillfactor": 80}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True, start=101), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    status: Mapped[str]
    category: Mapped[str]
    priority: Mapped[str]
    reason: Mapped[str]
    language: Mapped[str]
    channel: Mapped[str]
    contact: Mapped[str]
    opened_sequence: Mapped[int] = mapped_column(Integer)
    reply_conversation_id: Mapped[int] = mapped_column(BigInteger)
    link_check: Mapped[dict[str, Any]]
    answers: Mapped[list[dict[str, Any]]]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'::text[]"))
    assignee_id: Mapped[int | None] = mapped_column(BigInteger)
    assignee_name: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    first_replied_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolution: Mapped[str | None]
    snoozed_until: Mapped[datetime | None]
    target: Mapped[str]
    due_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    is_warned: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    is_escalated: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("tickets.id", ondelete="SET NULL"))
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    rated_at: Mapped[datetime | None]


class TicketMessageRow(Model):
    """Something written in a ticket: by the citizen, the bot, an officer, as news or a note.

    Attributes:
        conversation_id: of a merged ticket: whose words these are or whom they answer, where that
            is not the ticket's own conversation; a note is of who wrote last. Erased with it.
        kind: citizen, bot, officer, news or note; citizens never see a note.
        version: of the ticket after it.
        folded: the text without marks and case, for searching.
        author_id: the officer; None: the citizen or the bot.
        delivery_id: of an officer's reply: the message that carries it.
    """

    __tablename__ = "ticket_messages"
    __table_args__ = (
        Index("ix_ticket_messages_ticket_id_id", "ticket_id", "id"),
        Index(
            "ix_ticket_messages_conversation_id",
            "conversation_id",
            postgresql_where=text("conversation_id IS NOT NULL"),
        ),
        Index(
            "ix_ticket_messages_words",
            text("to_tsvector('simple'::regconfig, folded)"),
            postgresql_using="gin",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    text: Mapped[str]
    folded: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_name: Mapped[str | None]
    delivery_id: Mapped[int | None] = mapped_column(BigInteger)
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE")
    )
    at: Mapped[datetime]


class TicketTranscriptRow(Model):
    """What citizen and bot said before a ticket was opened, for searching alone.

    Attributes:
        folded: their words without marks and case.
        kept_at: real time; it goes when the messages themselves do.
    """

    __tablename__ = "ticket_transcripts"
    __table_args__ = (
        Index(
            "ix_ticket_transcripts_words",
            text("to_tsvector('simple'::regconfig, folded)"),
            postgresql_using="gin",
        ),
    )

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True
    )
    folded: Mapped[str]
    kept_at: Mapped[datetime]


class TicketChangeRow(Model):
    """Something that happened to a ticket; only ever added.

    Attributes:
        version: of the ticket after it; what the clock does leaves the version as it is.
        kind: one of `bot.services.tickets.history.Kind`.
        actor_id: the officer; None: the citizen, or the service itself.
    """

    __tablename__ = "ticket_changes"
    __table_args__ = (
        Index("ix_ticket_changes_ticket_id_id", "ticket_id", "id"),
        # Reports: which promises were missed.
        Index(
            "ix_ticket_changes_escalated",
            "ticket_id",
            postgresql_where=text("kind = 'escalated'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class TicketPauseRow(Model):
    """A time in which a ticket's clock stood still.

    Attributes:
        reason: waiting (for the citizen) or resolved (until it was opened again).
        ended_at: None: it still stands.
    """

    __tablename__ = "ticket_pauses"

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True
    )
    started_at: Mapped[datetime] = mapped_column(primary_key=True)
    reason: Mapped[str]
    ended_at: Mapped[datetime | None]
