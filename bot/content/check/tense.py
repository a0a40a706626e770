"""Rule: every fact of a variation has the declared tense on every day it can be chosen."""

from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk
from bot.knowledge.facts import Fact
from bot.knowledge.tense import FIRST_DAY, has_tense_throughout, tense_on

RULE = "tense"


def check_tense(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield facts that are unknown, or told in a tense they don't have throughout."""
    for place in walk(catalogue):
        variation = place.variation
        for tense, fact_ids in variation.facts.items():
            for fact_id in fact_ids:
                if fact_id not in catalogue.facts:
                    yield place.finding(RULE, f"fact '{fact_id}' does not stand in facts.yml")
                    continue
                fact = catalogue.facts[fact_id]
                first, last = variation.valid_from, variation.valid_to
                if not has_tense_throughout(fact, tense, first, last):
                    now = tense_on(fact, first or FIRST_DAY)
                    yield place.finding(
                        RULE,
                        f"'{fact_id}' is not {tense} throughout: {now} at first; {_days(fact)}",
                    )


def _days(fact: Fact) -> str:
    return f"announced {fact.announced_on}, in force {fact.valid_from} to {fact.valid_to}"
