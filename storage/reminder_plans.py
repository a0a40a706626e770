"""Planning: from an audience to one queued reminder a person, in pages, and in chunks to send."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

_AWARE = TIMESTAMP(timezone=True)

_LOCK_STEP = text("""
    SELECT planned_through FROM campaign_steps
    WHERE campaign_id = :campaign_id AND days_before = :days_before AND status = 'waiting'
    FOR UPDATE
""")

# Who can't be reminded gets a row too, with the reason: a report adds up to the audience.
_PLAN_PAGE = text("""
    WITH page AS MATERIALIZED (
        SELECT recipient_id FROM reminder_audience_members
        WHERE audience_id = :audience_id AND recipient_id > :after
        ORDER BY recipient_id LIMIT :page
    ), planned AS (
        INSERT INTO reminder_deliveries (
            recipient_id, campaign_id, days_before, language, status, reason, send_at
        )
        SELECT id, :campaign_id, :days_before, language,
            CASE WHEN objection IS NULL THEN 'queued' ELSE 'cancelled' END, objection, :send_at
        FROM page JOIN reminder_recipients ON id = recipient_id
        CROSS JOIN LATERAL (
            SELECT CASE
                WHEN phone IS NULL THEN 'no_consent'
                WHEN EXISTS (
                    SELECT FROM optouts
                    WHERE channel = 'sms' AND ended_at IS NULL
                        AND sender_id = reminder_recipients.phone_index
                ) THEN 'opted_out'
                WHEN :ends_on_link AND linked_at IS NOT NULL THEN 'linked'
                WHEN suppressed IS NOT NULL THEN 'suppressed'
                WHEN EXISTS (
                    SELECT FROM do_not_call WHERE phone_index = reminder_recipients.phone_index
                ) THEN 'do_not_call'
            END
        ) AS judged (objection)
        ORDER BY id
        ON CONFLICT DO NOTHING
        RETURNING id, status
    ), runs AS (
        SELECT min(id) AS first_id, max(id) AS last_id FROM (
            SELECT id, (row_number() OVER (ORDER BY id) - 1) / :chunk AS run
            FROM planned WHERE status = 'queued'
        ) AS numbered GROUP BY run
    ), chunked AS (
        INSERT INTO reminder_chunks (campaign_id, first_id, last_id, due_at)
        SELECT :campaign_id, first_id, last_id, :send_at FROM runs ORDER BY first_id
    )
    SELECT (SELECT max(recipient_id) FROM page), (SELECT count(*) FROM page)
""").bindparams(bindparam("send_at", type_=_AWARE))

_MARK_PLANNED = text("""
    UPDATE campaign_steps SET planned_through = coalesce(:through, planned_through),
        status = CASE WHEN :is_last THEN 'planned' ELSE status END
    WHERE campaign_id = :campaign_id AND days_before = :days_before
""")

# A job that a dead worker left running counts too: it is run again, and a second one with its lock
# would keep it from that for ever.
_LIST_DUE_STEPS = text("""
    SELECT campaign_id, days_before FROM campaign_steps
    JOIN campaigns ON campaigns.id = campaign_id
    WHERE campaigns.status = 'running' AND campaign_steps.status = 'waiting' AND due_at <= :until
        AND NOT EXISTS (
            SELECT FROM procrastinate_jobs
            WHERE task_name = :task AND procrastinate_jobs.status IN ('todo', 'doing')
                AND args = jsonb_build_object(
                    'campaign_id', campaign_id, 'days_before', days_before
                )
        )
    ORDER BY due_at
""")

_SKIP_STEPS = text("""
    UPDATE campaign_steps SET status = 'skipped' FROM campaigns
    WHERE campaigns.id = campaign_id AND campaigns.status = 'running'
        AND campaign_steps.status = 'waiting' AND planned_through = 0 AND useful_until <= :now
""")

_FINISH = text("""
    UPDATE campaigns SET status = 'finished', ended_at = now()
    WHERE status = 'running'
        AND NOT EXISTS (
            SELECT FROM campaign_steps WHERE campaign_id = campaigns.id AND status = 'waiting'
        )
        AND NOT EXISTS (
            SELECT FROM reminder_chunks WHERE campaign_id = campaigns.id AND NOT done
        )
    RETURNING id
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOrder:
    """What is planned; `page` recipients in one transaction, `chunk` reminders in one job."""

    campaign_id: int
    audience_id: int
    days_before: int
    send_at: datetime
    ends_on_link: bool
    page: int
    chunk: int


async def plan_page(connection: AsyncConnection, order: PageOrder) -> int | None:
    """Plan the next recipients of a step and return how many; None: the step is planned."""
    step = {"campaign_id": order.campaign_id, "days_before": order.days_before}
    after = (await connection.execute(_LOCK_STEP, step)).scalar_one_or_none()
    if after is None:
        return None
    values = step | {
        "audience_id": order.audience_id,
        "after": after,
        "send_at": order.send_at,
        "ends_on_link": order.ends_on_link,
        "page": order.page,
        "chunk": order.chunk,
    }
    through, count = (await connection.execute(_PLAN_PAGE, values)).one()
    is_last = count < order.page
    await connection.execute(_MARK_PLANNED, step | {"through": through, "is_last": is_last})
    return int(count)


async def list_due_steps(
    connection: AsyncConnection, until: datetime, task: str
) -> tuple[tuple[int, int], ...]:
    """Return campaign and days before of steps due until a business time, that no job is at."""
    rows = await connection.execute(_LIST_DUE_STEPS, {"until": until, "task": task})
    return tuple((row.campaign_id, row.days_before) for row in rows)


async def skip_steps(connection: AsyncConnection, now: datetime) -> int:
    """Leave out steps that would be of no use any more; return how many."""
    return (await connection.execute(_SKIP_STEPS, {"now": now})).rowcount


async def finish(connection: AsyncConnection) -> tuple[int, ...]:
    """Finish campaigns that have nothing left to do, and return them."""
    return tuple((await connection.execute(_FINISH)).scalars())
