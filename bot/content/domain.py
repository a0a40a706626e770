"""Loads `intents/domain.yml`: what the dialogue is made of, in Rasa's domain format."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.content.domain_file import (
    DomainFile,
    EntityOptions,
    Form,
    IntentOptions,
    SessionConfig,
    Slot,
    SlotMapping,
)
from bot.content.yaml_file import Lines, Place, read_as

Options = TypeVar("Options", IntentOptions, EntityOptions)

DEFAULT_INTENTS = ("restart", "session_start", "nlu_fallback")
"""Known in every domain; the first two are commands, such as `/restart`."""
REQUESTED_SLOT = "requested_slot"
"""Names the slot that a form asks for; there in every domain that has forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """The dialogue's intents, entities, slots, forms and actions.

    Attributes:
        intent_options: of the intents that have some.
        entity_options: of the entities that have some.
        actions: the project's own; neither responses nor forms nor what Rasa brings.
    """

    intents: tuple[str, ...]
    intent_options: Mapping[str, IntentOptions]
    entities: tuple[str, ...]
    entity_options: Mapping[str, EntityOptions]
    slots: Mapping[str, Slot]
    forms: Mapping[str, Form]
    actions: tuple[str, ...]
    session_config: SessionConfig

    @property
    def payload_intents(self) -> tuple[str, ...]:
        """Intents that a payload may name."""
        return (*self.intents, *(name for name in DEFAULT_INTENTS if name not in self.intents))

    def to_rasa(self) -> dict[str, Any]:
        """Return the domain as an action server is sent it."""
        return {
            "intents": list(self.intents),
            "entities": list(self.entities),
            "slots": {
                name: slot.model_dump(mode="json", exclude_none=True)
                for name, slot in self.slots.items()
            },
            "forms": {name: form.model_dump(mode="json") for name, form in self.forms.items()},
            "responses": {},
            "actions": list(self.actions),
            "session_config": self.session_config.model_dump(mode="json"),
        }


def load_domain(path: Path) -> Domain:
    """Load the domain.

    Raises:
        ContentError: the file is broken, or names what the domain doesn't list.
    """
    file, lines = read_as(DomainFile, path)
    intents = [_named(entry) for entry in file.intents]
    entities = [_named(entry) for entry in file.entities]
    slots = dict(file.slots)
    if file.forms and REQUESTED_SLOT not in slots:
        slots[REQUESTED_SLOT] = Slot(type="text", influence_conversation=False, mappings=())
    domain = Domain(
        intents=tuple(name for name, _ in intents),
        intent_options={name: options for name, options in intents if options is not None},
        entities=tuple(name for name, _ in entities),
        entity_options={name: options for name, options in entities if options is not None},
        slots=slots,
        forms={name: form or Form() for name, form in file.forms.items()},
        actions=file.actions,
        session_config=file.session_config,
    )
    _check(domain, lines)
    return domain


def _named(entry: str | dict[str, Options]) -> tuple[str, Options | None]:
    return (entry, None) if isinstance(entry, str) else next(iter(entry.items()))


def _check(domain: Domain, lines: Lines) -> None:
    for kind in ("intents", "entities", "actions"):
        names: tuple[str, ...] = getattr(domain, kind)
        for position, name in enumerate(names):
            if name in names[:position]:
                raise lines.error((kind, position), f"'{name}' stands twice in {kind}:")
    for place, problem in _unknown_names(domain):
        raise lines.error(place, problem)


def _unknown_names(domain: Domain) -> Iterator[tuple[Place, str]]:
    for name, slot in domain.slots.items():
        for position, mapping in enumerate(slot.mappings):
            for problem in _unknown_in_mapping(mapping, domain):
                yield ("slots", name, "mappings", position), problem
    for name, form in domain.forms.items():
        for problem in _unknown_in_form(form, domain):
            yield ("forms", name), problem
    for position, intent in enumerate(domain.intents):
        options = domain.intent_options.get(intent, IntentOptions())
        entities = (*options.used, *options.ignore_entities)
        for problem in _missing("entity", "entities", entities, domain.entities):
            yield ("intents", position), problem


def _unknown_in_form(form: Form, domain: Domain) -> Iterator[str]:
    yield from _missing("slot", "slots", form.required_slots, domain.slots)
    yield from _missing("intent", "intents", form.ignored_intents, domain.payload_intents)


def _unknown_in_mapping(mapping: SlotMapping, domain: Domain) -> Iterator[str]:
    yield from _missing("entity", "entities", [mapping.entity], domain.entities)
    intents = (*mapping.intent, *mapping.not_intent)
    yield from _missing("intent", "intents", intents, domain.payload_intents)
    yield from _missing("action", "actions", [mapping.action], domain.actions)
    for condition in mapping.conditions:
        yield from _missing("form", "forms", [condition.active_loop], domain.forms)
        yield from _missing("slot", "slots", [condition.requested_slot], domain.slots)


def _missing(
    kind: str, section: str, names: Iterable[str | None], known: Container[str]
) -> Iterator[str]:
    for name in names:
        if name is not None and name not in known:
            yield f"{kind} '{name}' does not stand in {section}:"
