"""Reads a typed answer: a button's number or title, or other words that mean the same."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Self

from bot.content.answer_words import load_answer_words
from bot.content.catalogue import Catalogue
from bot.conversation.actions.link_check.states import QUESTIONS
from bot.conversation.actions.link_check.steps import Question
from bot.conversation.folding import fold

INFORM = "/inform_check"
TRIMMED = " .…,;:!?()\"'“”"


class TypedAnswers:
    """Knows what may be typed in answer to each question; only a whole message counts.

    Args:
        meanings: values by question and folded words.
        asides: what words mean that answer no question, as they are written and folded.
    """

    def __init__(self, meanings: dict[tuple[str, str], str], asides: dict[str, str]) -> None:
        self._meanings = meanings
        self._asides = asides

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Collect the buttons of all questions, and the words listed for their answers."""
        listed = load_answer_words(catalogue.root / "intents" / "link_check.yml")
        meanings: dict[tuple[str, str], str] = {}
        for question in QUESTIONS.values():
            for words, value in _of_buttons(question, catalogue):
                meanings[question.name, _plain(words)] = value
            for value, phrases in listed.answers.get(question.name, {}).items():
                for phrase in phrases:
                    meanings.setdefault((question.name, _plain(phrase)), value)
        asides = {
            written: value
            for value, phrases in listed.asides.items()
            for phrase in phrases
            for written in (_written(phrase), _plain(phrase))
        }
        return cls(meanings, asides)

    def read(self, question: str, text: str) -> str | None:
        """Return the value that `text` answers a question with; None: it is no answer."""
        return self._meanings.get((question, _plain(text)))

    def aside(self, question: str, text: str) -> str | None:
        """Return `leave` or `unsure` where `text` says so and is no answer; else None.

        Marks count where they are written: "đúng" is not "dừng".
        """
        return None if self.read(question, text) else self._asides.get(_written(text))


def _of_buttons(question: Question, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for responses in catalogue.responses.values():
        response = responses.get(f"utter_ask_{question.slot}")
        for variation in response.variations if response else ():
            for place, button in enumerate(variation.buttons, start=1):
                given = button.payload.removeprefix(INFORM)
                if given == button.payload:
                    continue
                value = json.loads(given)[question.slot]
                yield button.title, value
                yield str(place), value


def _plain(text: str) -> str:
    return _written(fold(text))


def _written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().strip(TRIMMED).split())
