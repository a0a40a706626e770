"""Forms: ask for one slot after the other, until all are filled, as Rasa's FormAction does.

Source: https://rasa.com/docs/rasa/forms (Rasa 3.6).
"""

from collections.abc import Iterable
from typing import Any

from bot.content.domain import REQUESTED_SLOT, Domain
from bot.conversation.events import LISTEN, action_executed, loop_changed, slot_set
from bot.conversation.scene import (
    ActionRejected,
    Call,
    Item,
    Saying,
    Scene,
    events_of,
    has_rejection,
    slots_set,
)
from bot.conversation.slots import extract


class FormAction:
    """Runs one form.

    Args:
        name: of the form.
        domain: says which slots it needs.
        known: names of the project's actions and of all responses.
        call: runs one of them.
    """

    def __init__(self, name: str, domain: Domain, known: frozenset[str], call: Call) -> None:
        self._name = name
        self._domain = domain
        self._slots = domain.forms[name].required_slots
        self._known = known
        self._call = call

    async def run(self, scene: Scene) -> list[Item]:
        """Take in the answer and ask on; ends when nothing is left to ask.

        Raises:
            ActionRejected: the message fills in nothing, so it is no answer.
        """
        items: list[Item] = []
        if scene.tracker.active_loop != self._name:
            items = await self._activate(scene)
        if not _is_done(items):
            items += await self._continue(scene, items)
        if _is_done(items):
            items.append(loop_changed(None))
        return items

    async def _activate(self, scene: Scene) -> list[Item]:
        """Begin: fill in what the message that began the form says, and check what was known."""
        begun = loop_changed(self._name)
        inside = scene.after([begun])
        found = [
            event
            for event in events_of(await extract(inside, self._domain, self._call))
            if event["event"] == "slot"
        ]
        inside = inside.after(found)
        slots = inside.tracker.slots
        filled = {name: slots[name] for name in self._slots if slots.get(name) is not None}
        checked = await self._validate(filled, inside)
        settled = slots_set(checked)
        return [begun, *checked, *(event for event in found if event["name"] not in settled)]

    async def _continue(self, scene: Scene, so_far: list[Item]) -> list[Item]:
        items: list[Item] = []
        if all(_is_loop(item) for item in so_far):
            items = await self._take_answer(scene)
        if not has_rejection(items):
            items += await self._ask_next(scene, [*so_far, *items])
        return items

    async def _take_answer(self, scene: Scene) -> list[Item]:
        """Check what the message filled in; after an interruption there is nothing to check."""
        tracker = scene.tracker
        interrupted = tracker.loop is not None and (
            tracker.latest_action_name != LISTEN or tracker.loop.is_interrupted
        )
        if interrupted:
            return await self._validate({}, scene)
        asked = self._requested(scene)
        given = {
            name: value
            for name, value in _slots_since_message(scene).items()
            if name in self._slots or name == asked
        }
        items = await self._validate(given, scene)
        settled = set(slots_set(items)) - {REQUESTED_SLOT}
        if asked and not given and not settled and not has_rejection(items):
            raise ActionRejected(self._name)
        return items

    async def _validate(self, given: dict[str, Any], scene: Scene) -> list[Item]:
        """Return what the project's `validate_<form>` makes of values; without one nothing."""
        action = f"validate_{self._name}"
        if action not in self._known:
            return []
        values = [slot_set(name, value) for name, value in given.items()]
        return await self._call(action, self._inside(scene, values))

    async def _ask_next(self, scene: Scene, so_far: list[Item]) -> list[Item]:
        if _is_done(so_far):
            return [slot_set(REQUESTED_SLOT, None)]
        inside = self._inside(scene, so_far)
        wishes = (e["value"] for e in events_of(so_far) if e.get("name") == REQUESTED_SLOT)
        if wished := next(wishes, None):
            return await self._ask(wished, inside)
        slots = inside.tracker.slots
        missing = next((name for name in self._slots if slots.get(name) is None), None)
        requested: list[Item] = [slot_set(REQUESTED_SLOT, missing)]
        return requested + (await self._ask(missing, inside) if missing else [])

    async def _ask(self, slot: str, scene: Scene) -> list[Item]:
        names = (
            f"action_ask_{self._name}_{slot}",
            f"utter_ask_{self._name}_{slot}",
            f"action_ask_{slot}",
            f"utter_ask_{slot}",
        )
        asking = next((name for name in names if name in self._known), None)
        return await self._call(asking, scene) if asking else []

    def _inside(self, scene: Scene, items: Iterable[Item]) -> Scene:
        """Return the scene as the form's actions are shown it: what is new stands at its end."""
        asked = slot_set(REQUESTED_SLOT, self._requested(scene))
        return scene.after([asked, action_executed(self._name), *items])

    def _requested(self, scene: Scene) -> str | None:
        tracker = scene.tracker
        return tracker.requested_slot if tracker.active_loop == self._name else None


def _slots_since_message(scene: Scene) -> dict[str, Any]:
    """Return the slots that were set since the citizen's last message."""
    events = scene.events
    kinds = [event["event"] for event in events]
    begins = max((place for place, kind in enumerate(kinds) if kind == "user"), default=0)
    return slots_set(events[begins:])


def _is_loop(item: Item) -> bool:
    return not isinstance(item, Saying) and item["event"] == "active_loop"


def _is_done(items: Iterable[Item]) -> bool:
    """Tell whether the form ends: the last word on its slot, or on itself, is none."""
    if has_rejection(items):
        return False
    events = events_of(items)
    slot = [event["value"] for event in events if event.get("name") == REQUESTED_SLOT]
    loop = [event["name"] for event in events if _is_loop(event)]
    return (bool(slot) and slot[-1] is None) or (bool(loop) and loop[-1] is None)
