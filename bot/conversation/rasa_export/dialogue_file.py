"""Writes `domain/dialogue.yml`: the domain without the responses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.domain import REQUESTED_SLOT, Domain
from bot.content.yaml_file import Schema
from bot.conversation.actions.wording import ACCOUNT, TODAY
from bot.conversation.rasa_export.yaml_text import VERSION, write_yaml
from bot.conversation.slots import VALIDATION
from bot.knowledge.accounts import AccountType

HEAD = """\
What the dialogue is made of; the responses stand in responses.yml.
Slots with custom mappings are filled by action_validate_slot_mappings of the action server."""


def write_dialogue(domain: Domain, day: date) -> str:
    """Return the file's content.

    Args:
        domain: the project's.
        day: the day of the answers.
    """
    content = {
        "version": VERSION,
        "intents": _listed(domain.intents, domain.intent_options),
        "entities": _listed(domain.entities, domain.entity_options),
        "slots": {**_own_slots(domain), **_added_slots(day)},
        "forms": {name: _short(form) for name, form in domain.forms.items()},
        "actions": list(dict.fromkeys([*domain.actions, VALIDATION])),
        "session_config": domain.session_config.model_dump(mode="json"),
    }
    return write_yaml({key: value for key, value in content.items() if value != {}}, HEAD)


def _listed(names: tuple[str, ...], options: Mapping[str, Schema]) -> list[Any]:
    return [{name: _short(options[name])} if name in options else name for name in names]


def _own_slots(domain: Domain) -> dict[str, Any]:
    """Return the slots without the one that Rasa adds itself where there are forms."""
    return {
        name: {**_short(slot), "mappings": [_short(mapping) for mapping in slot.mappings]}
        for name, slot in domain.slots.items()
        if name != REQUESTED_SLOT
    }


def _added_slots(day: date) -> dict[str, Any]:
    """Return the slots that only an export has; they come last, so that they are filled last."""
    hidden = {"influence_conversation": False, "mappings": [{"type": "custom"}]}
    return {
        ACCOUNT: {"type": "text", "initial_value": AccountType.CITIZEN.value, **hidden},
        TODAY: {"type": "text", "initial_value": day.isoformat(), **hidden},
    }


def _short(schema: Schema) -> dict[str, Any]:
    return schema.model_dump(mode="json", exclude_defaults=True)
