"""The side of Rasa in a call to the action server: it keeps slots and events of a conversation."""

from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor

from bot.content.catalogue import load_catalogue
from bot.conversation.actions.served import make_executor
from tests.content.small_tree import SMALL_CONTENT
from tests.unit.conversation.scripted import SCRIPT, ScriptedInterpreter

FILL_SLOTS = "action_validate_slot_mappings"


def make_small_executor(content: Path = SMALL_CONTENT) -> ActionExecutor:
    return make_executor(load_catalogue(content), ScriptedInterpreter())


class RasaSide:
    """A conversation with a project exported as of a day."""

    def __init__(self, today: str = "2024-06-20", content: Path = SMALL_CONTENT) -> None:
        self._executor = make_small_executor(content)
        self.slots: dict[str, Any] = {"account": "citizen", "today": today, "misses": 0}
        self.events: list[dict[str, Any]] = [{"event": "session_started"}]
        self._message: dict[str, Any] = {}

    async def hear(self, text: str, intent: str | None = None) -> list[dict[str, Any]]:
        """Let the citizen write, and return what is said while slots are filled."""
        name = intent or SCRIPT[text].intent
        self._message = {"text": text, "intent": {"name": name}, "entities": []}
        self.events.append({"event": "user", "parse_data": self._message})
        return await self.act(FILL_SLOTS)

    async def act(self, action: str) -> list[dict[str, Any]]:
        """Run an action and return its messages."""
        tracker = {
            "sender_id": "someone",
            "slots": dict(self.slots),
            "latest_message": self._message,
            "events": list(self.events),
        }
        call = {"next_action": action, "sender_id": "someone", "tracker": tracker}
        result = await self._executor.run(call)
        for event in result.events:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        return result.responses

    def answer(self, response: str, variation: str) -> None:
        """Let Rasa say an exported response."""
        said = {"utter_action": response, "metadata": {"variation": variation}}
        self.events.append({"event": "bot", "text": "…", "metadata": said})
