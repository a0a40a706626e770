"""What one message leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.conversation.events import Event
from bot.conversation.tracker import Tracker
from bot.messages import Language, Outcome, Reply, Source


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that must happen outside the conversation, such as opening a ticket."""

    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything that follows from one message; nothing of it has happened yet.

    Attributes:
        tracker: the conversation after this turn.
        confidence: of the intent that was acted on, 0 to 1.
        topics: ids of the topics that were answered.
        facts: ids of the facts that the replies rest on.
        sources: where these facts stand.
        answers: names of the wordings that were said as answers.
        content: version of the content that was spoken from.
    """

    tracker: Tracker
    text: str
    events: tuple[Event, ...]
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...]
    outcome: Outcome
    language: Language
    confidence: float
    topics: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    answers: tuple[str, ...]
    content: str

    def then(self, later: Self) -> Self:
        """Return what follows from this and, in the same turn, from news that it led to."""
        is_settled = self.outcome in {Outcome.FLOW, Outcome.ERROR}
        return replace(
            self,
            tracker=later.tracker,
            events=(*self.events, *later.events),
            replies=(*self.replies, *later.replies),
            outcome=self.outcome if is_settled else later.outcome,
        )
