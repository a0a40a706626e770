"""Loads `intents/domain.yml`: what the dialogue is made of, in Rasa's domain format."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.content.yaml_file import Schema, read_as


class Mapping(Schema):
    """How a slot is filled from a message."""

    type: Literal["from_entity", "from_intent", "custom"]
    entity: str | None = None
    intent: tuple[str, ...] = ()
    value: str | None = None


class Slot(Schema):
    """Something the conversation remembers."""

    type: Literal["text", "any", "categorical", "bool", "float"]
    values: tuple[str, ...] = ()
    influence_conversation: bool = False
    initial_value: str | float | bool | None = None
    mappings: tuple[Mapping, ...]


class SessionConfig(Schema):
    """When a conversation begins anew; minutes."""

    session_expiration_time: int = Field(ge=0)
    carry_over_slots_to_new_session: bool


class Domain(Schema):
    """The dialogue's intents, entities, slots and actions."""

    version: str
    intents: tuple[str, ...]
    entities: tuple[str, ...]
    slots: dict[str, Slot]
    actions: tuple[str, ...]
    session_config: SessionConfig


def load_domain(path: Path) -> Domain:
    """Load the domain.

    Raises:
        ContentError: the file is broken, or a mapping names what the domain doesn't list.
    """
    domain, lines = read_as(Domain, path)
    for name, slot in domain.slots.items():
        for place, mapping in enumerate(slot.mappings):
            where = ("slots", name, "mappings", place)
            if mapping.entity is not None and mapping.entity not in domain.entities:
                raise lines.error(where, f"entity '{mapping.entity}' does not stand in entities:")
            for intent in mapping.intent:
                if intent not in domain.intents:
                    raise lines.error(where, f"intent '{intent}' does not stand in intents:")
    return domain
