"""Takes a thumb up or down for an answer, and asks why it was down."""

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.actions.hand_over import pass_to_officer
from bot.conversation.ratings import RATINGS, REASONS, rating_payload
from bot.knowledge.desk import Reason

ANSWER = re.compile(r"utter_faq_[a-z0-9-]{1,60}#\d{1,3}")
"""Name of a wording; a payload typed by hand may hold anything."""

DOWNS_FOR_A_PERSON = 2
"""After so many thumbs down running a person is offered."""


class RateAnswer(Action):
    """Keeps a rating as an effect, tied to the wording that was rated."""

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_rate_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Thank, ask for the reason, or offer a person; without a rating ask for it."""
        rating = next(tracker.get_latest_entity_values("rating"), None)
        reason = next(tracker.get_latest_entity_values("reason"), None)
        answer = next(tracker.get_latest_entity_values("answer"), tracker.get_slot("answered"))
        reason = reason if reason in REASONS else None
        if not answer or not ANSWER.fullmatch(answer):
            dispatcher.utter_message(response="utter_nothing_to_rate")
            return []
        if rating not in RATINGS:
            buttons = [{"payload": rating_payload(value, answer)} for value in RATINGS]
            dispatcher.utter_message(response="utter_ask_rating", buttons=buttons)
            return []
        values = {"answer": answer, "rating": rating, "reason": reason}
        dispatcher.utter_message(json_message={"effect": "rate_answer", "values": values})
        if rating == "up":
            dispatcher.utter_message(response="utter_rated_up")
            return [SlotSet("downs", 0)]
        return self._down(dispatcher, tracker, answer, reason)

    def _down(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: str, reason: str | None
    ) -> list[dict[str, Any]]:
        if reason:
            dispatcher.utter_message(response="utter_rated_down")
            return []
        downs = (tracker.get_slot("downs") or 0) + 1
        if downs >= DOWNS_FOR_A_PERSON:
            pass_to_officer(dispatcher, tracker, Reason.RATED_DOWN)
        else:
            buttons = [{"payload": rating_payload("down", answer, one)} for one in REASONS]
            dispatcher.utter_message(response="utter_ask_reason", buttons=buttons)
        return [SlotSet("downs", downs)]
