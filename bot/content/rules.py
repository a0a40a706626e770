"""Loads `intents/rules.yml`: what the bot does in which state, in Rasa's rule format."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.domain import Domain
from bot.content.rule_file import RuleFile
from bot.content.rule_keys import Key, keys_of
from bot.content.rule_steps import Rule, Said, read_rules
from bot.content.yaml_file import Lines, read_as


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one version of the content."""

    rules: tuple[Rule, ...]
    keys: tuple[Key, ...]

    @property
    def intents(self) -> Mapping[str, tuple[str, ...]]:
        """The actions that follow each intent in some rule."""
        found: dict[str, tuple[str, ...]] = {}
        for rule in self.rules:
            said = [step.intent for step in rule.steps if isinstance(step, Said)]
            for intent in said:
                found[intent] = (*found.get(intent, ()), *rule.actions)
        return found


def load_rules(path: Path, domain: Domain) -> Rules:
    """Load the rules.

    Raises:
        ContentError: a rule does nothing, has two messages of the citizen, names what the domain
            lacks, or contradicts another.
    """
    file, lines = read_as(RuleFile, path)
    rules = tuple(read_rules(file, domain, lines))
    return Rules(rules, _keys(rules, domain, lines))


def _keys(rules: tuple[Rule, ...], domain: Domain, lines: Lines) -> tuple[Key, ...]:
    found: dict[tuple[object, ...], tuple[Key, Rule]] = {}
    for rule in rules:
        for key in keys_of(rule, domain):
            other, earlier = found.setdefault(key.states, (key, rule))
            if other.action != key.action:
                problem = (
                    f"rule '{rule.name}' contradicts rule '{earlier.name}': "
                    f"in one state '{key.action}' follows in this, '{other.action}' in that"
                )
                raise lines.error(("rules", rule.place, "steps"), problem)
    return tuple(key for key, _ in found.values())
