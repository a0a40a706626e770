"""What may stand in a file of rules of Rasa's format."""

from typing import Any, TypeAlias

from pydantic import Field

from bot.content.yaml_file import Schema

SlotEntry: TypeAlias = str | dict[str, Any]
"""A slot with its value; the name alone: any value."""


class OrEntry(Schema):
    """One of several things, of which any may happen."""

    intent: str | None = None
    entities: tuple[str | dict[str, Any], ...] = ()
    slot_was_set: tuple[SlotEntry, ...] = ()


class StepEntry(OrEntry):
    """One line of a rule; exactly one of its keys is given, besides `entities`."""

    action: str | None = None
    active_loop: str | None = None
    any_of: tuple[OrEntry, ...] = Field(default=(), alias="or")


class ConditionEntry(Schema):
    """What must hold before a rule begins."""

    active_loop: str | None = None
    slot_was_set: tuple[SlotEntry, ...] = ()


class RuleEntry(Schema):
    """One rule of a file."""

    rule: str
    condition: tuple[ConditionEntry, ...] = ()
    steps: tuple[StepEntry, ...]
    conversation_start: bool = False
    wait_for_user_input: bool = True
    metadata: Any = None


class RuleFile(Schema):
    """All rules."""

    version: str
    rules: tuple[RuleEntry, ...]
