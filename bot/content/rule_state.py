"""What rules can see of a conversation at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.content.domain import Domain
from bot.content.domain_file import EntityOptions, IntentOptions
from bot.content.slot_features import Features

NOT_SET: Final = "should_not_be_set"
"""In a rule's state: there must be no form, or no value."""


@dataclass(frozen=True, slots=True)
class State:
    """The moment before an action.

    Attributes:
        action: what was done before; None: nothing, the conversation begins.
        intent: of the citizen's last message.
        entities: labels of the entities in it, sorted.
        loop: the active form; in a rule's state also NOT_SET.
        slots: of slots that are set, what can be seen; in a rule's state also NOT_SET.
    """

    action: str | None = None
    intent: str | None = None
    entities: tuple[str, ...] = ()
    loop: str | None = None
    slots: tuple[tuple[str, Features | str], ...] = ()

    def fits(self, now: "State") -> bool:
        """Tell whether this state of a rule fits a conversation's; what it leaves open fits all."""
        if self.action is None or now.action is None:
            return self.action is now.action
        return (
            self.action == now.action
            and self.intent in {None, now.intent}
            and self.entities in ((), now.entities)
            and (now.loop is None if self.loop == NOT_SET else self.loop in {None, now.loop})
            and (not self.slots or self._slots_fit(dict(now.slots)))
        )

    def _slots_fit(self, slots: Mapping[str, Features | str]) -> bool:
        return all(
            name not in slots if expected == NOT_SET else slots.get(name) == expected
            for name, expected in self.slots
        )


def visible_entities(
    intent: str | None, entities: Iterable[Mapping[str, Any]], domain: Domain
) -> tuple[str, ...]:
    """Return the labels of a message's entities that rules may see."""
    options = domain.intent_options.get(intent or "")
    return tuple(
        sorted(
            {
                label
                for entity in entities
                if _is_visible(entity["entity"], options, domain)
                for label in _labels(entity)
            }
        )
    )


def _is_visible(entity: str, options: IntentOptions | None, domain: Domain) -> bool:
    if options is None:
        return domain.entity_options.get(entity, EntityOptions()).influence_conversation
    used = options.use_entities is True or entity in options.use_entities
    return used and entity not in options.ignore_entities


def _labels(entity: Mapping[str, Any]) -> Iterable[str]:
    yield entity["entity"]
    for part in ("role", "group"):
        if entity.get(part):
            yield f"{entity['entity']}#{entity[part]}"
