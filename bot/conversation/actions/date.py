"""Answers the last question again as of another day."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


class AnswerForDate(Action):
    """Carries the topic over to the day that was just named; "now" is today."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_answer_for_date"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the last topic, as of the day in slot `as_of`; without a topic ask for it."""
        topic = tracker.get_slot("topic")
        dispatcher.utter_message(response=f"utter_faq_{topic}" if topic else "utter_state_date")
        return []
