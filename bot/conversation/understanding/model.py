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

    def score(self, noticed: Noticed) -> Scores:
        """Return the scores of a message."""
        rows, weights = self._features.weigh(noticed)
        totals = weights @ self._learned.weights[rows] + self._learned.biases
        margins = totals[:-1]
        learned = self._learned
        heat = float(temperature_for(len(noticed.words), learned.temperature, learned.slope))
        heights = np.exp((margins - margins.max()) / heat)
        return Scores(margins, heights / heights.sum(), float(totals[-1]))

    def reasons(self, noticed: Noticed, chosen: int, other: int) -> list[tuple[str, float]]:
        """Return the n-grams that spoke for class `chosen` against `other`, strongest first."""
        rows, weights = self._features.weigh(noticed)
        difference = self._learned.weights[rows, chosen] - self._learned.weights[rows, other]
        names = self._features.names()
        grams = [names[row] for row in rows.tolist()]
        weighed = zip(grams, (weights * difference).tolist(), strict=True)
        return sorted(weighed, key=lambda reason: -reason[1])


def _terms(learned: Learned) -> Iterator[Terms]:
    first = 0
    for names in (learned.words, learned.characters, learned.concepts):
        rows = {name: row for row, name in enumerate(names, start=first)}
        yield Terms(rows, learned.idf[first : first + len(names)], first)
        first += len(names)
