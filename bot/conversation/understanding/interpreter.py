"""Understands one message: its language, what it wants, and what it names."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from bot.content.catalogue import FAQ
from bot.conversation.understanding.bands import is_sure
from bot.conversation.understanding.entities import Entity
from bot.conversation.understanding.language import decide_language
from bot.conversation.understanding.learned import load
from bot.conversation.understanding.model import Model, Scores
from bot.conversation.understanding.payload import read_payload
from bot.conversation.understanding.reader import Reader
from bot.messages import Language

OUT_OF_SCOPE = "out_of_scope"
RANKED = 10
"""Intents named in a ranking."""
EVIDENCE = 12
"""N-grams named in an explanation."""


@dataclass(frozen=True, slots=True)
class IntentScore:
    """An intent and how likely it is; `name` empty: nothing was understood."""

    name: str
    confidence: float

    def to_rasa_json(self) -> dict[str, object]:
        """Return the score as Rasa writes it."""
        return {"name": self.name or None, "confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class Evidence:
    """An n-gram, and how far it spoke for the intent chosen against the next best."""

    gram: str
    weight: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message means.

    Attributes:
        intent: the likeliest.
        ranking: the likeliest ten, best first.
        entities: in the order they stand in the text.
        evidence: filled in by `Interpreter.explain` only.
    """

    text: str
    language: Language
    intent: IntentScore
    ranking: tuple[IntentScore, ...] = ()
    entities: tuple[Entity, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def outside(self) -> float:
        """Chance that what is taken for a topic is out of scope; 0 of anything else."""
        if not self.intent.name.startswith(FAQ):
            return 0.0
        behind = (score.confidence for score in self.ranking[1:] if score.name == OUT_OF_SCOPE)
        return next(behind, 0.0)

    @property
    def is_sure(self) -> bool:
        """The likeliest intent may be acted on."""
        return is_sure(self.intent.confidence, self.outside)

    @classmethod
    def nothing(cls, text: str, language: Language) -> Self:
        """Return what is known of a message that was not understood."""
        return cls(text, language, IntentScore("", 0.0))

    def to_rasa_json(self) -> dict[str, Any]:
        """Return the parse data of Rasa's `/model/parse`, with the language added."""
        return {
            "text": self.text,
            "intent": self.intent.to_rasa_json(),
            "entities": [entity.to_rasa_json() for entity in self.entities],
            "intent_ranking": [score.to_rasa_json() for score in self.ranking],
            "language": self.language.value,
        }


class Interpreter:
    """Understands messages with one trained model."""

    def __init__(self, model: Model, reader: Reader, intents: Collection[str]) -> None:
        self._model = model
        self._reader = reader
        self._intents = frozenset(intents)

    @classmethod
    def load(cls, model: Path, intents_folder: Path, intents: Collection[str]) -> Self:
        """Load an interpreter.

        Args:
            model: file that training wrote.
            intents_folder: where the lists of words and phrases stand.
            intents: names that a payload may give.

        Raises:
            ModelError: the model can't be read.
            ContentError: one of the lists is broken.
        """
        learned = load(model)
        reader = Reader.load(intents_folder).with_spelling_of(learned.known_words)
        return cls(Model(learned), reader, intents)

    @property
    def digest(self) -> str:
        """Names the model by its training messages and code."""
        return self._model.digest

    def parse(self, text: str, *, previous_language: Language | None = None) -> Understanding:
        """Understand `text`, which was cleaned and masked before; never raises.

        Args:
            text: words, or a button's payload.
            previous_language: of the conversation so far; None: it begins with this message.
        """
        payload = read_payload(text, self._intents)
        if payload:
            intent = IntentScore(payload.intent, 1.0)
            language = previous_language or Language.VI
            return Understanding(text, language, intent, (intent,), payload.entities)
        reading = self._reader.read(text)
        if not reading.tokens:
            return Understanding.nothing(text, previous_language or Language.VI)
        scores = self._model.score(self._reader.notice(reading))
        ranking = self._ranking(scores)
        return Understanding(
            text,
            decide_language(reading, scores.vietnamese, previous_language),
            ranking[0],
            ranking,
            self._reader.entities(reading),
        )

    def explain(self, text: str, *, previous_language: Language | None = None) -> Understanding:
        """Understand `text` as `parse` does, and name the n-grams that decided."""
        understood = self.parse(text, previous_language=previous_language)
        names = [score.name for score in understood.ranking[:2]]
        if len(names) < 2:  # noqa: PLR2004 - a payload has no runner-up
            return understood
        chosen, other = (self._model.classes.index(name) for name in names)
        noticed = self._reader.notice(self._reader.read(text))
        reasons = self._model.reasons(noticed, chosen, other)
        return Understanding(
            understood.text,
            understood.language,
            understood.intent,
            understood.ranking,
            understood.entities,
            tuple(Evidence(gram, weight) for gram, weight in reasons[:EVIDENCE] if weight > 0),
        )

    def _ranking(self, scores: Scores) -> tuple[IntentScore, ...]:
        best = np.argsort(-scores.probabilities, kind="stable")[:RANKED]
        chances = scores.probabilities[best].tolist()
        names = [self._model.classes[place] for place in best.tolist()]
        return tuple(map(IntentScore, names, chances))
