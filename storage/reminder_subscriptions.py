"""Reminders that citizens asked for in chat: kept, due, told, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, DATE, SMALLINT, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.joined import OWN

_AWARE = TIMESTAMP(timezone=True)
_COLUMNS = "id, conversation_id, kind, due_on, steps, ends_on_link, next_at"

ASKED_IN_CHAT = """
    EXISTS (
        SELECT FROM conversations AS texted
        JOIN conversations AS chat
            ON chat.id = texted.id OR chat.citizen_id = texted.citizen_id
        JOIN reminder_subscriptions AS asked ON asked.conversation_id = chat.id
        WHERE texted.channel = 'sms' AND texted.sender_id = recipients.phone_index
            AND asked.kind = :deadline
            AND (asked.next_at IS NOT NULL OR asked.told_on IS NOT NULL)
            AND NOT EXISTS (
                SELECT FROM optouts WHERE optouts.channel = chat.channel
                    AND optouts.sender_id = chat.sender_id AND optouts.ended_at IS NULL
            )
    )
"""
"""SQL: a recipient asked in chat to be told of a deadline, and was told or still will be.

In chat: by text message, or in a conversation that they joined with their number's.
"""

_PUT = text("""
    INSERT INTO reminder_subscriptions (
        conversation_id, kind, due_on, steps, ends_on_link, consent_id, next_at
    ) VALUES (:conversation_id, :kind, :due_on, :steps, :ends_on_link, :consent_id, :next_at)
    ON CONFLICT (conversation_id, kind) DO UPDATE SET due_on = excluded.due_on,
        steps = excluded.steps, ends_on_link = excluded.ends_on_link,
        consent_id = excluded.consent_id, next_at = excluded.next_at
""").bindparams(bindparam("steps", type_=ARRAY(SMALLINT)), bindparam("next_at", type_=_AWARE))

_LIST_DUE = text(f"""
    SELECT {_COLUMNS} FROM reminder_subscriptions WHERE next_at <= :now ORDER BY next_at, id
    LIMIT :limit
""")  # noqa: S608 - constants

# The conversation's row is where a turn and this meet: a STOP that was committed before is seen.
_LOCK_CONVERSATION = text("""
    SELECT FROM conversations WHERE id = :conversation_id FOR UPDATE
""")
_FIND_BARS = text(f"""
    SELECT EXISTS (
        SELECT FROM optouts JOIN conversations USING (channel, sender_id)
        WHERE conversations.id = :conversation_id AND optouts.ended_at IS NULL
    ), EXISTS (
        SELECT FROM reminder_subscriptions
        JOIN conversations AS own ON own.id = conversation_id
        WHERE told_on = :today AND {OWN}
    ) OR EXISTS (
        SELECT FROM reminder_recipients
        JOIN conversations AS own ON own.sender_id = phone_index AND own.channel = 'sms'
        WHERE reminded_on = :today AND {OWN}
    )
    WHERE EXISTS (SELECT FROM reminder_subscriptions WHERE id = :id AND next_at = :next_at)
""").bindparams(bindparam("next_at", type_=_AWARE))  # noqa: S608 - constants

_MOVE_ON = text("""
    UPDATE reminder_subscriptions SET next_at = :next_at, told_on = coalesce(:told_on, told_on)
    WHERE id = :id
""").bindparams(bindparam("next_at", type_=_AWARE), bindparam("told_on", type_=DATE))

# One reminder a day for a person: a campaign's claim sees this one.
_MARK_REMINDED = text(f"""
    UPDATE reminder_recipients SET reminded_on = :told_on, reminded_by = NULL
    FROM conversations AS own
    WHERE own.channel = 'sms' AND phone_index = own.sender_id AND {OWN}
""").bindparams(bindparam("told_on", type_=DATE))  # noqa: S608 - constants

_FORGET = text("DELETE FROM reminder_subscriptions WHERE conversation_id = :conversation_id")
_END_ON_LINK = text("""
    DELETE FROM reminder_subscriptions WHERE conversation_id = :conversation_id AND ends_on_link
""")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription; see `storage.models.ReminderSubscriptionRow`."""

    id: int
    conversation_id: int
    kind: str
    due_on: date
    steps: Sequence[int]
    ends_on_link: bool
    next_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubscription:
    """A subscription that is still to be kept."""

    kind: str
    due_on: date
    steps: Sequence[int]
    ends_on_link: bool
    consent_id: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bars:
    """What speaks against a reminder now."""

    has_opted_out: bool
    was_reminded_today: bool


async def put(connection: AsyncConnection, conversation_id: int, new: NewSubscription) -> None:
    """Keep a subscription; a new day of the same kind takes the place of the old one."""
    values = {
        "conversation_id": conversation_id,
        "kind": new.kind,
        "due_on": new.due_on,
        "steps": list(new.steps),
        "ends_on_link": new.ends_on_link,
        "consent_id": new.consent_id,
        "next_at": new.next_at,
    }
    await connection.execute(_PUT, values)


async def list_due(
    connection: AsyncConnection, now: datetime, limit: int
) -> tuple[Subscription, ...]:
    """Return what is due at a moment of business time."""
    rows = await connection.execute(_LIST_DUE, {"now": now, "limit": limit})
    return tuple(Subscription(*row) for row in rows)


async def find_bars(connection: AsyncConnection, one: Subscription, today: date) -> Bars | None:
    """Lock the conversation and return what speaks against a reminder; None: it is not due."""
    conversation = {"conversation_id": one.conversation_id}
    await connection.execute(_LOCK_CONVERSATION, conversation)
    values = conversation | {"id": one.id, "today": today, "next_at": one.next_at}
    row = (await connection.execute(_FIND_BARS, values)).one_or_none()
    return Bars(*row) if row else None


async def move_on(
    connection: AsyncConnection,
    one: Subscription,
    next_at: datetime | None,
    told_on: date | None = None,
) -> None:
    """Keep when the next reminder is due, and that one was told."""
    values = {"id": one.id, "next_at": next_at, "told_on": told_on}
    await connection.execute(_MOVE_ON, values)
    if told_on is not None:
        mark = {"conversation_id": one.conversation_id, "told_on": told_on}
        await connection.execute(_MARK_REMINDED, mark)


async def forget(connection: AsyncConnection, conversation_id: int) -> int:
    """End all subscriptions of a conversation; return how many."""
    values = {"conversation_id": conversation_id}
    return (await connection.execute(_FORGET, values)).rowcount


async def end_on_link(connection: AsyncConnection, conversation_id: int) -> int:
    """End those that a confirmed link makes needless; return how many."""
    values = {"conversation_id": conversation_id}
    return (await connection.execute(_END_ON_LINK, values)).rowcount
