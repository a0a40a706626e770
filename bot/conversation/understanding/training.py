"""Trains the model in a process of its own: `python -m bot.conversation.understanding.training`."""

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.content import training_data
from bot.conversation.understanding.calibration import calibrate
from bot.conversation.understanding.classifier import (
    fit_machine,
    new_classifier,
    new_language_classifier,
)
from bot.conversation.understanding.corpus import Corpus, read_corpus
from bot.conversation.understanding.counting import Counted, count
from bot.conversation.understanding.digest import digest_of
from bot.conversation.understanding.learned import Learned, save
from bot.conversation.understanding.out_of_fold import held_out_margins
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.word_vectors import DIMENSIONS
from bot.errors import BotError

FOLDS = 3


def train(corpus: Corpus, digest: str) -> Learned:
    """Return the model of `corpus`."""
    counted = count(corpus)
    matrix, idf = counted.all_weighed()
    _say(f"{matrix.shape[0]} messages, {len(corpus.classes)} intents, {len(idf)} features")
    # Two fits are all that training has time for: calibration rests on the messages of one fold.
    # The longest machine in a process of its own, since threads would share liblinear's random
    # numbers, and beside it the rest, which takes about as long.
    with ProcessPoolExecutor(1, get_context("fork")) as beside:
        fitting = beside.submit(fit_machine, "ovr", matrix, corpus.labels)
        held, margins = held_out_margins(corpus, counted, FOLDS)
        at_once = fit_machine("crammer_singer", matrix, corpus.labels)
        languages = new_language_classifier().fit(matrix[:, : len(idf)], corpus.is_vietnamese)
        classifier = new_classifier().add([fitting.result(), at_once])
    _say("weights found")
    calibration = calibrate(margins, corpus.labels[held], corpus.lengths[held])
    _say(f"temperature {calibration.temperature:.3f}, by length {calibration.slope:+.3f}")
    return Learned(
        digest=digest,
        classes=corpus.classes,
        temperature=calibration.temperature,
        slope=calibration.slope,
        known_words=corpus.known_words,
        biases=np.concatenate([classifier.intercept_, languages.intercept_]).astype(np.float32),
        meanings=classifier.coef_[:, -DIMENSIONS:].T.astype(np.float32, order="C"),
        idf=idf,
        weights=_weights(np.vstack([classifier.coef_[:, :-DIMENSIONS], languages.coef_]), counted),
        **{name: part.names for name, part in counted.parts.items()},
    )


def _weights(coefficients: npt.NDArray[np.float64], counted: Counted) -> npt.NDArray[np.float32]:
    """Return the coefficients by row; serving leaves all vectors whole, so these are shortened."""
    lengths = [np.full(len(part.names), part.weight) for part in counted.parts.values()]
    return np.ascontiguousarray((coefficients * np.concatenate(lengths)).T, np.float32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the messages of a folder and write the model."""
    parser = argparse.ArgumentParser(prog="training", description=main.__doc__)
    parser.add_argument("intents", type=Path, help="folder of training messages and lexicon")
    parser.add_argument("model", type=Path, help="file to write (.npz)")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        reader = Reader.load(options.intents)
        corpus = read_corpus(training_data.load(options.intents).examples, reader)
        save(train(corpus, digest_of(options.intents)), options.model)
    except BotError as error:
        _say(str(error))
        return 1
    _say(f"trained in {time.perf_counter() - began:.1f} s")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(f"training: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
