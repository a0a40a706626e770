"""Asks the content, as of a day: what the tests of answers share."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

import pytest

from bot.content.catalogue import Catalogue
from bot.messages import Language

MAY, LATE_MAY = date(2024, 5, 20), date(2024, 5, 30)
BEFORE, BETWEEN, END_OF_JUNE = date(2024, 6, 10), date(2024, 6, 20), date(2024, 6, 27)
JULY, SUMMER_2025, TODAY = date(2024, 7, 15), date(2025, 7, 2), date(2026, 11, 21)

Ask: TypeAlias = Callable[..., str]
"""Gives the answer to a topic on a day, in a language, for an account type; in small letters."""

each_language = pytest.mark.parametrize("language", Language)


def in_language(language: Language, vietnamese: str, english: str) -> str:
    return vietnamese if language is Language.VI else english


def texts_of(catalogue: Catalogue) -> Iterator[str]:
    """Yield every text that may be said, and its short form."""
    for responses in catalogue.responses.values():
        for response in responses.values():
            for variation in response.variations:
                yield variation.text
                yield variation.sms_text or ""
