"""Writes `tests/test_stories.yml`: a few conversations for `rasa test core`."""

from bot.content.catalogue import Catalogue
from bot.content.rule_steps import Did, Rule, Said
from bot.conversation.rasa_export.yaml_text import VERSION, write_yaml

MOST_STORIES = 8
HEAD = "One question a story, answered as the rules say."


def write_stories(catalogue: Catalogue) -> str:
    """Return the file's content: the first rules that answer a question with a response."""
    told = [rule for rule in catalogue.rules.rules if _is_plain(rule)][:MOST_STORIES]
    stories = [{"story": rule.name, "steps": list(map(_step, rule.steps))} for rule in told]
    return write_yaml({"version": VERSION, "stories": stories}, HEAD)


def _is_plain(rule: Rule) -> bool:
    """Tell whether a rule is one message and responses, with no action that fills slots."""
    said, *done = rule.steps
    responses = [isinstance(step, Did) and step.action.startswith("utter_") for step in done]
    return isinstance(said, Said) and not said.entities and not rule.condition and all(responses)


def _step(step: object) -> dict[str, str]:
    if isinstance(step, Said):
        return {"user": f"/{step.intent}", "intent": step.intent}
    return {"action": step.action} if isinstance(step, Did) else {}
