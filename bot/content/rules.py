"""Loads `intents/rules.yml`: which actions follow an intent, in Rasa's rule format."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content.domain import Domain
from bot.content.yaml_file import Lines, Schema, read_as


class Step(Schema):
    """One step of a rule: what the citizen means, or what the bot does."""

    intent: str | None = None
    action: str | None = None


class RuleEntry(Schema):
    """One rule."""

    rule: str
    steps: tuple[Step, ...]


class RuleFile(Schema):
    """All rules."""

    version: str
    rules: tuple[RuleEntry, ...]


Rules = Mapping[str, tuple[str, ...]]
"""The actions that follow each intent."""


def load_rules(path: Path, domain: Domain) -> Rules:
    """Load the rules.

    Raises:
        ContentError: a rule does not begin with an intent, does nothing, names an intent or
            action that the domain lacks, or two rules speak of one intent.
    """
    file, lines = read_as(RuleFile, path)
    rules: dict[str, tuple[str, ...]] = {}
    for place, entry in enumerate(file.rules):
        intent, actions = _check(entry, domain, lines, place)
        if intent in rules:
            raise lines.error(("rules", place), f"a second rule for intent '{intent}'")
        rules[intent] = actions
    return rules


def _check(
    entry: RuleEntry, domain: Domain, lines: Lines, place: int
) -> tuple[str, tuple[str, ...]]:
    where: tuple[Any, ...] = ("rules", place, "steps")
    intent = entry.steps[0].intent if entry.steps else None
    actions = tuple(step.action for step in entry.steps[1:] if step.action is not None)
    if intent is None or not actions or len(actions) != len(entry.steps) - 1:
        raise lines.error(where, "a rule is one intent, followed by one or more actions")
    if intent not in (*domain.intents, "nlu_fallback"):
        raise lines.error(where, f"intent '{intent}' does not stand in domain.yml")
    for action in actions:
        if not action.startswith("utter_") and action not in domain.actions:
            raise lines.error(where, f"action '{action}' does not stand in domain.yml")
    return intent, actions
