"""Who wants nothing but answers on a channel, as the channel itself tells."""

from collections.abc import Callable
from datetime import datetime

from bot.messages import ChannelName
from bot.services.addresses import Addresses
from storage import conversations, optouts
from storage.database import Database

UNBLOCKED = "unblocked the bot"


class OptOuts:
    """Remembers opt-outs; whoever never wrote has none.

    Args:
        real_now: real time, in UTC.
    """

    def __init__(
        self, database: Database, addresses: Addresses, real_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._addresses = addresses
        self._real_now = real_now

    async def opt_out(self, channel: ChannelName, sender_id: str) -> None:
        """Send a conversation nothing but answers from now on."""
        known = self._addresses.know(channel, sender_id)
        proof = optouts.Proof(self._real_now(), optouts.CITIZEN, optouts.BLOCKED)
        async with self._database.transaction() as connection:
            found = await conversations.find(connection, channel.value, known.sender_id)
            if found is not None:
                await optouts.add(connection, found.id, proof)

    async def opt_in(self, channel: ChannelName, sender_id: str) -> None:
        """Let all messages go to a conversation again, unless the citizen said STOP."""
        known = self._addresses.know(channel, sender_id)
        proof = optouts.Proof(self._real_now(), optouts.CITIZEN, UNBLOCKED)
        async with self._database.transaction() as connection:
            await optouts.end_block(connection, channel.value, known.sender_id, proof)
