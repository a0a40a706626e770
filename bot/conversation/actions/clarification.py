"""Asks back once when a message is not understood, then hands over to a person."""

from collections.abc import Container
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversation.custody import TICKET
from bot.conversation.hand_over import has_ticket, open_ticket
from bot.knowledge.desk import Reason

MOST_CHOICES = 3
LEAST_CONFIDENCE = 0.08
"""A guess below this is not worth a button."""
LEAST_BEST = 0.25
"""When even the best guess is below this, asking for other words helps more than buttons."""

URGENT = frozenset(["faq_lost-phone-lock", "faq_scam-calls-apps"])
"""Where one of them is the best guess, what to do at once is said before asking back."""


class AskClarification(Action):
    """Offers the likeliest topics as buttons; at the second miss in a row a person.

    What is not understood of somebody who has a ticket is meant for the officer.

    Args:
        offered: intents that have a title and may stand on a button.
    """

    def __init__(self, offered: Container[str]) -> None:
        self._offered = offered

    def name(self) -> str:
        """Return the name that rules use."""
        return "action_ask_clarification"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask back, and remember the miss."""
        misses = tracker.get_slot("misses") or 0
        choices = self._choices(tracker.latest_message)
        if has_ticket(tracker.slots) and (misses or not choices):
            ticket = tracker.get_slot(TICKET)
            dispatcher.utter_message(response="utter_ticket_noted", ticket=ticket)
        elif misses:
            dispatcher.utter_message(response="utter_fallback")
            effect = open_ticket(tracker.slots, Reason.NOT_UNDERSTOOD)
            dispatcher.utter_message(json_message=effect)
        elif choices:
            buttons = [{"payload": f"/{intent}"} for intent in choices]
            is_urgent = choices[0] in URGENT
            response = "utter_ask_whether_urgent" if is_urgent else "utter_ask_clarification"
            dispatcher.utter_message(response=response, buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_ask_rephrase")
        return [SlotSet("misses", misses + 1)]

    def _choices(self, message: dict[str, Any]) -> list[str]:
        ranking = message.get("intent_ranking") or []
        guesses = [guess for guess in ranking if guess["name"] in self._offered]
        if not guesses or guesses[0]["confidence"] < LEAST_BEST:
            return []
        likely = [guess for guess in guesses if guess["confidence"] >= LEAST_CONFIDENCE]
        return [str(guess["name"]) for guess in likely[:MOST_CHOICES]]
