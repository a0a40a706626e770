"""Rule: both languages hold the same responses, variations, placeholders and buttons."""

import re
from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.response_files import Response
from bot.knowledge.variations import Variation
from bot.messages import Language

PLACEHOLDER = re.compile(r"\{(\w+)\}")
RULE = "parity"


def check_parity(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what one language has and the other lacks."""
    for here, there in ((Language.VI, Language.EN), (Language.EN, Language.VI)):
        others = catalogue.responses[there]
        for response in catalogue.responses[here].values():
            other = others.get(response.name)
            if other is None:
                problem = f"{response.name} does not stand in responses/{there}/"
                yield Finding(response.path, response.variations[0].line, RULE, problem)
            elif here is Language.VI:
                yield from _compare(response, other)
    yield from _compare_labels(catalogue)


def _compare(vietnamese: Response, english: Response) -> Iterator[Finding]:
    if vietnamese.path.name != english.path.name:
        yield _finding(english, 0, f"stands in {vietnamese.path.name} in Vietnamese; move it there")
    counts = len(vietnamese.variations), len(english.variations)
    if counts[0] != counts[1]:
        yield _finding(english, 0, f"{counts[1]} variations here, {counts[0]} in Vietnamese")
        return
    for place, (one, two) in enumerate(zip(vietnamese.variations, english.variations, strict=True)):
        for what, left, right in _pairs(one, two):
            if left != right:
                yield _finding(english, place, f"{what} differ: {right} here, {left} in Vietnamese")


def _pairs(one: Variation, two: Variation) -> Iterator[tuple[str, object, object]]:
    yield "placeholders", _placeholders(one), _placeholders(two)
    yield "accounts", sorted(one.accounts), sorted(two.accounts)
    yield "days", (one.valid_from, one.valid_to), (two.valid_from, two.valid_to)
    yield "facts", dict(one.facts), dict(two.facts)
    yield "claims", dict(one.claims), dict(two.claims)
    yield "buttons", _payloads(one), _payloads(two)
    yield "sms_text", one.sms_text is not None, two.sms_text is not None


def _placeholders(variation: Variation) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(variation.text)))


def _payloads(variation: Variation) -> list[str]:
    return [button.payload for button in variation.buttons]


def _finding(response: Response, place: int, problem: str) -> Finding:
    line = response.variations[place].line
    return Finding(response.path, line, RULE, f"{response.name}#{place + 1}: {problem}")


def _compare_labels(catalogue: Catalogue) -> Iterator[Finding]:
    for language, labels in catalogue.labels.items():
        path = catalogue.root / "responses" / language / "labels.yml"
        for topic in sorted(set(catalogue.topics) - set(labels.topics)):
            yield Finding(path, 1, RULE, f"topic '{topic}' has no name under topics:")
        for topic in sorted(set(labels.topics) - set(catalogue.topics)):
            yield Finding(path, 1, RULE, f"topic '{topic}' is not known; remove its name")
