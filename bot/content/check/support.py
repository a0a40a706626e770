"""Rule: every answer rests on a fact."""

from collections.abc import Iterator

from bot.content.catalogue import FAQ, Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk

RULE = "support"


def check_support(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield wordings of topics that name no fact, such as a skeleton that nobody filled in."""
    for place in walk(catalogue):
        if place.response.name.startswith(f"utter_{FAQ}") and not place.variation.fact_ids:
            yield place.finding(RULE, "rests on no fact; name them under metadata: facts:")
