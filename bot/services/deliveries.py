"""The one way out: claims what is due to a conversation, sends it, and keeps what became of it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from bot.channels.base import FateUnknown, Outbound, Sender, TryLater, Undeliverable
from bot.messages import ChannelName, Language, Reply
from storage import deliveries, optouts
from storage.database import Database
from storage.deliveries import Claimed

log = structlog.get_logger()

LEFT_BEHIND = timedelta(seconds=5)
"""A reply still queued after this has lost its process: a worker sends it."""
CONVERSATIONS_AT_ONCE = 200


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
    """

    def __init__(
        self,
        database: Database,
        senders: Mapping[ChannelName, Sender],
        real_now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._senders = senders
        self._real_now = real_now

    async def flush(self, conversation_id: int) -> None:
        """Send all that is due to a conversation, in order; whoever is at it already goes on."""
        while True:
            async with self._database.transaction() as connection:
                claimed = await deliveries.claim_next(connection, conversation_id, self._real_now())
            if claimed is None or not await self._send(claimed):
                return

    async def send_left_behind(self) -> int:
        """Send what a process that died left queued; return how many conversations had some."""
        before = self._real_now() - LEFT_BEHIND
        channels = [channel.value for channel in self._senders]
        async with self._database.transaction() as connection:
            waiting = await deliveries.list_waiting(
                connection, channels, before, CONVERSATIONS_AT_ONCE
            )
        for conversation_id in waiting:
            await self.flush(conversation_id)
        return len(waiting)

    async def _send(self, claimed: Claimed) -> bool:
        """Send one delivery; False: the conversation has to wait."""
        sender = self._senders.get(ChannelName(claimed.channel))
        now = self._real_now()
        if claimed.useful_until is not None and claimed.useful_until < now:
            return await self._settle(claimed, Status.CANCELLED, error="too_late")
        if claimed.has_opted_out and claimed.purpose != "reply":
            return await self._settle(claimed, Status.CANCELLED, error="opted_out")
        if sender is None:
            return await self._settle(claimed, Status.FAILED, error="channel_off")
        try:
            provider_id = await sender.send(_outbound(claimed))
        except Undeliverable as refused:
            if refused.is_opt_out:
                await self._opt_out(claimed, refused.code)
            return await self._settle(claimed, Status.FAILED, error=refused.code)
        except FateUnknown as unknown:
            return await self._settle(claimed, Status.UNKNOWN, error=unknown.code)
        except TryLater as later:
            return await self._wait(claimed, later)
        return await self._settle(claimed, Status.SENT, provider_id=provider_id)

    async def _settle(
        self,
        claimed: Claimed,
        status: Status,
        *,
        provider_id: str | None = None,
        error: str | None = None,
    ) -> bool:
        log.info("delivery_settled", delivery=claimed.id, status=status.value, error=error)
        async with self._database.transaction() as connection:
            return await deliveries.settle(
                connection,
                claimed.id,
                status.value,
                self._real_now(),
                provider_id=provider_id,
                error=error,
            )

    async def _opt_out(self, claimed: Claimed, code: str) -> None:
        proof = optouts.Proof(self._real_now(), "provider", code)
        async with self._database.transaction() as connection:
            await optouts.add(connection, claimed.conversation_id, proof)

    async def _wait(self, claimed: Claimed, later: TryLater) -> bool:
        send_at = self._real_now() + timedelta(seconds=later.wait_seconds)
        async with self._database.transaction() as connection:
            await deliveries.try_later(connection, claimed.id, send_at, later.code)
        return False


def _outbound(claimed: Claimed) -> Outbound:
    return Outbound(
        delivery_id=claimed.id,
        address=claimed.address,
        reply=Reply.from_json(claimed.body),
        language=Language(claimed.language),
        purpose=claimed.purpose,
        created_at=claimed.created_at,
    )
