"""A reply as the citizen will see it: split as it is sent, a text message with its price."""

from dataclasses import dataclass

from bot.content.sms import costly_characters, count_segments
from bot.messages import ChannelName
from bot.pages.markup import Block, blocks
from bot.services.tickets.outgoing import Outgoing

PLAIN = frozenset([ChannelName.SMS, ChannelName.TELEGRAM])
"""Channels that show text as it stands; the chat page sets lists and links."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message; `blocks` where the channel sets it, else the plain text."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What goes out.

    Attributes:
        channel: where to.
        parts: one message each, in order.
        segments: billed parts of a text message; 0: no text message.
        costly: characters outside GSM-7: with one of them a segment holds 70 letters, not 160.
    """

    channel: ChannelName
    parts: tuple[Part, ...]
    segments: int
    costly: tuple[str, ...]


def preview_of(out: Outgoing) -> Preview:
    """Return what is shown of what goes out."""
    texts = [reply.text for reply in out.parts]
    is_sms, is_plain = out.channel is ChannelName.SMS, out.channel in PLAIN
    return Preview(
        channel=out.channel,
        parts=tuple(Part(text, () if is_plain else blocks(text)) for text in texts),
        segments=sum(map(count_segments, texts)) if is_sms else 0,
        costly=costly_characters("".join(texts)) if is_sms else (),
    )
