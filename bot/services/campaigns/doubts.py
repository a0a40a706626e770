"""Settles reminders of unknown fate by asking the provider; never by sending again."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Outbound, Sender
from bot.clock import Clock
from bot.errors import BotError
from bot.messages import Language, Reply
from bot.services.campaigns.plans import Plan
from bot.services.campaigns.statuses import ReminderStatus
from storage import campaigns, reminder_fates
from storage.database import Database
from storage.errors import StorageError
from storage.reminder_chunks import Chunk
from storage.reminder_fates import Doubtful, Fate

log = structlog.get_logger()

GIVE_UP_AFTER = timedelta(hours=24)
"""A provider that can't tell by then never will: the reminder stays unknown."""
AT_ONCE = 8


class Doubts:
    """Asks one provider about reminders that were claimed and never settled."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        real_now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._real_now = real_now
        self._places = asyncio.Semaphore(AT_ONCE)

    async def settle(self, chunk: Chunk, before: datetime) -> int:
        """Settle what was claimed before a moment; return how many were in doubt."""
        async with self._database.transaction() as connection:
            doubtful = await reminder_fates.take_doubtful(connection, chunk, before)
            campaign = await campaigns.find(connection, chunk.campaign_id)
        if not doubtful or campaign is None:
            return 0
        plan = Plan.from_json(campaign.plan)
        fates = list(await asyncio.gather(*(self._ask(one, plan) for one in doubtful)))
        async with self._database.transaction() as connection:
            await reminder_fates.settle(connection, fates, self._real_now())
        log.info("reminders_looked_up", chunk=chunk.id, count=len(fates))
        return len(fates)

    async def _ask(self, one: Doubtful, plan: Plan) -> Fate:
        if not self._sender.capabilities.can_look_up:
            return self._unknown(one, "no_look_up", is_final=True)
        try:
            async with self._places:
                provider_id = await self._sender.look_up(self._outbound(one, plan))
        except (BotError, StorageError) as error:
            log.warning("reminder_look_up_failed", delivery=one.id, error=str(error))
            is_old = self._real_now() - one.claimed_at > GIVE_UP_AFTER
            return self._unknown(one, "provider_can_not_tell", is_final=is_old)
        if provider_id is None:
            return Fate(
                id=one.id,
                attempt=one.attempt,
                status=ReminderStatus.QUEUED.value,
                reason="never_taken",
                send_at=self._clock.now(),
                is_final=False,
            )
        return Fate(
            id=one.id,
            attempt=one.attempt,
            status=ReminderStatus.SENT.value,
            provider_id=provider_id,
        )

    def _outbound(self, one: Doubtful, plan: Plan) -> Outbound:
        language = Language(one.language)
        return Outbound(
            delivery_id=one.id,
            address=one.phone,
            reply=Reply(plan.texts[one.days_before][language]),
            language=language,
            is_answer=False,
            created_at=one.claimed_at,
        )

    def _unknown(self, one: Doubtful, reason: str, *, is_final: bool) -> Fate:
        return Fate(
            id=one.id,
            attempt=one.attempt,
            status=ReminderStatus.UNKNOWN.value,
            reason=reason,
            is_final=is_final,
        )
