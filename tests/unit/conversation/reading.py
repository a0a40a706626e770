"""A dialogue over the real content whose messages are understood by a script.

Days, account types and payloads are read as always; only the model's guess is scripted.
"""

from collections.abc import Mapping
from functools import lru_cache

from bot.content.catalogue import ROOT, Catalogue, load_catalogue
from bot.conversation.actions.runner import make_runner
from bot.conversation.dialogue import Dialogue
from bot.conversation.hearing import Meaning
from bot.conversation.understanding.interpreter import IntentScore, Understanding
from bot.conversation.understanding.payload import read_payload
from bot.conversation.understanding.reader import Reader
from bot.messages import Language

READER = Reader.load(ROOT / "intents")


@lru_cache
def real_content() -> Catalogue:
    return load_catalogue()


class ReadingInterpreter:
    """Knows the intents of some messages, and reads what they name.

    Args:
        vietnamese: intents of messages, by their text.
        english: the same of messages in English.
    """

    digest = "reading"

    def __init__(
        self, vietnamese: Mapping[str, str], english: Mapping[str, str] | None = None
    ) -> None:
        self._meant = {text: (name, Language.VI) for text, name in vietnamese.items()}
        self._meant |= {text: (name, Language.EN) for text, name in (english or {}).items()}

    def parse(self, text: str, *, previous_language: Language | None = None) -> Understanding:
        spoken = previous_language or Language.VI
        payload = read_payload(text, frozenset(real_content().domain.payload_intents))
        if payload:
            score = IntentScore(payload.intent, 1.0)
            return Understanding(text, spoken, score, (score,), payload.entities)
        entities = READER.entities(READER.read(text))
        name, language = self._meant.get(text) or self._unsure_of(text, spoken)
        confidence = 0.95 if text in self._meant else 0.5
        score = IntentScore(name, confidence if name else 0.0)
        return Understanding(text, language, score, (score,) if name else (), entities)

    def _unsure_of(self, text: str, spoken: Language) -> tuple[str, Language]:
        """Of a whole that holds known messages a model guesses one of them, unsurely."""
        known = (meant for message, meant in self._meant.items() if message in text)
        return next(known, ("", spoken))


def real_dialogue(
    vietnamese: Mapping[str, str], english: Mapping[str, str] | None = None
) -> Dialogue:
    catalogue = real_content()
    return Dialogue(catalogue, ReadingInterpreter(vietnamese, english), make_runner(catalogue))


def meaning_of(text: str, intent: str) -> Meaning:
    """Return what `text` means if its intent is `intent`."""
    understanding = ReadingInterpreter({text: intent}).parse(text)
    return Meaning(text=text, intent=intent, understanding=understanding)
