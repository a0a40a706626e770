"""Turns rules into keys: states one after the other, and the action that follows them.

What a key looks like, and which of two goes first, is as in Rasa's RulePolicy.
Source: https://rasa.com/docs/rasa/rules (Rasa 3.6).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.content.domain import Domain
from bot.content.rule_state import NOT_SET, State, visible_entities
from bot.content.rule_steps import Did, Looped, Remembered, Rule, Said, Step
from bot.content.slot_features import features_of

LISTEN = "action_listen"
ANYTHING = "..."
"""Stands for what was before a rule, and after one that does not wait."""


@dataclass(frozen=True, slots=True)
class Key:
    """States in a row, oldest first, and what follows.

    Attributes:
        weight: of keys that fit, the heaviest counts: the one that says most.
    """

    states: tuple[State, ...]
    action: str
    weight: int = field(default=0, compare=False)


def keys_of(rule: Rule, domain: Domain) -> Iterator[Key]:
    """Yield a key for each action of a rule, listening and not waiting included."""
    state = State()
    seen: tuple[State, ...] = ()
    for step in _spelled_out(rule):
        if isinstance(step, Did):
            seen = () if state.action == ANYTHING else (*seen, state)
            if seen and not (state.action is None and step.action == ANYTHING):
                yield Key(seen, step.action, weight_of(seen))
            state = replace(state, action=step.action)
        else:
            state = _after(state, step, domain)


def weight_of(states: tuple[State, ...]) -> int:
    """Return how much states say: the length of what Rasa writes them as."""
    return len(json.dumps([_as_rasa(state) for state in states], sort_keys=True))


def _spelled_out(rule: Rule) -> Iterator[Step]:
    """Yield the steps with all that is left unsaid in a file."""
    yield from rule.condition
    if not rule.at_start:
        yield Did(ANYTHING)
    for step in rule.steps:
        if isinstance(step, Said):
            yield Did(LISTEN)
        yield step
    yield Did(LISTEN if rule.waits else ANYTHING)


def _after(state: State, step: Said | Looped | Remembered, domain: Domain) -> State:
    match step:
        case Looped(form):
            return replace(state, loop=form or NOT_SET)
        case Remembered(slot, value):
            return _with_slot(state, slot, value, domain)
        case Said(intent, entities):
            given = [dict(entity) for entity in entities]
            labels = visible_entities(intent, given, domain)
            state = replace(state, intent=intent, entities=labels)
            for slot, value in _slots_of(given, domain):
                state = _with_slot(state, slot, value, domain)
            return state


def _with_slot(state: State, name: str, value: Any, domain: Domain) -> State:  # noqa: ANN401
    slot = domain.slots[name]
    if slot.influence_conversation is False or slot.type == "any":
        return state
    features = NOT_SET if value is None else features_of(slot, value)
    slots = {**dict(state.slots), name: features}
    return replace(state, slots=tuple(sorted((n, f) for n, f in slots.items() if f)))


def _slots_of(entities: list[dict[str, Any]], domain: Domain) -> Iterator[tuple[str, Any]]:
    """Yield the slots that entities named in a rule fill outside of forms."""
    for name, slot in domain.slots.items():
        values = [
            entity["value"]
            for mapping in slot.mappings
            if mapping.type == "from_entity"
            and not (mapping.conditions and mapping.conditions[0].active_loop)
            for entity in entities
            if entity["entity"] == mapping.entity
            and entity.get("role") == mapping.role
            and entity.get("group") == mapping.group
        ]
        if values:
            yield name, values if slot.type == "list" else values[-1]


def _as_rasa(state: State) -> dict[str, Any]:
    user = {"intent": state.intent, "entities": list(state.entities)}
    parts = {
        "user": {name: value for name, value in user.items() if value},
        "slots": dict(state.slots),
        "prev_action": {"action_name": state.action} if state.action else {},
        "active_loop": {"name": state.loop} if state.loop else {},
    }
    return {name: part for name, part in parts.items() if part}
