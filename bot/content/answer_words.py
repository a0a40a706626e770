"""Loads `intents/link_check.yml`: words that answer a closed question, besides its buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.content.yaml_file import Schema, read_as
from bot.messages import Language

Words: TypeAlias = Mapping[str, tuple[str, ...]]
"""By what they mean."""


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Words of all languages.

    Attributes:
        answers: by question and answer.
        asides: words that answer no question.
    """

    answers: Mapping[str, Words]
    asides: Words


class AnswerWordsFile(Schema):
    """Words by question, answer and language."""

    version: str
    asides: dict[str, dict[Language, tuple[str, ...]]]
    answers: dict[str, dict[str, dict[Language, tuple[str, ...]]]]


def load_answer_words(path: Path) -> AnswerWords:
    """Load the words; without the file there are none.

    Raises:
        ContentError: the file is broken.
    """
    if not path.exists():
        return AnswerWords({}, {})
    file, _ = read_as(AnswerWordsFile, path)
    answers = {question: _of_all(words) for question, words in file.answers.items()}
    return AnswerWords(answers, _of_all(file.asides))


def _of_all(meanings: Mapping[str, Mapping[Language, tuple[str, ...]]]) -> Words:
    """Return the words of all languages together."""
    return {
        value: tuple(word for words in by_language.values() for word in words)
        for value, by_language in meanings.items()
    }
