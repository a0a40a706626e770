"""What the bot would answer: offered to officers, said by nobody until one of them sends it."""

from dataclasses import dataclass
from datetime import datetime

from bot.content.catalogue import FAQ
from bot.conversation.dialogue import Dialogue
from bot.messages import ChannelName, InboundMessage, Language

OFFERED = 3
LEAST_CONFIDENCE = 0.05
_SENDER = "suggestions"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer with its line of sources."""

    topic: str
    title: str
    text: str


class Suggestions:
    """Decides without a conversation: nothing is stored and nothing is sent."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    async def offer(self, text: str, language: Language, now: datetime) -> list[Suggestion]:
        """Return the likeliest answers to what a citizen wrote, as of a moment."""
        understood = self._dialogue.interpreter.parse(text)
        likely = [
            score.name.removeprefix(FAQ)
            for score in (understood.intent, *understood.ranking)
            if score.name.startswith(FAQ) and score.confidence >= LEAST_CONFIDENCE
        ]
        topics = list(dict.fromkeys(likely))[:OFFERED]
        return [await self._answer(topic, language, now) for topic in topics]

    async def _answer(self, topic: str, language: Language, now: datetime) -> Suggestion:
        message = InboundMessage(
            channel=ChannelName.REST, sender_id=_SENDER, text=f"/{FAQ}{topic}", locale=language
        )
        decision = await self._dialogue.decide(self._dialogue.begin(_SENDER), message, now)
        text = "\n\n".join(reply.text for reply in decision.replies)
        return Suggestion(topic, self._dialogue.catalogue.labels[language].topics[topic], text)
