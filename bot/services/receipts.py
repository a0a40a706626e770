"""Receipts of providers: late, twice, out of order; a delivery only ever moves forward."""

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from bot.messages import ChannelName
from bot.services.deliveries import Status
from storage import delivery_receipts, optouts
from storage.database import Database

log = structlog.get_logger()

_UNSETTLED = (Status.SENDING, Status.UNKNOWN)

# One that waits to be tried again was taken after all when a receipt says so.
AFTER: Mapping[Status, tuple[Status, ...]] = {
    Status.SENT: (Status.QUEUED, *_UNSETTLED),
    Status.FAILED: (*_UNSETTLED, Status.SENT),
    Status.DELIVERED: (Status.QUEUED, *_UNSETTLED, Status.SENT, Status.FAILED),
}
"""What each receipt may follow."""


class Receipts:
    """Takes receipts in.

    Args:
        real_now: real time, in UTC.
    """

    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now

    async def record_receipt(
        self,
        channel: ChannelName,
        status: Status,
        *,
        delivery_id: int | None = None,
        provider_id: str | None = None,
        error: str | None = None,
        is_opt_out: bool = False,
    ) -> int | None:
        """Move a delivery forward.

        Args:
            channel: where it was sent.
            status: sent, delivered or failed.
            delivery_id: ours, where the receipt carries it.
            provider_id: the provider's.
            error: the provider's code; None: nothing went wrong.
            is_opt_out: the code says that the citizen has refused messages there.

        Returns:
            Its conversation; None: the delivery is unknown, or further already.
        """
        receipt = delivery_receipts.Receipt(
            channel=channel.value,
            status=status.value,
            after=AFTER[status],
            delivery_id=delivery_id,
            provider_id=provider_id,
            error=error,
        )
        async with self._database.transaction() as connection:
            conversation = await delivery_receipts.record(connection, receipt, self._real_now())
            if conversation is not None and is_opt_out:
                proof = optouts.Proof(self._real_now(), optouts.PROVIDER, error or "")
                await optouts.add(connection, conversation, proof)
        if conversation is None:
            log.info("receipt_passed_over", channel=channel.value, status=status.value)
        return conversation
