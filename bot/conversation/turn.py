"""One turn of a stored conversation: the transactional shell around the pure core."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.clock import Clock
from bot.conversation.decision import Decision
from bot.conversation.dialogue import Dialogue
from bot.conversation.effects import perform
from bot.conversation.snapshot import restore, take
from bot.conversation.tracker import Tracker
from bot.messages import Button, InboundMessage, Language, Outcome, Reply
from storage import conversations, turns
from storage.database import Database
from storage.events import NewEvent

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a citizen is shown for a message; of a redelivery the stored replies.

    `text` is what was kept of the message: secrets masked.
    """

    conversation_id: int
    text: str
    replies: tuple[Reply, ...]
    outcome: Outcome
    language: Language


class Turns:
    """Takes messages in, one transaction each.

    Args:
        database: where conversations are kept.
        dialogue: decides.
        clock: business time.
        real_now: real time, in UTC.
    """

    def __init__(
        self, database: Database, dialogue: Dialogue, clock: Clock, real_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._dialogue = dialogue
        self._clock = clock
        self._real_now = real_now

    async def handle(self, message: InboundMessage) -> Turn:
        """Store a message with its decision; a redelivery gets the stored reply.

        Messages of one conversation wait for each other on its row, in whatever process they
        arrive. Nothing is stored when this raises, so that the sender can try again.

        Raises:
            StorageError: the database is gone, full or not migrated.
        """
        real_now, now = self._real_now(), self._clock.now()
        channel = message.channel.value
        async with self._database.transaction() as connection:
            conversation = await conversations.lock(
                connection, channel, message.sender_id, real_now
            )
            if message.message_id is not None:
                stored = await turns.find_redelivered(
                    connection, conversation.id, message.message_id
                )
                if stored is not None:
                    return _shown_before(conversation.id, stored)
            domain = self._dialogue.catalogue.domain
            tracker = restore(message.sender_id, domain, conversation.state)
            decision = await self._decide(tracker, message, now)
            new = _record(decision, message, real_now, now)
            await turns.record(connection, conversation, new)
            for effect in decision.effects:
                await perform(connection, conversation.id, decision, effect, real_now)
        return Turn(
            conversation_id=conversation.id,
            text=decision.text,
            replies=decision.replies,
            outcome=decision.outcome,
            language=decision.language,
        )

    async def _decide(self, tracker: Tracker, message: InboundMessage, now: datetime) -> Decision:
        try:
            return await self._dialogue.decide(tracker, message, now)
        except Exception:  # a citizen is never left in silence, whatever broke
            log.exception("turn_failed", channel=message.channel.value)
            return self._dialogue.apologise(tracker, message, now)


def _record(
    decision: Decision, message: InboundMessage, real_now: datetime, now: datetime
) -> turns.NewTurn:
    return turns.NewTurn(
        text=decision.text,
        received_at=real_now,
        business_at=now,
        outcome=decision.outcome.value,
        replies=[_reply_to_json(reply) for reply in decision.replies],
        state=take(decision.tracker),
        events=[
            NewEvent(event["event"], event, datetime.fromtimestamp(event["timestamp"], UTC))
            for event in decision.events
        ],
        message_id=message.message_id,
        details={"language": decision.language.value, "answers": list(decision.answers)},
    )


def _shown_before(conversation_id: int, stored: turns.StoredTurn) -> Turn:
    return Turn(
        conversation_id=conversation_id,
        text=stored.text,
        replies=tuple(reply_from_json(reply) for reply in stored.replies),
        outcome=Outcome(stored.outcome),
        language=Language(stored.details["language"]),
    )


def _reply_to_json(reply: Reply) -> dict[str, Any]:
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    return {"text": reply.text, "buttons": buttons}


def reply_from_json(stored: dict[str, Any]) -> Reply:
    """Return a reply as it was shown."""
    buttons = (Button(button["title"], button["payload"]) for button in stored["buttons"])
    return Reply(stored["text"], tuple(buttons))
