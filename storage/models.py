"""The tables, for Alembic and for whoever writes a statement; no rows are loaded through them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_AWARE = TIMESTAMP(timezone=True)


class Model(DeclarativeBase):
    """A table; constraint names follow one rule, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy
        str: Text,
        datetime: _AWARE,
        dict[str, Any]: JSONB,
        list[dict[str, Any]]: JSONB,
    }


class ConversationRow(Model):
    """A sender on a channel, with the state its next turn starts from.

    The row's lock is what puts the turns of a conversation one after the other.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("channel", "sender_id"),
        # Every turn rewrites the row: free space on its page keeps the indexes untouched.
        {"postgresql_with": {"fillfactor": 70}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    channel: Mapped[str]
    sender_id: Mapped[str]
    state: Mapped[dict[str, Any]]
    next_sequence: Mapped[int] = mapped_column(Integer, server_default=text("1"))
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


class RatingRow(Model):
    """What a citizen thought of one answer; a second press changes the first.

    `answer` names the wording, `content` the version of the content it belongs to.
    """

    __tablename__ = "ratings"

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    answer: Mapped[str] = mapped_column(primary_key=True)
    rating: Mapped[str]
    reason: Mapped[str | None]
    language: Mapped[str]
    content: Mapped[str]
    rated_at: Mapped[datetime]
