"""Rule: each number, date, phone, document number and domain of a text stands in its facts."""

from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk
from bot.knowledge.grounding import ungrounded

RULE = "figures"


def check_figures(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield figures that no fact of their variation holds."""
    for place in walk(catalogue):
        variation = place.variation
        facts = [catalogue.facts[key] for key in variation.fact_ids if key in catalogue.facts]
        texts = {"text": variation.text, "sms_text": variation.sms_text or ""}
        for what, text in texts.items():
            for figure in ungrounded(text, facts):
                problem = f"{what}: '{figure}' stands in none of its facts"
                yield place.finding(RULE, problem)
