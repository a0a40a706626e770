"""Buttons that were shown, found again in the deliveries that bore them."""

from bot.messages import ChannelName, Reply
from bot.services.addresses import Addresses
from storage import deliveries
from storage.database import Database


class ShownButtons:
    """Reads payloads that were too long to be sent with a button."""

    def __init__(self, database: Database, addresses: Addresses) -> None:
        self._database = database
        self._addresses = addresses

    async def find_payload(
        self, channel: ChannelName, sender_id: str, delivery_id: int, place: int
    ) -> str | None:
        """Return the payload of a button; None: it was never shown there, or is erased."""
        known = self._addresses.know(channel, sender_id)
        async with self._database.transaction() as connection:
            body = await deliveries.find_body(
                connection, channel.value, known.sender_id, delivery_id
            )
        buttons = Reply.from_json(body).buttons if body else ()
        return buttons[place - 1].payload if 1 <= place <= len(buttons) else None
