"""A provider of text messages that sends nothing: for the demo, tests and benchmarks."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.channels.base import Capabilities, Outbound
from bot.channels.sms.phones import mask_phone
from bot.channels.sms.wording import LONGEST, write
from storage import console_sms
from storage.database import Database

REPORTED_AT_ONCE = 500

Report = Callable[[int], Awaitable[object]]
"""Tells that a delivery has arrived."""


class ConsoleSender:
    """A `bot.channels.base.Sender` that keeps messages as rows; one-way, as in Vietnam.

    Args:
        database: where they are kept.
        real_now: real time, in UTC.
        with_marks: see `wording.write`.
    """

    def __init__(
        self, database: Database, real_now: Callable[[], datetime], *, with_marks: bool = False
    ) -> None:
        self._database = database
        self._real_now = real_now
        self._with_marks = with_marks

    @property
    def capabilities(self) -> Capabilities:
        """As a brand name's at Twilio."""
        return Capabilities(
            has_buttons=False,
            longest_text=LONGEST,
            can_look_up=True,
            is_two_way=False,
            look_up_after_seconds=0.1,
        )

    async def send(self, outbound: Outbound) -> str:
        """Keep a message; the same delivery again is the same message."""
        message = console_sms.ConsoleSms(
            delivery_id=outbound.delivery_id,
            masked_address=mask_phone(outbound.address),
            body=write(outbound.reply, with_marks=self._with_marks, is_two_way=False),
            sent_at=self._real_now(),
        )
        async with self._database.transaction() as connection:
            await console_sms.add(connection, message)
        return _provider_id(outbound.delivery_id)

    async def look_up(self, outbound: Outbound) -> str | None:
        """Find a message; see `bot.channels.base.Sender`."""
        async with self._database.transaction() as connection:
            is_known = await console_sms.exists(connection, outbound.delivery_id)
        return _provider_id(outbound.delivery_id) if is_known else None

    async def close(self) -> None:
        """Nothing is open."""

    async def report_arrivals(self, report: Report) -> int:
        """Tell of messages that have arrived since the last time; return how many."""
        async with self._database.transaction() as connection:
            arrived = await console_sms.take_unreported(
                connection, REPORTED_AT_ONCE, self._real_now()
            )
        for delivery_id in arrived:
            await report(delivery_id)
        return len(arrived)


def _provider_id(delivery_id: int) -> str:
    return f"console-{delivery_id}"
