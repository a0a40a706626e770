"""Stops all unasked messages to a citizen, and lets them come again."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.staying import stay
from bot.conversation.custody import OPTED_OUT
from bot.messages import ChannelName


class OptOut(Action):
    """Keeps as an effect that the citizen wants nothing but answers here."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_opt_out"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Confirm, once; a second text message would cost, and may answer a machine."""
        _keep(dispatcher, tracker, "opt_out")
        if not tracker.get_slot(OPTED_OUT):
            dispatcher.utter_message(response="utter_opted_out")
        elif tracker.get_latest_input_channel() != ChannelName.SMS:
            dispatcher.utter_message(response="utter_opted_out_before")
        return [SlotSet(OPTED_OUT, True), *stay(tracker)]


class OptIn(Action):
    """Keeps as an effect that messages are welcome again."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_opt_in"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Confirm; whoever had not opted out is told how it stands."""
        _keep(dispatcher, tracker, "opt_in")
        was_out = tracker.get_slot(OPTED_OUT)
        dispatcher.utter_message(response="utter_opted_in" if was_out else "utter_opted_in_before")
        return [SlotSet(OPTED_OUT, False), *stay(tracker)]


def _keep(dispatcher: CollectingDispatcher, tracker: Tracker, effect: str) -> None:
    words = tracker.latest_message.get("text") or ""
    dispatcher.utter_message(json_message={"effect": effect, "values": {"words": words}})
