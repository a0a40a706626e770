"""Sends a chunk of reminders: claims a handful, sends it, settles it, and so on.

Killed at any moment, it leaves reminders in `sending`. Whoever takes the chunk next sends the
rest, and asks the provider about those: a reminder is sent again only when it is known that the
provider never took it.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels.base import FateUnknown, Outbound, Sender, TryLater, Undeliverable
from bot.clock import Clock
from bot.messages import Reply
from bot.services.campaigns.claims import Claim, Claimed, Moment, claim
from bot.services.campaigns.doubts import Doubts
from bot.services.campaigns.failures import is_for_good
from bot.services.campaigns.pace import Pace
from bot.services.campaigns.refusals import keep_refusals
from bot.services.campaigns.statuses import CampaignStatus, Reason, ReminderStatus
from storage import campaigns, reminder_chunks, reminder_fates, reminder_recipients
from storage.crypto import WrongKey
from storage.database import Database
from storage.reminder_chunks import Chunk
from storage.reminder_fates import Fate

log = structlog.get_logger()

WRONG_KEY_SECONDS = 60
REST = timedelta(days=3650)
"""A chunk of a campaign that does not run waits for the campaign, not for a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a courier works.

    Attributes:
        per_second: messages that the provider account takes.
        batch: reminders in one claim; a crash leaves at most so many in doubt.
        at_once: requests under way.
        send_within_seconds: a claimed reminder that has not begun by then goes back.
        doubt_after_seconds: a claim that is not settled by then is in doubt. Longer than the
            time above and the longest request together, so that nobody is still sending it.
    """

    per_second: float = 50.0
    batch: int = 200
    at_once: int = 24
    send_within_seconds: float = 20.0
    doubt_after_seconds: float = 90.0


class Courier:
    """Sends chunks through one provider account.

    Args:
        sender: is handed sealed numbers.
        real_now: real time, in UTC.
    """

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        real_now: Callable[[], datetime],
        habits: Habits,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._real_now = real_now
        self._habits = habits
        self._pace = Pace(habits.per_second)
        self._places = asyncio.Semaphore(habits.at_once)
        self._doubts = Doubts(database, sender, clock, real_now)

    async def send_chunk(self, chunk_id: int) -> None:
        """Send what is due of a chunk, settle what is in doubt, and say when to look again."""
        async with self._database.transaction() as connection:
            chunk = await reminder_chunks.find(connection, chunk_id)
        if chunk is None:
            return
        due_at = await self._send_all(chunk)
        before = self._real_now() - timedelta(seconds=self._habits.doubt_after_seconds)
        await self._doubts.settle(chunk, before)
        await self._give_back(chunk, due_at)

    async def _send_all(self, chunk: Chunk) -> datetime | None:
        """Send chunk's reminders; return when to go on, None: when its rows say."""
        next_id: int | None = chunk.first_id
        while next_id is not None:
            made = await self._claim(chunk, next_id)
            if made.due_at is not None:
                return made.due_at
            fates = await self._send(made.claimed)
            await self._settle(made.claimed, fates)
            if pause := _provider_pause(fates):
                return pause
            next_id = made.next_id
        return None

    async def _claim(self, chunk: Chunk, first_id: int) -> Claim:
        moment = Moment(business=self._clock.now(), real=self._real_now())
        # No more than half a second's worth: it must not be stale when its turn comes.
        limit = max(1, min(self._habits.batch, int(self._habits.per_second / 2)))
        async with self._database.transaction() as connection:
            return await claim(connection, chunk, first_id, moment, limit)

    async def _send(self, claimed: Iterable[Claimed]) -> list[Fate]:
        deadline = time.monotonic() + self._habits.send_within_seconds
        created_at = self._real_now()
        sends = (self._send_one(one, created_at, deadline) for one in claimed)
        return list(await asyncio.gather(*sends))

    async def _send_one(self, one: Claimed, created_at: datetime, deadline: float) -> Fate:
        async with self._places:
            await self._pace.wait_for(1)
            if time.monotonic() > deadline:
                return self._later(one, 0, "not_begun")
            outbound = Outbound(
                delivery_id=one.id,
                address=one.phone,
                reply=Reply(one.text),
                language=one.language,
                is_answer=False,
                created_at=created_at,
            )
            return await self._hand_over(one, outbound)

    async def _hand_over(self, one: Claimed, outbound: Outbound) -> Fate:
        try:
            provider_id = await self._sender.send(outbound)
        except Undeliverable as refused:
            reason = Reason.OPTED_OUT if refused.is_opt_out else refused.code
            return _fate(one, ReminderStatus.FAILED, reason=reason)
        except TryLater as later:
            return self._later(one, later.wait_seconds, later.code)
        except WrongKey:  # before anything was sent; somebody has to see to the key
            log.error("reminder_key_is_wrong", delivery=one.id)  # noqa: TRY400 - no trace needed
            return self._later(one, WRONG_KEY_SECONDS, "wrong_key")
        except FateUnknown as unknown:
            return _fate(one, ReminderStatus.UNKNOWN, reason=unknown.code, is_final=False)
        except Exception:  # whatever else broke, the provider may have the message
            log.exception("reminder_send_failed", delivery=one.id)
            return _fate(one, ReminderStatus.UNKNOWN, reason="error", is_final=False)
        return _fate(one, ReminderStatus.SENT, provider_id=provider_id)

    def _later(self, one: Claimed, wait_seconds: float, code: str) -> Fate:
        send_at = self._clock.now() + timedelta(seconds=wait_seconds) * self._clock.speed
        return _fate(one, ReminderStatus.QUEUED, reason=code, send_at=send_at, is_final=False)

    async def _settle(self, claimed: Iterable[Claimed], fates: list[Fate]) -> None:
        if not fates:
            return
        recipients = {one.id: one.recipient_id for one in claimed}
        failed = [fate for fate in fates if fate.status == ReminderStatus.FAILED]
        dead = [(recipients[fate.id], str(fate.reason)) for fate in failed]
        async with self._database.transaction() as connection:
            if gone := [one for one in dead if is_for_good(one[1])]:
                await reminder_recipients.suppress(connection, gone)
            if refused := [one for one, code in dead if code == Reason.OPTED_OUT]:
                await keep_refusals(connection, refused, "refused", self._real_now())
            await reminder_fates.settle(connection, fates, self._real_now())

    async def _give_back(self, chunk: Chunk, due_at: datetime | None) -> None:
        now = self._clock.now()
        async with self._database.transaction() as connection:
            # Under lock: whoever starts the campaign again must find the chunk as it is put here.
            campaign = await campaigns.lock(connection, chunk.campaign_id)
            is_running = campaign is not None and campaign.status == CampaignStatus.RUNNING
            left = await reminder_chunks.find_left(connection, chunk)
            due = now + REST
            if left.next_at and is_running:
                due = due_at or left.next_at
            if left.doubtful:
                wait = timedelta(seconds=self._habits.doubt_after_seconds)
                due = min(due, now + wait * self._clock.speed)
            is_done = left.next_at is None and not left.doubtful
            await reminder_chunks.give_back(connection, chunk.id, due, done=is_done)


def _fate(
    one: Claimed,
    status: ReminderStatus,
    *,
    reason: str | None = None,
    provider_id: str | None = None,
    send_at: datetime | None = None,
    is_final: bool = True,
) -> Fate:
    return Fate(
        id=one.id,
        attempt=one.attempt,
        status=status.value,
        reason=reason,
        provider_id=provider_id,
        send_at=send_at,
        is_final=is_final,
    )


def _provider_pause(fates: list[Fate]) -> datetime | None:
    """Return when to go on if the provider put off most of a handful; None: at once."""
    put_off = [fate.send_at for fate in fates if fate.send_at is not None]
    return max(put_off) if put_off and len(put_off) * 2 >= len(fates) else None
