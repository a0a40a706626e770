"""What became of a message that was taken in."""

from dataclasses import dataclass

from bot.messages import ChannelName, InboundMessage, Language, Outcome, Reply
from storage.conversations import Conversation
from storage.turns import StoredTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a citizen is shown for a message; of a redelivery the stored replies.

    `text` is what was kept of the message: secrets masked. `is_shown_once`: the replies hold a code
    that stands in no row, so that whoever reads them again finds dots.
    """

    conversation_id: int
    channel: ChannelName
    text: str
    replies: tuple[Reply, ...]
    outcome: Outcome
    language: Language
    is_shown_once: bool = False


def shown_before(conversation: Conversation, stored: StoredTurn) -> Turn:
    """Return the turn of a message that came before."""
    return Turn(
        conversation_id=conversation.id,
        channel=ChannelName(conversation.channel),
        text=stored.text,
        replies=tuple(Reply.from_json(reply) for reply in stored.replies),
        outcome=Outcome(stored.outcome),
        language=Language(stored.details["language"]),
    )


def dropped(conversation: Conversation, message: InboundMessage) -> Turn:
    """Return the turn of a message of which nothing is kept."""
    return Turn(
        conversation_id=conversation.id,
        channel=message.channel,
        text="",
        replies=(),
        outcome=Outcome.DROPPED,
        language=message.locale or Language.VI,
    )
