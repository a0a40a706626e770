"""How many messages one conversation may send: several at once, then one now and then.

The generic cell rate algorithm (ITU-T I.371, annex A): one moment a conversation is all its memory,
and it stands in the row that each turn locks and writes anyway.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.messages import ChannelName, InboundMessage


class Ruling(StrEnum):
    """What is done with a message."""

    TAKEN = "taken"
    TOLD = "told"
    """It is one too many: instead of an answer its writer is asked to wait."""
    DROPPED = "dropped"
    """Its writer was asked to wait, and hasn't: nothing is stored or said."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling, and what to remember until the next message."""

    ruling: Ruling
    busy_until: datetime | None


@dataclass(frozen=True, slots=True)
class MessageRate:
    """A limit.

    Attributes:
        burst: messages that are taken at once.
        interval: after these, one more each time it has passed.
        pause: how long nothing is taken from who was asked to wait.
    """

    burst: int
    interval: timedelta
    pause: timedelta

    def rule(self, busy_until: datetime | None, now: datetime) -> Ruled:
        """Rule on a message.

        Args:
            busy_until: what the last ruling left; None: there was none.
            now: real time.
        """
        full = self.burst * self.interval
        ahead = max(busy_until or now, now) - now
        if ahead > full + 2 * self.pause:  # no ruling leaves that: a clock that was put back
            ahead = timedelta()
        if ahead > full:
            return Ruled(Ruling.DROPPED, busy_until)
        if ahead + self.interval > full:
            return Ruled(Ruling.TOLD, now + full + self.pause)
        return Ruled(Ruling.TAKEN, now + ahead + self.interval)


_CHAT = MessageRate(burst=60, interval=timedelta(seconds=2), pause=timedelta(seconds=55))
RATES: Mapping[ChannelName, MessageRate] = {
    ChannelName.WEB: _CHAT,
    ChannelName.TELEGRAM: _CHAT,
    # Each answer costs, and two telephones may answer each other for ever.
    ChannelName.SMS: MessageRate(
        burst=30, interval=timedelta(minutes=5), pause=timedelta(minutes=50)
    ),
}
"""By channel (policy of this service). A whole link check is 15 messages. The REST channel has
none: behind its token stands a program that speaks for many."""


def rule(message: InboundMessage, busy_until: datetime | None, now: datetime) -> Ruled:
    """Rule on a message; one that the provider has obeyed and answered counts for nothing."""
    rate = None if message.obeyed else RATES.get(message.channel)
    return rate.rule(busy_until, now) if rate else Ruled(Ruling.TAKEN, busy_until)
