"""The steps of campaigns: when each is due, and what ends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, DATE, INTEGER, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_TIMES = ARRAY(TIMESTAMP(timezone=True))

_ADD_STEPS = text("""
    INSERT INTO campaign_steps (campaign_id, days_before, due_on, due_at, useful_until)
    SELECT :campaign_id, * FROM unnest(:days_before, :due_on, :due_at, :useful_until)
""").bindparams(
    bindparam("days_before", type_=ARRAY(INTEGER)),
    bindparam("due_on", type_=ARRAY(DATE)),
    bindparam("due_at", type_=_TIMES),
    bindparam("useful_until", type_=_TIMES),
)

_SKIP_STEPS_BEFORE = text("""
    UPDATE campaign_steps SET status = 'skipped'
    WHERE campaign_id = :campaign_id AND status = 'waiting' AND planned_through = 0
        AND due_on < :day
""")

_LIST_STEPS = text("""
    SELECT days_before, due_on, due_at, useful_until, status FROM campaign_steps
    WHERE campaign_id = :campaign_id ORDER BY days_before DESC
""")

_CANCEL_QUEUED = text("""
    UPDATE reminder_deliveries SET status = 'cancelled', reason = :reason, settled_at = :now
    WHERE campaign_id = :campaign_id AND status = 'queued'
""")
_HASTEN = text("""
    UPDATE reminder_chunks SET due_at = least(due_at, :now)
    WHERE campaign_id = :campaign_id AND NOT done
""")
_SKIP_REST = text("""
    UPDATE campaign_steps SET status = 'skipped'
    WHERE campaign_id = :campaign_id AND status = 'waiting'
""")


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step; see `storage.models.CampaignStepRow`."""

    days_before: int
    due_on: date
    due_at: datetime
    useful_until: datetime
    status: str


async def add(connection: AsyncConnection, campaign_id: int, steps: Sequence[StepRow]) -> None:
    """Keep the steps of a campaign."""
    values = {
        "campaign_id": campaign_id,
        "days_before": [step.days_before for step in steps],
        "due_on": [step.due_on for step in steps],
        "due_at": [step.due_at for step in steps],
        "useful_until": [step.useful_until for step in steps],
    }
    await connection.execute(_ADD_STEPS, values)


async def skip_before(connection: AsyncConnection, campaign_id: int, day: date) -> int:
    """Leave out steps that were due before a day; return how many."""
    values = {"campaign_id": campaign_id, "day": day}
    return (await connection.execute(_SKIP_STEPS_BEFORE, values)).rowcount


async def list_all(connection: AsyncConnection, campaign_id: int) -> tuple[StepRow, ...]:
    """Return the steps of a campaign, the earliest first."""
    rows = await connection.execute(_LIST_STEPS, {"campaign_id": campaign_id})
    return tuple(StepRow(*row) for row in rows)


async def cancel_rest(
    connection: AsyncConnection, campaign_id: int, reason: str, now: datetime
) -> int:
    """Cancel what is queued and skip what is not planned; return how many were cancelled."""
    values = {"campaign_id": campaign_id, "reason": reason, "now": now}
    await connection.execute(_SKIP_REST, {"campaign_id": campaign_id})
    cancelled = await connection.execute(_CANCEL_QUEUED, values)
    return cancelled.rowcount


async def hasten(connection: AsyncConnection, campaign_id: int, now: datetime) -> None:
    """Have every chunk looked at again soon."""
    await connection.execute(_HASTEN, {"campaign_id": campaign_id, "now": now})
