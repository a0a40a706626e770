"""Turns what falls due in business time into rows and jobs; asked every second, by any worker."""

from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.services.campaigns.plans import Plan
from bot.services.campaigns.statuses import CampaignStatus
from storage import campaigns, jobs, reminder_chunks, reminder_plans
from storage.database import Database
from storage.reminder_plans import PageOrder

log = structlog.get_logger()

PLAN_STEP, SEND_CHUNK = "plan_reminders", "send_reminders"
"""Tasks."""
PAGE = 20_000
"""Recipients planned in one transaction."""
CHUNK = 1_000
"""Reminders that one job sends."""
CHUNKS_WAITING = 30
"""Chunks with a job at any time: what is paused stops after a few of them."""
PLANNED_AHEAD, PLANNED_AHEAD_REAL = timedelta(hours=2), timedelta(seconds=5)
"""The rows are there when the first hour of a step comes, however fast business time runs."""


class Planner:
    """Plans the steps of running campaigns and hands their chunks to jobs.

    Args:
        queue: of the provider account that sends.
    """

    def __init__(self, database: Database, clock: Clock, queue: str) -> None:
        self._database = database
        self._clock = clock
        self.queue = queue

    async def advance(self) -> None:
        """Have done what is due by now."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            await reminder_plans.skip_steps(connection, now)
            until = now + max(PLANNED_AHEAD, PLANNED_AHEAD_REAL * self._clock.speed)
            due = await reminder_plans.list_due_steps(connection, until, PLAN_STEP)
            for campaign_id, step in due:
                arguments = {"campaign_id": campaign_id, "days_before": step}
                key = f"plan {campaign_id} {step}"
                await jobs.defer(connection, PLAN_STEP, arguments, key=key, lock=key)
            if lost := await reminder_chunks.free_lost(connection, SEND_CHUNK):
                log.warning("chunks_without_a_job", count=lost)
            for chunk_id in await reminder_chunks.take_due(connection, now, CHUNKS_WAITING):
                await jobs.defer(
                    connection,
                    SEND_CHUNK,
                    {"chunk_id": chunk_id},
                    queue=self.queue,
                    key=f"chunk {chunk_id}",
                    lock=self.queue,
                )
            for campaign_id in await reminder_plans.finish(connection):
                log.info("campaign_finished", campaign=campaign_id)

    async def plan_step(self, campaign_id: int, days_before: int) -> None:
        """Plan a step page by page; killed, it goes on where it was."""
        order = await self._order(campaign_id, days_before)
        while order is not None:
            async with self._database.transaction() as connection:
                planned = await reminder_plans.plan_page(connection, order)
            if planned is None or planned < order.page:
                return

    async def _order(self, campaign_id: int, days_before: int) -> PageOrder | None:
        async with self._database.transaction() as connection:
            campaign = await campaigns.find(connection, campaign_id)
        if campaign is None or campaign.status != CampaignStatus.RUNNING:
            return None
        plan = Plan.from_json(campaign.plan)
        step = next(one for one in plan.schedule() if one.days_before == days_before)
        return PageOrder(
            campaign_id=campaign_id,
            audience_id=campaign.audience_id,
            days_before=days_before,
            send_at=step.due_at,
            ends_on_link=plan.ends_on_link,
            page=PAGE,
            chunk=CHUNK,
        )
