"""Rule: rules, buttons and responses name only what exists, and every intent is answered."""

import re
from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk
from bot.messages import Language

RULE = "references"
PAYLOAD = re.compile(r"/([\w-]+)(\{.*\})?")


def check_references(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield intents without a rule, rules without a response, buttons that lead nowhere."""
    yield from _rules(catalogue)
    for place in walk(catalogue):
        for button in place.variation.buttons:
            match = PAYLOAD.fullmatch(button.payload)
            if match is None or match[1] not in catalogue.domain.intents:
                problem = f"button payload '{button.payload}' is not '/' and an intent"
                yield place.finding(RULE, problem)


def _rules(catalogue: Catalogue) -> Iterator[Finding]:
    path = catalogue.root / "intents" / "rules.yml"
    for intent in catalogue.domain.intents:
        if intent not in catalogue.rules:
            yield Finding(path, 1, RULE, f"intent '{intent}' has no rule, nothing would be said")
    responses = catalogue.responses[Language.VI]
    for intent, actions in catalogue.rules.items():
        for action in actions:
            if action.startswith("utter_") and action not in responses:
                problem = f"'{action}' (intent '{intent}') stands in no file of responses/"
                yield Finding(path, 1, RULE, problem)
