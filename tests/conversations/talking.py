"""The project's own dialogue, with an interpreter that knows the training messages by heart."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.clock import noon_of
from bot.content import training_data
from bot.content.catalogue import Catalogue, load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.custody import BOTS, Custody
from bot.conversation.decision import Decision
from bot.conversation.dialogue import Dialogue
from bot.conversation.folding import fold
from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.conversation.understanding.payload import read_payload
from bot.messages import ChannelName, InboundMessage, Language

TODAY = date(2026, 11, 22)


class ByHeart:
    """Understands payloads and the very messages of training, so that no model is needed."""

    digest = "by heart"

    def __init__(self, catalogue: Catalogue) -> None:
        examples = training_data.load(catalogue.root / "intents").examples
        self._meanings = {fold(example.text): example.intent for example in examples}
        self._intents = frozenset(catalogue.domain.payload_intents)

    def parse(self, text: str, *, previous_language: Language | None = None) -> Understanding:
        language = previous_language or Language.VI
        if payload := read_payload(text, self._intents):
            score = IntentScore(payload.intent, 1.0)
            return Understanding(text, language, score, (score,), payload.entities)
        if intent := self._meanings.get(fold(text)):
            return Understanding(text, language, IntentScore(intent, 1.0))
        return Understanding.nothing(text, language)


def make_dialogue() -> Dialogue:
    catalogue = load_catalogue()
    return Dialogue(catalogue, ByHeart(catalogue), make_runner(catalogue))


class Talk:
    """A conversation that goes on from decision to decision, a second apart."""

    def __init__(self, dialogue: Dialogue, day: date = TODAY, locale: Language | None = None):
        self.dialogue = dialogue
        self.tracker = dialogue.begin("someone")
        self.locale = locale
        self.now: datetime = noon_of(day)

    async def say(self, text: str, custody: Custody = BOTS, *, is_edited: bool = False) -> Decision:
        message = InboundMessage(
            channel=ChannelName.REST,
            sender_id="someone",
            text=text,
            locale=self.locale,
            is_edited=is_edited,
        )
        decision = await self.dialogue.decide(self.tracker, message, self.now, custody)
        self.now += timedelta(seconds=1)
        self.tracker = decision.tracker
        return decision

    async def say_all(self, texts: Iterable[str]) -> list[str]:
        """Say messages, and return the responses to the last."""
        names: list[str] = []
        for text in texts:
            names = said(await self.say(text))
        return names


def said(decision: Decision) -> list[str]:
    """Return the names of the responses that were said."""
    return [
        event["metadata"]["utter_action"] for event in decision.events if event["event"] == "bot"
    ]
