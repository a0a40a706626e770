"""Scores messages with a trained model, by numpy alone."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.conversation.understanding.features import (
    Features,
    Terms,
    Vector,
    temperature_for,
)
from bot.conversation.understanding.learned import Learned
from bot.conversation.understanding.reader import Noticed
from bot.conversation.understanding.word_vectors import WordVectors

MEANING = "≈"
"""Stands for the words' meaning among the reasons of an explanation."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a model makes of a message.

    Attributes:
        margins: by class, as the linear classifiers give them.
        probabilities: by class; they sum to 1.
        vietnamese: log odds of Vietnamese against English.
    """

    margins: Vector
    probabilities: Vector
    vietnamese: float


class Model:
    """Scores messages with numpy alone."""

    def __init__(self, learned: Learned) -> None:
        self.digest = learned.digest
        self.classes = learned.classes
        self._learned = learned
        words, characters, concepts = _terms(learned)
        self._features = Features(words, characters, concepts)
        self._vectors = WordVectors.load()

    def score(self, noticed: Noticed) -> Scores:
        """Return the scores of a message."""
        rows, weights = self._features.weigh(noticed)
        totals = weights @ self._learned.weights[rows] + self._learned.biases
        margins, vietnamese = totals[:-1], float(totals[-1])
        learned = self._learned
        margins += self._meaning(noticed, vietnamese) @ learned.meanings
        heat = float(temperature_for(len(noticed.words), learned.temperature, learned.slope))
        heights = np.exp((margins - margins.max()) / heat)
        return Scores(margins, heights / heights.sum(), vietnamese)

    def reasons(self, noticed: Noticed, chosen: int, other: int) -> list[tuple[str, float]]:
        """Return the n-grams that spoke for class `chosen` against `other`, strongest first."""
        learned = self._learned
        rows, weights = self._features.weigh(noticed)
        difference = learned.weights[rows, chosen] - learned.weights[rows, other]
        names = self._features.names()
        grams = [names[row] for row in rows.tolist()]
        weighed = list(zip(grams, (weights * difference).tolist(), strict=True))
        meaning = self._meaning(noticed, self.score(noticed).vietnamese)
        parted = learned.meanings[:, chosen] - learned.meanings[:, other]
        weighed.append((MEANING, float(meaning @ parted)))
        return sorted(weighed, key=lambda reason: -reason[1])

    def _meaning(self, noticed: Noticed, vietnamese: float) -> Vector:
        """Return what the words of an English message mean; of a Vietnamese one nothing."""
        return self._vectors.pool(noticed.words if vietnamese < 0 else ())


def _terms(learned: Learned) -> Iterator[Terms]:
    first = 0
    for names in (learned.words, learned.characters, learned.concepts):
        rows = {name: row for row, name in enumerate(names, start=first)}
        yield Terms(rows, learned.idf[first : first + len(names)], first)
        first += len(names)
