"""What a message fills in: slots by the domain's mappings, and who the answer is for."""

from collections.abc import Iterator

from bot.content.domain import Domain, Mapping
from bot.conversation.events import Event, slot_set
from bot.conversation.hearing import Heard
from bot.conversation.tracker import Tracker
from bot.knowledge.accounts import AccountType


def slots_from(heard: Heard, tracker: Tracker, domain: Domain, timestamp: float) -> Iterator[Event]:
    """Yield an event for each slot that the message changes."""
    language = heard.understanding.language.value
    if tracker.slots.get("language") != language:
        yield slot_set("language", language, timestamp)
    for name, slot in domain.slots.items():
        for mapping in slot.mappings:
            value = _value(mapping, heard)
            if value is not None and value != tracker.slots.get(name):
                yield slot_set(name, value, timestamp)


def account_of(heard: Heard, tracker: Tracker) -> AccountType:
    """Return who the answer is for: who the message names, else who the citizen said to be."""
    named = _entity(heard, "account_type") or tracker.slots.get("account_type")
    return AccountType(named) if named in set(AccountType) else AccountType.CITIZEN


def _value(mapping: Mapping, heard: Heard) -> str | None:
    if mapping.intent and heard.intent not in mapping.intent:
        return None
    if mapping.type == "from_entity" and mapping.entity is not None:
        return _entity(heard, mapping.entity)
    if mapping.type == "from_intent":
        return mapping.value
    return None


def _entity(heard: Heard, name: str) -> str | None:
    values = (entity.value for entity in heard.understanding.entities if entity.entity == name)
    return next(values, None)
