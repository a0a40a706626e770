"""Consents: given by a message, withdrawn by another; both stay as proof."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# The message that gives a consent was recorded just before, in the same transaction.
_ADD = text("""
    INSERT INTO consents (conversation_id, purpose, text_version, language, sequence, given_at)
    SELECT :conversation_id, :purpose, :text_version, :language, max(sequence), :now
    FROM inbound_messages WHERE conversation_id = :conversation_id
    RETURNING id
""")

_FIND_LIVE = text("""
    SELECT id, conversation_id, purpose, text_version, given_at FROM consents
    WHERE id = :id AND withdrawn_at IS NULL AND given_at > :after
""")

_WITHDRAW = text("""
    UPDATE consents SET withdrawn_at = :now
    WHERE conversation_id = :conversation_id AND purpose = :purpose AND withdrawn_at IS NULL
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """A consent that was just given; see `storage.models.ConsentRow`."""

    purpose: str
    text_version: str
    language: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that holds."""

    id: int
    conversation_id: int
    purpose: str
    text_version: str
    given_at: datetime


async def add(connection: AsyncConnection, conversation_id: int, new: NewConsent) -> int:
    """Keep a consent that the message recorded last gave; return its id."""
    values = {
        "conversation_id": conversation_id,
        "purpose": new.purpose,
        "text_version": new.text_version,
        "language": new.language,
        "now": new.given_at,
    }
    return int((await connection.execute(_ADD, values)).scalar_one())


async def find_live(
    connection: AsyncConnection, consent_id: int, given_after: datetime
) -> Consent | None:
    """Return a consent that was given lately and not withdrawn; None: it does not hold."""
    values = {"id": consent_id, "after": given_after}
    row = (await connection.execute(_FIND_LIVE, values)).one_or_none()
    return Consent(*row) if row else None


async def withdraw(
    connection: AsyncConnection, conversation_id: int, purpose: str, now: datetime
) -> bool:
    """Withdraw what was agreed to for a purpose; False: nothing was."""
    values = {"conversation_id": conversation_id, "purpose": purpose, "now": now}
    return (await connection.execute(_WITHDRAW, values)).rowcount > 0
