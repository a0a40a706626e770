"""What a message fills in: slots by the domain's mappings, and who the answer is for.

Source: https://rasa.com/docs/rasa/domain#slot-mappings (Rasa 3.6).
"""

from collections.abc import Iterator
from typing import Any

from bot.content.domain import Domain
from bot.content.domain_file import Form, SlotMapping
from bot.conversation.events import slot_set
from bot.conversation.scene import ActionRejected, Call, Item, Saying, Scene, events_of, slots_set
from bot.conversation.tracker import Tracker
from bot.errors import ActionFailed
from bot.knowledge.accounts import AccountType

VALIDATION = "action_validate_slot_mappings"
ACCOUNTS = frozenset(AccountType)


async def extract(scene: Scene, domain: Domain, call: Call) -> list[Item]:
    """Return what the last message fills in; a slot takes the first mapping that gives a value.

    Args:
        scene: ends with the message.
        domain: says how slots are filled.
        call: runs the actions that custom mappings name, each once.
    """
    items: list[Item] = []
    called: set[str] = set()
    for name, slot in domain.slots.items():
        for mapping in slot.mappings:
            if not _counts(name, mapping, scene.tracker, domain):
                continue
            if values := _values(mapping, scene.tracker):
                value = values if slot.type == "list" else values[-1]
                items.append(slot_set(name, value))
                break
            if mapping.type == "custom" and mapping.action and mapping.action not in called:
                called.add(mapping.action)
                items += await _try(mapping.action, scene, call)
    if VALIDATION not in domain.actions:
        return items
    return await _validated(items, scene, call)


def account_of(tracker: Tracker) -> AccountType:
    """Return who the answer is for: who the message names, else who was spoken of, else who asks.

    Who was spoken of is the account type of the last answer (slot `topic_account`), who asks is
    who the citizen said to be (slot `account_type`).
    """
    slots = tracker.slots
    named = [*_entities(tracker, "account_type"), slots.get("topic_account")]
    known = [one for one in named if one in ACCOUNTS and one != AccountType.CITIZEN]
    if AccountType.CITIZEN in named[:-1]:
        return AccountType.CITIZEN
    asker = slots.get("account_type")
    return AccountType(known[0] if known else asker if asker in ACCOUNTS else AccountType.CITIZEN)


async def _validated(items: list[Item], scene: Scene, call: Call) -> list[Item]:
    """Return the slots as the project's validation leaves them."""
    slots = [event for event in events_of(items) if event["event"] == "slot"]
    checked = await _try(VALIDATION, scene.after(slots), call)
    settled = slots_set(checked)
    return [*checked, *(event for event in slots if event["name"] not in settled)]


async def _try(action: str, scene: Scene, call: Call) -> list[Item]:
    """Return the slots that an action fills, and what it says; one that fails fills none."""
    try:
        items = await call(action, scene)
    except (ActionFailed, ActionRejected):
        return []
    return [item for item in items if isinstance(item, Saying) or item["event"] == "slot"]


def _counts(name: str, mapping: SlotMapping, tracker: Tracker, domain: Domain) -> bool:
    if mapping.type == "custom" and mapping.action is None:
        return False
    form = domain.forms[tracker.loop.name] if tracker.loop else None
    return (
        _intent_fits(mapping, tracker, form)
        and (mapping.type == "from_trigger_intent" or _condition_holds(name, mapping, tracker))
        and (form is None or _tells_slots_apart(name, mapping, tracker, form, domain))
    )


def _intent_fits(mapping: SlotMapping, tracker: Tracker, form: Form | None) -> bool:
    if mapping.intent:
        return tracker.intent in mapping.intent
    if tracker.intent in mapping.not_intent:
        return False
    if form is None or tracker.intent not in form.ignored_intents:
        return True
    loops = [condition.active_loop for condition in mapping.conditions]
    return bool(loops) and tracker.active_loop not in loops


def _condition_holds(name: str, mapping: SlotMapping, tracker: Tracker) -> bool:
    if not mapping.conditions:
        return True
    if tracker.loop and tracker.loop.is_rejected and tracker.requested_slot == name:
        return False
    return any(
        condition.active_loop == tracker.active_loop
        and (tracker.loop is None or condition.requested_slot in {None, "", tracker.requested_slot})
        for condition in mapping.conditions
    )


def _tells_slots_apart(
    name: str, mapping: SlotMapping, tracker: Tracker, form: Form, domain: Domain
) -> bool:
    """Tell whether an entity can only mean this slot of the form, or this slot was asked for."""
    if mapping.type != "from_entity" or tracker.requested_slot == name:
        return True
    if name not in form.required_slots:
        return True
    rivals = [other for slot in form.required_slots for other in domain.slots[slot].mappings]
    return rivals.count(mapping) == 1


def _values(mapping: SlotMapping, tracker: Tracker) -> list[Any]:
    """Return the values that a mapping finds in the last message."""
    match mapping.type:
        case "from_entity":
            return list(_entities(tracker, mapping.entity, mapping.role, mapping.group))
        case "from_intent":
            return [mapping.value]
        case "from_trigger_intent":
            return [mapping.value] if _is_triggered(mapping, tracker) else []
        case "from_text":
            return [tracker.latest_message.get("text")]
        case "custom":
            return []


def _is_triggered(mapping: SlotMapping, tracker: Tracker) -> bool:
    loops = [condition.active_loop for condition in mapping.conditions]
    return tracker.loop is not None and (not loops or tracker.active_loop in loops)


def _entities(
    tracker: Tracker, name: str | None, role: str | None = None, group: str | None = None
) -> Iterator[Any]:
    for entity in tracker.latest_message.get("entities") or ():
        if (entity["entity"], entity.get("role"), entity.get("group")) == (name, role, group):
            yield entity["value"]
