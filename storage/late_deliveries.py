"""What else waits behind a delivery that was given up."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.deliveries import Claimed

_HAS_LATER = text("""
    SELECT EXISTS (
        SELECT FROM deliveries
        WHERE conversation_id = :conversation_id AND id > :id AND settled_at IS NULL
        AND purpose = ANY(:purposes)
    )
""")


async def has_later(connection: AsyncConnection, claimed: Claimed, purposes: Sequence[str]) -> bool:
    """Tell whether more for one of `purposes` waits to be sent to the same conversation."""
    values = {"conversation_id": claimed.conversation_id, "id": claimed.id, "purposes": purposes}
    return bool((await connection.execute(_HAS_LATER, values)).scalar_one())
