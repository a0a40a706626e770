"""Contact addresses: kept sealed, found by a keyed name, open only in the hands of a sender.

So are the codes that join conversations, in messages on their way out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.base import Capabilities, Outbound, Sender
from bot.messages import PUSHED, ChannelName, Reply
from bot.services.join_codes import HIDDEN, code_spans
from storage.crypto import Cipher, WrongKey

PURPOSE = "conversations.address"
CODES = "deliveries.code"
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Nobody types these: they are nobody's letters."""
_SEALED = re.compile(rf"{_OPEN}([\w\-=]+){_CLOSE}")


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
        self.cipher = cipher

    def know(self, channel: ChannelName, address: str) -> Known:
        """Return what rows may hold of an address."""
        if channel not in PUSHED:
            return Known(address, None)
        return Known(self.cipher.index(address, channel.value), self.cipher.seal(address, PURPOSE))

    def open(self, sealed: str) -> str:
        """Return the address.

        Raises:
            WrongKey: it was sealed with another key.
        """
        return self.cipher.open(sealed, PURPOSE)

    def seal_codes(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return a reply as a delivery keeps it: its codes encrypted until it is sent."""
        texts = {name: self._seal_in(text) for name, text in body.items() if isinstance(text, str)}
        return body | texts

    def open_codes(self, reply: Reply) -> Reply:
        """Return the reply as it goes out; a code sealed with another key is dots by now."""
        short = self._open_in(reply.sms_text) if reply.sms_text else None
        return replace(reply, text=self._open_in(reply.text), sms_text=short)

    def _seal_in(self, text: str) -> str:
        for start, end in reversed(list(code_spans(text))):
            sealed = self.cipher.seal(text[start:end], CODES)
            text = f"{text[:start]}{_OPEN}{sealed}{_CLOSE}{text[end:]}"
        return text

    def _open_in(self, text: str) -> str:
        return _SEALED.sub(self._open_code, text)

    def _open_code(self, found: re.Match[str]) -> str:
        try:
            return self.cipher.open(found[1], CODES)
        except WrongKey:
            return HIDDEN  # worth nothing under the new key; the message goes out all the same

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
        address = self._addresses.open(outbound.address)
        return replace(outbound, address=address, reply=self._addresses.open_codes(outbound.reply))
