"""Loads `intents/link_check.yml`: words that answer a closed question, besides its buttons."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from bot.content.yaml_file import Schema, read_as
from bot.messages import Language

AnswerWords: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By question and answer."""


class AnswerWordsFile(Schema):
    """Words by question, answer and language."""

    version: str
    answers: dict[str, dict[str, dict[Language, tuple[str, ...]]]]


def load_answer_words(path: Path) -> AnswerWords:
    """Load the words; without the file there are none.

    Raises:
        ContentError: the file is broken.
    """
    if not path.exists():
        return {}
    file, _ = read_as(AnswerWordsFile, path)
    return {
        question: {
            value: tuple(word for words in by_language.values() for word in words)
            for value, by_language in answers.items()
        }
        for question, answers in file.answers.items()
    }
