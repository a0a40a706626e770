"""Counts and times the turns it hands on."""

import time

from bot.channels.ports import Turn, Turns
from bot.messages import ChannelName, InboundMessage
from bot.observability.metrics import Metrics


class MeasuredTurns:
    """Turns with figures."""

    def __init__(self, turns: Turns, metrics: Metrics) -> None:
        self._turns = turns
        self._metrics = metrics

    async def handle(self, message: InboundMessage) -> Turn:
        """Answers a message."""
        began = time.perf_counter()
        try:
            turn = await self._turns.handle(message)
        except Exception:
            self._metrics.count_failure(message.channel)
            raise
        seconds = time.perf_counter() - began
        self._metrics.count_turn(message.channel, turn.outcome, turn.language, seconds)
        return turn

    async def erase(self, channel: ChannelName, sender_id: str) -> None:
        """Removes all that is stored of a conversation."""
        await self._turns.erase(channel, sender_id)
