"""What may stand in a domain file of Rasa's format, and what it needs."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from bot.content.yaml_file import Schema


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""A name, or a list of names."""

ONE = Field(min_length=1, max_length=1)
"""One name with its options is a list's entry."""

NEEDED = {"from_entity": "entity", "from_intent": "value", "from_trigger_intent": "value"}
"""The key that a mapping of some type can't do without."""


class MappingCondition(Schema):
    """When a mapping counts; without `active_loop`: only outside of forms."""

    active_loop: str | None = None
    requested_slot: str | None = None


class SlotMapping(Schema):
    """How a slot is filled from a message."""

    type: Literal["from_entity", "from_intent", "from_trigger_intent", "from_text", "custom"]
    entity: str | None = None
    role: str | None = None
    group: str | None = None
    intent: OneOrMore = ()
    not_intent: OneOrMore = ()
    value: Any = None
    action: str | None = None
    conditions: tuple[MappingCondition, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = NEEDED.get(self.type)
        if needed and getattr(self, needed) is None:
            raise ValueError(f"a mapping {self.type} needs '{needed}'")
        return self


class Slot(Schema):
    """Something the conversation remembers."""

    type: Literal["text", "bool", "categorical", "float", "list", "any"]
    values: tuple[Any, ...] = ()
    min_value: float = 0.0
    max_value: float = 1.0
    influence_conversation: bool | None = None
    initial_value: Any = None
    mappings: tuple[SlotMapping, ...]

    @model_validator(mode="after")
    def _featurable(self) -> Self:
        if self.type == "any" and self.influence_conversation:
            raise ValueError("a slot of type any can't influence the conversation")
        if self.min_value >= self.max_value:
            raise ValueError("min_value must be below max_value")
        return self


class Form(Schema):
    """Slots that are asked for one by one."""

    required_slots: tuple[str, ...] = ()
    ignored_intents: OneOrMore = ()


class IntentOptions(Schema):
    """Which entities of a message with the intent rules may see; True: all."""

    use_entities: Literal[True] | tuple[str, ...] = True
    ignore_entities: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """The entities that are named as used; none where all are."""
        return () if self.use_entities is True else self.use_entities


class EntityOptions(Schema):
    """What tells entities of one name apart, and whether rules may see them."""

    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    influence_conversation: bool = True


class SessionConfig(Schema):
    """When a conversation begins anew; minutes, 0: never."""

    session_expiration_time: float = Field(ge=0)
    carry_over_slots_to_new_session: bool


class DomainFile(Schema):
    """A domain; the responses stand in files of their own, `responses/<language>/*.yml`."""

    version: str
    intents: tuple[str | Annotated[dict[str, IntentOptions], ONE], ...]
    entities: tuple[str | Annotated[dict[str, EntityOptions], ONE], ...] = ()
    slots: dict[str, Slot] = Field(default_factory=dict)
    forms: dict[str, Form | None] = Field(default_factory=dict)
    actions: tuple[str, ...] = ()
    session_config: SessionConfig
