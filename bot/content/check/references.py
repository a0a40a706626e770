"""Rule: rules, buttons and responses name only what exists, and every intent is answered."""

import json
import re
from collections.abc import Iterator

from bot.content.catalogue import Catalogue
from bot.content.check.finding import Finding
from bot.content.check.walk import walk
from bot.content.domain import Domain
from bot.knowledge.accounts import AccountType
from bot.messages import Language

RULE = "references"
PAYLOAD = re.compile(r"/([\w-]+)(\{.*\})?")


def check_references(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield intents without a rule, rules without a response, buttons that lead nowhere."""
    yield from _rules(catalogue)
    for place in walk(catalogue):
        for button in place.variation.buttons:
            if not _leads_somewhere(button.payload, catalogue.domain):
                problem = f"button payload '{button.payload}' is not '/', an intent, its entities"
                yield place.finding(RULE, problem)


def _rules(catalogue: Catalogue) -> Iterator[Finding]:
    path = catalogue.root / "intents" / "rules.yml"
    answered = catalogue.rules.intents
    for intent in (*catalogue.domain.intents, "nlu_fallback"):
        if intent not in answered:
            yield Finding(path, 1, RULE, f"intent '{intent}' has no rule, nothing would be said")
    responses = catalogue.responses[Language.VI]
    for rule in catalogue.rules.rules:
        for action in rule.actions:
            if action.startswith("utter_") and action not in responses:
                problem = f"'{action}' (rule '{rule.name}') stands in no file of responses/"
                yield Finding(path, 1, RULE, problem)


def _leads_somewhere(payload: str, domain: Domain) -> bool:
    match = PAYLOAD.fullmatch(payload)
    if match is None or match[1] not in domain.intents:
        return False
    try:
        entities = json.loads(match[2] or "{}")
    except ValueError:
        return False
    account = entities.get("account_type", AccountType.CITIZEN)
    return set(entities) <= set(domain.entities) and account in set(AccountType)
