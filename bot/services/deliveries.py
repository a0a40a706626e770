"""The one way out: claims what is due to a conversation, sends it, and keeps what became of it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from bot.channels.base import FateUnknown, Outbound, Sender, TryLater, Undeliverable
from bot.messages import ChannelName, Language, Reply
from bot.services.dispatch import whole
from bot.services.late_answers import Words, apologise, words_while_off
from bot.services.retry_classes import ANSWERS, class_of
from bot.services.switches import Switches, SwitchKind
from storage import deliveries, optouts, waiting_deliveries
from storage.database import Database
from storage.deliveries import Claimed, GivenBack

log = structlog.get_logger()

LEFT_BEHIND = timedelta(seconds=5)
"""A reply still queued after this has lost its process: a worker sends it."""
ABANDONED = timedelta(minutes=1)
"""Claimed and not settled for so long: its process died. No sender may take longer to answer."""
WHILE_OFF = timedelta(seconds=30)
"""So often a message looks whether its provider is on again."""
LOOKED_UP_FOR = timedelta(minutes=10)
"""A provider that can't tell by then may not for hours; the next messages wait meanwhile."""
CONVERSATIONS_AT_ONCE = 200
FLUSHED_AT_ONCE = 32
"""So many calls to providers; more would only wait for connections."""


class Status(StrEnum):
    """What became of a delivery; only ever forward."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Outbox:
    """Sends what is queued.

    Args:
        senders: the channels that push messages; deliveries of others wait to be fetched.
        real_now: real time, in UTC.
        switches: which providers are off: what is due to them waits; None: as the database has it.
        when_late: told instead of an answer that came too late; None: nothing.
    """

    def __init__(
        self,
        database: Database,
        senders: Mapping[ChannelName, Sender],
        real_now: Callable[[], datetime],
        switches: Switches | None = None,
        when_late: Words | None = None,
    ) -> None:
        self._when_late = when_late
        self._switches = switches or Switches(database, real_now)
        self._database = database
        self._senders = senders
        self._real_now = real_now

    async def flush(self, conversation_id: int) -> None:
        """Send all that is due to a conversation, in order; whoever is at it already goes on.

        Cancelled, it ends with the message in hand: claimed and not settled, it would be in doubt.
        """
        while await whole(self._send_next(conversation_id)):
            pass

    async def _send_next(self, conversation_id: int) -> bool:
        """Bring the next message forward; False: none is due, or the conversation has to wait."""
        async with self._database.transaction() as connection:
            claimed = await deliveries.claim_next(
                connection, conversation_id, self._channels, self._real_now()
            )
        return claimed is not None and await self._take_on(claimed)

    @property
    def _channels(self) -> list[str]:
        return [channel.value for channel in self._senders]

    async def send_left_behind(self) -> int:
        """Send what a process that died left behind; return how many conversations had some."""
        now = self._real_now()
        async with self._database.transaction() as connection:
            await deliveries.doubt_abandoned(connection, self._channels, now - ABANDONED, now)
            waiting = await waiting_deliveries.list_waiting(
                connection, self._channels, ANSWERS, now - LEFT_BEHIND, now, CONVERSATIONS_AT_ONCE
            )
        await self._flush_all(waiting)
        return len(waiting)

    async def _flush_all(self, conversation_ids: Sequence[int]) -> None:
        """Flush many, each by itself: a slow chat or a broken row holds no other back."""
        gate = asyncio.Semaphore(FLUSHED_AT_ONCE)

        async def flush(conversation_id: int) -> None:
            async with gate:
                try:
                    await self.flush(conversation_id)
                except Exception:  # it is doubted in a minute, like one whose process died
                    log.exception("conversation_not_flushed")

        await asyncio.gather(*map(flush, conversation_ids))

    async def _take_on(self, claimed: Claimed) -> bool:
        """Bring one delivery forward; False: the conversation has to wait."""
        sender = self._senders[ChannelName(claimed.channel)]
        off = await self._switches.find_off(SwitchKind.PROVIDER, claimed.channel)
        purpose = class_of(claimed.purpose)
        is_late = purpose.deadline(claimed.created_at, claimed.useful_until) < self._real_now()
        if off is not None and (claimed.is_doubtful or not is_late):
            return await self._wait_while_off(claimed)
        if claimed.is_doubtful:
            return await self._clear_up(claimed, sender)
        if is_late:
            # The first one may have arrived: nobody cancelled that.
            status = Status.UNKNOWN if claimed.is_resent else Status.CANCELLED
            words = words_while_off(off) if off else self._when_late
            return await self._settle(claimed, status, error="too_late", when_late=words)
        if claimed.has_opted_out and not purpose.is_answer:
            return await self._settle(claimed, Status.CANCELLED, error="opted_out")
        return await self._send(claimed, sender)

    async def _wait_while_off(self, claimed: Claimed) -> bool:
        """Wait for the provider; one of unknown fate is not sent blindly, nor doubted for less."""
        status = Status.UNKNOWN if claimed.is_doubtful else Status.QUEUED
        now = self._real_now()
        given = GivenBack(
            status=status, send_at=now + WHILE_OFF, error="provider_off", doubted_at=now
        )
        async with self._database.transaction() as connection:
            await deliveries.give_back(connection, claimed, given)
        return False

    async def _send(self, claimed: Claimed, sender: Sender) -> bool:
        try:
            provider_id = await sender.send(_outbound(claimed))
        except Undeliverable as refused:
            await self._keep_opt_out(claimed, refused)
            return await self._settle(claimed, Status.FAILED, error=refused.code)
        except FateUnknown as unknown:
            return await self._doubt(claimed, sender, unknown)
        except TryLater as later:
            return await self._wait(claimed, later)
        return await self._settle(claimed, Status.SENT, provider_id=provider_id)

    async def _doubt(self, claimed: Claimed, sender: Sender, unknown: FateUnknown) -> bool:
        """Keep a message of unknown fate, if something can still be done about it."""
        if not sender.capabilities.can_look_up and not _may_be_resent(claimed):
            return await self._settle(claimed, Status.UNKNOWN, error=unknown.code)
        wait = max(sender.capabilities.look_up_after_seconds, unknown.wait_seconds)
        return await self._give_back(claimed, Status.UNKNOWN, timedelta(seconds=wait), unknown.code)

    async def _clear_up(self, claimed: Claimed, sender: Sender) -> bool:
        """Look a message of unknown fate up; where nobody can, send an answer once more."""
        if sender.capabilities.can_look_up:
            return await self._look_up(claimed, sender)
        if not _may_be_resent(claimed):
            return await self._settle(claimed, Status.UNKNOWN, error="not_resent")
        log.warning("delivery_resent", delivery=claimed.id, channel=claimed.channel)
        return await self._give_back(claimed, Status.QUEUED, timedelta(0), "resent", is_resent=True)

    async def _look_up(self, claimed: Claimed, sender: Sender) -> bool:
        try:
            provider_id = await sender.look_up(_outbound(claimed))
        except TryLater as later:
            if self._real_now() - claimed.claimed_at > LOOKED_UP_FOR:
                return await self._settle(claimed, Status.UNKNOWN, error=later.code)
            wait = timedelta(seconds=later.wait_seconds)
            return await self._give_back(claimed, Status.UNKNOWN, wait, later.code)
        if provider_id is None:
            return await self._give_back(claimed, Status.QUEUED, timedelta(0), "not_taken")
        return await self._settle(claimed, Status.SENT, provider_id=provider_id)

    async def _wait(self, claimed: Claimed, later: TryLater) -> bool:
        purpose = class_of(claimed.purpose)
        wait = max(timedelta(seconds=later.wait_seconds), purpose.wait(claimed.attempts))
        deadline = purpose.deadline(claimed.created_at, claimed.useful_until)
        if self._real_now() + wait > deadline:
            words = self._when_late
            return await self._settle(claimed, Status.FAILED, error=later.code, when_late=words)
        return await self._give_back(claimed, Status.QUEUED, wait, later.code)

    async def _settle(
        self,
        claimed: Claimed,
        status: Status,
        *,
        provider_id: str | None = None,
        error: str | None = None,
        when_late: Words | None = None,
    ) -> bool:
        log.info("delivery_settled", delivery=claimed.id, status=status.value, error=error)
        now = self._real_now()
        async with self._database.transaction() as connection:
            is_ours = await deliveries.settle(
                connection, claimed, status.value, now, provider_id=provider_id, error=error
            )
            if is_ours and when_late is not None:
                await apologise(connection, claimed, when_late, now)
        return True

    async def _give_back(
        self,
        claimed: Claimed,
        status: Status,
        wait: timedelta,
        error: str,
        *,
        is_resent: bool = False,
    ) -> bool:
        """Leave a delivery for later; True: it is due at once."""
        send_at = self._real_now() + wait
        given = GivenBack(status=status, send_at=send_at, error=error, is_resent=is_resent)
        async with self._database.transaction() as connection:
            await deliveries.give_back(connection, claimed, given)
        return not wait

    async def _keep_opt_out(self, claimed: Claimed, refused: Undeliverable) -> None:
        if not refused.is_opt_out:
            return
        proof = optouts.Proof(self._real_now(), optouts.PROVIDER, refused.code)
        async with self._database.transaction() as connection:
            await optouts.add(connection, claimed.conversation_id, proof)


def _may_be_resent(claimed: Claimed) -> bool:
    return class_of(claimed.purpose).is_answer and not claimed.is_resent


def _outbound(claimed: Claimed) -> Outbound:
    return Outbound(
        delivery_id=claimed.id,
        address=claimed.address,
        reply=Reply.from_json(claimed.body),
        language=Language(claimed.language),
        is_answer=class_of(claimed.purpose).is_answer,
        created_at=claimed.created_at,
    )
