"""Rule: a fact that is uncertain is not worded as certain."""

from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk
from bot.messages import Language

RULE = "hedge"

HEDGES = {
    Language.VI: (
        "chưa rõ",
        "chưa thống nhất",
        "chưa tìm thấy văn bản",
        "chưa có văn bản",
        "chưa nói rõ",
        "theo hướng dẫn",
        "theo thông báo",
        "chưa xác nhận",
        "chưa kiểm chứng",
    ),
    Language.EN: (
        "not settled",
        "unsettled",
        "unclear",
        "not clear",
        "no document",
        "no official document",
        "according to",
        "not confirmed",
    ),
}
"""Words that tell the reader that something is not certain; one of them is enough."""


def check_hedges(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield variations that rest on an uncertain fact without saying so."""
    for place in walk(catalogue):
        known = (key for key in place.variation.fact_ids if key in catalogue.facts)
        uncertain = [key for key in known if catalogue.facts[key].uncertain]
        text = place.variation.text.lower()
        if uncertain and not any(hedge in text for hedge in HEDGES[place.language]):
            names = ", ".join(uncertain)
            yield place.finding(
                RULE, f"{names} is uncertain; say so, e.g. '{HEDGES[place.language][0]}'"
            )
