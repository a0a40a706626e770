"""Keeps that the provider says that people refuse text messages."""

from collections.abc import Sequence
from datetime import datetime

from bot.messages import ChannelName
from storage import optouts, reminder_recipients
from storage.database import Connection
from storage.optouts import Proof


async def keep_refusals(
    connection: Connection, recipients: Sequence[int], code: str, now: datetime
) -> None:
    """Opt these recipients out, with the provider's code as the proof."""
    proof = Proof(now, optouts.PROVIDER, code)
    for index in await reminder_recipients.find_indexes(connection, recipients):
        await optouts.add_address(connection, ChannelName.SMS.value, index, proof)
