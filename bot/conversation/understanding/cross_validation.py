"""Measures on the training messages, each by a model that has not seen it: the set to tune on."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.content.catalogue import FAQ
from bot.content.training_data import Example
from bot.conversation.understanding.bands import is_sure
from bot.conversation.understanding.calibration import Calibration, calibrate
from bot.conversation.understanding.corpus import Corpus
from bot.conversation.understanding.counting import count
from bot.conversation.understanding.evaluation import figures_json
from bot.conversation.understanding.interpreter import OUT_OF_SCOPE
from bot.conversation.understanding.judgement import Figures, Judgement, figures_of
from bot.conversation.understanding.out_of_fold import out_of_fold_margins
from bot.messages import Language

ALL = "all"


@dataclass(frozen=True, slots=True)
class Confusion:
    """Messages of one intent that were taken for another."""

    meant: str
    understood: str
    messages: int


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """What a cross-validation found.

    Attributes:
        by_language: Vietnamese, English, and all.
        confusions: the most frequent first.
    """

    by_language: dict[str, Figures]
    calibration: Calibration
    confusions: tuple[Confusion, ...]
    judgements: tuple[Judgement, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the figures and every pair of intents confused more than once."""
        return {
            "temperature": round(self.calibration.temperature, 4),
            "slope": round(self.calibration.slope, 4),
            "by_language": {name: figures_json(one) for name, one in self.by_language.items()},
            "confused": [
                {"meant": one.meant, "understood": one.understood, "messages": one.messages}
                for one in self.confusions
                if one.messages > 1
            ],
        }


def cross_validate(
    examples: Sequence[Example], corpus: Corpus, folds: int, tell: Callable[[int], None]
) -> CrossValidation:
    """Judge the messages of `corpus`.

    Neither the list of known words nor the calibration is learned again for each fold, so the
    figures are a little too good; nothing is timed, and the language is taken as known.

    Args:
        examples: the messages, in the order of the corpus.
        corpus: what was read of them.
        folds: how many models are trained.
        tell: called with the number of folds that are done.
    """
    margins = out_of_fold_margins(corpus, count(corpus), folds, tell)
    calibration = calibrate(margins, corpus.labels, corpus.lengths)
    chances = calibration.probabilities(margins, corpus.lengths)
    return summarise(list(_judgements(examples, corpus.classes, chances)), calibration)


def summarise(judgements: Sequence[Judgement], calibration: Calibration) -> CrossValidation:
    """Return the figures of `judgements`."""
    groups = {
        language.value: [one for one in judgements if one.example.language is language]
        for language in Language
    }
    wrong = Counter((one.example.intent, one.intent) for one in judgements if not one.is_right)
    return CrossValidation(
        {name: figures_of(group) for name, group in {**groups, ALL: judgements}.items()},
        calibration,
        tuple(Confusion(*pair, count) for pair, count in wrong.most_common()),
        tuple(judgements),
    )


def _judgements(
    examples: Sequence[Example], classes: Sequence[str], chances: npt.NDArray[np.float64]
) -> list[Judgement]:
    likely = [dict(zip(classes, row, strict=True)) for row in chances.tolist()]
    best = [max(each, key=each.__getitem__) for each in likely]
    return [
        Judgement(
            example,
            "",
            name,
            each[name],
            example.language,
            0.0,
            (name,) if is_sure(each[name], _outside(name, each)) else (),
        )
        for example, name, each in zip(examples, best, likely, strict=True)
    ]


def _outside(name: str, chances: Mapping[str, float]) -> float:
    return chances.get(OUT_OF_SCOPE, 0.0) if name.startswith(FAQ) else 0.0
