"""What is kept of a turn."""

from datetime import UTC, datetime

from bot.conversation.decision import Decision
from bot.conversation.snapshot import take
from bot.messages import InboundMessage, Reply
from storage.events import NewEvent
from storage.turns import NewTurn


def row_of(
    decision: Decision,
    replies: tuple[Reply, ...],
    message: InboundMessage,
    real_now: datetime,
    now: datetime,
) -> NewTurn:
    """Return a turn as its row keeps it; `replies` are all that was shown."""
    return NewTurn(
        text=decision.text,
        received_at=real_now,
        business_at=now,
        outcome=decision.outcome.value,
        replies=[reply.to_json() for reply in replies],
        state=take(decision.tracker),
        events=[
            NewEvent(event["event"], event, datetime.fromtimestamp(event["timestamp"], UTC))
            for event in decision.events
        ],
        message_id=message.message_id,
        details={"language": decision.language.value, "answers": list(decision.answers)},
    )
