"""Turns switches into what a turn is decided with."""

from collections.abc import Iterable

from bot.conversation.custody import Closures
from bot.messages import ChannelName, Language
from bot.services.switches import SwitchKind, message_of
from storage.switches import SwitchedOff


def closures_of(off: Iterable[SwitchedOff], channel: ChannelName) -> Closures:
    """Return what is off for the conversations of a channel."""
    told = {
        (SwitchKind(one.kind), one.name): {each: message_of(one, each) for each in Language}
        for one in off
    }
    topics = {name: texts for (kind, name), texts in told.items() if kind is SwitchKind.TOPIC}
    return Closures(told.get((SwitchKind.CHANNEL, channel.value)), topics)
