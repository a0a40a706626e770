"""A conversation in the middle of a turn, as actions see it, and what they make of it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.conversation.events import Event
from bot.conversation.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Saying:
    """Something to be said, in the form of a rasa-sdk message; not yet put into words."""

    message: Mapping[str, Any]


Item: TypeAlias = Event | Saying
"""One thing that an action leads to."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The conversation so far.

    Attributes:
        events: those of this turn.
    """

    tracker: Tracker
    events: tuple[Event, ...] = ()

    def after(self, items: Iterable[Item]) -> "Scene":
        """Return the scene in which `items` have happened; nothing is said in it."""
        events = events_of(items)
        return Scene(self.tracker.apply(events), (*self.events, *events))

    def to_rasa(self) -> dict[str, Any]:
        """Return the tracker as an action server is sent it."""
        return self.tracker.to_rasa(self.events)


Call: TypeAlias = Callable[[str, Scene], Awaitable[list[Item]]]
"""Runs an action that is no form and none of Rasa's own."""


class ActionRejected(Exception):
    """An action refuses to run, so that another is chosen."""


def events_of(items: Iterable[Item]) -> list[Event]:
    """Return the events among `items`."""
    return [item for item in items if not isinstance(item, Saying)]


def slots_set(items: Iterable[Item]) -> dict[str, Any]:
    """Return the slots that `items` set, with their last values, in order."""
    return {event["name"]: event["value"] for event in events_of(items) if event["event"] == "slot"}


def has_rejection(items: Iterable[Item]) -> bool:
    """Tell whether an action refused to run by an event, and so keeps what it did beside."""
    return any(event["event"] == "action_execution_rejected" for event in events_of(items))
