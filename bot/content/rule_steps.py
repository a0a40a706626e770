"""Reads the rules of a file: conditions and steps, checked against the domain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeAlias

from bot.content.domain import Domain
from bot.content.rule_file import ConditionEntry, OrEntry, RuleFile, SlotEntry, StepEntry
from bot.content.yaml_file import Lines, Place

DEFAULT_ACTIONS = (
    "action_restart",
    "action_session_start",
    "action_default_fallback",
    "action_deactivate_loop",
)
"""What rules may name besides the project's own actions, its responses and forms."""

FILLED = {"text": "filled", "list": ["filled"]}
"""Stands for any value where a slot is named alone."""


@dataclass(frozen=True, slots=True)
class Said:
    """The citizen's message; `entities` as Rasa writes them, a value None where any will do."""

    intent: str
    entities: tuple[tuple[tuple[str, Any], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Did:
    """The bot's action."""

    action: str


@dataclass(frozen=True, slots=True)
class Looped:
    """A form is active; None: none is."""

    form: str | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A slot has a value; None: it has none."""

    slot: str
    value: Any


Step: TypeAlias = Said | Did | Looped | Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; a rule with `or` is several of these.

    Attributes:
        place: its position in the file.
        at_start: it begins with the conversation.
        waits: the bot waits for a message after it.
    """

    name: str
    place: int
    condition: tuple[Step, ...]
    steps: tuple[Step, ...]
    at_start: bool
    waits: bool

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions in order."""
        return tuple(step.action for step in self.steps if isinstance(step, Did))


def read_rules(file: RuleFile, domain: Domain, lines: Lines) -> Iterator[Rule]:
    """Yield the rules of a file, one for each way through its `or` steps.

    Raises:
        ContentError: a rule does nothing, has two messages, or names what the domain lacks.
    """
    for place, entry in enumerate(file.rules):
        reader = _Reader(domain, lines, ("rules", place))
        condition = tuple(
            step
            for position, one in enumerate(entry.condition)
            for step in reader.condition(one, ("condition", position))
        )
        ways = [reader.ways(step, ("steps", position)) for position, step in enumerate(entry.steps)]
        rule = Rule(
            name=entry.rule,
            place=place,
            condition=condition,
            steps=(),
            at_start=entry.conversation_start,
            waits=entry.wait_for_user_input,
        )
        for way in product(*ways):
            steps = tuple(step for group in way for step in group)
            reader.check_whole(steps)
            yield replace(rule, steps=steps)


class _Reader:
    """Turns entries of one rule into steps."""

    def __init__(self, domain: Domain, lines: Lines, place: Place) -> None:
        self._domain = domain
        self._lines = lines
        self._place = place

    def condition(self, entry: ConditionEntry, place: Place) -> list[Step]:
        """Return what must hold."""
        if "active_loop" in entry.model_fields_set:
            return [self._loop(entry.active_loop, place)]
        return self._slots(entry.slot_was_set, place)

    def ways(self, entry: StepEntry, place: Place) -> list[list[Step]]:
        """Return each way to take a step."""
        given = entry.model_fields_set - {"entities"}
        if len(given) != 1:
            raise self._lines.error(self._place + place, "a step says exactly one thing")
        if entry.any_of:
            return [way for one in entry.any_of for way in self._one_of(one, place)]
        if entry.action is not None:
            return [[self._action(entry.action, place)]]
        if "active_loop" in given:
            return [[self._loop(entry.active_loop, place)]]
        return [self._said_or_slots(entry, place)]

    def check_whole(self, steps: tuple[Step, ...]) -> None:
        """Refuse a rule that does nothing, or that is a whole conversation."""
        place = (*self._place, "steps")
        if not any(isinstance(step, Did) for step in steps):
            raise self._lines.error(place, "a rule does something: it has an action")
        if sum(isinstance(step, Said) for step in steps) > 1:
            raise self._lines.error(place, "a rule has at most one message of the citizen")

    def _one_of(self, entry: OrEntry, place: Place) -> list[list[Step]]:
        if entry.intent is None:
            return [[step] for step in self._slots(entry.slot_was_set, place)]
        return [self._said_or_slots(entry, place)]

    def _said_or_slots(self, entry: OrEntry, place: Place) -> list[Step]:
        if entry.intent is None:
            return self._slots(entry.slot_was_set, place)
        if entry.intent not in self._domain.payload_intents:
            raise self._unknown("intent", entry.intent, place)
        entities = tuple(self._entity(one, place) for one in entry.entities)
        return [Said(entry.intent, entities)]

    def _entity(self, entry: str | dict[str, Any], place: Place) -> tuple[tuple[str, Any], ...]:
        if isinstance(entry, str):
            entry = {entry: ""}
        parts = {key: value for key, value in entry.items() if key in {"role", "group"}}
        names = [key for key in entry if key not in parts]
        if len(names) != 1 or names[0] not in self._domain.entities:
            raise self._unknown("entity", ", ".join(names), place)
        return (("entity", names[0]), ("value", entry[names[0]]), *parts.items())

    def _action(self, name: str, place: Place) -> Did:
        known = (*self._domain.actions, *self._domain.forms, *DEFAULT_ACTIONS)
        if not name.startswith("utter_") and name not in known:
            raise self._unknown("action", name, place)
        return Did(name)

    def _loop(self, form: str | None, place: Place) -> Looped:
        if form is not None and form not in self._domain.forms:
            raise self._unknown("form", form, place)
        return Looped(form)

    def _slots(self, entries: Iterable[SlotEntry], place: Place) -> list[Step]:
        steps: list[Step] = []
        for entry in entries:
            pairs = entry if isinstance(entry, dict) else {entry: self._any_value(entry, place)}
            for slot, value in pairs.items():
                if slot not in self._domain.slots:
                    raise self._unknown("slot", slot, place)
                steps.append(Remembered(slot, value))
        return steps

    def _any_value(self, slot: str, place: Place) -> object:
        kind = self._domain.slots[slot].type if slot in self._domain.slots else "text"
        if kind not in FILLED:
            problem = f"slot '{slot}' is of type {kind}: say which value it has"
            raise self._lines.error(self._place + place, problem)
        return FILLED[kind]

    def _unknown(self, kind: str, name: str, place: Place) -> Exception:
        problem = f"{kind} '{name}' does not stand in domain.yml"
        return self._lines.error(self._place + place, problem)
