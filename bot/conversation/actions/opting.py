"""Stops all unasked messages to a citizen, and lets them come again."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.linking import GUIDED_STATUS, PAUSED, is_guided


class OptOut(Action):
    """Keeps as an effect that the citizen wants nothing but answers here."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_opt_out"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Confirm, once; whoever says stop is asked nothing more."""
        _keep(dispatcher, tracker, "opt_out")
        dispatcher.utter_message(response="utter_opted_out")
        if not tracker.active_loop:
            return []
        paused = [SlotSet(GUIDED_STATUS, PAUSED)] if is_guided(tracker) else []
        return [*paused, ActiveLoop(None), SlotSet("requested_slot", None)]


class OptIn(Action):
    """Keeps as an effect that messages are welcome again."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_opt_in"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Confirm."""
        _keep(dispatcher, tracker, "opt_in")
        dispatcher.utter_message(response="utter_opted_in")
        return []


def _keep(dispatcher: CollectingDispatcher, tracker: Tracker, effect: str) -> None:
    words = tracker.latest_message.get("text") or ""
    dispatcher.utter_message(json_message={"effect": effect, "values": {"words": words}})
