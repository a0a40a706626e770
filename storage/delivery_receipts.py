"""Receipts: what a provider says of a delivery after it was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

# A receipt may come before the answer to the request that it belongs to.
_RECORD = """
    UPDATE deliveries
    SET status = :status, provider_id = coalesce(:provider_id, provider_id), error = :error,
        settled_at = coalesce(settled_at, :now)
    WHERE channel = :channel AND attempts > 0 AND status = ANY(:after)
    AND {found_by}
    RETURNING conversation_id
"""
_TEXTS = (bindparam("provider_id", type_=Text), bindparam("error", type_=Text))
_RECORD_BY_ID = text(_RECORD.format(found_by="id = :id")).bindparams(*_TEXTS)
_RECORD_BY_PROVIDER_ID = text(_RECORD.format(found_by="provider_id = :provider_id")).bindparams(
    *_TEXTS
)

_LIST_KNOWN_IDS = text("""
    SELECT provider_id FROM deliveries
    WHERE channel = :channel AND provider_id = ANY(:provider_ids)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One receipt; found by our delivery id, else by the provider's.

    Attributes:
        after: the statuses that it may follow.
    """

    channel: str
    status: str
    after: Sequence[str]
    delivery_id: int | None = None
    provider_id: str | None = None
    error: str | None = None


async def record(connection: AsyncConnection, receipt: Receipt, now: datetime) -> int | None:
    """Move a delivery forward; return its conversation, None: nothing to be moved."""
    values: dict[str, object] = {
        "channel": receipt.channel,
        "status": receipt.status,
        "after": list(receipt.after),
        "provider_id": receipt.provider_id,
        "error": receipt.error,
        "now": now,
    }
    statement = _RECORD_BY_PROVIDER_ID
    if receipt.delivery_id is not None:
        statement, values["id"] = _RECORD_BY_ID, receipt.delivery_id
    conversation: int | None = (await connection.execute(statement, values)).scalar()
    return conversation


async def list_known_ids(
    connection: AsyncConnection, channel: str, provider_ids: Sequence[str]
) -> frozenset[str]:
    """Return those of a provider's ids that belong to deliveries."""
    values = {"channel": channel, "provider_ids": list(provider_ids)}
    return frozenset((await connection.execute(_LIST_KNOWN_IDS, values)).scalars())
