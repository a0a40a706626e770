"""Who decided what about a campaign, and when; only ever added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

_DECIDE = text("""
    INSERT INTO campaign_decisions (campaign_id, decided_at, decided_by, decision, note)
    VALUES (:campaign_id, :now, :by, :decision, :note)
""").bindparams(bindparam("note", type_=Text))

_LIST_DECISIONS = text("""
    SELECT decided_at, decided_by, decision, note FROM campaign_decisions
    WHERE campaign_id = :campaign_id ORDER BY id
""")


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided what, when."""

    at: datetime
    by: str
    decision: str
    note: str | None


async def add(connection: AsyncConnection, campaign_id: int, decided: Decided) -> None:
    """Keep who decided what."""
    values = {
        "campaign_id": campaign_id,
        "now": decided.at,
        "by": decided.by,
        "decision": decided.decision,
        "note": decided.note,
    }
    await connection.execute(_DECIDE, values)


async def list_all(connection: AsyncConnection, campaign_id: int) -> tuple[Decided, ...]:
    """Return who decided what, the earliest first."""
    rows = await connection.execute(_LIST_DECISIONS, {"campaign_id": campaign_id})
    return tuple(Decided(*row) for row in rows)
