"""What is kept of a turn."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from bot.conversation.carried import mark_moved
from bot.conversation.decision import Decision
from bot.conversation.snapshot import take
from bot.messages import InboundMessage, Reply
from bot.services.join_codes import hide
from storage.conversations import Conversation
from storage.events import NewEvent
from storage.ticket_queue import Moment
from storage.turns import NewTurn


def without_codes(decision: Decision) -> Decision:
    """Return what may be kept of a decision: a code that joins conversations stands in no row."""
    return replace(
        decision,
        text=hide(decision.text),
        events=tuple(map(hide, decision.events)),
        replies=tuple(Reply.from_json(hide(reply.to_json())) for reply in decision.replies),
    )


def row_of(
    decision: Decision,
    waiting: Iterable[Reply],
    conversation: Conversation,
    message: InboundMessage,
    moment: Moment,
) -> NewTurn:
    """Return a turn as its row keeps it.

    Args:
        decision: without codes.
        waiting: news that was shown before its replies.
        conversation: as the turn found it.
        message: what came in.
        moment: of the turn.
    """
    state = take(decision.tracker)
    return NewTurn(
        text=decision.text,
        received_at=moment.real,
        business_at=moment.business,
        outcome=decision.outcome.value,
        replies=[reply.to_json() for reply in (*waiting, *decision.replies)],
        state=mark_moved(conversation.state, state, moment.real.timestamp()),
        events=[
            NewEvent(event["event"], event, datetime.fromtimestamp(event["timestamp"], UTC))
            for event in decision.events
        ],
        message_id=message.message_id,
        details={"language": decision.language.value, "answers": list(decision.answers)},
    )
