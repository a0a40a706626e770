"""Compares what was understood with what was meant, and counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from bot.content.training_data import Example
from bot.conversation.understanding.interpreter import OUT_OF_SCOPE
from bot.messages import Language

BINS = 10
_Z = 1.959964
"""Half-width of the 95 % interval of a normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One test message, and what became of it.

    Attributes:
        intent: the best guess, acted on or not.
        acted_on: intents that the bot acts on; none: it asks back.
    """

    example: Example
    style: str
    intent: str
    confidence: float
    language: Language
    seconds: float
    acted_on: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """The likeliest intent is the one meant."""
        return self.intent == self.example.intent

    @property
    def is_refused(self) -> bool:
        """It is not answered as something else: taken as out of scope, or asked back."""
        return set(self.acted_on) <= {OUT_OF_SCOPE}

    @property
    def is_confidently_wrong(self) -> bool:
        """Something is acted on that was not meant."""
        return not set(self.acted_on) <= {self.example.intent}

    @property
    def is_acted_on_rightly(self) -> bool:
        """What was meant is acted on, first of all."""
        return self.acted_on[:1] == (self.example.intent,)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the Wilson interval of 95 %."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share; 0 of nothing is 0."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound; of nothing everything is possible."""
        if not self.total:
            return 0.0, 1.0
        spread = _Z * _Z / self.total
        middle = self.value + spread / 2
        half = _Z * sqrt((self.value * (1 - self.value) + spread / 4) / self.total)
        return (
            max(0.0, (middle - half) / (1 + spread)),
            min(1.0, (middle + half) / (1 + spread)),
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of messages.

    Attributes:
        right: the best guess is what was meant, whether or not it is acted on.
        refused: of the messages that are out of scope.
        confidently_wrong: of all.
        calibration_error: mean distance of confidence from accuracy over ten bins (ECE).
        p50_ms, p99_ms: time to understand one message.
    """

    right: Share
    acted_on_rightly: Share
    right_language: Share
    refused: Share
    confidently_wrong: Share
    calibration_error: float
    p50_ms: float
    p99_ms: float


def figures_of(judgements: Sequence[Judgement]) -> Figures:
    """Return the figures of a group; it may be empty."""
    outside = [judged for judged in judgements if judged.example.intent == OUT_OF_SCOPE]
    times = sorted(judged.seconds * 1_000 for judged in judgements)
    total = len(judgements)
    return Figures(
        right=Share(sum(judged.is_right for judged in judgements), total),
        acted_on_rightly=Share(sum(judged.is_acted_on_rightly for judged in judgements), total),
        right_language=Share(
            sum(judged.language is judged.example.language for judged in judgements), total
        ),
        refused=Share(sum(judged.is_refused for judged in outside), len(outside)),
        confidently_wrong=Share(sum(judged.is_confidently_wrong for judged in judgements), total),
        calibration_error=sum(
            abs(one.confidence - one.accuracy) * one.messages / total
            for one in reliability_of(judgements)
        ),
        p50_ms=_percentile(times, 0.50),
        p99_ms=_percentile(times, 0.99),
    )


@dataclass(frozen=True, slots=True)
class Bin:
    """Messages of like confidence: its mean, and how many of them were right."""

    confidence: float
    accuracy: float
    messages: int


def reliability_of(judgements: Sequence[Judgement]) -> list[Bin]:
    """Return the bins that hold messages, from unsure to sure."""
    held: list[list[Judgement]] = [[] for _ in range(BINS)]
    for judged in judgements:
        held[min(BINS - 1, int(judged.confidence * BINS))].append(judged)
    return [
        Bin(
            sum(judged.confidence for judged in group) / len(group),
            sum(judged.is_right for judged in group) / len(group),
            len(group),
        )
        for group in held
        if group
    ]


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
