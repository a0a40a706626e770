"""What Rasa's events tell of the turn before the citizen's last message."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.content.catalogue import FAQ

ANSWER = f"utter_{FAQ}"

Events = Sequence[Mapping[str, Any]]


def topic_answered(events: Events) -> str | None:
    """Return the topic that the last turn answered; None: it answered none."""
    said = _last_answer(events)
    return str(said["utter_action"].removeprefix(ANSWER)) if said else None


def wording_said(events: Events) -> str | None:
    """Return the variation that the last turn answered with, as the exported responses name it."""
    said = _last_answer(events)
    return (said.get("metadata") or {}).get("variation") if said else None


def slot_before(events: Events, slot: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what a slot held before the last message; None too where it was never set."""
    messages = 0
    for event in reversed(events):
        messages += event["event"] == "user"
        if messages and event["event"] == "slot" and event["name"] == slot:
            return event["value"]
    return None


def is_new_session(events: Events) -> bool:
    """Tell whether the last message is the first of a session."""
    return any(event["event"] == "session_started" for event in _last_turn(events))


def _last_answer(events: Events) -> Mapping[str, Any] | None:
    for event in _last_turn(events):
        said = event.get("metadata") or {}
        if event["event"] == "bot" and (said.get("utter_action") or "").startswith(ANSWER):
            return said
    return None


def _last_turn(events: Events) -> Iterator[Mapping[str, Any]]:
    """Yield what happened between the last two messages, the latest first."""
    messages = 0
    for event in reversed(events):
        messages += event["event"] == "user"
        if messages > 1:
            return
        if messages == 1:
            yield event
