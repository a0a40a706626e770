"""Turns: a message that came in, what was answered, and the state left behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations import Conversation
from storage.errors import AlreadyRecorded
from storage.events import NewEvent

_MESSAGE_ID_INDEX = "uq_inbound_messages_conversation_id_message_id"

_FIND_REDELIVERED = text("""
    SELECT sequence, text, received_at, outcome, replies, details FROM inbound_messages
    WHERE conversation_id = :conversation_id AND message_id = :message_id
""")

# One statement: a round trip costs more than any of its parts.
_RECORD = text("""
    WITH message AS (
        INSERT INTO inbound_messages (
            conversation_id, sequence, message_id, text, received_at, business_at,
            outcome, replies, details
        ) VALUES (
            :conversation_id, :sequence, :message_id, :text, :received_at, :business_at,
            :outcome, :replies, :details
        )
    ), added AS (
        INSERT INTO events (conversation_id, sequence, type, data, at)
        SELECT :conversation_id, :sequence + event.position, event.type, event.data, event.at
        FROM ROWS FROM (
            jsonb_to_recordset(:events) AS (type text, data jsonb, at timestamptz)
        ) WITH ORDINALITY AS event (type, data, at, position)
    )
    UPDATE conversations
    SET state = :state, next_sequence = :next_sequence, updated_at = :received_at,
        busy_until = :busy_until
    WHERE id = :conversation_id
""").bindparams(
    bindparam("message_id", type_=Text),
    bindparam("busy_until", type_=TIMESTAMP(timezone=True)),
    bindparam("replies", type_=JSONB),
    bindparam("details", type_=JSONB),
    bindparam("events", type_=JSONB),
    bindparam("state", type_=JSONB),
)

# What an officer wrote answers no message: it stands among them by its time.
_LIST_TRANSCRIPT = text("""
    WITH ours AS (
        SELECT id FROM conversations WHERE channel = :channel AND sender_id = :sender_id
    ), heard AS (
        SELECT sequence, text, received_at, outcome, replies, details FROM inbound_messages
        WHERE conversation_id = (SELECT id FROM ours) ORDER BY sequence DESC LIMIT :limit
    ), written AS (
        SELECT 0, '', created_at, 'handoff', jsonb_build_array(body),
            jsonb_build_object('language', language)
        FROM deliveries
        WHERE conversation_id = (SELECT id FROM ours) AND purpose = 'officer'
        ORDER BY id DESC LIMIT :limit
    )
    SELECT * FROM heard UNION ALL SELECT * FROM written
    ORDER BY received_at DESC, sequence DESC LIMIT :limit
""")

_LIST_BEFORE = text("""
    SELECT sequence, text, received_at, outcome, replies, details FROM inbound_messages
    WHERE conversation_id = :conversation_id AND sequence < :sequence
    ORDER BY sequence DESC LIMIT :limit
""")

# Read by an operator now and then: a scan is cheaper than an index that every turn would keep.
_LIST_TO_LABEL = text("""
    SELECT message.conversation_id, message.sequence, message.text, message.outcome,
        message.details, rated.answer, rated.reason
    FROM inbound_messages AS message
    LEFT JOIN ratings AS rated ON rated.conversation_id = message.conversation_id
        AND rated.rating = 'down' AND message.details -> 'answers' ? rated.answer
    WHERE (message.outcome = ANY(:outcomes) OR rated.answer IS NOT NULL)
        AND message.text NOT LIKE '/%'
    ORDER BY message.received_at DESC LIMIT :limit
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTurn:
    """What a turn leaves behind.

    Everything in it must be plain JSON without NUL and lone surrogates, and the text masked:
    `bot.conversation.guard` and `masking` see to that before a message is decided. PostgreSQL
    takes neither character, so one that slips through fails the turn and stores nothing.

    Attributes:
        message_id: the provider's id; None: a redelivery can't be recognised.
        received_at: real time.
        business_at: the time the answer was true at.
        replies: what was shown, in order.
        details: whatever else a redelivery must return.
        state: what the next turn starts from.
    """

    text: str
    received_at: datetime
    business_at: datetime
    outcome: str
    replies: Sequence[Mapping[str, Any]]
    state: Mapping[str, Any]
    events: Sequence[NewEvent] = ()
    message_id: str | None = None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToLabel:
    """A message that was not understood, or whose answer was rated down.

    Attributes:
        rated_answer: the wording that was rated down; None: the message was not understood.
    """

    conversation_id: int
    sequence: int
    text: str
    outcome: str
    details: dict[str, Any]
    rated_answer: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A message with what was shown for it."""

    sequence: int
    text: str
    received_at: datetime
    outcome: str
    replies: list[dict[str, Any]]
    details: dict[str, Any]


async def find_redelivered(
    connection: AsyncConnection, conversation_id: int, message_id: str
) -> StoredTurn | None:
    """The turn this message already had; None: it is new.

    Ask under the conversation's lock: then a turn that is still running can't be missed.
    """
    result = await connection.execute(
        _FIND_REDELIVERED, {"conversation_id": conversation_id, "message_id": message_id}
    )
    row = result.one_or_none()
    return StoredTurn(*row) if row else None


async def record(connection: AsyncConnection, conversation: Conversation, turn: NewTurn) -> None:
    """Store the message, its events and the new state.

    Raises:
        AlreadyRecorded: the message has had its turn; the transaction can only be rolled back.
    """
    try:
        await connection.execute(_RECORD, _bind(conversation, turn))
    except IntegrityError as error:
        if _MESSAGE_ID_INDEX in str(error.orig):
            raise AlreadyRecorded(turn.message_id) from error
        raise


async def list_transcript(
    connection: AsyncConnection, channel: str, sender_id: str, limit: int
) -> tuple[StoredTurn, ...]:
    """The last `limit` messages of a sender with their replies, and officers' replies to none."""
    result = await connection.execute(
        _LIST_TRANSCRIPT, {"channel": channel, "sender_id": sender_id, "limit": limit}
    )
    rows = [StoredTurn(*row) for row in result]
    return tuple(reversed(rows))


async def list_before(
    connection: AsyncConnection, conversation_id: int, sequence: int, limit: int
) -> tuple[StoredTurn, ...]:
    """The last `limit` messages before a sequence with their replies, oldest first."""
    values = {"conversation_id": conversation_id, "sequence": sequence, "limit": limit}
    rows = [StoredTurn(*row) for row in await connection.execute(_LIST_BEFORE, values)]
    return tuple(reversed(rows))


async def list_to_label(
    connection: AsyncConnection, outcomes: Sequence[str], limit: int
) -> tuple[ToLabel, ...]:
    """Return messages with one of `outcomes` or a thumb down, newest first; buttons left out."""
    rows = await connection.execute(_LIST_TO_LABEL, {"outcomes": list(outcomes), "limit": limit})
    return tuple(ToLabel(*row) for row in rows)


def _bind(conversation: Conversation, turn: NewTurn) -> dict[str, Any]:
    return {
        "conversation_id": conversation.id,
        "sequence": conversation.next_sequence,
        "next_sequence": conversation.next_sequence + 1 + len(turn.events),
        "busy_until": conversation.busy_until,
        "message_id": turn.message_id,
        "text": turn.text,
        "received_at": turn.received_at,
        "business_at": turn.business_at,
        "outcome": turn.outcome,
        "replies": turn.replies,
        "details": turn.details,
        "state": turn.state,
        "events": [
            {"type": event.type, "data": event.data, "at": event.at.isoformat()}
            for event in turn.events
        ],
    }
