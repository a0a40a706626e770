"""Contact addresses: kept sealed, found by a keyed name, open only in the hands of a sender."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.channels.base import Capabilities, Outbound, Sender
from bot.messages import PUSHED, ChannelName
from storage.crypto import Cipher

PURPOSE = "conversations.address"


@dataclass(frozen=True, slots=True)
class Known:
    """An address as rows have it.

    Attributes:
        sender_id: stands for it in every row.
        sealed: the address itself, encrypted; None: it is no contact address.
    """

    sender_id: str
    sealed: str | None


class Addresses:
    """Hides phone numbers and chat ids from the rows; names of other channels tell nobody."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def know(self, channel: ChannelName, address: str) -> Known:
        """Return what rows may hold of an address."""
        if channel not in PUSHED:
            return Known(address, None)
        return Known(
            self._cipher.index(address, channel.value), self._cipher.seal(address, PURPOSE)
        )

    def open(self, sealed: str) -> str:
        """Return the address.

        Raises:
            WrongKey: it was sealed with another key.
        """
        return self._cipher.open(sealed, PURPOSE)

    def in_hands_of(self, senders: Mapping[ChannelName, Sender]) -> Mapping[ChannelName, Sender]:
        """Return senders that are handed sealed addresses."""
        return {channel: _Opening(sender, self) for channel, sender in senders.items()}


class _Opening:
    """A sender that opens each address for as long as the call lasts."""

    def __init__(self, sender: Sender, addresses: Addresses) -> None:
        self._sender = sender
        self._addresses = addresses

    @property
    def capabilities(self) -> Capabilities:
        return self._sender.capabilities

    async def send(self, outbound: Outbound) -> str:
        return await self._sender.send(self._opened(outbound))

    async def look_up(self, outbound: Outbound) -> str | None:
        return await self._sender.look_up(self._opened(outbound))

    async def close(self) -> None:
        await self._sender.close()

    def _opened(self, outbound: Outbound) -> Outbound:
        return replace(outbound, address=self._addresses.open(outbound.address))
