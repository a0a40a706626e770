"""Rule: a person has proof-read every answer."""

from collections.abc import Iterator

from bot.content.catalogue import FAQ, Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk

RULE = "review"


def check_review(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield wordings of topics without the day on which they were last read."""
    for place in walk(catalogue):
        is_answer = place.response.name.startswith(f"utter_{FAQ}")
        if is_answer and place.variation.reviewed_on is None:
            yield place.finding(RULE, "proof-read it and set reviewed_on under metadata:")
