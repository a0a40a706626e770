"""Keeps a conversation between two messages: what its row holds of it."""

from collections.abc import Mapping
from typing import Any

from bot.content.domain import Domain
from bot.content.rule_state import State
from bot.conversation.tracker import Loop, Tracker, new_tracker


def take(tracker: Tracker) -> dict[str, Any]:
    """Return what `restore` needs, as JSON; what is as in most conversations is left out."""
    kept: dict[str, Any] = {
        "slots": dict(tracker.slots),
        "latest_action_name": tracker.latest_action_name,
        "latest_event_at": tracker.latest_event_at,
        "heard_at": tracker.heard_at,
        "history": [_state_to_json(state) for state in tracker.history],
    }
    if tracker.loop:
        kept["loop"] = {"name": tracker.loop.name, "is_rejected": tracker.loop.is_rejected}
    if tracker.choices:
        kept["choices"] = list(tracker.choices)
    if tracker.is_paused:
        kept["is_paused"] = True
    if tracker.followup:
        kept["followup"] = tracker.followup
    return kept


def restore(sender_id: str, domain: Domain, snapshot: Mapping[str, Any]) -> Tracker:
    """Return the tracker that a snapshot was taken of; slots and forms unknown by now are gone."""
    fresh = new_tracker(sender_id, domain)
    if not snapshot:
        return fresh
    known = {name: value for name, value in snapshot["slots"].items() if name in fresh.slots}
    loop = snapshot.get("loop")
    return Tracker(
        sender_id=sender_id,
        initial_slots=fresh.initial_slots,
        slots={**fresh.slots, **known},
        loop=Loop(**loop) if loop and loop["name"] in domain.forms else None,
        latest_action_name=snapshot["latest_action_name"],
        followup=snapshot.get("followup"),
        is_paused=snapshot.get("is_paused", False),
        latest_event_at=snapshot["latest_event_at"],
        heard_at=snapshot.get("heard_at", snapshot["latest_event_at"]),
        choices=tuple(snapshot.get("choices", ())),
        history=tuple(_state_from_json(state) for state in snapshot.get("history", ())),
    )


def _state_to_json(state: State) -> list[Any]:
    return [state.action, state.intent, state.entities, state.loop, state.slots]


def _state_from_json(kept: list[Any]) -> State:
    action, intent, entities, loop, slots = kept
    seen = tuple((name, tuple(features)) for name, features in slots)
    return State(action, intent, tuple(entities), loop, seen)
