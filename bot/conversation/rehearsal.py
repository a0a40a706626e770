"""Conversations without a database: the same decisions, the state kept in a dictionary."""

from datetime import datetime

import structlog

from bot.conversation.decision import Decision
from bot.conversation.dialogue import Dialogue
from bot.conversation.tracker import Tracker
from bot.messages import InboundMessage

log = structlog.get_logger()


class Rehearsal:
    """Holds conversations in memory; effects are reported, not performed."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._trackers: dict[str, Tracker] = {}

    async def answer(self, message: InboundMessage, now: datetime) -> Decision:
        """Decide a message and remember what it made of its conversation."""
        sender = message.sender_id
        tracker = self._trackers.get(sender) or self._dialogue.begin(sender)
        try:
            decision = await self._dialogue.decide(tracker, message, now)
        except Exception:  # as the server does: nobody is left in silence
            log.exception("turn_failed")
            decision = self._dialogue.apologise(tracker, message, now)
        self._trackers[sender] = decision.tracker
        return decision
