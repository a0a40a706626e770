"""Runs one action by itself on a tracker made for it."""

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action

from bot.conversation.actions.runner import ActionResult
from tests.unit.conversation.scripted import runner_of


async def run_alone(
    action: Action,
    slots: dict[str, Any] | None = None,
    message: dict[str, Any] | None = None,
    events: Iterable[dict[str, Any]] = (),
) -> ActionResult:
    tracker = {
        "sender_id": "someone",
        "slots": slots or {},
        "latest_message": message or {},
        "events": list(events),
    }
    return await runner_of(action).run(action.name(), tracker)


def said(result: ActionResult) -> list[str]:
    """Return the names of the responses that the action wants said."""
    return [message["response"] for message in result.messages]


def slots_of(result: ActionResult) -> dict[str, Any]:
    """Return the slots that the action sets."""
    return {one["name"]: one["value"] for one in result.events if one["event"] == "slot"}


def naming(entity: str, value: str) -> dict[str, Any]:
    """Return a message in which `value` was named."""
    return {"entities": [{"entity": entity, "value": value}]}
