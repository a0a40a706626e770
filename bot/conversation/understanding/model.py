"""Scores messages with a trained model, by numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.conversation.understanding.features import Features, Terms, Vector
from bot.conversation.understanding.learned import Learned


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
        first = len(learned.words)
        self._features = Features(
            Terms({gram: row for row, gram in enumerate(learned.words)}, learned.idf[:first]),
            Terms(
                {gram: row for row, gram in enumerate(learned.characters, start=first)},
                learned.idf[first:],
                first,
            ),
        )

    def score(self, words: Sequence[str]) -> Scores:
        """Return the scores of a message's words."""
        rows, weights = self._features.weigh(words)
        totals = weights @ self._learned.weights[rows] + self._learned.biases
        margins = totals[:-1]
        heights = np.exp((margins - margins.max()) / self._learned.temperature)
        return Scores(margins, heights / heights.sum(), float(totals[-1]))

    def reasons(self, words: Sequence[str], chosen: int, other: int) -> list[tuple[str, float]]:
        """Return the n-grams that spoke for class `chosen` against `other`, strongest first."""
        rows, weights = self._features.weigh(words)
        difference = self._learned.weights[rows, chosen] - self._learned.weights[rows, other]
        names = self._features.names()
        grams = [names[row] for row in rows.tolist()]
        weighed = zip(grams, (weights * difference).tolist(), strict=True)
        return sorted(weighed, key=lambda reason: -reason[1])
