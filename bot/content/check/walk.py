"""Walks all variations of a catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.response_files import Response
from bot.knowledge.variations import Variation
from bot.messages import Language


@dataclass(frozen=True, slots=True)
class Place:
    """A variation with its response and language."""

    language: Language
    response: Response
    variation: Variation

    def finding(self, rule: str, problem: str) -> Finding:
        """Return a finding at this variation."""
        return Finding(
            self.response.path, self.variation.line, rule, f"{self.variation.name}: {problem}"
        )


def walk(catalogue: Catalogue) -> Iterator[Place]:
    """Yield every variation of every response in every language."""
    for language, responses in catalogue.responses.items():
        for response in responses.values():
            for variation in response.variations:
                yield Place(language, response, variation)
