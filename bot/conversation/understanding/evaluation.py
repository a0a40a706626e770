"""Measures how well messages are understood that training has never seen."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from bot.content import training_data
from bot.content.training_data import Example
from bot.conversation.folding import fold
from bot.conversation.guard import clean
from bot.conversation.masking import mask
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.understanding.judgement import Figures, Judgement, Share, figures_of
from bot.errors import ModelError
from bot.messages import Language

PLAIN = "plain"
"""Style of messages that name none."""
MARKS_STRIPPED = "marks stripped"
"""Style of the copies of Vietnamese messages without their marks."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found.

    Attributes:
        by_language: the messages as they were written.
        by_style: by language and style, copies without marks included.
        judgements: every message and copy, in the order of the files.
    """

    digest: str
    by_language: dict[str, Figures]
    by_style: dict[tuple[str, str], Figures]
    judgements: tuple[Judgement, ...]

    @property
    def as_written(self) -> list[Judgement]:
        """The messages without the copies."""
        return [judged for judged in self.judgements if judged.style != MARKS_STRIPPED]

    def to_json(self) -> dict[str, Any]:
        """Return all figures and every wrong message."""
        return {
            "model": self.digest,
            "by_language": {name: figures_json(one) for name, one in self.by_language.items()},
            "by_style": [
                {"language": language, "style": style, **figures_json(one)}
                for (language, style), one in self.by_style.items()
            ],
            "wrong": [
                {
                    "text": judged.example.text,
                    "style": judged.style,
                    "expected": judged.example.intent,
                    "understood": judged.intent,
                    "confidence": round(judged.confidence, 3),
                }
                for judged in self.judgements
                if not judged.is_right
            ],
        }


Act: TypeAlias = Callable[[str], tuple[str, ...]]
"""Tells which intents the bot acts on for a text; none: it asks back."""


def evaluate(interpreter: Interpreter, act: Act, tests: Path) -> Report:
    """Understand the messages of `tests/<language>/*.yml`, each as the first of a conversation.

    Args:
        interpreter: makes the best guess.
        act: the way that a citizen's message takes; without it the figures would be those of
            guesses that nobody gets to see.
        tests: the folder.

    Raises:
        ContentError: a test file is broken.
        ModelError: there are no test messages.
    """
    examples = training_data.load(tests).examples
    if not examples:
        raise ModelError(f"{tests} holds no test messages")
    return report_on(interpreter, act, examples)


def report_on(interpreter: Interpreter, act: Act, examples: Iterable[Example]) -> Report:
    """Understand `examples`, and Vietnamese ones a second time without their marks."""
    judgements = tuple(_judge(interpreter, act, example) for example in _with_stripped(examples))
    written = [judged for judged in judgements if judged.style != MARKS_STRIPPED]
    groups = dict.fromkeys((judged.example.language.value, judged.style) for judged in judgements)
    return Report(
        interpreter.digest,
        {
            language.value: figures_of([j for j in written if j.example.language is language])
            for language in Language
        },
        {
            group: figures_of(
                [j for j in judgements if (j.example.language.value, j.style) == group]
            )
            for group in sorted(groups)
        },
        judgements,
    )


def _with_stripped(examples: Iterable[Example]) -> Iterator[Example]:
    for example in examples:
        yield example
        bare = fold(example.text)
        if example.language is Language.VI and bare != example.text.lower():
            yield replace(example, text=bare, style=MARKS_STRIPPED, entities=())


def _judge(interpreter: Interpreter, act: Act, example: Example) -> Judgement:
    began = time.perf_counter()
    understood = interpreter.parse(mask(clean(example.text).text).text)
    seconds = time.perf_counter() - began
    return Judgement(
        example=example,
        style=example.style or PLAIN,
        intent=understood.intent.name,
        confidence=understood.intent.confidence,
        language=understood.language,
        seconds=seconds,
        acted_on=act(example.text),
    )


def figures_json(figures: Figures) -> dict[str, Any]:
    """Return figures as the commands print them with --json."""
    return {
        "right": _share_json(figures.right),
        "acted_on_rightly": _share_json(figures.acted_on_rightly),
        "right_language": _share_json(figures.right_language),
        "out_of_scope_refused": _share_json(figures.refused),
        "confidently_wrong": _share_json(figures.confidently_wrong),
        "calibration_error": round(figures.calibration_error, 4),
        "p50_ms": round(figures.p50_ms, 3),
        "p99_ms": round(figures.p99_ms, 3),
    }


def _share_json(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "share": round(share.value, 4),
        "of": share.total,
        "interval_95": [round(low, 4), round(high, 4)],
    }
