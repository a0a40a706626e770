"""Begins a session without losing the form that was under way."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class StartSession(Action):
    """Takes the place of Rasa's own: what was remembered stays, and an active form, too.

    Someone who goes to the police for an ID card comes back after days, to the same question.
    """

    def name(self) -> str:
        """Return the name that Rasa calls at the start of a session."""
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Begin anew with the slots that were set, and the form that asked.

        Whoever asks for it, as a channel may when a chat is opened, is greeted; a session that
        begins with a question is not, because the answer follows.
        """
        slots = domain.get("slots", {})
        kept = [
            SlotSet(name, value)
            for name, value in tracker.slots.items()
            if value != slots.get(name, {}).get("initial_value")
        ]
        form = (tracker.active_loop or {}).get("name")
        forms = [ActiveLoop(form)] if form else []
        if _is_asked_for(tracker):
            dispatcher.utter_message(response="utter_greet")
        return [SessionStarted(), *kept, *forms, ActionExecuted("action_listen")]


def _is_asked_for(tracker: Tracker) -> bool:
    """Tell whether the session begins by command and not by itself, before a message."""
    latest = next((e for e in reversed(tracker.events) if e["event"] in {"user", "action"}), None)
    if latest is None or latest["event"] == "action":
        return False
    intent: str | None = tracker.latest_message.get("intent", {}).get("name")
    return intent == "session_start"
