"""The state of a conversation: what its events have made of it.

A tracker is never changed; `apply` returns the next one. Its snapshot is small and does not grow
with the conversation, so that a turn costs the same at any age of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.content.domain import Domain
from bot.conversation.events import LISTEN, Event
from bot.messages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """One conversation.

    Attributes:
        slots: what is remembered, by slot name.
        latest_action_name: the action that ran last; None before the first.
        latest_event_at: business time of the last event, seconds since 1970; None before it.
        latest_message: the parse data of the citizen's last message, in Rasa's form.
    """

    sender_id: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    latest_action_name: str | None = None
    latest_event_at: float | None = None
    latest_message: Mapping[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> Language | None:
        """The language spoken so far; None before the first message."""
        value = self.slots.get("language")
        return Language(value) if value else None

    def apply(self, events: Iterable[Event]) -> "Tracker":
        """Return the tracker after `events`."""
        tracker = self
        for event in events:
            tracker = tracker._after(event)
        return tracker

    def snapshot(self) -> dict[str, Any]:
        """Return what `restore` needs, as JSON."""
        return {
            "slots": dict(self.slots),
            "latest_action_name": self.latest_action_name,
            "latest_event_at": self.latest_event_at,
        }

    def to_rasa(self, events: Iterable[Event] = ()) -> dict[str, Any]:
        """Return the tracker as Rasa's HTTP API and action server see it."""
        return {
            "sender_id": self.sender_id,
            "slots": dict(self.slots),
            "latest_message": dict(self.latest_message),
            "latest_event_time": self.latest_event_at,
            "followup_action": None,
            "paused": False,
            "events": list(events),
            "latest_input_channel": None,
            "active_loop": {},
            "latest_action": {"action_name": self.latest_action_name},
            "latest_action_name": self.latest_action_name,
        }

    def _after(self, event: Event) -> "Tracker":
        at = event["timestamp"]
        match event["event"]:
            case "slot":
                slots = {**self.slots, event["name"]: event["value"]}
                return replace(self, slots=slots, latest_event_at=at)
            case "action":
                return replace(self, latest_action_name=event["name"], latest_event_at=at)
            case "user":
                return replace(self, latest_message=event["parse_data"], latest_event_at=at)
            case _:
                return replace(self, latest_event_at=at)


def new_tracker(sender_id: str, domain: Domain) -> Tracker:
    """Return the tracker of a conversation in which nothing was said yet."""
    slots = {name: slot.initial_value for name, slot in domain.slots.items()}
    return Tracker(sender_id=sender_id, slots=slots)


def restore(sender_id: str, domain: Domain, snapshot: Mapping[str, Any]) -> Tracker:
    """Return the tracker that a snapshot was taken of; slots unknown by now are dropped."""
    fresh = new_tracker(sender_id, domain)
    if not snapshot:
        return fresh
    known = {name: value for name, value in snapshot["slots"].items() if name in fresh.slots}
    return Tracker(
        sender_id=sender_id,
        slots={**fresh.slots, **known},
        latest_action_name=snapshot["latest_action_name"],
        latest_event_at=snapshot["latest_event_at"],
    )


def is_waiting(tracker: Tracker) -> bool:
    """Tell whether the bot has finished its turn."""
    return tracker.latest_action_name == LISTEN
